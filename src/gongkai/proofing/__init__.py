"""Proofing: what must be seen before a text is published — personal data, secrecy marks, numbers and dates that do not fit,
what a file holds beside its text. Offline; every rule has a stable name (PF-*) and says on what it rests.
"""

from gongkai.errors import MissingExtraError

try:
    import phonenumbers as _phonenumbers  # noqa: F401
    import stdnum as _stdnum  # noqa: F401
except ImportError as error:
    raise MissingExtraError.of("proofing", "proof") from error

from gongkai.proofing import (
    cards,
    contacts,
    dates,
    files,
    homes,
    identity,
    links,
    lists,
    numbering,
    publisher,
    secrecy,
    slips,
)
from gongkai.proofing.model import FIELDS, Metadata, ProofFinding
from gongkai.proofing.numbering import normal_number
from gongkai.proofing.options import DEFAULT_REQUIRED, LinkChecker
from gongkai.proofing.registry import RULES, Rule
from gongkai.proofing.run import LIMITS, proof
from gongkai.proofing.settings import Settings
from gongkai.rulebook import SEVERITY_NAMES, SettingsError

FAMILIES = (identity, contacts, cards, homes, lists, secrecy, numbering, dates, publisher, links, slips, files)
"""The modules of rules, one a family."""

__all__ = [
    "DEFAULT_REQUIRED",
    "FAMILIES",
    "FIELDS",
    "LIMITS",
    "RULES",
    "SEVERITY_NAMES",
    "LinkChecker",
    "Metadata",
    "ProofFinding",
    "Rule",
    "Settings",
    "SettingsError",
    "normal_number",
    "proof",
]
