"""The organ's side: what it must file by when, filing, answering what was returned, saying where it was published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.campaign import answering, publication, submitting
from gongkai_web.campaign.answering import said_of
from gongkai_web.campaign.bench import Bench, answered
from gongkai_web.campaign.copies import decision_on, is_whole, report_of
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.forms import PublishedForm, SubmitForm
from gongkai_web.campaign.kinds import State
from gongkai_web.campaign.models import Filing, Submission
from gongkai_web.campaign.own import FILEABLE
from gongkai_web.campaign.rules import may_file
from gongkai_web.campaign.selecting import stands
from gongkai_web.campaign.views.common import SECTION, copy_of_ours, filing_of_ours, lock_of
from gongkai_web.campaign.views.copies import DOWNLOADS, downloaded, history
from gongkai_web.files.services import store
from gongkai_web.frame.asking import person_of
from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Person


@require_safe
@login_required
def filing(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = filing_of_ours(request, code, pk)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Filing, error: GongkaiError | None = None, status: int = 200, **forms: Any
) -> HttpResponse:
    today = timezone.localdate()
    now = stands(found, today)
    copy = now.standing.submission
    remarks = list(copy.remarks.exclude(decision=None).order_by("pk")) if copy else []
    shown_remarks = answered(remarks, report_of(copy), None) if copy else []
    typed = _typed_answers(request)
    files = may_file(person_of(request), found, today) and not now.filing.excused
    shown: dict[str, Any] = {
        "organ": found.organ,
        "office_section": SECTION,
        "filing": now.filing,
        "now": now.standing,
        "own": now.own,
        "copies": list(now.filing.submissions.all())[::-1],
        "remarks": [(one, *typed.get(one.said.pk, said_of(one.said))) for one in shown_remarks],
        "left": sum(not one.answer for one in remarks),
        "files": files,
        "submits": files
        and now.own is not None
        and now.own.standing in FILEABLE
        and now.standing.state is not State.SUBMITTED,
        "withdrawable": files and copy is not None and copy.opened_at is None and now.standing.decision is None,
        "latest": copy,
        "reminders": found.reminders.select_related("by"),
        "error": error,
        "submit_form": SubmitForm(wanted=found.campaign.wanted),
        "published_form": PublishedForm(initial={"on": found.published_on, "url": found.published_url}),
    }
    return render(request, "campaign/own.html", shown | forms, status=status)


def _refused(request: HttpRequest, found: Filing, error: GongkaiError, **forms: Form) -> HttpResponse:
    return _page(request, found, error, 409 if isinstance(error, ChangedError) else 422, **forms)


@require_POST
@login_required
def submit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_of_ours(request, code, pk, files=True)
    form = SubmitForm(request.POST, request.FILES, wanted=found.campaign.wanted)
    if not form.is_valid():
        return _page(request, found, status=422, submit_form=form)
    try:
        made = _submitted(found, person, form, lock_of(request))
    except GongkaiError as error:
        return _refused(request, found, error, submit_form=form)
    messages.success(request, f"已报送，这是第 {made.number} 次。收报机关打开以前可以撤回")
    return redirect("own_filing", code, pk)


@transaction.atomic
def _submitted(found: Filing, person: Person, form: SubmitForm, lock: int) -> Submission:
    """The files are kept only where the submission is taken."""
    assert found.organ is not None  # noqa: S101 - `filing_of_ours` finds those of an organ
    now, organ = timezone.now(), found.organ
    files = [
        (what, store(by=person, organ=organ, name=given.name or "", content=given.read(), now=now))
        for what, given in form.given_files()
    ]
    note = form.cleaned_data["note"]
    return submitting.submit(by=person, filing=found, lock=lock, files=files, note=note, now=now)


@require_POST
@login_required
def published(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = filing_of_ours(request, code, pk, files=True)
    form = PublishedForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, published_form=form)
    try:
        publication.note(by=person, filing=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _refused(request, found, error, published_form=form)
    messages.success(request, "已登记公布情况")
    return redirect("own_filing", code, pk)


@require_safe
@login_required
def copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What we filed then, to the byte, and what was said of it."""
    found, _person = copy_of_ours(request, code, pk)
    report = report_of(found)
    shown = {
        "organ": found.filing.organ,
        "office_section": SECTION,
        "filing": found.filing,
        "copy": found,
        "is_whole": is_whole(found),
        "decision": decision_on(found),
        "attached": found.attached.select_related("file"),
        "downloads": DOWNLOADS,
        "bench": Bench(report),
    }
    return render(request, "campaign/own_copy.html", shown | history(found, report))


@require_safe
@login_required
def download_copy(request: HttpRequest, code: str, pk: int, form: str) -> HttpResponse:
    found, _person = copy_of_ours(request, code, pk)
    return downloaded(found, form)


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = copy_of_ours(request, code, pk, files=True)
    try:
        submitting.withdraw(by=person, submission=found, lock=lock_of(request), now=timezone.now())
    except GongkaiError as error:
        return _refused(request, found.filing, error)
    messages.success(request, f"已撤回第 {found.number} 次报送")
    return redirect("own_filing", code, found.filing_id)


@require_POST
@login_required
def answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """All answers at once, so that nothing typed beside another one is lost."""
    found, person = filing_of_ours(request, code, pk, files=True)
    given = _typed_answers(request)
    try:
        made = answering.answer_all(by=person, filing=found, lock=lock_of(request), given=given, now=timezone.now())
    except GongkaiError as error:
        return _refused(request, found, error)
    messages.success(request, f"已保存 {len(made)} 条回复")
    return redirect(f"{reverse('own_filing', args=[code, found.pk])}#remarks")


def _typed_answers(request: HttpRequest) -> dict[int, tuple[str, str]]:
    """What the form says of each remark, by its key."""
    keys = {name.partition("-")[2] for name in request.POST if name.startswith("text-")}
    return {
        int(key): (request.POST.get(f"answer-{key}", ""), request.POST.get(f"text-{key}", "").strip())
        for key in keys
        if key.isascii() and key.isdigit() and len(key) < 10
    }
