"""工作记录: what was done for 监督保障 in a year."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.annual import work as services
from gongkai_web.annual.forms import ReasonForm, WorkForm, initial_of_work
from gongkai_web.annual.kinds import Work
from gongkai_web.annual.models import WorkRecord
from gongkai_web.annual.rules import may_state
from gongkai_web.annual.views.common import SECTION, lock_of, looked_at, stated_by
from gongkai_web.annual.views.ledgers import evidence_of
from gongkai_web.organs.models import Organ, Person


@login_required
def work(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The year's records by kind, and another one."""
    organ, person = looked_at(request, code, year)
    form, error = WorkForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST":
        stated_by(request, code, year)
        if form.is_valid():
            try:
                kept = _noted(request, organ, person, form)
            except GongkaiError as refused:
                error = refused
            else:
                messages.success(request, f"已登记：{kept.title}")
                return redirect("annual_work", code, kept.on.year)
    found = services.of_year(organ, year)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": year,
        "kinds": [(kind, [one for one in found if one.kind == kind]) for kind in Work],
        "form": form,
        "error": error,
        "states": may_state(person, organ, timezone.localdate()),
    }
    return render(request, "annual/work.html", shown, status=422 if request.method == "POST" else 200)


@transaction.atomic
def _noted(request: HttpRequest, organ: Organ, person: Person, form: WorkForm) -> WorkRecord:
    entry = replace(form.entry(), evidence=evidence_of(request, organ, person))
    return services.note(by=person, organ=organ, entry=entry, now=timezone.now())


@login_required
def record(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _in(organ, pk)
    if request.method != "POST":
        return _page(request, person, kept)
    stated_by(request, code, kept.on.year)
    form, error = WorkForm(request.POST), None
    if form.is_valid():
        try:
            _corrected(request, organ, person, kept, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，原来的内容留在日志里")
            return redirect("annual_work_record", code, pk)
    return _page(request, person, kept, form, error, 422)


@transaction.atomic
def _corrected(request: HttpRequest, organ: Organ, person: Person, kept: WorkRecord, form: WorkForm) -> None:
    entry = replace(form.entry(), evidence=evidence_of(request, organ, person) or kept.evidence)
    services.correct(by=person, kept=kept, lock=lock_of(request), entry=entry, now=timezone.now())


@require_POST
@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _in(organ, pk)
    stated_by(request, code, kept.on.year)
    reason = request.POST.get("reason", "")
    try:
        services.strike(by=person, kept=kept, lock=lock_of(request), reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, kept, error=error, status=422)
    messages.success(request, "已划去，不再计数")
    return redirect("annual_work", code, kept.on.year)


def _in(organ: Organ, pk: int) -> WorkRecord:
    return get_object_or_404(WorkRecord.objects.select_related("organ", "by", "evidence"), pk=pk, organ=organ)


def _page(
    request: HttpRequest,
    person: Person,
    kept: WorkRecord,
    form: WorkForm | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "record": kept,
        "form": form or WorkForm(initial=initial_of_work(kept)),
        "reason": ReasonForm(),
        "error": error,
        "changes": may_state(person, kept.organ, timezone.localdate()) and not kept.struck_at,
    }
    return render(request, "annual/work_record.html", shown, status=status)
