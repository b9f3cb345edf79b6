"""Old records from a table: the form to download, handing in, looking at it row by row, taking it over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.channels import importing, services, workbooks
from gongkai_web.channels.forms import ReasonForm, UploadForm
from gongkai_web.channels.models import Import
from gongkai_web.channels.rules import may_record
from gongkai_web.channels.tables import MOST_ROWS
from gongkai_web.channels.views.common import SECTION, attached, import_in, looked_at, recorded_by
from gongkai_web.organs.models import Organ, Person

MOST_WORDS = 20
"""Words for channels that are asked about at once."""

SHOWN = 100
"""Rows shown of each sort; the rest are told by their number, and refused ones are in the workbook."""


@login_required
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = recorded_by(request, code)
    if request.method != "POST":
        return _start(request, organ, UploadForm(organ=organ))
    form = UploadForm(request.POST, request.FILES, organ=organ)
    if not form.is_valid():
        return _start(request, organ, form, status=422)
    given = form.cleaned_data["file"]
    try:
        kept = importing.hand_in(
            by=person,
            organ=organ,
            name=given.name,
            data=given.read(),
            channel=form.cleaned_data["channel"],
            now=timezone.now(),
        )
    except GongkaiError as error:
        return _start(request, organ, form, error, 422)
    return redirect("channel_import", code, kept.pk)


def _start(
    request: HttpRequest, organ: Organ, form: UploadForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "form": form,
        "error": error,
        "imports": organ.channel_imports.select_related("by")[:20],
        "most": MOST_ROWS,
    }
    return render(request, "channels/import_start.html", shown, status=status)


@require_safe
@login_required
def form_file(request: HttpRequest, code: str) -> HttpResponse:
    """The empty form."""
    organ, _person = looked_at(request, code)
    return attached(workbooks.form(organ), workbooks.XLSX, _("公开记录导入模板.xlsx"))


@login_required
def imported(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Before it is taken over: every row with what would become of it. After: what became of it."""
    organ, person = looked_at(request, code)
    kept = import_in(organ, pk)
    if request.method != "POST":
        return _page(request, person, kept)
    if "say" in request.POST:
        return _said(request, organ, person, kept)
    try:
        chosen = {int(one) for one in request.POST.getlist("chosen") if one.isascii() and one.isdigit()}
        said = request.POST.get("duplicates", "")
        _kept, records = importing.take_over(by=person, kept=kept, duplicates=said, chosen=chosen, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, kept, error, 422)
    messages.success(request, _("已登记 %(count)d 条") % {"count": len(records)})
    return redirect("channel_import", code, pk)


def _said(request: HttpRequest, organ: Organ, person: Person, kept: Import) -> HttpResponse:
    """What channels the words of the table are: fields said-0, channel-0 and so on."""
    channels = {str(one.pk): one for one in organ.channels.all()}
    pairs = ((request.POST.get(f"said-{at}", ""), request.POST.get(f"channel-{at}", "")) for at in range(MOST_WORDS))
    called = {said: channels[key] for said, key in pairs if said and key in channels}
    try:
        importing.say_channels(by=person, kept=kept, called=called, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, kept, error, 422)
    return redirect("channel_import", organ.code, kept.pk)


@require_POST
@login_required
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = import_in(organ, pk)
    try:
        importing.drop(by=person, kept=kept, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, kept, error, 422)
    messages.success(request, _("已放弃这份表，没有登记任何记录"))
    return redirect("channel_hand_in", code)


@require_POST
@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The whole table was the wrong one."""
    organ, person = looked_at(request, code)
    kept, reason = import_in(organ, pk), request.POST.get("reason", "")
    try:
        count = services.strike_out_batch(by=person, batch=kept, reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, kept, error, 422)
    messages.success(request, _("已划去这份表登记的 %(count)d 条") % {"count": count})
    return redirect("channel_import", code, pk)


@require_safe
@login_required
def refused_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The rows that were not taken over, as they stood, with what is wrong."""
    organ, _person = looked_at(request, code)
    kept = import_in(organ, pk)
    if kept.state == Import.State.PREVIEW:
        kept.outcome = [one.to_json() for one in importing.preview(kept, timezone.now()).refused]
    return attached(workbooks.refused(kept), workbooks.XLSX, _("没有登记的行.xlsx"))


def _page(
    request: HttpRequest, person: Person, kept: Import, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "kept": kept,
        "records": may_record(person, kept.organ, timezone.localdate()),
        "error": error,
        "shown": SHOWN,
    }
    if kept.state == Import.State.PREVIEW:
        preview = importing.preview(kept, timezone.now())
        shown |= {"preview": preview, "same": importing.same_file(kept), "channels": kept.organ.channels.all()}
        shown["unclear"] = list(preview.unclear.items())[:MOST_WORDS]
        return render(request, "channels/import_preview.html", shown, status=status)
    standing = kept.records.filter(struck_at=None)
    shown |= {"count": kept.records.count(), "standing": standing.count(), "reason": ReasonForm()}
    return render(request, "channels/import_done.html", shown, status=status)
