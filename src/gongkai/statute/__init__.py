"""The law as dated data: periods, grounds and outcomes, remedies, fees, report dates. Its numbers stand here only."""

from gongkai.statute.annual_report import department_deadline, government_deadline
from gongkai.statute.fees import Fee, FeeBand, FeeError, Method, fee_by_items, fee_by_pages
from gongkai.statute.laws import FEE_MEASURE, RECONSIDERATION, REGULATION, REGULATION_2007, Footing, Law
from gongkai.statute.outcomes import (
    EXEMPTIONS,
    OUTCOMES,
    REFUSALS,
    REPLIES,
    Duty,
    Exemption,
    Reply,
    articles_of,
)
from gongkai.statute.periods import (
    FEE_NOTICE_ARTICLE,
    FEE_RESTART_ARTICLE,
    FEE_SINCE,
    PUBLICATION_DAYS,
    REGIME_2008,
    REGIME_2019,
    REGIMES,
    Regime,
    Topic,
    regime_on,
)
from gongkai.statute.remedies import Block, Remedies, RemedyError, remedies_for
from gongkai.statute.remedy_law import REMEDY_LAW, OrganKind, Remedy, RemedyLaw

__all__ = [
    "EXEMPTIONS",
    "FEE_MEASURE",
    "FEE_NOTICE_ARTICLE",
    "FEE_RESTART_ARTICLE",
    "FEE_SINCE",
    "OUTCOMES",
    "PUBLICATION_DAYS",
    "RECONSIDERATION",
    "REFUSALS",
    "REGIMES",
    "REGIME_2008",
    "REGIME_2019",
    "REGULATION",
    "REGULATION_2007",
    "REMEDY_LAW",
    "REPLIES",
    "Block",
    "Duty",
    "Exemption",
    "Fee",
    "FeeBand",
    "FeeError",
    "Footing",
    "Law",
    "Method",
    "OrganKind",
    "Regime",
    "Remedies",
    "Remedy",
    "RemedyError",
    "RemedyLaw",
    "Reply",
    "Topic",
    "articles_of",
    "department_deadline",
    "fee_by_items",
    "fee_by_pages",
    "government_deadline",
    "regime_on",
    "remedies_for",
]
