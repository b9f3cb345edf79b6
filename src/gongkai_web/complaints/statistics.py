"""How many complaints of a year, about which organs, what was found and what followed. Counted by the day of receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gongkai_web.complaints.kinds import CLOSED, Finding, Measure
from gongkai_web.complaints.models import Complaint
from gongkai_web.organs.models import Organ


@dataclass(slots=True)
class Numbers:
    """`overdue`: an organ that was asked, or had to mend, is past its day."""

    received: int = 0
    open: int = 0
    overdue: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[int]:
        found = [self.findings[one.value] for one in Finding]
        done = [self.measures[one.value] for one in Measure if one is not Measure.NONE]
        return [self.received, self.open, self.overdue, *found, *done]

    @property
    def named(self) -> list[tuple[str, int]]:
        """Each with its head, for where a row is read as a list."""
        return list(zip(HEADS, self.cells, strict=True))


HEADS: tuple[str, ...] = (
    "收到",
    "没有办结",
    "机关超期",
    *Finding.labels,
    *(one.label for one in Measure if one is not Measure.NONE),
)


def of_year(
    organ: Organ, year: int, today: date
) -> tuple[Numbers, list[tuple[str, Numbers]], list[tuple[str, Numbers]]]:
    """The whole, by organ complained of, by matter; of those this organ received."""
    year_of = Q(letter__organ=organ, letter__received_on__year=year)
    rows = list(Complaint.objects.filter(year_of).select_related("about", "letter").order_by("about__code", "pk"))
    by_organ: dict[str, list[Complaint]] = {}
    by_matter: dict[str, list[Complaint]] = {}
    for one in rows:
        by_organ.setdefault(str(one.about), []).append(one)
        by_matter.setdefault(str(one.get_matter_display()), []).append(one)
    tables = [[(name, _count(of, today)) for name, of in group.items()] for group in (by_organ, by_matter)]
    return _count(rows, today), tables[0], tables[1]


def _count(rows: Iterable[Complaint], today: date) -> Numbers:
    found = Numbers()
    for one in rows:
        found.received += 1
        found.open += one.state not in CLOSED
        found.overdue += is_late(one, today)
        found.findings[one.finding] += 1
        found.measures[one.measure] += 1
    return found


def is_late(complaint: Complaint, today: date) -> bool:
    due = {"asked": complaint.statement_due, "mending": complaint.mend_due}.get(complaint.state)
    return due is not None and due < today
