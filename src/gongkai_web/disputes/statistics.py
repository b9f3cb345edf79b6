"""Table four of a year, counted from the records; each number leads back to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.report.forms import DISPUTE_GROUPS, DISPUTE_RESULTS
from gongkai_web.disputes.facts import disputes_in
from gongkai_web.disputes.models import Dispute
from gongkai_web.organs.models import Organ

PENDING, TOTAL = "pending", "total"
RESULTS = DISPUTE_RESULTS
GROUPS = DISPUTE_GROUPS


def group_of(one: Dispute) -> str:
    if not one.is_suit:
        return "reconsideration"
    return "litigation_after_reconsideration" if one.after_reconsideration else "litigation_direct"


def result_of(one: Dispute, year: int) -> str:
    """As of 31 December: what ended later was pending."""
    ended = one.closed_on is not None and one.closed_on <= date(year, 12, 31)
    return one.result if ended else PENDING


@dataclass(frozen=True, slots=True)
class TableFour:
    year: int
    records: tuple[Dispute, ...]

    def of(self, group: str, result: str) -> list[Dispute]:
        """The records of one number."""
        wanted = (one for one in self.records if group_of(one) == group)
        return [one for one in wanted if result in (TOTAL, result_of(one, self.year))]

    def count(self, group: str, result: str) -> int:
        return len(self.of(group, result))

    @property
    def cells(self) -> dict[str, int]:
        return {f"{group}.{result}": self.count(group, result) for group in GROUPS for result in RESULTS}


def table_four(organ: Organ, year: int) -> TableFour:
    return TableFour(year, tuple(disputes_in(organ, year).select_related("request__applicant")))


def years_of(organ: Organ, this_year: int) -> list[int]:
    """From the first dispute on, the newest first; this year always."""
    first = Dispute.objects.filter(organ=organ).order_by("filed_on").values_list("filed_on", flat=True).first()
    return list(range(this_year, min(first.year if first else this_year, this_year) - 1, -1))


def left_out(organ: Organ, year: int) -> Iterable[Dispute]:
    """Suits in which we stand beside the organ whose act it is: shown, not counted."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = Dispute.objects.filter(organ=organ, role="reviewer", struck_reason="", filed_on__lte=last)
    return found.exclude(closed_on__lt=first).order_by("filed_on", "pk")
