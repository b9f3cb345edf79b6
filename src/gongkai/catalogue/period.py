"""A period of publication (公开时限) that one can count with, or the text of one that only a person can judge."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from gongkai.statute import PUBLICATION_DAYS


class PeriodKind(StrEnum):
    """`AT_ONCE` (及时) and `STANDING` (长期) name no number; `MANUAL` is what only a person can judge."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    AT_ONCE = "at_once"
    STANDING = "standing"
    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    MANUAL = "manual"


PERIODIC = (PeriodKind.YEARLY, PeriodKind.QUARTERLY, PeriodKind.MONTHLY)
PERIOD_NAMES = {
    PeriodKind.WORKING_DAYS: "工作日",
    PeriodKind.DAYS: "自然日",
    PeriodKind.HOURS: "小时",
    PeriodKind.AT_ONCE: "及时",
    PeriodKind.STANDING: "长期",
    PeriodKind.YEARLY: "每年",
    PeriodKind.QUARTERLY: "每季度",
    PeriodKind.MONTHLY: "每月",
    PeriodKind.MANUAL: "人工判断",
}
_STATUTE_SHORTEST_SPAN = PUBLICATION_DAYS // 5 * 7


class Excess(StrEnum):
    """Whether a period is longer than the law allows; natural days and months may or may not be."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


class Period(NamedTuple):
    """`number` counts the kind's unit; for a periodic kind, days after the end of the year, quarter or month, working
    days with `working`. `month` and `day` are the last day where one is named: 每年3月31日前; without both the end of the
    year, quarter or month is meant. `parts` are several conditions, each by itself, when `kind` is MANUAL.
    """

    kind: PeriodKind = PeriodKind.MANUAL
    number: int | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""
    certain: bool = False
    event: str = ""
    working: bool = False
    parts: tuple[Period, ...] = ()

    @property
    def is_periodic(self) -> bool:
        return self.kind in PERIODIC

    @property
    def excess(self) -> Excess:
        """Against the 20 working days of 《条例》第二十六条."""
        if self.kind is PeriodKind.WORKING_DAYS and (self.number or 0) > PUBLICATION_DAYS:
            return Excess.YES
        days = self.number or 0
        long = self.kind is PeriodKind.DAYS and days > _STATUTE_SHORTEST_SPAN
        return Excess.MAYBE if long or any(part.excess is not Excess.NO for part in self.parts) else Excess.NO
