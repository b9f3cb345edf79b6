"""How much was put where: channels by month, by year or by unit. Every number is that of the records behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.channels.counts import said_count
from gongkai_web.channels.kinds import Precision
from gongkai_web.channels.models import Channel, Record
from gongkai_web.channels.wanted import PORTAL, Wanted
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.gate import visible

MONTH, YEAR, UNIT = "month", "year", "unit"
WAYS = {MONTH: gettext_lazy("按月"), YEAR: gettext_lazy("按年"), UNIT: gettext_lazy("按站所")}
UNKNOWN = 0
"""The column of what has no month, or no unit."""


@dataclass(slots=True)
class Number:
    """A sum; `approximate` where a part of it is (100余)."""

    count: int = 0
    approximate: bool = False

    def __str__(self) -> str:
        return said_count(self.count, self.approximate)

    def add(self, count: int, approximate: bool) -> None:
        self.count, self.approximate = self.count + count, self.approximate or approximate


@dataclass(frozen=True, slots=True)
class Head:
    """A column: a month, a year or a unit; 0 is what is not known to belong to one."""

    key: int
    label: str


@dataclass(slots=True)
class Line:
    """A channel with its numbers; `channel` None is the portal."""

    channel: Channel | None
    by_head: dict[int, Number] = field(default_factory=lambda: defaultdict(Number))
    total: Number = field(default_factory=Number)

    def add(self, head: int, count: int, approximate: bool) -> None:
        self.by_head[head].add(count, approximate)
        self.total.add(count, approximate)

    @property
    def key(self) -> str:
        return str(self.channel.pk) if self.channel else PORTAL

    @property
    def label(self) -> str:
        return self.channel.name if self.channel else _("本平台")

    @property
    def kind(self) -> str:
        return str(self.channel.get_kind_display()) if self.channel else _("自动统计")


@dataclass(frozen=True, slots=True)
class Table:
    way: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    sum: Line

    @property
    def is_empty(self) -> bool:
        return self.sum.total.count == 0


def table(organ: Organ, wanted: Wanted, way: str, now: datetime) -> Table:
    """What `wanted` asks for (a year, a unit, a kind), a line a channel; channels without anything are lines too."""
    lines = {line.key: line for line in _lines(organ, wanted)}
    together = Line(None)
    for key, head, count, approximate in (*_of_portal(organ, wanted, way, now), *_of_records(organ, wanted, way)):
        lines[key].add(head, count, approximate)
        together.add(head, count, approximate)
    months = _months(wanted, timezone.localdate(now))
    return Table(way, tuple(_heads(organ, way, together, months)), tuple(lines.values()), together)


def _months(wanted: Wanted, day: date) -> int:
    """A month of this year that is yet to come has no number, and 0 would be one."""
    return day.month if wanted.year == day.year else 12


def _lines(organ: Organ, wanted: Wanted) -> Iterable[Line]:
    channels = organ.channels.all()
    if wanted.kind:
        channels = channels.filter(kind=wanted.kind)
    if wanted.has_portal:
        yield Line(None)
    if wanted.channel != PORTAL:
        chosen = channels.filter(pk=int(wanted.channel)) if wanted.channel else channels
        yield from (Line(channel) for channel in chosen)


Counted = tuple[str, int, int, bool]


def _of_portal(organ: Organ, wanted: Wanted, way: str, now: datetime) -> list[Counted]:
    """The portal counts by itself: what is published there now, by its day of publication."""
    if not wanted.has_portal:
        return []
    items = wanted.items(visible(now).filter(organ=organ, published_on__isnull=False))
    head = {MONTH: ExtractMonth("published_on"), YEAR: ExtractYear("published_on")}.get(way)
    if head is not None:
        items = items.annotate(head=head)
    rows = items.order_by().values_list("unit_id" if head is None else "head").annotate(number=Count("pk"))
    return [(PORTAL, key or UNKNOWN, number, False) for key, number in rows]


def _of_records(organ: Organ, wanted: Wanted, way: str) -> list[Counted]:
    if wanted.channel == PORTAL:
        return []
    records = wanted.records(Record.objects.filter(organ=organ, struck_at=None))
    head = {MONTH: ExtractMonth("on"), YEAR: ExtractYear("on")}.get(way)
    if head is not None:
        records = records.annotate(head=head)
    kept = ("channel_id", "precision", "unit_id" if head is None else "head")
    rows = (
        records.order_by()
        .values_list(*kept)
        .annotate(number=Sum("count"), vague=Count("pk", filter=Q(approximate=True)))
    )
    return [
        (str(channel), _head(key, precision, way), number, bool(vague))
        for channel, precision, key, number, vague in rows
    ]


def _head(key: int | None, precision: str, way: str) -> int:
    """What is known by its year alone belongs to no month."""
    return UNKNOWN if key is None or (way == MONTH and precision == Precision.YEAR) else key


def _heads(organ: Organ, way: str, together: Line, months: int) -> Iterable[Head]:
    used = {key for key, number in together.by_head.items() if number.count}
    if way == MONTH:
        last = max({months} | used)
        yield from (Head(month, _("%(month)s月") % {"month": month}) for month in range(1, last + 1))
    elif way == YEAR:
        yield from (Head(year, _("%(year)s年") % {"year": year}) for year in sorted(used - {UNKNOWN}))
    else:
        yield from (Head(unit.pk, unit.name) for unit in organ.units.all() if unit.pk in used or not unit.ended_on)
    if UNKNOWN in used:
        yield Head(UNKNOWN, _("未分站所") if way == UNIT else _("只到年份"))
