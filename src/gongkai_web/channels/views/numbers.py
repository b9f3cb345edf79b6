"""How much was put where, and the records behind each number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai_web.channels import workbooks
from gongkai_web.channels.counting import UNIT, WAYS, YEAR, Head, Line, Table, table
from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.rules import may_arrange, may_record
from gongkai_web.channels.selectors import nameless, page_of_items, page_of_records, records_of, years_of
from gongkai_web.channels.views.common import SECTION, attached, looked_at
from gongkai_web.channels.wanted import PORTAL, Wanted, asked
from gongkai_web.frame.bars import bars
from gongkai_web.publishing.gate import visible

MOST = 20_000
"""Rows of a workbook that leaves."""


@require_safe
@login_required
def numbers(request: HttpRequest, code: str) -> HttpResponse:
    """Channels by month, by year or by unit, with a bar for each."""
    organ, person = looked_at(request, code)
    day = timezone.localdate()
    wanted, way = _asked(request)
    counted = table(organ, wanted, way, timezone.now())
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "wanted": wanted,
        "way": way,
        "ways": WAYS,
        "years": years_of(organ, day),
        "units": organ.units.all(),
        "kinds": Kind.choices,
        "table": counted,
        "lines": _linked(counted, wanted),
        "bars": bars((line.label, str(line.total), line.total.count) for line in counted.lines),
        "sums": [(head, counted.sum.by_head[head.key]) for head in counted.heads],
        "one_of_the_years": way == YEAR and wanted.year is not None,
        "all_years": wanted.but(year=None).query,
        "has_channels": organ.channels.exists(),
        "nameless": nameless(organ, wanted),
        "records": may_record(person, organ, day),
        "arranges": may_arrange(person, organ, day),
    }
    return render(request, "channels/numbers.html", shown)


@require_safe
@login_required
def numbers_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The same table, to keep."""
    organ, _person = looked_at(request, code)
    wanted, way = _asked(request)
    lines = workbooks.lines_of_table(table(organ, wanted, way, timezone.now()))
    return _file(lines, form, f"{organ.name}公开渠道统计{wanted.year or ''}")


@require_safe
@login_required
def records(request: HttpRequest, code: str) -> HttpResponse:
    """The records asked for; of the portal, its items."""
    organ, person = looked_at(request, code)
    wanted, after, day = asked(request.GET), request.GET.get("after", ""), timezone.localdate()
    of_portal = wanted.channel == PORTAL
    sheet = page_of_items(organ, wanted, timezone.now(), after) if of_portal else page_of_records(organ, wanted, after)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "wanted": wanted,
        "of_portal": of_portal,
        "sheet": sheet,
        "channels": organ.channels.all(),
        "units": organ.units.all(),
        "years": years_of(organ, day),
        "months": range(1, 13),
        "records": may_record(person, organ, day),
    }
    return render(request, "channels/records.html", shown)


@require_safe
@login_required
def records_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    organ, _person = looked_at(request, code)
    wanted = asked(request.GET)
    if wanted.channel == PORTAL:
        items = wanted.items(visible(timezone.now()).filter(organ=organ)).select_related("unit", "column")
        lines = workbooks.lines_of_items(items.order_by("published_on", "pk")[:MOST])
    else:
        lines = workbooks.lines_of_records(records_of(organ, wanted).reverse()[:MOST])
    return _file(lines, form, f"{organ.name}公开记录{wanted.year or ''}")


def _asked(request: HttpRequest) -> tuple[Wanted, str]:
    """Where no year is said: by year all of them, otherwise this one."""
    way = request.GET.get("way", "")
    way = way if way in WAYS else "month"
    usual = {} if way == YEAR else {"year": timezone.localdate().year}
    return asked(request.GET, **usual).but(month=None, struck=False, batch=None, nameless=False), way


def _linked(counted: Table, wanted: Wanted) -> list[dict[str, Any]]:
    """Every number with the address of its records."""
    return [
        {
            "line": line,
            "query": wanted.but(channel=line.key, kind="").query,
            "cells": [
                (head, line.by_head[head.key], _query(line, head, counted.way, wanted)) for head in counted.heads
            ],
        }
        for line in counted.lines
    ]


def _query(line: Line, head: Head, way: str, wanted: Wanted) -> str:
    name = {"month": "month", YEAR: "year", UNIT: "unit"}[way]
    return wanted.but(channel=line.key, kind="", **{name: head.key}).query


def _file(lines: workbooks.Lines, form: str, name: str) -> HttpResponse:
    if form == "csv":
        return attached(workbooks.to_csv(lines), workbooks.CSV, f"{name}.csv")
    if form == "xlsx":
        return attached(workbooks.to_xlsx({str(_("统计")): lines}), workbooks.XLSX, f"{name}.xlsx")
    raise Http404
