"""What the pages besides those of items show: the same as the portal's, of the same selectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone

from gongkai.statute import regime_on
from gongkai_web.affairs.public import shown_affairs, stages_of
from gongkai_web.export import addresses
from gongkai_web.export.lists import Line, parts
from gongkai_web.export.models import Site
from gongkai_web.export.source import Rows
from gongkai_web.mailbox.published import COLUMN as MAILBOX
from gongkai_web.mailbox.selectors import published_letters
from gongkai_web.organs.models import Organ
from gongkai_web.portal import request_form
from gongkai_web.portal.frames import REQUESTS, frame_for, page, top_column
from gongkai_web.portal.metadata import state_of
from gongkai_web.portal.national_rules import NATIONAL
from gongkai_web.portal.selectors.items import column_of, reports_below
from gongkai_web.portal.selectors.rules import by_level_above
from gongkai_web.publishing import columns as tops
from gongkai_web.publishing.models import Column, Item
from gongkai_web.publishing.validity import normative_documents

NEWEST = 10


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be drawn. `inputs` tells whether it would be another than last time; without it, it is drawn to find out."""

    path: str
    template: str
    context: dict[str, Any]
    inputs: str = ""


class _Host:
    """Stands where the portal asks at which address it was reached: the host's is the host's to say."""

    def get_host(self) -> str:
        return ""


class Surroundings:
    """What the pages of one organ have in common, read once."""

    def __init__(self, site: Site, now: datetime) -> None:
        self.organ: Organ = site.organ
        self.now, self.day = now, timezone.localdate(now)
        self.frame = frame_for(self.organ)
        self.columns = tuple(self._columns())

    def _columns(self) -> Iterator[Column]:
        """Those in use, and those no longer used in which something stands."""
        used = Column.objects.filter(items__organ=self.organ, items__public=Item.Public.PUBLISHED)
        codes = [one["code"] for one in self.frame.columns] + list(
            used.order_by("order", "pk").values_list("code", flat=True)
        )
        own = set(tops.TOP) - {tops.CONTENT}
        found = (column_of(self.organ, code) for code in dict.fromkeys(codes) if code not in own)
        return (column for column in found if column)

    def around(self, current: str, column: Column | None = None) -> dict[str, Any]:
        """What the portal puts around every page, and the page's own column."""
        return page(_Host(), self.frame, current, column) | {"column": column}  # type: ignore[arg-type]


def fixed(around: Surroundings, rows: Rows) -> Iterator[Page]:
    """Pages there is one of, or a few; they are drawn each time."""
    tail = tuple(reversed(rows.lines[-NEWEST:]))
    yield Page(
        addresses.HOME,
        "portal/organ.html",
        around.around("") | {"newest": tail, "below": [], "letters": published_letters(around.organ).exists()},
    )
    members = {"members": around.organ.leading_members.all()}
    guide = around.around(tops.GUIDE, top_column(tops.GUIDE)) | members
    yield Page(addresses.GUIDE, "portal/guide.html", guide)
    requests = around.around(REQUESTS, top_column(REQUESTS))
    yield Page(addresses.REQUESTS, "portal/requests.html", requests | {"regime": regime_on(around.day)})
    form = {"form": request_form.FORM, "note": request_form.note(around.frame.contact)}
    yield Page(addresses.FORM, "portal/request_form.html", requests | form)
    yield from _rules(around, rows)
    yield from _affairs(around)
    yield from _letters(around)


def _rules(around: Surroundings, rows: Rows) -> Iterator[Page]:
    more = {"national": NATIONAL, "above": by_level_above(around.organ, around.now)}
    context = around.around(tops.RULES, top_column(tops.RULES)) | more
    for part in parts(addresses.RULES, _under(tops.RULES, rows)):
        yield Page(part.path, "portal/rules.html", context | {"pages": part})


def _affairs(around: Surroundings) -> Iterator[Page]:
    context, found = around.around(tops.CONTENT), shown_affairs(around.organ, around.now)
    yield Page(addresses.AFFAIRS, "affairs/public_affairs.html", context | {"affairs": found})
    for one in found:
        own = {"affair": one, "stages": stages_of(one, around.now)}
        yield Page(addresses.affair_page(one.pk), "affairs/public_affair.html", context | own)


def _letters(around: Surroundings) -> Iterator[Page]:
    """来信和答复 that were made public: one list, and each by itself; none taken down, and no list where there is none."""
    found = list(published_letters(around.organ))
    if not found:
        return
    context = around.around(MAILBOX)
    everything = Paginator(found, max(len(found), 1)).get_page(1)
    yield Page(
        addresses.LETTERS, "mailbox/public_letters.html", context | {"page": everything, "kind": "", "kinds": ()}
    )
    for one in found:
        yield Page(addresses.letter_page(one.pk), "mailbox/public_letter.html", context | {"one": one})


def listed(around: Surroundings, rows: Rows) -> Iterator[Page]:
    """Every list in its parts, drawn only where what stands in them has changed."""
    others = set(Column.objects.exclude(top=tops.CONTENT).values_list("pk", flat=True))
    content = [line for line in rows.lines if rows.column_of[line.pk] not in others]
    yield from _list(around, addresses.CONTENT, top_column(tops.CONTENT), content)
    for column in around.columns:
        yield from _list(around, addresses.column_page(column.code), column, rows.in_columns({column.pk}))
    below = reports_below(around.organ, around.now)
    context = around.around(tops.REPORTS, top_column(tops.REPORTS)) | {"below": below}
    for part in parts(addresses.REPORTS, _under(tops.REPORTS, rows)):
        yield Page(part.path, "portal/reports.html", context | {"pages": part})
    yield from _documents(around)


def _list(around: Surroundings, first: str, column: Column, lines: list[Line]) -> Iterator[Page]:
    others = around.frame.columns if column.top == tops.CONTENT else ()
    context = around.around(column.top, column) | {"columns": others}
    for part in parts(first, lines):
        yield Page(part.path, "portal/column.html", context | {"pages": part}, part.inputs)


def _documents(around: Surroundings) -> Iterator[Page]:
    """Each with its validity today."""
    items = list(normative_documents(around.organ, around.now).order_by("published_on", "pk"))
    states = {item.pk: state_of(item, around.day) for item in items}
    lines = [Line(one.pk, one.title, one.document_number, one.publisher, one.published_on) for one in items]
    context = around.around(tops.CONTENT)
    for part in parts(addresses.DOCUMENTS, lines):
        rows = [(line, states[line.pk]) for line in part.rows]
        yield Page(part.path, "portal/documents.html", context | {"pages": part, "rows": rows})


def _under(top: str, rows: Rows) -> list[Line]:
    return rows.in_columns(set(Column.objects.filter(top=top).values_list("pk", flat=True)))
