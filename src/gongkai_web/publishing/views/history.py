"""What changed between two revisions, and everything that was done with an item."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai_web.publishing.differences import changes
from gongkai_web.publishing.models import Revision
from gongkai_web.publishing.sayings import history as history_of
from gongkai_web.publishing.views.asking import SECTION, item_of

SHOWN = 200


@require_safe
@login_required
def history(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    _person, item = item_of(request, code, pk)
    revisions = list(item.revisions.select_related("drafted_by").order_by("-number")[:SHOWN])
    old, new = _two(request, revisions)
    before = request.GET.get("before", "")
    told, more = history_of(item, int(before) if before.isdigit() else None)
    shown = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "title": revisions[0].title,
        "revisions": revisions,
        "old": old,
        "new": new,
        "changes": changes(old, new) if old and new and old != new else [],
        "history": told,
        "more": more,
        "is_first": not before,
    }
    return render(request, "publishing/item_history.html", shown)


def _two(request: HttpRequest, revisions: list[Revision]) -> tuple[Revision | None, Revision | None]:
    """The two that were asked for; at first the last and the one before it."""
    by_number = {str(one.number): one for one in revisions}
    new = by_number.get(request.GET.get("new", ""), revisions[0])
    earlier = next((one for one in revisions if one.number < new.number), None)
    old = by_number.get(request.GET.get("old", ""), earlier)
    if old and old.number > new.number:
        old, new = new, old
    return old, new
