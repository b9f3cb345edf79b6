"""What every page of the annual report does first."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone

from gongkai_web.annual.kinds import years_until
from gongkai_web.annual.models import Report
from gongkai_web.annual.rules import may_keep, may_look, may_state
from gongkai_web.annual.standing import current
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person

SECTION = "annual"


def looked_at(request: HttpRequest, code: str, year: int | None = None) -> tuple[Organ, Person]:
    """The organ and the person, if they work there; and the year, if a report can be counted of it."""
    organ, person = organ_of(request, code), person_of(request)
    today = timezone.localdate()
    allowed(may_look(person, organ, today))
    if year is not None and year not in years_until(today):
        raise Http404
    return organ, person


def kept_by(request: HttpRequest, code: str, year: int | None = None) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code, year)
    allowed(may_keep(person, organ, timezone.localdate()))
    return organ, person


def stated_by(request: HttpRequest, code: str, year: int) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code, year)
    allowed(may_state(person, organ, timezone.localdate()))
    return organ, person


def report_in(organ: Organ, year: int) -> Report:
    """The year's report, if somebody has begun it."""
    report = current(organ, year)
    if report is None:
        raise Http404
    return report


def lock_of(request: HttpRequest) -> int:
    """What the page was made of; a form without it is of no page."""
    lock = request.POST.get("lock", "")
    return int(lock) if lock.isascii() and lock.isdigit() and len(lock) < 10 else -1
