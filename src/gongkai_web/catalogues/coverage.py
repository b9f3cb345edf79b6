"""How much of a catalogue is filled: covered, stale, blank, in time. Computed from what is public now, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.calendar import MissingYearError
from gongkai.catalogue import due_after
from gongkai_web.catalogues.models import Catalogue, Duty, Placement, Row
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item
from gongkai_web.workflow.deadlines import working_calendar


class Fill(StrEnum):
    """What stands on a row. `STALE`: something, and nothing of the period asked about."""

    COVERED = "covered"
    STALE = "stale"
    BLANK = "blank"
    NOT_COUNTED = "not_counted"


FILL_NAMES = {
    Fill.COVERED: _("本期有公开"),
    Fill.STALE: _("本期没有更新"),
    Fill.BLANK: _("空白"),
    Fill.NOT_COUNTED: _("不计入"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The period asked about; both ends included."""

    first: date
    last: date
    name: str = ""

    @classmethod
    def of_year(cls, year: int) -> Span:
        return cls(date(year, 1, 1), date(year, 12, 31), f"{year}年")


@dataclass(slots=True)
class RowState:
    """`published` counts the items of the period, `newest` is the last day anything was published on the row; `late` are
    items published after their last day; `open` and `overdue` count duties."""

    row: Row
    fill: Fill
    published: int = 0
    newest: date | None = None
    late: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def fill_name(self) -> str:
        return str(FILL_NAMES[self.fill])


@dataclass(slots=True)
class Coverage:
    """二级事项 with at least one item published in the period, of all that the organ has to fill (目录事项覆盖率); items
    published in time, of all whose last day can be counted (及时率)."""

    items: int = 0
    covered: int = 0
    stale: int = 0
    blank: int = 0
    judged: int = 0
    in_time: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def share(self) -> float | None:
        """Percent, None where nothing is to be filled."""
        return round(100 * self.covered / self.items, 1) if self.items else None

    @property
    def timely(self) -> float | None:
        return round(100 * self.in_time / self.judged, 1) if self.judged else None

    def add(self, other: Coverage) -> None:
        for name in ("items", "covered", "stale", "blank", "judged", "in_time", "open", "overdue"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Filled:
    """A catalogue, its coverage, and the state of each row in order."""

    catalogue: Catalogue
    coverage: Coverage
    rows: list[RowState]


@dataclass(slots=True)
class _OnRow:
    """What is published on one row."""

    published: int = 0
    newest: date | None = None
    judged: int = 0
    late: int = 0


@dataclass(slots=True)
class _Known:
    """One query each for everything that is asked of the rows."""

    on: dict[int, _OnRow] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    overdue: dict[int, int] = field(default_factory=dict)


def coverage_of(catalogues: Iterable[Catalogue], span: Span, day: date) -> list[Filled]:
    """The catalogues filled in, each in its order."""
    chosen = list(catalogues)
    rows = list(Row.objects.filter(catalogue__in=chosen, retired_on=None).select_related("unit", "catalogue"))
    known = _known(chosen, rows, span, day)
    by_catalogue: dict[int, list[Row]] = {}
    for row in rows:
        by_catalogue.setdefault(row.catalogue_id, []).append(row)
    return [_filled(one, by_catalogue.get(one.pk, []), known) for one in chosen]


def coverage_of_organ(organ: Organ, span: Span, day: date) -> Coverage:
    """All its catalogues in force together."""
    return total(coverage_of(in_force(organ, day), span, day))


def total(filled: Iterable[Filled]) -> Coverage:
    whole = Coverage()
    for one in filled:
        whole.add(one.coverage)
    return whole


def in_force(organ: Organ, day: date) -> list[Catalogue]:
    return list(_holding(day).filter(organ=organ))


def coverage_of_organs(organs: Sequence[Organ], span: Span, day: date) -> dict[int, Coverage]:
    """By organ, with as many questions to the database as for one."""
    found = {organ.pk: Coverage() for organ in organs}
    for one in coverage_of(_holding(day).filter(organ__in=organs), span, day):
        found[one.catalogue.organ_id].add(one.coverage)
    return found


def _holding(day: date) -> QuerySet[Catalogue]:
    ended = Q(valid_to__isnull=False, valid_to__lt=day)
    return Catalogue.objects.filter(valid_from__lte=day).exclude(ended)


def _filled(catalogue: Catalogue, rows: Sequence[Row], known: _Known) -> Filled:
    states = [_state(row, known) for row in rows]
    whole = Coverage()
    by_key: dict[tuple[str, str], list[RowState]] = {}
    for state in states:
        if state.row.counts:
            by_key.setdefault(state.row.key, []).append(state)
        whole.open += state.open
        whole.overdue += state.overdue
    for together in by_key.values():
        fills = {state.fill for state in together}
        whole.items += 1
        whole.covered += Fill.COVERED in fills
        whole.stale += Fill.COVERED not in fills and Fill.STALE in fills
        whole.blank += fills == {Fill.BLANK}
    for row in rows:
        on = known.on.get(row.pk, _OnRow())
        whole.judged += on.judged
        whole.in_time += on.judged - on.late
    return Filled(catalogue, whole, states)


def _state(row: Row, known: _Known) -> RowState:
    on = known.on.get(row.pk, _OnRow())
    fill = Fill.COVERED if on.published else Fill.STALE if on.newest else Fill.BLANK
    return RowState(
        row=row,
        fill=fill if row.counts else Fill.NOT_COUNTED,
        published=on.published,
        newest=on.newest,
        late=on.late,
        open=known.open.get(row.pk, 0),
        overdue=known.overdue.get(row.pk, 0),
    )


def _known(catalogues: Sequence[Catalogue], rows: Sequence[Row], span: Span, day: date) -> _Known:
    known = _Known()
    mine = {"row__catalogue__in": catalogues, "row__retired_on": None}
    public = Placement.objects.filter(**mine, item__public=Item.Public.PUBLISHED, item__published_on__lte=day)
    for key, newest in public.order_by().values_list("row").annotate(newest=Max("item__published_on")):
        known.on[key] = _OnRow(newest=newest)
    in_span = public.filter(item__published_on__range=(span.first, span.last)).order_by()
    days = in_span.values_list("row", "item__formed_on", "item__published_on").annotate(count=Count("pk"))
    _judge(known, {row.pk: row for row in rows}, days)
    waiting = Duty.objects.filter(**mine, settled_on=None, dropped_on=None).exclude(item__public=Item.Public.PUBLISHED)
    known.open = dict(waiting.order_by().values_list("row").annotate(count=Count("pk")))
    known.overdue = dict(waiting.filter(due_on__lt=day).order_by().values_list("row").annotate(count=Count("pk")))
    return known


def _judge(known: _Known, rows: dict[int, Row], days: Iterable[tuple[int, date | None, date, int]]) -> None:
    """In time or late, for items whose 成文日期 is known: each pair of days is counted once."""
    for key, formed, published, count in days:
        on = known.on[key]
        on.published += count
        last = _last_day(rows[key], formed) if formed else None
        if last is None:
            continue
        on.judged += count
        on.late += count if published > last else 0


def _last_day(row: Row, formed: date) -> date | None:
    """None in a year whose holidays are not known, and for what comes again and again: its duties say when."""
    if row.period.is_periodic:
        return None
    try:
        return due_after(row.period, formed, working_calendar()).day
    except MissingYearError:
        return None
