"""The numbers of a year on a page and as a workbook; for who sees all letters."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai_web.frame.asking import allowed
from gongkai_web.mailbox import statistics
from gongkai_web.mailbox.views.common import SECTION, looked_at
from gongkai_web.mailbox.workbook import MEDIA, workbook
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.rules import sees_all


@require_safe
@login_required
def numbers(request: HttpRequest, code: str) -> HttpResponse:
    organ, today = _seen(request, code), timezone.localdate()
    year = _year(request, today)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": year,
        "years": statistics.years(organ, today),
        "whole": statistics.year(organ, year, today),
        "months": statistics.by_month(organ, year, today),
        "kinds": statistics.by_kind(organ, date(year, 1, 1), min(date(year, 12, 31), today)),
    }
    return render(request, "mailbox/numbers.html", shown)


@require_safe
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    organ, today = _seen(request, code), timezone.localdate()
    year = _year(request, today)
    answer = HttpResponse(workbook(organ, year, today), content_type=MEDIA)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, f"{organ.name}信箱{year}年统计.xlsx"))
    return answer


def _seen(request: HttpRequest, code: str) -> Organ:
    organ, person = looked_at(request, code)
    allowed(sees_all(person, organ, timezone.localdate()))
    return organ


def _year(request: HttpRequest, today: date) -> int:
    """A year that has begun; else this one."""
    asked = request.GET.get("year", "")
    known = asked.isascii() and asked.isdigit() and len(asked) == 4 and 2000 <= int(asked) <= today.year
    return int(asked) if known else today.year
