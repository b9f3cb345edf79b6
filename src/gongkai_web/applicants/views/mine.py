"""My request, by number and code: where it stands, and what I can do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
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
from gongkai_web.applicants.public_forms import CorrectionForm, MessageForm, OpenForm, SuggestionForm, WithdrawForm
from gongkai_web.applicants.status import told, told_of_correction
from gongkai_web.files.gate import may_take
from gongkai_web.files.models import StoredFile
from gongkai_web.files.views import serve
from gongkai_web.frame import numbers
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.requests import suggesting
from gongkai_web.requests.corrections.services import withdraw as withdraw_it
from gongkai_web.requests.models import Correction, Handover, Request, Suggestion

COLUMN = "requests"

Acted = dict[tuple[str, int, str], Any]
"""The form that was sent and refused, by what it is about and its name."""


def _organ(code: str) -> Organ:
    return get_object_or_404(Organ.objects.prefetch_related("names"), code=code)


@sensitive_post_parameters()
def query(request: HttpRequest, code: str) -> HttpResponse:
    organ = _organ(code)
    form = OpenForm(request.POST or None, initial={"number": request.GET.get("number", "")[:60]})
    error, status = None, 200
    other = numbers.elsewhere(request.POST.get("number", ""), "my_request_query", organ)
    if request.method == "POST":
        status = 422
        if form.is_valid() and not other:
            try:
                return _opened(request, organ, form)
            except GongkaiError as refused:
                error, status = refused, 429 if isinstance(refused, TooManyError) else 422
    shown = {"form": form, "error": error, "elsewhere": other}
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
def correction_message(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, "message", MessageForm(request.POST), corresponding.write, Correction)


@require_POST
def correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, "correct", CorrectionForm(request.POST, request.FILES), corresponding.correct)


@require_POST
def withdrawal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, "withdraw", WithdrawForm(request.POST), corresponding.withdraw)


@require_POST
def suggestion(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, "suggest", SuggestionForm(request.POST), suggesting.suggest)


@require_POST
def follow(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """To the organ that the request was transferred to: what the code opened here is open there."""
    access = opening.access_of(request, _organ(code))
    if access is None:
        return redirect("my_request_query", code)
    asked = get_object_or_404(corresponding.owned(Request, access), pk=pk)
    handover = get_object_or_404(Handover.objects.select_related("to", "arrived"), request=asked)
    there = get_object_or_404(Access, applicant=handover.arrived.applicant_id)
    answer = redirect("my_request", handover.to.code)
    opening.remember(answer, request, handover.to, there)
    return answer


@require_POST
def withdraw_correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """No field: the button says what it does, and stands in a fold of its own."""

    def withdraw(found: Correction, *, now: Any) -> object:
        return withdraw_it(correction=found, now=now)

    return _act(request, code, pk, "withdraw", Form(request.POST), withdraw, Correction)


def _act(
    request: HttpRequest,
    code: str,
    pk: int,
    name: str,
    form: Any,
    act: Callable[..., object],
    rows: type[Request] | type[Correction] = Request,
) -> HttpResponse:
    organ = _organ(code)
    access = opening.access_of(request, organ)
    if access is None:
        return redirect("my_request_query", code)
    asked = get_object_or_404(corresponding.owned(rows, access), pk=pk)
    acted = {(corresponding.kind_of(asked), pk, name): form}
    if not form.is_valid():
        return _page(request, organ, access, acted=acted, status=422)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(SEND, source, now)
        act(asked, now=now, **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, access, acted=acted, error=error, status=422)
    count(SEND, source, now)
    return redirect("my_request", code)


@require_safe
def file(request: HttpRequest, code: str, pk: int, file: int) -> HttpResponse:
    return _file(request, code, pk, file, Request)


@require_safe
def correction_file(request: HttpRequest, code: str, pk: int, file: int) -> HttpResponse:
    return _file(request, code, pk, file, Correction)


def _file(request: HttpRequest, code: str, pk: int, file: int, rows: type[Request] | type[Correction]) -> HttpResponse:
    """What was taken is recorded; a browser that only asks how large it is has taken nothing."""
    access = opening.access_of(request, _organ(code))
    if access is None:
        raise Http404
    asked = get_object_or_404(corresponding.owned(rows, access), pk=pk)
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
    acted: Acted | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    cases = [_case(one, acted or {}) for one in corresponding.owned(Request, access)]
    corrections = [_correction(one, acted or {}) for one in corresponding.owned(Correction, access)]
    shown = {"cases": cases, "corrections": corrections, "error": error}
    return render(request, "applicants/mine.html", around(request, organ, COLUMN) | shown, status=status)


def _correction(asked: Correction, acted: Acted) -> dict[str, Any]:
    now = timezone.now()
    return {
        "correction": asked,
        **told_of_correction(asked, timezone.localdate(now)),
        **_correspondence(asked, acted, now),
    }


def _correspondence(about: corresponding.About, acted: Acted, now: datetime) -> dict[str, Any]:
    """Letters and messages, which a request and a correction have alike."""
    messages = list(about.messages.select_related("by"))
    corresponding.read(about, by_applicant=True, now=now)
    kind = corresponding.kind_of(about)
    return {
        "delivered": corresponding.delivered(about),
        "messages": messages,
        "message_form": acted.get((kind, about.pk, "message")) or MessageForm(auto_id=f"{kind[0]}m{about.pk}-%s"),
    }


def _case(asked: Request, acted: Acted) -> dict[str, Any]:
    now = timezone.now()

    def form(name: str, kind: Any) -> Any:
        return acted.get((corresponding.SUBJECT, asked.pk, name)) or kind(auto_id=f"{name[0]}{asked.pk}-%s")

    return {
        "request": asked,
        "told": told(asked, timezone.localdate(now)),
        "files": corresponding.handed_out(asked),
        "published": corresponding.published(asked, now),
        "handover": Handover.objects.filter(request=asked).select_related("to", "arrived").first(),
        "suggestion": Suggestion.objects.filter(request=asked).first(),
        "made_public": corresponding.made_public(asked, now),
        "suggestion_form": form("suggest", SuggestionForm) if suggesting.may_suggest(asked) else None,
        "suggestion_open": (corresponding.SUBJECT, asked.pk, "suggest") in acted,
        **_correspondence(asked, acted, now),
        "correction_form": form("correct", CorrectionForm),
        "withdraw_form": form("withdraw", WithdrawForm),
        "withdraw_open": (corresponding.SUBJECT, asked.pk, "withdraw") in acted,
    }
