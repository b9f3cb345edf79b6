"""Lists: 法定主动公开内容, one column of it, the annual reports, and the rules and normative documents in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from gongkai_web.portal.frames import Frame, frame_of, page, top_column
from gongkai_web.portal.kept.pages import kept, of_its_organ, whole
from gongkai_web.portal.kept.values import VALUES
from gongkai_web.portal.metadata import state_of
from gongkai_web.portal.paging import Pages
from gongkai_web.portal.selectors.documents import STATES, documents_on
from gongkai_web.portal.selectors.items import (
    LISTED,
    column_of,
    in_column,
    of_year,
    reports_below,
    statutory,
    top_items,
    years,
)
from gongkai_web.publishing import columns
from gongkai_web.publishing.editions import EVERYTHING, of_organ
from gongkai_web.publishing.models import Column, Item


@require_safe
@kept(of_its_organ)
def content(request: HttpRequest, code: str) -> HttpResponse:
    frame = frame_of(request, code)
    return _list(request, frame, statutory(frame.organ, frame.others, timezone.now()), top_column(columns.CONTENT))


@require_safe
@kept(of_its_organ)
def column(request: HttpRequest, code: str, column: str) -> HttpResponse:
    frame = frame_of(request, code)
    found = column_of(frame.organ, column)
    if found is None:
        raise Http404
    return _list(request, frame, in_column(frame.organ, found, timezone.now()), found)


def _list(request: HttpRequest, frame: Frame, items: QuerySet[Item], column: Column) -> HttpResponse:
    others = frame.columns if column.top == columns.CONTENT else ()
    context = {"column": column, "columns": others, **_by_year(request, frame, items, column)}
    return render(request, "portal/column.html", page(request, frame, column.top, column) | context)


def _by_year(request: HttpRequest, frame: Frame, items: QuerySet[Item], column: Column) -> dict[str, Any]:
    """The items of the year asked for, or of all; the years there are, which every page of the list shows."""
    code = frame.organ.code
    there = VALUES.get(request, of_organ(code), ("years", code, column.code), lambda: years(items))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and asked > "1900" else None
    rows = (of_year(items, year) if year else items).only(*LISTED)
    pages = Pages(rows, request.GET.dict(), {"year": str(year or "")})
    return {"years": there, "year": year, "pages": pages}


@require_safe
@kept(whole)
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """年报: the organ's own by year, and those of the organs below it."""
    frame, now = frame_of(request, code, EVERYTHING), timezone.now()
    own = top_items(frame.organ, columns.REPORTS, now)
    context = {"pages": Pages(own, request.GET.dict()), "below": reports_below(frame.organ, now)}
    around = page(request, frame, columns.REPORTS, top_column(columns.REPORTS))
    return render(request, "portal/reports.html", around | context)


@require_safe
@kept(of_its_organ)
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """规章和行政规范性文件, with what is valid, not yet in force, expired or repealed on the day asked for."""
    frame, now = frame_of(request, code), timezone.now()
    today = timezone.localdate(now)
    asked = request.GET.get("on", "")
    day = _day(asked) or today
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    items = documents_on(frame.organ, day, now, state)
    filters = {"on": asked if day != today else "", "state": state}
    pages = Pages(items, request.GET.dict(), filters)
    context = {
        "day": day,
        "today": today,
        "wrong_day": bool(asked) and _day(asked) is None,
        "state": state,
        "states": STATES,
        "pages": pages,
        "rows": [(item, state_of(item, day)) for item in pages.rows],
    }
    return render(request, "portal/documents.html", page(request, frame, columns.CONTENT) | context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
