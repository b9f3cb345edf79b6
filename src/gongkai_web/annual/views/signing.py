"""送签, and correcting what was published."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.annual import signing
from gongkai_web.annual.comparing import side_by_side
from gongkai_web.annual.views.common import SECTION, kept_by, lock_of, looked_at, report_in
from gongkai_web.annual.views.reports import report_page


@require_POST
@login_required
def hand_in(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    row, words = report_in(organ, year), request.POST.get("explanation", "")
    try:
        signing.hand_in(by=person, report=row, lock=lock_of(request), explanation=words, now=timezone.now())
    except GongkaiError as error:
        row.refresh_from_db()
        return report_page(request, person, row, error, 422)
    messages.success(request, "已送签，数字固定下来了。审签全部通过后，由经办人公布")
    return redirect("annual_report", code, year)


@require_POST
@login_required
def correct(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    row, note = report_in(organ, year), request.POST.get("note", "")
    try:
        signing.begin_correction(by=person, report=row, note=note, now=timezone.now())
    except GongkaiError as error:
        return report_page(request, person, row, error, 422)
    messages.success(request, "已开始更正。原来那一版照常公布，直到新的一版公布")
    return redirect("annual_report", code, year)


@require_POST
@login_required
def give_up(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    row = report_in(organ, year)
    try:
        signing.give_up_correction(by=person, report=row, lock=lock_of(request), now=timezone.now())
    except GongkaiError as error:
        return report_page(request, person, row, error, 422)
    messages.success(request, "已放弃更正。公布的那一版没有变")
    return redirect("annual_report", code, year)


@require_POST
@login_required
def reopen(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    row, reason = report_in(organ, year), request.POST.get("reason", "")
    try:
        signing.reopen(by=person, report=row, reason=reason, now=timezone.now())
    except GongkaiError as error:
        return report_page(request, person, row, error, 422)
    messages.success(request, "可以改了。数字重新跟着记录走，改好再送签")
    return redirect("annual_report", code, year)


@require_safe
@login_required
def compare(request: HttpRequest, code: str) -> HttpResponse:
    organ, _person = looked_at(request, code)
    shown = {"organ": organ, "office_section": SECTION, "found": side_by_side(organ)}
    return render(request, "annual/compare.html", shown)
