"""The organ's side of the messages of one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
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
    form, error, status = MessageForm(label_suffix=""), None, 200
    if request.method == "POST":
        allowed(handles)
        form, status = MessageForm(request.POST, label_suffix=""), 422
        if form.is_valid():
            try:
                corresponding.write(asked, by=person, now=now, **form.cleaned_data)
                return redirect(request.path)
            except GongkaiError as refused:
                error = refused
    form.fields["text"].label = "给申请人留言"
    if handles:
        corresponding.read(asked, by_applicant=False, now=now)
    shown = {
        "organ": organ,
        "office_section": "requests",
        "asked": asked,
        "back": reverse(corresponding.kind_of(asked), args=[code, pk]),
        "written": asked.messages.select_related("by"),
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
