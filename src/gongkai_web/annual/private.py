"""Numbers of a person in the text of a report: everybody can read them once it is published, so they are doubted while it is
written. An organ's own numbers, which it has set, are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.proofing import ProofFinding, Settings, proof
from gongkai.report import AnnualReport, Finding, Severity
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.findings import settings_of

PRIVATE = "ANNUAL-PRIVATE"
_RULES = frozenset({"PF-ID", "PF-MOBILE", "PF-BANKCARD", "PF-PASSPORT"})
_NUMERALS = "一二三四五六"


def private_numbers(report: AnnualReport, organ: Organ) -> Iterator[Finding]:
    """Never with the number itself: the finding is shown masked, as the check before publication shows it."""
    own = settings_of(organ).own_numbers
    parts = [("引言", None, report.opening or "")]
    parts += [(_named(one.number), str(one.number), one.text) for one in report.sections]
    for name, section, text in parts:
        for one in _found(text, own):
            yield Finding(PRIVATE, Severity.WARNING, f"{name}{one.message}", section=section)


def _named(number: int | None) -> str:
    return f"第{_NUMERALS[number - 1]}部分" if number and number <= len(_NUMERALS) else "文字"


@lru_cache(maxsize=256)
def _found(text: str, own: frozenset[str]) -> tuple[ProofFinding, ...]:
    """The same text says the same: the report is put together whenever a page of it is opened."""
    if not any(char.isdecimal() for char in text):
        return ()
    return tuple(one for one in proof(text, None, Settings(own_numbers=own)) if one.rule in _RULES)
