"""Recording one by hand, and one record: what it says, what became of it, putting it right, striking it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.channels import services
from gongkai_web.channels.errors import DuplicateError
from gongkai_web.channels.forms import PhotoForm, ReasonForm, RecordForm, fresh, initial_of
from gongkai_web.channels.history import history_of
from gongkai_web.channels.models import Record
from gongkai_web.channels.rules import may_change
from gongkai_web.channels.views.common import SECTION, looked_at, record_in, recorded_by
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """One record."""
    organ, person = recorded_by(request, code)
    if request.method != "POST":
        given = fresh(timezone.localdate()) | {"channel": request.GET.get("channel")}
        return _new_page(request, organ, RecordForm(organ=organ, initial=given))
    form, error = RecordForm(request.POST, organ=organ), None
    if form.is_valid():
        try:
            kept = _added(request, organ, person, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, _("已登记：%(title)s") % {"title": kept.title})
            return redirect("channel_new" if "another" in request.POST else "channel_records", code)
    return _new_page(request, organ, form, error, 422)


@transaction.atomic
def _added(request: HttpRequest, organ: Organ, person: Person, form: RecordForm) -> Record:
    """Record and photograph, both or neither."""
    entry = replace(form.entry(), photo=_photo(request, organ, person))
    although = "although" in request.POST
    return services.add(by=person, organ=organ, entry=entry, now=timezone.now(), although_duplicate=although)


def _photo(request: HttpRequest, organ: Organ, person: Person) -> StoredFile | None:
    given = request.FILES.get("photo")
    if given is None:
        return None
    return store(by=person, organ=organ, name=given.name or "", content=given.read())


def _new_page(
    request: HttpRequest, organ: Organ, form: RecordForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {"organ": organ, "office_section": SECTION, "form": form, "photo": PhotoForm()}
    return render(request, "channels/new.html", shown | refused(error), status=status)


def refused(error: GongkaiError | None) -> dict[str, Any]:
    known = error.found if isinstance(error, DuplicateError) else ()
    return {"error": error, "known": known, "is_duplicate": isinstance(error, DuplicateError)}


@login_required
def record(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = record_in(organ, pk)
    if request.method != "POST":
        return _record_page(request, person, kept)
    form, error = RecordForm(request.POST, organ=organ), None
    if form.is_valid():
        try:
            _corrected(request, organ, person, kept, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, _("已更正，原来的内容留在日志里"))
            return redirect("channel_record", code, pk)
    return _record_page(request, person, kept, form, error, 422)


@transaction.atomic
def _corrected(request: HttpRequest, organ: Organ, person: Person, kept: Record, form: RecordForm) -> None:
    photo = _photo(request, organ, person) or kept.photo
    lock = request.POST.get("lock", "")
    services.correct(
        by=person,
        record=kept,
        lock=int(lock) if lock.isascii() and lock.isdigit() else -1,
        entry=replace(form.entry(), photo=photo, item=kept.item),
        now=timezone.now(),
        although_duplicate="although" in request.POST,
    )


@require_POST
@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept, reason = record_in(organ, pk), request.POST.get("reason", "")
    try:
        services.strike_out(by=person, record=kept, reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _record_page(request, person, kept, error=error, status=422)
    messages.success(request, _("已划去，不再计数；记录和原因仍可查到"))
    return redirect("channel_record", code, pk)


@require_POST
@login_required
def restore(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = record_in(organ, pk)
    try:
        services.restore(by=person, record=kept, now=timezone.now())
    except GongkaiError as error:
        return _record_page(request, person, kept, error=error, status=422)
    messages.success(request, _("已恢复，重新计数"))
    return redirect("channel_record", code, pk)


def _record_page(
    request: HttpRequest,
    person: Person,
    kept: Record,
    form: RecordForm | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "record": kept,
        "form": form or RecordForm(organ=kept.organ, initial=initial_of(kept)),
        "photo": PhotoForm(),
        "reason": ReasonForm(),
        "changes": may_change(person, kept, timezone.localdate()),
        "history": history_of(kept),
    }
    return render(request, "channels/record.html", shown | refused(error), status=status)
