"""What the pages of the catalogues show, and what 今天 asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai_web.catalogues.coverage import Coverage, Fill, RowState, Span, coverage_of_organs, in_force
from gongkai_web.catalogues.models import Catalogue, Duty, Placement, Row
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.organs.selectors import watched_by
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import DRAFTERS, RELEASERS, sees_all, working_roles

SOON = timedelta(days=31)
"""今天 shows what is due within this time; all the rest stands in the list of duties."""
MOST_DUTIES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are to be shown."""

    unit: int | None = None
    no_unit: bool = False
    fill: str = ""
    overdue: bool = False
    words: str = ""

    def keeps(self, state: RowState) -> bool:
        row = state.row
        by_unit = row.unit_id is None if self.no_unit else self.unit is None or row.unit_id == self.unit
        by_fill = not self.fill or state.fill == self.fill
        said = f"{row.first}{row.second}{row.content}{row.responsible}"
        return by_unit and by_fill and (not self.overdue or state.overdue > 0) and self.words in said


@dataclass(frozen=True, slots=True)
class UnitLate:
    """The overdue duties of one unit; None: given to no unit."""

    unit: Unit | None
    duties: list[Duty]


@dataclass(frozen=True, slots=True)
class Below:
    """One organ that is watched over, and how its catalogues are filled."""

    organ: Organ
    coverage: Coverage


def open_duties(organ: Organ) -> QuerySet[Duty]:
    """Neither settled nor dropped, and not public either: what the worker has not yet noted is settled all the same."""
    waiting = Duty.objects.filter(organ=organ, settled_on=None, dropped_on=None)
    return waiting.exclude(item__public=Item.Public.PUBLISHED)


def with_what_is_shown(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    return duties.select_related("row__catalogue", "unit", "item", "organ")


def duties_of(person: Person, day: date, *, within: timedelta | None = SOON) -> list[Duty]:
    """What this person should see to, nearest deadline first: of their units, and as clerk what is given to no unit and
    everything overdue. Without `within` all of it."""
    mine = Q(pk__in=())
    for organ in _organs(person, day):
        mine |= Q(organ=organ) & _part(person, organ, day)
    duties = Duty.objects.filter(mine, settled_on=None, dropped_on=None).exclude(item__public=Item.Public.PUBLISHED)
    if within is not None:
        duties = duties.filter(due_on__lte=day + within)
    return list(with_what_is_shown(duties).prefetch_related("organ__names").order_by("due_on", "pk")[:MOST_DUTIES])


def _organs(person: Person, day: date) -> list[Organ]:
    from gongkai_web.organs.selectors import held

    keys = {one.organ_id for one in held(person, day) if one.role in DRAFTERS | RELEASERS}
    return list(Organ.objects.filter(pk__in=keys))


def _part(person: Person, organ: Organ, day: date) -> Q:
    roles = working_roles(person, organ, day)
    units = [one.unit_id for one in roles if one.unit_id]
    part = Q(unit__in=units)
    if sees_all(person, organ, day) and any(one.role in DRAFTERS | RELEASERS for one in roles if not one.unit_id):
        part |= Q(unit=None) | Q(due_on__lt=day)
    return part


def overdue_by_unit(organ: Organ, day: date) -> list[UnitLate]:
    """The units that are late, the one with the oldest duty first; what is given to no unit comes last."""
    late = with_what_is_shown(open_duties(organ).filter(due_on__lt=day)).order_by("due_on", "pk")[:MOST_DUTIES]
    found: dict[int | None, UnitLate] = {}
    for duty in late:
        found.setdefault(duty.unit_id, UnitLate(duty.unit, [])).duties.append(duty)
    return sorted(found.values(), key=lambda one: one.unit is None)


def below(organ: Organ, span: Span, day: date) -> list[Below]:
    """The organs watched over, the worst filled first; those without a catalogue before all."""
    organs = list(watched_by(organ).prefetch_related("names"))
    filled = coverage_of_organs(organs, span, day)
    found = [Below(one, filled[one.pk]) for one in organs]
    return sorted(found, key=lambda one: (-1.0 if one.coverage.share is None else one.coverage.share, one.organ.code))


def placements_of(item: Item) -> list[Placement]:
    found = Placement.objects.filter(item=item).select_related("row__catalogue", "row__unit")
    return list(found.order_by("row__catalogue", "row__order"))


def rows_to_choose(organ: Organ, words: str, day: date, most: int = 30) -> list[Row]:
    """Rows in force whose names or contents have these words."""
    rows = Row.objects.filter(catalogue__in=in_force(organ, day), retired_on=None, applies=True)
    for word in words.split():
        rows = rows.filter(Q(first__contains=word) | Q(second__contains=word) | Q(content__contains=word))
    return list(rows.select_related("catalogue", "unit")[:most])


def blanks(states: Sequence[RowState]) -> list[RowState]:
    return [state for state in states if state.fill is Fill.BLANK]


def catalogues_of(organ: Organ) -> QuerySet[Catalogue]:
    return Catalogue.objects.filter(organ=organ)
