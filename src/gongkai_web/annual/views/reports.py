"""The years, one year's report, the records behind a cell, its text, and taking it away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.report import FORM_2021, cell_name
from gongkai_web.annual import keeping, signing
from gongkai_web.annual.building import MONEY, Built, built, errors_of, private_of, values_of
from gongkai_web.annual.cells import behind
from gongkai_web.annual.collecting import collect
from gongkai_web.annual.desk import Desk
from gongkai_web.annual.errors import ChangedError
from gongkai_web.annual.figures_in_text import FIELDS
from gongkai_web.annual.forms import TextForm, initial_of_text
from gongkai_web.annual.kinds import years_until
from gongkai_web.annual.likeness import alike, last_years, of_others
from gongkai_web.annual.models import Report
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.standing import Standing, current, reports_of, standing_of
from gongkai_web.annual.views.common import SECTION, kept_by, lock_of, looked_at, report_in
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.downloads import FILE_FORMS, download
from gongkai_web.reports.finishing import require_settled

DOWNLOADS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("json", "JSON"))


@require_safe
@login_required
def years(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = looked_at(request, code)
    today = timezone.localdate()
    lines = []
    for year in years_until(today):
        row = current(organ, year)
        lines.append((year, row, standing_of(row) if row else None))
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "lines": lines,
        "due_year": today.year - 1,
        "keeps": may_keep(person, organ, today),
    }
    return render(request, "annual/years.html", shown)


@require_POST
@login_required
def begin(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    keeping.begin(by=person, organ=organ, year=year, now=timezone.now())
    return redirect("annual_report", code, year)


@require_safe
@login_required
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = looked_at(request, code, year)
    row = current(organ, year)
    if row is None:
        shown = {"organ": organ, "office_section": SECTION, "year": year}
        keeps = may_keep(person, organ, timezone.localdate())
        return render(request, "annual/report_none.html", shown | {"keeps": keeps})
    return report_page(request, person, row)


def report_page(
    request: HttpRequest, person: Person, row: Report, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    made = built(row, timezone.now())
    organ, standing = row.organ, standing_of(row)
    keeps = may_keep(person, organ, timezone.localdate())
    writes = keeps and not standing.is_frozen
    stuck = signing.refused_by_chain(by=person, report=row, now=timezone.now()) if writes else None
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": row.year,
        "row": row,
        "standing": standing,
        "bench": Desk(made, lambda path: reverse("annual_cell", args=[organ.code, row.year, path])),
        "made": made,
        "blockers": [*_addressed(made, organ), *_of_chain(stuck, organ)],
        "keeps": keeps,
        "writes": writes,
        "downloads": DOWNLOADS,
        "chain": signing.usual_chain(organ).name if writes and not stuck else "",
        "errors": errors_of(made),
        "private": private_of(made),
        "correctable": standing in signing.CORRECTABLE,
        "given_up": writes and signing.can_be_given_up(row),
        "reopens": keeps and standing is Standing.SIGNED,
        "versions_said": [(one, standing_of(one)) for one in reports_of(organ, row.year)],
        "versions": reports_of(organ, row.year),
        "error": error,
    }
    return render(request, "annual/report.html", shown, status=status)


def _addressed(made: Built, organ: Organ) -> list[tuple[str, str]]:
    """Each blocker with its address; a name of an address is one of the year's pages."""
    year = made.row.year
    return [
        (said, where if not where or where.startswith("/") else reverse(where, args=[organ.code, year]))
        for said, where in made.blockers
    ]


def _of_chain(stuck: GongkaiError | None, organ: Organ) -> list[tuple[str, str]]:
    """The chain of the reports' column, where it cannot be gone through, with where another is chosen."""
    if stuck is None:
        return []
    said = f"{stuck.text}。{stuck.remedy}"
    if stuck.code == "NO_UNIT":
        said = "现在的审核流程不能用来审年报：年报由本机关编制，没有提出的站所（科室）"
    other = "在“设置 → 各栏目的审核流程”可以给“政府信息公开年报”另选一个流程"
    return [(f"{said}。{other}", reverse("column_chains", args=[organ.code]))]


@require_safe
@login_required
def cell(request: HttpRequest, code: str, year: int, cell: str) -> HttpResponse:
    _organ, person, row = _cell_asked(request, code, year, cell)
    return _cell_page(request, person, row, cell)


def _cell_asked(request: HttpRequest, code: str, year: int, cell: str) -> tuple[Organ, Person, Report]:
    organ, person = looked_at(request, code, year)
    if cell not in FORM_2021.paths:
        raise Http404
    return organ, person, report_in(organ, year)


def _cell_page(
    request: HttpRequest, person: Person, row: Report, path: str, error: GongkaiError | None = None
) -> HttpResponse:
    now, organ = timezone.now(), row.organ
    made = built(row, now)
    found = behind(made.collected or collect(organ, row.year, now), path, person, timezone.localdate(now))
    conflict = isinstance(error, ChangedError)
    shown_now = made.report.cell(path).printed
    keeps = may_keep(person, organ, timezone.localdate(now)) and not made.is_frozen
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": row.year,
        "row": row,
        "path": path,
        "name": cell_name(path),
        "shown": shown_now,
        "computed": made.computed[path].printed if path in made.computed else "",
        "change": made.changes.get(path),
        "behind": found,
        "is_money": path in MONEY,
        "is_frozen": made.is_frozen,
        "keeps": keeps,
        "error": error,
        "typed": request.POST.get("value", ""),
        "reason": request.POST.get("reason", ""),
        "past": row.changes.filter(path=path).exclude(undone_at=None).select_related("by", "undone_by"),
        "findings": [one for one in made.report.findings if path in one.cells],
    }
    status = 409 if conflict else 422 if error else 200
    return render(request, "annual/cell.html", shown, status=status)


@require_POST
@login_required
def change(request: HttpRequest, code: str, year: int, cell: str) -> HttpResponse:
    _organ, person = kept_by(request, code, year)
    organ, person, row = _cell_asked(request, code, year, cell)
    given = {name: request.POST.get(name, "") for name in ("value", "reason", "seen")}
    try:
        keeping.change_cell(
            by=person,
            report=row,
            path=cell,
            typed=given["value"],
            reason=given["reason"],
            seen=given["seen"],
            now=timezone.now(),
        )
    except GongkaiError as error:
        return _cell_page(request, person, row, cell, error)
    messages.success(request, f"{cell_name(cell)}已改为 {given['value'].strip()}，算出的数留在旁边")
    return redirect("annual_report", organ.code, year)


@require_POST
@login_required
def undo(request: HttpRequest, code: str, year: int, cell: str) -> HttpResponse:
    kept_by(request, code, year)
    organ, person, row = _cell_asked(request, code, year, cell)
    try:
        keeping.undo_change(by=person, report=row, path=cell, now=timezone.now())
    except GongkaiError as error:
        return _cell_page(request, person, row, cell, error)
    messages.success(request, f"{cell_name(cell)}已恢复为按记录算出的数")
    return redirect("annual_report", organ.code, year)


@login_required
def text(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, person = kept_by(request, code, year)
    row = report_in(organ, year)
    if request.method != "POST":
        return _text_page(request, row, TextForm(initial=initial_of_text(row), is_correction=row.number > 1))
    form = TextForm(request.POST, is_correction=row.number > 1)
    if not form.is_valid():
        return _text_page(request, row, form, status=422)
    given = dict(form.cleaned_data)
    try:
        keeping.write(
            by=person,
            report=row,
            lock=lock_of(request),
            signed_on=given.pop("signed_on"),
            correction_note=given.pop("correction_note", ""),
            texts=given,
            now=timezone.now(),
        )
    except GongkaiError as error:
        row.refresh_from_db()
        return _text_page(request, row, form, error, 409 if isinstance(error, ChangedError) else 422)
    messages.success(request, "已保存")
    return redirect("annual_report", organ.code, year)


def _text_page(
    request: HttpRequest, row: Report, form: forms.Form, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    made = built(row, timezone.now())
    theirs = isinstance(error, ChangedError)
    repeated = last_years(made)
    shown: dict[str, Any] = {
        "organ": row.organ,
        "office_section": SECTION,
        "year": row.year,
        "row": row,
        "form": form,
        "error": error,
        "standing": standing_of(row),
        "theirs": initial_of_text(row) if theirs else None,
        "fields": _figures(made),
        "repeated": repeated,
        "alike": of_others(alike(row)) if repeated else alike(row),
        "private": private_of(made),
    }
    return render(request, "annual/text.html", shown, status=status)


def _figures(made: Built) -> list[tuple[str, str, str]]:
    """Every field with what it stands for and what it is now."""
    other = values_of(made.collected) if made.collected else {}
    found = []
    for name, field in FIELDS.items():
        value = field.of(made.report.tables, other)
        found.append((name, field.what, "没有填" if value is None else f"{value}"))
    return found


@require_safe
@login_required
def download_file(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """As it stands; while a cell is blank or a place unfilled, JSON alone."""
    organ, person = looked_at(request, code, year)
    row = report_in(organ, year)
    if form not in FILE_FORMS:
        raise Http404
    made = built(row, timezone.now())
    try:
        if form != "json":
            require_settled(made.report, form, slips={}, typed_day="")
        return download(made.report, form)
    except GongkaiError as error:
        return report_page(request, person, row, error, 422)
