"""今天: what affairs are to disclose soon, or should have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.affairs.models import Expectation
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.gate import only_visible

AHEAD = timedelta(days=30)
OFFICE = frozenset({Role.CLERK, Role.DISCLOSURE_HEAD})
UNIT = frozenset({Role.CONTRIBUTOR, Role.UNIT_HEAD})


def tasks(person: Person, day: date) -> Iterator[Task]:
    """A unit's go to those who draft in it; those of no unit, and every overdue one, to the disclosure office too."""
    wanted = list(_wanted(person, day))
    public = only_visible([one.item_id for one in wanted if one.item_id], timezone.now())
    for one in wanted:
        if one.item_id not in public:
            yield _task(one, day)


def _wanted(person: Person, day: date) -> Iterator[Expectation]:
    mine = Q(pk=None)
    for one in held(person, day):
        if one.role in OFFICE:
            mine |= Q(affair__organ=one.organ_id) & (Q(affair__unit=None) | Q(due__lt=day))
        elif one.role in UNIT:
            mine |= Q(affair__organ=one.organ_id, affair__unit=one.unit_id)
    found = Expectation.objects.filter(mine, waived="", due__lte=day + AHEAD).distinct()
    yield from found.select_related("affair__organ", "affair__unit")


def _task(one: Expectation, day: date) -> Task:
    affair = one.affair
    return Task(
        title=_("%(affair)s：公开%(what)s") % {"affair": affair.name, "what": one.what},
        url=reverse("affair", args=[affair.organ.code, affair.pk]) + f"#{one.stage}",
        organ=affair.organ,
        due=one.due,
        overdue=one.due < day,
        kind=_("该公开了"),
        detail=_("%(stage)s阶段") % {"stage": one.get_stage_display()} + (f"，{affair.unit}" if affair.unit else ""),
    )
