"""An organ of the county while its past is told: who works there, which years there are, and chance that is always the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.workflow.deadlines import working_calendar

COUNTY, FIRST = "DEMO", "DEMO-1"
_NEW_YEAR = timedelta(days=11)


def report_year(today: date) -> int:
    """The year whose reports are being written: last year, once a few working days of this one have gone by."""
    return (today - _NEW_YEAR).year - 1


@dataclass(slots=True)
class Office:
    """`keeper` is the clerk, or whoever leads the disclosure office where there is none."""

    organ: Organ
    keeper: Person
    head: Person | None
    reviewer: Person | None
    today: date

    @property
    def code(self) -> str:
        return self.organ.code

    @property
    def years(self) -> tuple[int, int]:
        """The two whole years."""
        last = report_year(self.today)
        return last - 1, last

    @property
    def is_department(self) -> bool:
        return self.organ.kind == "department"

    def chance(self, what: str) -> Random:
        """The same for the same organ and year on every day it is made."""
        return Random(f"{self.code} {what}")  # noqa: S311 - it makes a story, not a secret

    def at(self, day: date, hour: int = 10) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour, 0)))

    def later(self, day: date, working_days: int) -> date:
        return working_calendar().add(day, working_days)


def offices(now: datetime) -> list[Office]:
    """Every organ of the county in which somebody works, the county first."""
    today = timezone.localdate(now)
    found = []
    for organ in Organ.objects.filter(code__startswith=COUNTY):
        keeper = _first(organ, today, Role.CLERK, Role.DISCLOSURE_HEAD)
        if keeper is not None:
            head, reviewer = _first(organ, today, Role.HEAD), _first(organ, today, Role.SECRECY_REVIEWER)
            found.append(Office(organ, keeper, head, reviewer, today))
    return found


def _first(organ: Organ, day: date, *roles: Role) -> Person | None:
    return next((person for role in roles for person in holders(role, organ, day)), None)
