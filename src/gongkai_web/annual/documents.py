"""规章 and 行政规范性文件 of an organ as the report counts them: those on the portal, and those stated by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from gongkai.report.facts import plain_number
from gongkai_web.annual.kinds import DocumentKind, Ending
from gongkai_web.annual.models import OtherDocument
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.codes import Normative, Source
from gongkai_web.publishing.gate import recalled
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.validity import Validity, end_of, normative_documents

_KINDS = {Normative.RULE: DocumentKind.RULES, Normative.DOCUMENT: DocumentKind.NORMATIVE}
_OWN = (Source.OWN, Source.JOINT)
"""A document made by several counts once, with the organ that leads (牵头)."""


@dataclass(frozen=True, slots=True)
class Document:
    """`item` or `other`, whichever it is from."""

    key: str
    kind: DocumentKind
    number: str
    title: str
    issued_on: date
    ended_on: date | None
    ended_by: str
    item: Item | None = None
    other: OtherDocument | None = None


@dataclass(slots=True)
class Listed:
    """`wrong`: which, what, remedy, address."""

    documents: list[Document] = field(default_factory=list)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def documents_of(organ: Organ, year: int, now: datetime) -> Listed:
    """Issued by 31 December, and not ended before 1 January."""
    found = Listed()
    counted = [*_published(organ, now, found), *_stated(organ)]
    found.documents = [
        one for one in counted if one.issued_on.year <= year and (one.ended_on is None or one.ended_on.year >= year)
    ]
    _refuse_twice(found)
    withdrawn = recalled().filter(organ=organ, normative__in=list(_KINDS)).count()
    if withdrawn:
        found.notes.append(f"有 {withdrawn} 件规章、行政规范性文件已从公开平台撤回，没有计入；仍然有效的请重新发布")
    return found


def _published(organ: Organ, now: datetime, found: Listed) -> Iterator[Document]:
    items = normative_documents(organ, now).select_related("revision", "organ")
    replaced = _replaced(items)
    others = 0
    for item in items.order_by("formed_on", "pk"):
        if item.revision and item.revision.source not in _OWN:
            others += 1
            continue
        url = reverse("item", args=[organ.code, item.pk])
        end = end_of(item)
        if item.formed_on is None:
            found.wrong.append((f"文件《{item.title}》", "没有成文日期", "请更正这条信息，补上成文日期", url))
        elif end and end[0] < item.formed_on:
            text = f"废止或者失效的日期 {end[0]:%Y年%-m月%-d日} 早于成文日期"
            found.wrong.append((f"文件《{item.title}》", text, "请核对两个日期", url))
        else:
            yield _of_item(item, end, item.pk in replaced)
    if others:
        found.notes.append(f"有 {others} 件由其他机关制发，在本平台公开，没有计入本机关")


def _replaced(items: QuerySet[Item]) -> set[int]:
    linked = Link.objects.filter(kind=Link.Kind.REPLACES, target__in=items.values("pk"))
    return set(linked.values_list("target", flat=True))


def _of_item(item: Item, end: tuple[date, Validity] | None, was_replaced: bool) -> Document:
    how = ""
    if end:
        repealed = Ending.REPLACED if was_replaced else Ending.REPEALED
        how = repealed if end[1] is Validity.REPEALED else Ending.EXPIRED
    number = item.document_number or item.index_number or f"未编号-{item.pk}"
    return Document(
        f"item:{item.pk}",
        _KINDS[Normative(item.normative)],
        number,
        item.title,
        item.formed_on,  # type: ignore[arg-type]
        end[0] if end else None,
        how,
        item=item,
    )


def _stated(organ: Organ) -> Iterator[Document]:
    for one in OtherDocument.objects.filter(organ=organ, struck_at=None).order_by("issued_on", "pk"):
        yield Document(
            f"other:{one.pk}",
            DocumentKind(one.kind),
            one.number,
            one.title,
            one.issued_on,
            one.ended_on,
            one.ended_by,
            other=one,
        )


def _refuse_twice(found: Listed) -> None:
    """One number, one kind: a document counts once."""
    numbers = Counter((one.kind, plain_number(one.number)) for one in found.documents)
    for one in found.documents:
        if numbers[one.kind, plain_number(one.number)] > 1:
            url = address_of(one)
            where = f"文件“{one.number}”《{one.title}》"
            found.wrong.append((where, "同一文号有几件，一件文件只能计一次", "请改正文号，或者划去重复的一件", url))


def address_of(one: Document) -> str:
    """In the office: the item, or the line stated by hand."""
    if one.item:
        return reverse("item", args=[one.item.organ.code, one.item.pk])
    if one.other:
        return reverse("annual_document", args=[one.other.organ.code, one.other.pk])
    return ""
