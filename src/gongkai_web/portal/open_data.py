"""The rows of 开放数据 and how they are written. Nothing is in them that the page of the item does not show today."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.codes import category_name
from gongkai_web.publishing.gate import names_ended, visible
from gongkai_web.publishing.models import Category, Item
from gongkai_web.publishing.validity import Validity, validity_of

Row = dict[str, str]
BATCH = 500

FIELDS = {
    "index_number": "索引号",
    "title": "名称",
    "document_number": "发文字号",
    "publisher": "公开主体",
    "column": "栏目",
    "categories": "公开依据（条例第二十条、第二十一条）",
    "subject": "主题分类",
    "genre": "体裁",
    "formed_on": "成文日期",
    "published_on": "发布日期",
    "changed_on": "更正日期",
    "validity": "效力",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "repealed_on": "废止日期",
    "disclosure": "公开属性",
    "summary": "内容概述",
    "url": "网址",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; what is not known as a filter is no filter."""

    column: str = ""
    year: int | None = None
    category: str = ""
    validity: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filters:
        year = asked.get("year", "")
        return cls(
            asked.get("column", ""),
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            asked.get("category", ""),
            asked.get("validity", "") if asked.get("validity", "") in Validity.values else "",
        )

    def on(self, items: QuerySet[Item]) -> QuerySet[Item]:
        if self.column:
            items = items.filter(column__code=self.column)
        if self.year:
            items = items.filter(year=self.year)
        if self.category:
            items = items.filter(Exists(Category.objects.filter(item=OuterRef("pk"), code=self.category)))
        return items.exclude(normative="") if self.validity else items


def rows(organ: Organ, filters: Filters, base: str) -> Iterator[Row]:
    """By key; each batch passes the gate when its turn comes. `base` is the address of the site."""
    last = 0
    while True:
        now = timezone.now()
        items = filters.on(visible(now).filter(organ=organ)).select_related("revision", "column")
        batch = list(items.filter(pk__gt=last).prefetch_related("categories").order_by("pk")[:BATCH])
        if not batch:
            return
        day = timezone.localdate(now)
        wanted = (item for item in batch if not filters.validity or validity_of(item, day) == filters.validity)
        yield from (_row(item, day, base) for item in wanted)
        last = batch[-1].pk


def _row(item: Item, day: date, base: str) -> Row:
    revision, validity = item.revision, validity_of(item, day)
    told = revision is not None and not names_ended(item, day)
    return {
        "index_number": item.index_number or "",
        "title": item.title,
        "document_number": item.document_number,
        "publisher": item.publisher,
        "column": item.column.name if item.column else "",
        "categories": "；".join(category_name(one.code) for one in item.categories.all()),
        "subject": revision.subject if revision else "",
        "genre": revision.get_genre_display() if revision else "",
        "formed_on": _day(item.formed_on),
        "published_on": _day(item.published_on),
        "changed_on": _day(timezone.localdate(item.changed_at) if item.changed_at else None),
        "validity": validity.label if validity else "",
        "effective_on": _day(item.effective_on),
        "expires_on": _day(item.expires_on),
        "repealed_on": _day(item.repealed_on),
        "disclosure": revision.get_disclosure_display() if revision else "",
        "summary": revision.summary if told and revision else "",
        "url": base + reverse("open_item", args=[item.pk]),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def as_csv(organ: Organ, found: Iterator[Row]) -> Iterator[str]:
    """For Excel: with its byte order mark, the heads in Chinese, and nothing that it would take for a formula."""
    yield "\ufeff" + _line(list(FIELDS.values()))
    for row in found:
        yield _line([_harmless(row[name]) for name in FIELDS])


def _line(cells: list[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula is text to the program that opens it."""
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n") else cell


def as_json(organ: Organ, found: Iterator[Row]) -> Iterator[str]:
    yield json.dumps({"organ": organ.name, "code": organ.code, "fields": FIELDS}, ensure_ascii=False)[:-1]
    yield ', "items": ['
    for number, row in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"
