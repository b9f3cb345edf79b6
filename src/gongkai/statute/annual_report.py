"""When an annual report must be public: plain calendar dates, not moved by holidays.

《条例》第四十九条; before it 2007年《条例》第三十一条, one date for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.laws import REGULATION, REGULATION_2007

ARTICLE = REGULATION.cite(49)


@dataclass(frozen=True, slots=True)
class _Rule:
    """For reports of years from `first_year` on: (month, day) of the year that follows."""

    first_year: int
    department: tuple[int, int]
    government: tuple[int, int]
    article: str


_RULES = (
    _Rule(2008, (3, 31), (3, 31), REGULATION_2007.cite(31)),
    _Rule(2019, (1, 31), (3, 31), ARTICLE),
)


def _rule_for(report_year: int) -> _Rule:
    return next((rule for rule in reversed(_RULES) if rule.first_year <= report_year), _RULES[0])


def department_deadline(report_year: int) -> date:
    """第一款: departments of governments from county level up, submitted and published by this day."""
    return date(report_year + 1, *_rule_for(report_year).department)


def government_deadline(report_year: int) -> date:
    """第二款: the report of a local government from county level up, published by this day."""
    return date(report_year + 1, *_rule_for(report_year).government)
