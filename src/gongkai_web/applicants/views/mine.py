"""My request, by number and code: where it stands, and what I can do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.applicants import corresponding, opening
from gongkai_web.applicants.errors import TooManyError
from gongkai_web.applicants.limits import SEND, count, refuse_too_many, source_of
from gongkai_web.applicants.models import Access
from gongkai_web.applicants.public_forms import CorrectionForm, MessageForm, OpenForm, WithdrawForm
from gongkai_web.applicants.status import told, told_of_correction
from gongkai_web.files.gate import may_take
from gongkai_web.files.models import StoredFile
from gongkai_web.files.views import serve
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.requests.corrections.services import withdraw as withdraw_it
from gongkai_web.requests.models import Correction, Request

COLUMN = "requests"


def _organ(code: str) -> Organ:
    return get_object_or_404(Organ.objects.prefetch_related("names"), code=code)


@sensitive_post_parameters()
def query(request: HttpRequest, code: str) -> HttpResponse:
    organ = _organ(code)
    form, error, status = OpenForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _opened(request, organ, form)
            except GongkaiError as refused:
                error, status = refused, 429 if isinstance(refused, TooManyError) else 422
    shown = {"form": form, "error": error}
    return render(request, "applicants/query.html", around(request, organ, COLUMN) | shown, status=status)


def _opened(request: HttpRequest, organ: Organ, form: OpenForm) -> HttpResponse:
    found = opening.opened(organ=organ, source=source_of(request), now=timezone.now(), **form.cleaned_data)
    answer = redirect("my_request", organ.code)
    opening.remember(answer, request, organ, found)
    return answer


@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    organ = _organ(code)
    access = opening.access_of(request, organ)
    return _page(request, organ, access) if access else redirect("my_request_query", code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """For a browser that others use, too."""
    answer = redirect("my_request_query", code)
    answer.delete_cookie(opening.COOKIE, path=opening.path_of(code))
    return answer


@require_POST
def message(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, "message", MessageForm(request.POST), corresponding.write)


@require_POST
def correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def correct(*, request: Request, text: str, file: Any, now: Any) -> object:
        return corresponding.correct(request=request, text=text, upload=file, now=now)

    return _act(request, code, pk, "correct", CorrectionForm(request.POST, request.FILES), correct)


@require_POST
def withdrawal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def withdraw(*, request: Request, sure: bool, now: Any) -> object:
        return corresponding.withdraw(request=request, now=now)

    return _act(request, code, pk, "withdraw", WithdrawForm(request.POST), withdraw)


def _act(request: HttpRequest, code: str, pk: int, name: str, form: Any, act: Callable[..., object]) -> HttpResponse:
    organ = _organ(code)
    access = opening.access_of(request, organ)
    if access is None:
        return redirect("my_request_query", code)
    asked = get_object_or_404(Request.objects.select_related("organ"), pk=pk, applicant=access.applicant_id)
    if not form.is_valid():
        return _page(request, organ, access, acted={(pk, name): form}, status=422)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(SEND, source, now)
        act(request=asked, now=now, **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, access, acted={(pk, name): form}, error=error, status=422)
    count(SEND, source, now)
    return redirect("my_request", code)


@require_POST
def withdraw_correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """No form: the button says what it does, and stands in a fold of its own."""
    organ = _organ(code)
    access = opening.access_of(request, organ)
    if access is None:
        return redirect("my_request_query", code)
    found = get_object_or_404(Correction.objects.select_related("organ"), pk=pk, applicant=access.applicant_id)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(SEND, source, now)
        withdraw_it(correction=found, now=now)
    except GongkaiError as error:
        return _page(request, organ, access, error=error, status=422)
    count(SEND, source, now)
    return redirect("my_request", code)


@require_safe
def file(request: HttpRequest, code: str, pk: int, file: int) -> HttpResponse:
    """What was taken is recorded; a browser that only asks how large it is has taken nothing."""
    access = opening.access_of(request, _organ(code))
    if access is None:
        raise Http404
    asked = get_object_or_404(Request, pk=pk, applicant=access.applicant_id)
    stored, now = get_object_or_404(StoredFile, pk=file), timezone.now()
    if not corresponding.holds(asked, stored) or not may_take(stored, access, now):
        raise Http404
    answer = serve(stored)
    if request.method == "GET":
        corresponding.note_taken(asked, stored, now)
    return answer


def _page(
    request: HttpRequest,
    organ: Organ,
    access: Access,
    *,
    acted: dict[tuple[int, str], Any] | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = Request.objects.filter(applicant=access.applicant_id).select_related("organ").order_by("pk")
    cases = [_case(one, acted or {}) for one in asked]
    shown = {"cases": cases, "corrections": _corrections(access), "error": error}
    return render(request, "applicants/mine.html", around(request, organ, COLUMN) | shown, status=status)


def _corrections(access: Access) -> list[dict[str, Any]]:
    rows = Correction.objects.filter(applicant=access.applicant_id).select_related("organ").order_by("pk")
    return [{"correction": one, **told_of_correction(one, timezone.localdate())} for one in rows]


def _case(asked: Request, acted: dict[tuple[int, str], Any]) -> dict[str, Any]:
    now = timezone.now()
    messages = list(asked.messages.select_related("by"))
    corresponding.read(asked, by_applicant=True, now=now)
    mark = f"r{asked.pk}-%s"
    return {
        "request": asked,
        "told": told(asked, timezone.localdate(now)),
        "files": corresponding.handed_out(asked),
        "delivered": corresponding.delivered(asked),
        "published": corresponding.published(asked, now),
        "messages": messages,
        "message_form": acted.get((asked.pk, "message")) or MessageForm(auto_id=mark),
        "correction_form": acted.get((asked.pk, "correct")) or CorrectionForm(auto_id=mark.replace("r", "c", 1)),
        "withdraw_form": acted.get((asked.pk, "withdraw")) or WithdrawForm(auto_id=mark.replace("r", "w", 1)),
        "withdraw_open": (asked.pk, "withdraw") in acted,
    }
