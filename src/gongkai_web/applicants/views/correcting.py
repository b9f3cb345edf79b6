"""The form of those who want a record about themselves corrected (第四十一条): one page, then its receipt, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters

from gongkai.errors import GongkaiError
from gongkai_web.applicants.errors import TooManyError
from gongkai_web.applicants.limits import FORM, count, refuse_too_many, source_of
from gongkai_web.applicants.public_forms import CorrectRecordForm
from gongkai_web.applicants.submitting import submit_correction
from gongkai_web.applicants.views.apply import COLUMN, applied_to
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.requests.corrections.period import days_of
from gongkai_web.vault import codes


@sensitive_post_parameters()
def correct(request: HttpRequest, code: str) -> HttpResponse:
    organ = applied_to(code)
    if request.method != "POST":
        return _form(request, organ, CorrectRecordForm(label_suffix=""))
    form = CorrectRecordForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _form(request, organ, form, status=422)
    now, source, given = timezone.now(), source_of(request), form.cleaned_data
    uploads = {name: given[name] for name in ("proof", "identity") if given.get(name)}
    language = translation.get_language() or "zh-hans"
    try:
        refuse_too_many(FORM, source, now)
        receipt = submit_correction(organ=organ, answers=given, files=uploads, language=language, now=now)
    except GongkaiError as error:
        return _form(request, organ, form, error, 429 if isinstance(error, TooManyError) else 422)
    count(FORM, source, now)
    shown = {"one": receipt.correction, "query_code": codes.shown(receipt.code)}
    return render(request, "applicants/correct_receipt.html", around(request, organ, COLUMN) | shown)


def _form(
    request: HttpRequest, organ: Organ, form: CorrectRecordForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "error": error, "days": days_of(organ)}
    return render(request, "applicants/correct.html", around(request, organ, COLUMN) | shown, status=status)
