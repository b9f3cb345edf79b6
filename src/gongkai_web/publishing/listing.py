"""事项: the items of an organ by what is to be done with them, a page at a time, as far as a person may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Column, Item, Revision
from gongkai_web.publishing.rules import sees_all, working_roles

PAGE = 25
COUNTED = 1000
"""Nothing is counted beyond this: a page of 100,000 items opens as fast as one of ten."""

State = Revision.State


class Tab(models.TextChoices):
    """Where an item stands. One that is published and being corrected stands in two."""

    DRAFT = "draft", _("起草中")
    RETURNED = "returned", _("已退回")
    IN_REVIEW = "in_review", _("审核中")
    APPROVED = "approved", _("待发布")
    PUBLISHED = "published", _("已发布")
    RECALLED = "recalled", _("已撤回")
    FILED = "filed", _("不公开登记")
    DISCARDED = "discarded", _("已丢弃")


_OPEN = {Tab.DRAFT: State.DRAFT, Tab.IN_REVIEW: State.IN_REVIEW, Tab.APPROVED: State.APPROVED, Tab.FILED: State.FILED}
_PUBLIC = {Tab.PUBLISHED: Item.Public.PUBLISHED, Tab.RECALLED: Item.Public.RECALLED}
_WHEN = {Tab.PUBLISHED: "published_at", Tab.RECALLED: "recalled_at", Tab.DISCARDED: "item__discarded_at"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for."""

    words: str = ""
    unit: Unit | None = None
    column: Column | None = None

    @property
    def everything(self) -> bool:
        return not (self.words or self.unit or self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the revision it speaks of, and when it came to stand where it stands."""

    item: Item
    revision: Revision
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One page, and where the next begins; `count` is exact up to COUNTED."""

    rows: list[Row]
    count: int
    next: str

    @property
    def more_than_counted(self) -> bool:
        return self.count > COUNTED


def seen_by(person: Person, organ: Organ, day: date) -> QuerySet[Item]:
    """The organ's items that `rules.may_see` lets this person see."""
    items = Item.objects.filter(organ=organ)
    roles = working_roles(person, organ, day)
    if not roles:
        return items.none()
    if sees_all(person, organ, day):
        return items
    units = [one.unit_id for one in roles if one.unit_id]
    return items.filter(Q(drafted_by=person) | Q(unit__in=units))


def listed(items: QuerySet[Item], tab: Tab, wanted: Wanted, after: str = "") -> Listed:
    """A page of one tab, what came there last first."""
    rows = _rows(items, tab, wanted)
    field = _WHEN.get(tab, "saved_at")
    page: list[Any] = list(_after(rows, field, after).order_by(f"-{field}", "-pk")[: PAGE + 1])
    shown = [_row(one, field) for one in page[:PAGE]]
    return Listed(shown, bounded(rows), _cursor(page[PAGE - 1], field) if len(page) > PAGE else "")


def counts(items: QuerySet[Item]) -> dict[Tab, int]:
    """How many stand under each tab, each exact up to COUNTED."""
    return {tab: bounded(_rows(items, tab, Wanted())) for tab in Tab}


def bounded(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: COUNTED + 1].count()


def _rows(items: QuerySet[Item], tab: Tab, wanted: Wanted) -> QuerySet[Any]:
    if tab in _PUBLIC:
        return _narrowed(items.filter(public=_PUBLIC[tab]).select_related("unit", "column", "revision"), wanted)
    revisions = Revision.objects.filter(item__in=items).select_related("item__unit", "column", "drafted_by")
    gone = Q(item__discarded_at__isnull=tab is not Tab.DISCARDED)
    return _narrowed(revisions.filter(gone & _standing(tab)), wanted, "item__")


def _standing(tab: Tab) -> Q:
    if tab is Tab.DISCARDED:
        return Q(state__in=(State.DRAFT, State.RETURNED))
    if tab is Tab.RETURNED:
        later = Revision.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
        return Q(state=State.RETURNED) | (Q(state=State.REJECTED) & ~Exists(later))
    return Q(state=_OPEN[tab])


def _narrowed(rows: QuerySet[Any], wanted: Wanted, item: str = "") -> QuerySet[Any]:
    if wanted.words:
        words = Q(title__icontains=wanted.words) | Q(document_number__icontains=wanted.words)
        rows = rows.filter(words | Q(**{f"{item}index_number__iexact": wanted.words}))
    if wanted.unit:
        rows = rows.filter(**{f"{item}unit": wanted.unit})
    return rows.filter(column=wanted.column) if wanted.column else rows


def _after(rows: QuerySet[Any], field: str, cursor: str) -> QuerySet[Any]:
    """What comes after the row at which the last page ended; a cursor nobody gave is no cursor."""
    said, _sep, key = cursor.partition("~")
    try:
        at = parse_datetime(said)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not key.isdigit():
        return rows
    return rows.filter(**{f"{field}__lte": at}).exclude(**{field: at, "pk__gte": int(key)})


def _cursor(row: Any, field: str) -> str:
    return f"{_when(row, field).isoformat()}~{row.pk}"


def _when(row: Any, field: str) -> datetime:
    for name in field.split("__"):
        row = getattr(row, name)
    found: datetime = row
    return found


def _row(row: Any, field: str) -> Row:
    if isinstance(row, Item):
        return Row(row, row.revision or Revision(item=row, title=row.title), _when(row, field))
    return Row(row.item, row, _when(row, field))
