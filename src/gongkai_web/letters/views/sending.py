"""Recording that a letter has gone out, and that it arrived or came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.letters import services
from gongkai_web.letters.delivering import reaches
from gongkai_web.letters.doubting import doubts_of, provided_otherwise
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.forms import DispatchForm, ServedForm
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.pages import acts_of, letter_page
from gongkai_web.letters.readiness import lacks_website
from gongkai_web.letters.reviewing import held_back, standing_review
from gongkai_web.letters.views.asking import SECTION, lock_in, sendable, today
from gongkai_web.organs.models import Person


@login_required
def dispatch(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = sendable(request, code, pk)
    if request.method != "POST":
        usual = Way.ELECTRONIC if letter.electronic else Way.POST
        return _page(request, person, letter, DispatchForm(initial={"on": today(), "way": usual}))
    form = DispatchForm(request.POST)
    if not form.is_valid():
        return _page(request, person, letter, form, status=422)
    given = form.cleaned_data | {"way": Way(form.cleaned_data["way"])}
    try:
        services.dispatch(by=person, letter=letter, lock=lock_in(request), now=timezone.now(), **given)
    except GongkaiError as error:
        return _page(request, person, letter, form, error, status=422)
    messages.success(request, "已登记发出。")
    otherwise = provided_otherwise(letter, electronic=given["way"] is Way.ELECTRONIC)
    if otherwise:
        messages.warning(request, f"{otherwise.text}。信息没有另行邮寄的，请尽快寄出，或者另发文书更正。")
    return redirect("letter", code, pk)


@require_POST
@login_required
def served(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _recorded(request, code, pk, services.record_served, "已登记送达。")


@require_POST
@login_required
def bounced(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _recorded(request, code, pk, services.record_bounced, "已登记退回。请换一种方式重新送达。")


def _recorded(request: HttpRequest, code: str, pk: int, service: Callable[..., object], done: str) -> HttpResponse:
    person, letter = sendable(request, code, pk)
    form = ServedForm(request.POST)
    try:
        if not form.is_valid():
            raise SendingError("日期没有填好", "请填日期，例如 2026-11-30")
        service(by=person, letter=letter, lock=lock_in(request), now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        letter.refresh_from_db()
        shown = letter_page(person, letter, today()) | {"error": error, "typed": request.POST}
        return render(request, "letters/letter.html", shown, status=422)
    messages.success(request, done)
    return redirect("letter", code, pk)


def _page(
    request: HttpRequest,
    person: Person,
    letter: OutgoingLetter,
    form: DispatchForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    acts = acts_of(person, letter, today())
    shown: dict[str, Any] = {
        "organ": letter.organ,
        "office_section": SECTION,
        "letter": letter,
        "form": form,
        "acts": acts,
        "review": standing_review(letter),
        "held": held_back(letter) if acts.dispatch and error is None else None,
        "reaches": reaches(letter),
        "doubts": doubts_of(letter),
        "no_website": lacks_website(person, letter.organ, today()) if letter.told else None,
        "error": error,
        "lock": request.POST.get("lock", letter.lock),
    }
    return render(request, "letters/dispatch.html", shown, status=status)
