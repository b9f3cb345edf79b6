"""事项: one item — its text with the findings beside it, what it says of itself, the approval so far, what may be done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.organs.models import Person
from gongkai_web.publishing.acts import acts_of
from gongkai_web.publishing.codes import category_name
from gongkai_web.publishing.completeness import shortcomings
from gongkai_web.publishing.drafting import EDITABLE, OPEN
from gongkai_web.publishing.findings import checked
from gongkai_web.publishing.forms.releasing import ScheduleForm
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.panels import Panel, panels
from gongkai_web.publishing.places import placed
from gongkai_web.publishing.reviewing import KIND
from gongkai_web.publishing.sayings import history
from gongkai_web.publishing.validity import validity_of
from gongkai_web.publishing.views.asking import SECTION, item_of, revision_of, today
from gongkai_web.workflow.panels import Panel as ApprovalPanel
from gongkai_web.workflow.panels import panel_of
from gongkai_web.workflow.subjects import Subject

RECENT = 6


@require_safe
@login_required
def item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, found = item_of(request, code, pk)
    return item_page(request, person, found, revision_of(found, request.GET.get("revision", "")))


def item_page(
    request: HttpRequest,
    person: Person,
    item: Item,
    revision: Revision,
    error: GongkaiError | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of an item; after a refused act with what was refused, and what was typed."""
    day, last = today(), revision_of(item)
    panel = panel_of(person, Subject(KIND, item.pk), day)
    missing = shortcomings(revision, day) if revision.state in EDITABLE else []
    shown = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "revision": revision,
        "last": last,
        "error": error,
        "panel": panel,
        "acts": acts_of(person, item, last, panel.round if panel else None, day),
        "validity": validity_of(item, day),
        "files": list(revision.attachments.select_related("file")),
        "categories": [category_name(code) for code in revision.categories],
        "missing": missing,
        "ready": not missing and not _as_returned(last, panel),
        "reviews": item.secrecy_reviews.select_related("by", "revision")[:RECENT],
        "reviewed": item.secrecy_reviews.filter(by=person, digest=last.digest).exclude(digest="").exists(),
        "links": _links(item),
        "history": history(item)[0][:RECENT],
        "revisions": item.revisions.count(),
        "panels": _panels(request, item, person),
        "schedule": ScheduleForm(initial={"at": last.release_at}),
        **_checked(revision),
        **more,
    }
    return render(request, "publishing/item.html", shown, status=status)


def _as_returned(last: Revision, panel: ApprovalPanel | None) -> bool:
    """It came back, and nobody has changed it since: the next step is to change it."""
    ended = panel.round.ended_at if panel else None
    return last.state == Revision.State.RETURNED and ended is not None and last.saved_at <= ended


def _checked(revision: Revision) -> dict[str, Any]:
    """What is being worked on is checked; what is out already was."""
    if revision.state not in OPEN:
        return {"body": revision.body, "findings": [], "checking": False}
    body, found = placed(revision, checked(revision, today()))
    blocking = [one for one in found if one.checked.blocks]
    errors = [one for one in found if one.checked.is_error]
    return {"body": body, "findings": found, "blocking": blocking, "errors": errors, "checking": True}


def _links(item: Item) -> dict[str, Any]:
    return {
        "to": item.links.select_related("target__organ"),
        "back": item.linked_from.select_related("source__organ"),
    }


def _panels(request: HttpRequest, item: Item, person: Person) -> list[tuple[Panel, str]]:
    """What other parts have to say here, each from its own template."""
    found = [(one, one.context(item, person, today())) for one in panels()]
    frame = {"item": item, "organ": item.organ}
    return [
        (one, render_to_string(one.template, {**frame, **more, "given": more}, request))
        for one, more in found
        if more is not None
    ]
