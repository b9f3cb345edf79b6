"""Lists of what the public sees: of an organ, of a column, of a year; the newest; and what stands around an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai_web.organs.models import Organ
from gongkai_web.publishing import columns
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Column, Item
from gongkai_web.publishing.practice import columns_of

NEWEST = ("-published_on", "-pk")
LISTED = ("pk", "title", "document_number", "publisher", "published_on")
"""What a row of a list shows."""


def newest(now: datetime, organ: Organ | None = None, most: int = 10) -> list[Item]:
    items = visible(now) if organ is None else visible(now).filter(organ=organ)
    return list(items.order_by(*NEWEST)[:most])


def in_column(organ: Organ, column: Column, now: datetime) -> QuerySet[Item]:
    return visible(now).filter(organ=organ, column=column)


def statutory(organ: Organ, others: tuple[int, ...], now: datetime) -> QuerySet[Item]:
    """法定主动公开内容: whatever does not stand in another of the four columns (`others`). Asked this way, the organ's own
    index gives it in order, however many columns there are."""
    return visible(now).filter(organ=organ).exclude(column__in=others)


def other_columns() -> tuple[int, ...]:
    return tuple(Column.objects.exclude(top=columns.CONTENT).order_by().values_list("pk", flat=True))


def of_year(items: QuerySet[Item], year: int) -> QuerySet[Item]:
    """By the days of the year: the index is in their order."""
    return items.filter(published_on__range=(date(year, 1, 1), date(year, 12, 31)))


def years(items: QuerySet[Item]) -> list[int]:
    """From the newest item's year to the oldest's, without reading what lies between."""
    newest_first = items.order_by(*NEWEST).values_list("published_on", flat=True)
    last = newest_first.first()
    first = newest_first.reverse().first()
    return list(range(last.year, first.year - 1, -1)) if last and first else []


@dataclass(frozen=True, slots=True)
class Neighbours:
    """In the column: the next older item and the next newer one."""

    earlier: Item | None
    later: Item | None


def neighbours(item: Item, now: datetime) -> Neighbours:
    around = visible(now).filter(organ=item.organ_id, column=item.column_id)
    same, day = Q(published_on=item.published_on), item.published_on
    older = around.filter(Q(published_on__lte=day) & (Q(published_on__lt=day) | same & Q(pk__lt=item.pk)))
    newer = around.filter(Q(published_on__gte=day) & (Q(published_on__gt=day) | same & Q(pk__gt=item.pk)))
    return Neighbours(
        older.order_by(*NEWEST).only("pk", "title").first(),
        newer.order_by("published_on", "pk").only("pk", "title").first(),
    )


def content_columns(organ: Organ) -> list[Column]:
    return list(columns_of(organ).filter(top=columns.CONTENT))


def column_of(organ: Organ, code: str) -> Column | None:
    """The organ's own column of this code, else the shipped one; one it no longer uses still shows what stands in it."""
    found = Column.objects.filter(Q(organ=organ) | Q(organ=None), code=code)
    return max(found, key=lambda column: column.organ_id is not None, default=None)


def top_items(organ: Organ, top: str, now: datetime) -> QuerySet[Item]:
    """Everything in the columns under one of the four."""
    wanted = list(Column.objects.filter(Q(organ=organ) | Q(organ=None), top=top).values_list("pk", flat=True))
    return visible(now).filter(organ=organ, column__in=wanted)


BELOW = 200


def reports_below(organ: Organ, now: datetime) -> list[Item]:
    """The newest annual reports of the organs directly below."""
    wanted = Column.objects.filter(top=columns.REPORTS)
    found = visible(now).filter(organ__parent=organ, column__in=wanted)
    return list(found.order_by(*NEWEST)[:BELOW])
