"""The records behind a number, the records of an item, the channels somebody may choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from gongkai_web.channels.counting import Number
from gongkai_web.channels.models import Channel, Record
from gongkai_web.channels.wanted import Wanted
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item

PAGE = 50
_NAMED = ("drafted_by", "reviewed_by", "released_by")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: `after` is the place to go on from, empty on the last page."""

    rows: Sequence[Record] | Sequence[Item]
    after: str
    total: Number
    is_first: bool


def records_of(organ: Organ, wanted: Wanted) -> QuerySet[Record]:
    """The records asked for, the newest day first."""
    records = wanted.records(Record.objects.filter(organ=organ, struck_at__isnull=not wanted.struck))
    if wanted.nameless:
        records = records.filter(channel__kind__in=("wechat", "wechat_video", "new_media")).filter(_lacks_names())
    return records.select_related("channel", "unit", "item", "by", "struck_by").order_by("-on", "-pk")


def _lacks_names() -> Q:
    lacking = Q()
    for name in _NAMED:
        lacking |= Q(**{name: ""})
    return lacking


def page_of_records(organ: Organ, wanted: Wanted, after: str = "") -> Sheet:
    records = records_of(organ, wanted)
    summed = records.order_by().aggregate(number=Sum("count"), vague=Sum("count", filter=Q(approximate=True)))
    total = Number(summed["number"] or 0, bool(summed["vague"]))
    rows, last = _cut(records, "on", after)
    return Sheet(rows, last, total, not after)


def page_of_items(organ: Organ, wanted: Wanted, now: datetime, after: str = "") -> Sheet:
    """What the portal counts: the items that are published now."""
    items = wanted.items(visible(now).filter(organ=organ, published_on__isnull=False))
    items = items.select_related("organ", "unit", "column").order_by("-published_on", "-pk")
    total = Number(items.order_by().count())
    rows, last = _cut(items, "published_on", after)
    return Sheet(rows, last, total, not after)


def _cut(rows: QuerySet, day: str, after: str) -> tuple[list, str]:  # type: ignore[type-arg]
    """A page by key: what lies before this day, or on it under a smaller number."""
    place = _place(after)
    if place is not None:
        rows = rows.filter(Q(**{f"{day}__lt": place[0]}) | Q(**{day: place[0], "pk__lt": place[1]}))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], f"{getattr(last, day):%Y-%m-%d}.{last.pk}"


def _place(after: str) -> tuple[date, int] | None:
    day, _, key = after.partition(".")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None


def records_of_item(item: Item) -> QuerySet[Record]:
    """Where an item was put besides the portal, the earliest first; struck-out records after the others."""
    records = item.channel_records.select_related("channel", "by", "photo", "struck_by")
    return records.order_by("struck_at", "on", "pk")


def channels_on(organ: Organ, day: date) -> QuerySet[Channel]:
    """The channels in use on a day."""
    return organ.channels.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))


def years_of(organ: Organ, day: date) -> list[int]:
    """This year and every year with something in it, the newest first."""
    first = Record.objects.filter(organ=organ).order_by("on").values_list("on", flat=True).first()
    oldest = (
        Item.objects.filter(organ=organ, year__isnull=False).order_by("year").values_list("year", flat=True).first()
    )
    earliest = min((first or day).year, oldest or day.year, day.year)
    return list(range(day.year, earliest - 1, -1))


def nameless(organ: Organ, wanted: Wanted) -> int:
    """How many posts of new media do not name who drafted, reviewed and released them."""
    return records_of(organ, wanted.but(nameless=True)).order_by().count()
