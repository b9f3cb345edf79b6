"""公开任务 by state, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from gongkai_web.catalogues.forms import NO_UNIT
from gongkai_web.catalogues.models import Duty
from gongkai_web.catalogues.selectors import with_what_is_shown
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.listing import COUNTED, bounded
from gongkai_web.publishing.models import Item

PAGE = 50


class State(models.TextChoices):
    """Where a duty stands."""

    OVERDUE = "overdue", _("已超期")
    OPEN = "open", _("未到期")
    SETTLED = "settled", _("已公开")
    DROPPED = "dropped", _("已取消")

    @classmethod
    def of(cls, said: str) -> State:
        return cls(said) if said in cls.values else cls.OVERDUE


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where the next page begins; `count` is exact up to a bound."""

    duties: list[Duty]
    count: int
    next: str

    @property
    def more_than_counted(self) -> bool:
        return self.count > COUNTED


def listed(organ: Organ, state: State, unit: str, after: str, day: date) -> Page:
    """What is open by deadline, the nearest first; what has ended by the day of its deadline, the latest first."""
    duties = _of(organ, state, unit, day)
    ended = state in (State.SETTLED, State.DROPPED)
    found = _after(duties, after, ended=ended).order_by(*(("-due_on", "-pk") if ended else ("due_on", "pk")))
    page = list(with_what_is_shown(found)[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Page(page[:PAGE], bounded(duties), f"{last.due_on.isoformat()}~{last.pk}" if last else "")


def states(organ: Organ, unit: str, day: date) -> list[tuple[State, int]]:
    return [(state, bounded(_of(organ, state, unit, day))) for state in State]


def _of(organ: Organ, state: State, unit: str, day: date) -> QuerySet[Duty]:
    duties = Duty.objects.filter(organ=organ)
    if unit == NO_UNIT:
        duties = duties.filter(unit=None)
    elif unit.isdecimal():
        duties = duties.filter(unit_id=int(unit))
    public = Q(item__public=Item.Public.PUBLISHED, dropped_on=None)
    if state is State.SETTLED:
        return duties.filter(Q(settled_on__isnull=False) | public)
    if state is State.DROPPED:
        return duties.filter(dropped_on__isnull=False)
    waiting = duties.filter(settled_on=None, dropped_on=None).exclude(item__public=Item.Public.PUBLISHED)
    return waiting.filter(due_on__lt=day) if state is State.OVERDUE else waiting.filter(due_on__gte=day)


def _after(duties: QuerySet[Duty], cursor: str, *, ended: bool) -> QuerySet[Duty]:
    """What comes after the duty at which the last page ended; a cursor nobody gave is no cursor."""
    said, _sep, key = cursor.partition("~")
    try:
        day = parse_date(said)
    except ValueError:
        day = None
    if day is None or not key.isdecimal():
        return duties
    if ended:
        return duties.filter(Q(due_on__lt=day) | Q(due_on=day, pk__lt=int(key)))
    return duties.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=int(key)))
