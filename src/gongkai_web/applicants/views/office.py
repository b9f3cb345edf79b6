"""The organ's side of the messages of one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.applicants import corresponding
from gongkai_web.applicants.models import Access
from gongkai_web.applicants.public_forms import MessageForm
from gongkai_web.applicants.submitting import new_code
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Person
from gongkai_web.requests.corrections.rules import seen_by as corrections_seen_by
from gongkai_web.requests.models import Correction, Request
from gongkai_web.requests.rules import may_handle, seen_by
from gongkai_web.vault import codes
from gongkai_web.vault.services import reveal as log_reveal


@login_required
def messages(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _messages(request, code, pk, seen_by)


@login_required
def correction_messages(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _messages(request, code, pk, corrections_seen_by)


def _messages(request: HttpRequest, code: str, pk: int, seen: Callable[..., QuerySet[Any]]) -> HttpResponse:
    """To read for whoever sees the request, or the correction; to write for the disclosure office."""
    organ, person, now = organ_of(request, code), person_of(request), timezone.now()
    today = timezone.localdate(now)
    asked = get_object_or_404(seen(person, organ, today).select_related("organ", "applicant"), pk=pk)
    handles = may_handle(person, organ, today)
    form, error, status = _form(), None, 200
    if request.method == "POST":
        allowed(handles)
        form, status = _form(request.POST), 422
        if form.is_valid():
            try:
                corresponding.write(asked, by=person, now=now, **form.cleaned_data)
                return redirect(request.path)
            except GongkaiError as refused:
                error = refused
    if handles:
        corresponding.read(asked, by_applicant=False, now=now)
    return _page(request, asked, handles, form, error, status=status)


@require_POST
@never_cache
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _reveal(request, code, pk, seen_by)


@require_POST
@never_cache
@login_required
def reveal_correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _reveal(request, code, pk, corrections_seen_by)


def _reveal(request: HttpRequest, code: str, pk: int, seen: Callable[..., QuerySet[Any]]) -> HttpResponse:
    """What is masked in the messages in the open, once, for a stated reason that stands in the log."""
    organ, person = organ_of(request, code), person_of(request)
    today = timezone.localdate()
    asked = get_object_or_404(seen(person, organ, today).select_related("organ", "applicant"), pk=pk)
    allowed(may_handle(person, organ, today))
    target = f"{corresponding.kind_of(asked)}:{asked.pk}"
    try:
        why = request.POST.get("reason", "")
        log_reveal(actor=person, what="申请人的留言", reason=why, organ=organ.code, target=target)
    except GongkaiError as error:
        return _page(request, asked, True, _form(), error, status=422)
    return _page(request, asked, True, _form(), None, revealed=True)


def _form(given: QueryDict | None = None) -> MessageForm:
    form = MessageForm(given, label_suffix="")
    form.fields["text"].label, form.fields["text"].help_text = "给申请人留言", ""
    return form


def _page(
    request: HttpRequest,
    asked: Request | Correction,
    handles: bool,
    form: MessageForm,
    error: GongkaiError | None,
    *,
    revealed: bool = False,
    status: int = 200,
) -> HttpResponse:
    kind, place = corresponding.kind_of(asked), [asked.organ.code, asked.pk]
    written = corresponding.lines(asked, revealed=revealed)
    shown = {
        "organ": asked.organ,
        "office_section": "requests",
        "asked": asked,
        "back": reverse(kind, args=place),
        "here": reverse(f"{kind}_messages", args=place),
        "reveal": reverse(f"{kind}_messages_reveal", args=place),
        "written": written,
        "hides": any(one.hidden for one in written),
        "revealed": revealed,
        "handles": handles,
        "reached": Access.objects.filter(applicant=asked.applicant).exists(),
        "form": form,
        "error": error,
    }
    return render(request, "applicants/office_messages.html", shown, status=status)


@require_POST
@never_cache
@login_required
def request_code(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = organ_of(request, code), person_of(request)
    today = timezone.localdate()
    asked = get_object_or_404(seen_by(person, organ, today).select_related("organ", "applicant"), pk=pk)
    allowed(may_handle(person, organ, today))
    return _code(request, asked, person, "request")


@require_POST
@never_cache
@login_required
def correction_code(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = organ_of(request, code), person_of(request)
    today = timezone.localdate()
    rows = corrections_seen_by(person, organ, today).select_related("organ", "applicant")
    found = get_object_or_404(rows, pk=pk)
    allowed(may_handle(person, organ, today))
    return _code(request, found, person, "correction")


def _code(request: HttpRequest, about: Request | Correction, person: Person, back: str) -> HttpResponse:
    """Shown once, like the first one."""
    number, code = new_code(by=person, about=about, now=timezone.now())
    shown = {
        "organ": about.organ,
        "office_section": "requests",
        "number": number,
        "code": codes.shown(code),
        "back": reverse(back, args=[about.organ.code, about.pk]),
    }
    return render(request, "applicants/office_code.html", shown)
