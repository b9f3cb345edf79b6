"""以前年度的年报: read from a file, held against the print, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.report import Cell, cell_name
from gongkai_web.annual import earlier as services
from gongkai_web.annual.forms import TableForm
from gongkai_web.annual.models import Earlier
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.views.common import SECTION, kept_by, lock_of, looked_at
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.bench import relations_that_hold
from gongkai_web.reports.paper import paper
from gongkai_web.reports.remarks import grouped, remarks_of
from gongkai_web.reports.sheets import Input, SheetMaker, needs_a_person
from gongkai_web.reports.typed import shown as typed_as
from gongkai_web.reports.uploads import Upload

CELL = "cell:"


@login_required
def earlier(request: HttpRequest, code: str) -> HttpResponse:
    """Those that are there, and another file."""
    organ, person = looked_at(request, code)
    form, error = EarlierForm(request.POST or None, request.FILES or None), None
    if request.method == "POST":
        kept_by(request, code)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                upload = Upload(file.name, file.read())
                kept = services.take_in(by=person, organ=organ, upload=upload, now=timezone.now())
            except GongkaiError as refused:
                error = refused
            else:
                messages.success(request, f"已读取 {kept.year} 年的年报，请对照原文核对")
                return redirect("annual_earlier_one", code, kept.pk)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "found": Earlier.objects.filter(organ=organ).select_related("confirmed_by"),
        "form": form,
        "error": error,
        "is_slow": getattr(error, "code", "") == "READ_SLOW",
        "keeps": may_keep(person, organ, timezone.localdate()),
    }
    return render(request, "annual/earlier.html", shown, status=422 if request.method == "POST" else 200)


class EarlierForm(TableForm):
    """The same one field, of another file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "年报文件"
        self.fields["file"].help_text = "Word、PDF、网页、表格，或者“检查年报”下载的 JSON"


@login_required
def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = _in(organ, pk)
    if request.method != "POST":
        return _page(request, person, kept)
    kept_by(request, code)
    given = {"by": person, "kept": kept, "lock": lock_of(request), "now": timezone.now()}
    slips: Mapping[str, str] = {}
    try:
        if "confirm" in request.POST:
            services.confirm(**given)
            messages.success(request, "已确认，下一年的年报会与它核对衔接")
        elif "reopen" in request.POST:
            services.reopen(**given)
        else:
            typed = {name.removeprefix(CELL): value for name, value in request.POST.items() if name.startswith(CELL)}
            slips = services.answer(typed=typed, confirmed=request.POST.getlist("same"), **given).slips
    except GongkaiError as error:
        kept.refresh_from_db()
        return _page(request, person, kept, error, status=422)
    if slips:
        kept.refresh_from_db()
        return _page(request, person, kept, slips=slips, status=422)
    return redirect("annual_earlier_one", code, pk)


def _in(organ: Organ, pk: int) -> Earlier:
    return get_object_or_404(Earlier.objects.select_related("organ", "file", "confirmed_by"), pk=pk, organ=organ)


def _page(
    request: HttpRequest,
    person: Person,
    kept: Earlier,
    error: GongkaiError | None = None,
    slips: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    report, key = services.report_of(kept), "r1"
    remarks = remarks_of(report, report.findings, key)
    wrong = slips or {}

    def input_for(path: str, cell: Cell) -> Input | None:
        if kept.confirmed_at or not (needs_a_person(cell) or path in wrong):
            return None
        return Input(
            CELL + path, wrong.get(path, typed_as(cell)), guess=cell.printed, problem="不是数" if path in wrong else ""
        )

    maker = SheetMaker(key, remarks, input_for)
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "kept": kept,
        "report": report,
        "bench": {
            "key": key,
            "paper": paper(report, remarks, key, maker),
            "groups": grouped(remarks),
            "previous": None,
            "relations_that_hold": relations_that_hold(report),
        },
        "doubtful": [(path, cell_name(path), report.cell(path).printed) for path in services.doubtful(report)],
        "keeps": may_keep(person, kept.organ, timezone.localdate()),
        "error": error,
    }
    return render(request, "annual/earlier_one.html", shown, status=status)
