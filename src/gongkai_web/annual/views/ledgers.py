"""台账: figures no record of the platform gives, by hand or from a table; and documents that stand elsewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.annual import figures, tables
from gongkai_web.annual.collecting import collect
from gongkai_web.annual.errors import RowsError
from gongkai_web.annual.forms import (
    DocumentForm,
    FigureForm,
    ReasonForm,
    TableForm,
    initial_of,
    initial_of_document,
    usual,
)
from gongkai_web.annual.kinds import Ledger
from gongkai_web.annual.models import Figure, OtherDocument
from gongkai_web.annual.rules import may_change, may_keep, may_state
from gongkai_web.annual.standing import frozen_in
from gongkai_web.annual.views.common import SECTION, kept_by, lock_of, looked_at, stated_by
from gongkai_web.channels.views.common import attached
from gongkai_web.channels.workbooks import XLSX
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person


@require_safe
@login_required
def ledgers(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = looked_at(request, code, year)
    today = timezone.localdate()
    found = collect(organ, year, timezone.now())
    struck = Figure.objects.filter(organ=organ, year=year).exclude(struck_at=None).select_related("struck_by")
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": year,
        "ledgers": [_ledger(found.figures, one) for one in Ledger],
        "fees": found.fees,
        "fee_sum": sum(fee.amount for fee in found.fees),
        "struck": struck,
        "others": OtherDocument.objects.filter(organ=organ, struck_at=None).count(),
        "states": may_state(person, organ, today) and not frozen_in(organ, year),
        "is_frozen": frozen_in(organ, year),
    }
    return render(request, "annual/ledgers.html", shown)


def _ledger(found: list[Figure], ledger: Ledger) -> dict[str, Any]:
    lines = [one for one in found if one.ledger == ledger]
    amounts = [one.yuan if one.yuan is not None else Decimal(one.count or 0) for one in lines]
    return {"ledger": ledger, "lines": lines, "sum": sum(amounts, start=Decimal(0)) if lines else None}


@login_required
def new(request: HttpRequest, code: str, year: int, ledger: str) -> HttpResponse:
    organ, person = stated_by(request, code, year)
    if ledger not in Ledger.values:
        raise Http404
    kind, error = Ledger(ledger), None
    given = request.POST if request.method == "POST" else None
    form = FigureForm(given, request.FILES or None, ledger=kind, organ=organ, initial=usual(person))
    if form.is_valid():
        try:
            _stated(request, organ, person, year, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已填：{form.cleaned_data['label']}")
            return redirect("annual_ledgers", code, year)
    shown = {"organ": organ, "office_section": SECTION, "year": year, "ledger": kind, "form": form, "error": error}
    return render(request, "annual/figure_new.html", shown, status=422 if given is not None else 200)


@transaction.atomic
def _stated(request: HttpRequest, organ: Organ, person: Person, year: int, form: FigureForm) -> None:
    """The figure and its evidence, both or neither."""
    entry = replace(form.entry(), evidence=evidence_of(request, organ, person))
    figures.state(by=person, organ=organ, year=year, entry=entry, now=timezone.now())


def evidence_of(request: HttpRequest, organ: Organ, person: Person) -> StoredFile | None:
    given = request.FILES.get("evidence")
    return store(by=person, organ=organ, name=given.name or "", content=given.read()) if given else None


@login_required
def figure(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _figure_in(organ, pk)
    if request.method != "POST":
        return _figure_page(request, person, kept)
    form, error = FigureForm(request.POST, request.FILES, ledger=Ledger(kept.ledger), organ=organ), None
    if form.is_valid():
        try:
            _corrected(request, organ, person, kept, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，原来的内容留在日志里")
            return redirect("annual_figure", code, pk)
    return _figure_page(request, person, kept, form, error, 422)


@transaction.atomic
def _corrected(request: HttpRequest, organ: Organ, person: Person, kept: Figure, form: FigureForm) -> None:
    entry = replace(form.entry(), evidence=evidence_of(request, organ, person) or kept.evidence)
    figures.correct(by=person, figure=kept, lock=lock_of(request), entry=entry, now=timezone.now())


@require_POST
@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _figure_in(organ, pk)
    reason = request.POST.get("reason", "")
    try:
        figures.strike(by=person, figure=kept, lock=lock_of(request), reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _figure_page(request, person, kept, error=error, status=422)
    messages.success(request, "已划去，不再计数；内容和原因仍可查到")
    return redirect("annual_ledgers", code, kept.year)


def _figure_in(organ: Organ, pk: int) -> Figure:
    found = Figure.objects.select_related("organ", "unit", "by", "evidence", "struck_by")
    return get_object_or_404(found, pk=pk, organ=organ)


def _figure_page(
    request: HttpRequest,
    person: Person,
    kept: Figure,
    form: FigureForm | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    organ, today = kept.organ, timezone.localdate()
    fresh = form or FigureForm(ledger=Ledger(kept.ledger), organ=organ, initial=initial_of(kept))
    changes = may_change(person, kept, today) and not kept.struck_at and not frozen_in(organ, kept.year)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "figure": kept,
        "form": fresh,
        "reason": ReasonForm(),
        "error": error,
        "changes": changes,
    }
    return render(request, "annual/figure.html", shown, status=status)


@login_required
def take_in(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A table: all of it, or none with every wrong row told."""
    organ, person = kept_by(request, code, year)
    form, error = TableForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            entries = tables.read(organ, file.read(), file.name)
            kept = figures.state_many(by=person, organ=organ, year=year, entries=entries, now=now, batch=file.name)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已导入 {len(kept)} 行")
            return redirect("annual_ledgers", code, year)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": year,
        "form": form,
        "error": error,
        "wrong": error.rows if isinstance(error, RowsError) else (),
    }
    return render(request, "annual/import.html", shown, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def blank(request: HttpRequest, code: str, year: int) -> HttpResponse:
    looked_at(request, code, year)
    return attached(tables.blank_form(), XLSX, f"{year}年报台账.xlsx")


@login_required
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """Documents that hold and are not on the platform; another one."""
    organ, person = looked_at(request, code)
    keeps, error = may_keep(person, organ, timezone.localdate()), None
    form = DocumentForm(request.POST if request.method == "POST" else None, initial=usual(person))
    if request.method == "POST":
        kept_by(request, code)
        if form.is_valid():
            try:
                figures.add_document(by=person, organ=organ, entry=form.entry(), now=timezone.now())
            except GongkaiError as refused:
                error = refused
            else:
                messages.success(request, "已登记")
                return redirect("annual_documents", code)
    found = OtherDocument.objects.filter(organ=organ, struck_at=None)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "documents": found,
        "form": form,
        "error": error,
        "keeps": keeps,
    }
    return render(request, "annual/documents.html", shown, status=422 if request.method == "POST" else 200)


@login_required
def document(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _document_in(organ, pk)
    if request.method != "POST":
        return _document_page(request, person, kept)
    kept_by(request, code)
    form, error = DocumentForm(request.POST), None
    if form.is_valid():
        entry, now = replace(form.entry(), evidence=kept.evidence), timezone.now()
        try:
            figures.correct_document(by=person, document=kept, lock=lock_of(request), entry=entry, now=now)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，原来的内容留在日志里")
            return redirect("annual_documents", code)
    return _document_page(request, person, kept, form, error, 422)


@require_POST
@login_required
def strike_document(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    kept = _document_in(organ, pk)
    reason = request.POST.get("reason", "")
    try:
        figures.strike_document(by=person, document=kept, lock=lock_of(request), reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _document_page(request, person, kept, error=error, status=422)
    messages.success(request, "已划去，不再计数")
    return redirect("annual_documents", code)


def _document_in(organ: Organ, pk: int) -> OtherDocument:
    return get_object_or_404(OtherDocument.objects.select_related("organ", "by", "evidence"), pk=pk, organ=organ)


def _document_page(
    request: HttpRequest,
    person: Person,
    kept: OtherDocument,
    form: DocumentForm | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "document": kept,
        "form": form or DocumentForm(initial=initial_of_document(kept)),
        "reason": ReasonForm(),
        "error": error,
        "changes": may_keep(person, kept.organ, timezone.localdate()) and not kept.struck_at,
    }
    return render(request, "annual/document.html", shown, status=status)
