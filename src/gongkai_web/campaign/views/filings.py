"""One organ's filing as the collecting office sees it: what was filed, its days, whether it was published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.campaign import opening, publication
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.forms import DaysForm, PublishedForm, ReasonForm
from gongkai_web.campaign.models import Filing
from gongkai_web.campaign.publication import differs_from_accepted
from gongkai_web.campaign.selecting import stands
from gongkai_web.campaign.views.common import SECTION, filing_led, lock_of
from gongkai_web.frame.forms import Form


@require_safe
@login_required
def filing(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = filing_led(request, code, pk)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Filing, error: GongkaiError | None = None, status: int = 200, **forms: Form
) -> HttpResponse:
    now = stands(found, timezone.localdate())
    shown: dict[str, Any] = {
        "organ": found.campaign.organ,
        "office_section": SECTION,
        "filing": now.filing,
        "now": now.standing,
        "own": now.own,
        "copies": list(now.filing.submissions.all())[::-1],
        "reminders": found.reminders.select_related("by"),
        "differs": differs_from_accepted(now),
        "error": error,
        "days_form": DaysForm(initial={"submit_by": found.submit_by, "publish_by": found.publish_by}),
        "reason_form": ReasonForm(),
        "published_form": PublishedForm(initial={"on": found.published_on, "url": found.published_url}),
    }
    return render(request, "campaign/filing.html", shown | forms, status=status)


def _done(
    request: HttpRequest, found: Filing, form: Form, name: str, act: Callable[[], object], said: str
) -> HttpResponse:
    """A form's act: kept as typed where it is wrong or refused."""
    if not form.is_valid():
        return _page(request, found, status=422, **{name: form})
    try:
        act()
    except GongkaiError as error:
        return _page(request, found, error, 409 if isinstance(error, ChangedError) else 422, **{name: form})
    messages.success(request, said)
    return redirect("campaign_filing", found.campaign.organ.code, found.pk)


@require_POST
@login_required
def days(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_led(request, code, pk)
    form = DaysForm(request.POST)

    def act() -> None:
        opening.set_days(by=person, filing=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)

    return _done(request, found, form, "days_form", act, "期限已改")


@require_POST
@login_required
def excuse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_led(request, code, pk)
    form = ReasonForm(request.POST)

    def act() -> None:
        opening.excuse(by=person, filing=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)

    return _done(request, found, form, "reason_form", act, f"{found.name}本年不用报送")


@require_POST
@login_required
def call_again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_led(request, code, pk)
    opening.call_in_again(by=person, filing=found, now=timezone.now())
    messages.success(request, f"已恢复要求{found.name}报送")
    return redirect("campaign_filing", code, pk)


@require_POST
@login_required
def published(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_led(request, code, pk)
    form = PublishedForm(request.POST)

    def act() -> None:
        publication.note(by=person, filing=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)

    return _done(request, found, form, "published_form", act, "已登记公布情况")
