"""The editor of an item. Every button sends the whole form, so that nothing typed is lost, with or without a script."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.audit.services import together
from gongkai_web.frame.asking import person_of
from gongkai_web.organs.models import Person
from gongkai_web.publishing.arranging import move
from gongkai_web.publishing.codes import SUBJECTS
from gongkai_web.publishing.completeness import shortcomings
from gongkai_web.publishing.conflicts import chosen, conflicts
from gongkai_web.publishing.drafting import detach, open_revision, save
from gongkai_web.publishing.errors import ChangedMeanwhileError
from gongkai_web.publishing.filing import ATTACH, take_in
from gongkai_web.publishing.forms.content import ContentForm, typed
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.reviewing import KIND
from gongkai_web.publishing.views.asking import SECTION, editable_item, today
from gongkai_web.workflow.panels import panel_of
from gongkai_web.workflow.subjects import Subject

AUTOSAVE = "X-Autosave"


@login_required
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, item = editable_item(request, code, pk)
    revision = open_revision(item)
    if request.method == "POST":
        return _autosaved(request, person, item) if request.headers.get(AUTOSAVE) else _saved(request, person, item)
    if revision is None or revision.state == Revision.State.IN_REVIEW or item.discarded_at:
        return redirect("item", code=code, pk=pk)
    return _page(request, item, ContentForm(item=item, initial=typed(revision)))


def _saved(request: HttpRequest, person: Person, item: Item) -> HttpResponse:
    form = ContentForm(request.POST, item=item)
    if not form.is_valid():
        return _page(request, item, form, status=422)
    now = timezone.now()
    try:
        with transaction.atomic(), together():
            save(by=person, item=item, lock=_lock(request), now=now, **_content(request, form, item))
            _done(request, person, item, now)
    except ChangedMeanwhileError as error:
        return _conflict(request, item, form, error)
    except GongkaiError as error:
        return _page(request, item, form, error=error, status=422)
    return _next(request, item)


def _content(request: HttpRequest, form: ContentForm, item: Item) -> dict[str, Any]:
    """What was typed; where somebody chose between two texts, what they chose."""
    kept = open_revision(item)
    return chosen(form.content, kept, request.POST) if kept and "resolving" in request.POST else form.content


def _done(request: HttpRequest, person: Person, item: Item, now: datetime) -> None:
    """What a button asked for besides saving."""
    act, _sep, key = request.POST.get("act", "").partition(":")
    if act in ("attach", "main", "word"):
        take_in(by=person, item=item, uploads=request.FILES.getlist(f"{act}_file"), way=act, now=now)
    elif act == "detach" and key.isdigit():
        detach(by=person, item=item, attachment=int(key), now=now)
    elif act in ("up", "down") and key.isdigit():
        move(by=person, item=item, attachment=int(key), up=act == "up", now=now)


def _next(request: HttpRequest, item: Item) -> HttpResponse:
    act = request.POST.get("act", "").partition(":")[0]
    if act in ("check", "submit"):
        return redirect("item" if act == "check" else "item_submit", code=item.organ.code, pk=item.pk)
    messages.success(request, _("已于 %(time)s 保存。") % {"time": _clock(timezone.now())})
    place = {"attach": "#files", "detach": "#files", "up": "#files", "down": "#files", "main": "#text", "word": "#text"}
    return redirect(reverse("item_edit", args=[item.organ.code, item.pk]) + place.get(act, ""))


def _autosaved(request: HttpRequest, person: Person, item: Item) -> JsonResponse:
    """What the page sends by itself: what can be kept is kept; of somebody else's save it is only told."""
    form = ContentForm(request.POST, item=item)
    form.is_valid()
    now = timezone.now()
    try:
        kept = save(by=person, item=item, lock=_lock(request), now=now, quiet=True, **form.content)
    except ChangedMeanwhileError as error:
        return JsonResponse({"said": str(error)}, status=409)
    except GongkaiError as error:
        return JsonResponse({"said": str(error)}, status=422)
    said = _("已于 %(time)s 自动保存") % {"time": _clock(now)}
    if form.errors:
        said = _("%(said)s；“%(field)s”填得不对，还没有存入") % {"said": said, "field": _first_error(form)}
    return JsonResponse({"said": said, "lock": kept.lock})


@require_POST
@login_required
def upload(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Files alone, sent by the script while somebody writes; the answer is the list of files as it is now."""
    person, item = editable_item(request, code, pk)
    before, now = open_revision(item), timezone.now()
    try:
        take_in(by=person, item=item, uploads=request.FILES.getlist("attach_file"), way=ATTACH, now=now)
    except GongkaiError as error:
        return JsonResponse({"said": str(error)}, status=422)
    after = open_revision(item)
    if before is None or after is None:
        raise Http404
    files = after.attachments.select_related("file")
    shown = render_to_string("publishing/_files.html", {"files": files, "item": item, "organ": item.organ}, request)
    # A page that was behind before is still behind.
    lock = after.lock if before.lock == _lock(request) else _lock(request)
    return JsonResponse({"files": shown, "lock": lock})


def _first_error(form: ContentForm) -> str:
    return str(form.fields[next(iter(form.errors))].label)


def _conflict(request: HttpRequest, item: Item, form: ContentForm, error: ChangedMeanwhileError) -> HttpResponse:
    """Both texts side by side: nothing is kept of the second until its writer has chosen."""
    kept = open_revision(item)
    if kept is None:
        return _page(request, item, form, error=error, status=409)
    own = kept.drafted_by_id == person_of(request).pk
    shown = _frame(item) | {"form": form, "error": error, "kept": kept, "own": own, "conflicts": conflicts(kept, form)}
    return render(request, "publishing/item_conflict.html", shown, status=409)


def _page(
    request: HttpRequest, item: Item, form: ContentForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    revision = open_revision(item)
    shown = _frame(item) | {
        "form": form,
        "error": error,
        "revision": revision,
        "lock": request.POST.get("lock") or (revision.lock if revision else 0),
        "files": revision.attachments.select_related("file") if revision else [],
        "missing": shortcomings(revision, today()) if revision else [],
        "subjects": SUBJECTS,
        "panel": panel_of(person_of(request), Subject(KIND, item.pk), today()),
    }
    return render(request, "publishing/item_edit.html", shown, status=status)


def _frame(item: Item) -> dict[str, Any]:
    return {"organ": item.organ, "office_section": SECTION, "item": item}


def _lock(request: HttpRequest) -> int:
    """The number the page was opened with; without one it is older than anything."""
    given = request.POST.get("lock", "")
    return int(given) if given.isdigit() else -1


def _clock(now: datetime) -> str:
    return date_format(timezone.localtime(now), "H:i")
