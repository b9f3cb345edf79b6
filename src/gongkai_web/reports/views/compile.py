"""编制年报: begin, write, check as one writes, take away. The page holds the work; the server keeps it only when asked."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.errors import GongkaiError
from gongkai_web.reports.desk import Desk
from gongkai_web.reports.downloads import DOCX_TYPE, FILE_FORMS, attachment, download, file_name
from gongkai_web.reports.editing import Edit, act, edit_from
from gongkai_web.reports.finishing import require_settled
from gongkai_web.reports.fitting import require_fit
from gongkai_web.reports.forms import Start, start_from
from gongkai_web.reports.single import read_one
from gongkai_web.reports.uploads import Upload, accepted, upload_limits, uploaded


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _start(request, Start())
    start, edit = start_from(request)
    return desk(request, edit) if edit else _start(request, start, status=422)


@require_POST
def edit(request: HttpRequest) -> HttpResponse:
    """One step of writing: what was typed, and an act of the program if one was asked for."""
    try:
        edited = edit_from(request.POST)
    except GongkaiError as error:
        return _lost(request, error)
    return desk(request, act(edited, request.POST.get("act", "")))


@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """The state of things for the script of the page: the findings, and what stands under each cell."""
    try:
        shown = Desk(edit_from(request.POST))
    except GongkaiError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse(
        {
            "panel": render_to_string("reports/_desk_panel.html", {"desk": shown}, request),
            "sentences": render_to_string("reports/_sentences.html", {"desk": shown}, request),
            "cells": _cell_notes(request, shown),
            "offers": shown.offered,
            "zeros": {"paths": shown.zeros, "by_table": shown.zeros_by_table},
        }
    )


def _cell_notes(request: HttpRequest, shown: Desk) -> dict[str, dict[str, str]]:
    sheets = [sheet for section in shown.sections for sheet in section.sheets]
    cells = (cell for sheet in (*sheets, *shown.loose_sheets) for row in sheet.rows for cell in row)
    return {
        cell.anchor: {
            "group": cell.group.value if cell.group else "",
            "html": render_to_string("reports/_cell_notes.html", {"cell": cell, "live": True}).strip(),
        }
        for cell in cells
        if cell.input and (cell.remarks or cell.input.offer or cell.input.problem)
    }


@require_POST
def take_away(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in FILE_FORMS:
        raise Http404
    try:
        edited = edit_from(request.POST)
    except GongkaiError as error:
        return _lost(request, error)
    try:
        # JSON keeps what is unfinished as it is: that is what it is for.
        if suffix != "json":
            require_settled(edited.report, suffix, slips=edited.slips, typed_day=edited.typed_day)
        return download(Desk(edited).checked, suffix)
    except GongkaiError as error:
        return desk(request, edited, error=error, status=422)


@require_POST
def fill(request: HttpRequest) -> HttpResponse:
    """The office's own Word file with only the numbers put in."""
    try:
        edited = edit_from(request.POST)
    except GongkaiError as error:
        return _lost(request, error)
    try:
        require_settled(edited.report, "docx", slips=edited.slips, typed_day=edited.typed_day)
        return _filled(request, edited)
    except GongkaiError as error:
        return desk(request, edited, error=error, error_at="template", status=422)


def _filled(request: HttpRequest, edited: Edit) -> HttpResponse:
    from gongkai.writing.fill import fill_docx

    upload = accepted(uploaded(request, "template"))
    data = fill_docx(upload.data, read_one(upload), edited.report)
    if request.POST.get("as_it_is") != "yes":
        require_fit(read_one(Upload(upload.name, data)), edited.report)
    return attachment(data, file_name(edited.report, "docx"), DOCX_TYPE)


def desk(
    request: HttpRequest, edited: Edit, *, error: GongkaiError | None = None, status: int = 200, **context: object
) -> HttpResponse:
    context |= {
        "section": "compile",
        "desk": Desk(edited),
        "error": error,
        "draft_days": settings.DRAFT_DAYS,
    }
    return render(request, "reports/compile_desk.html", context, status=status)


def _start(request: HttpRequest, start: Start, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    context = {"section": "compile", "start": start, "error": error, **upload_limits()}
    return render(request, "reports/compile_start.html", context, status=status)


def _lost(request: HttpRequest, error: GongkaiError) -> HttpResponse:
    """The hidden part of the page was changed on the way; there is nothing to go on with."""
    return _start(request, Start(), error=error, status=422)
