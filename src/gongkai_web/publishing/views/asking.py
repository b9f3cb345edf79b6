"""What every view of an item does first: find it for this person, or say that there is nothing."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.rules import may_edit, may_see, works_in

SECTION = "items"


def today() -> date:
    return timezone.localdate()


def working_in(request: HttpRequest, code: str) -> tuple[Person, Organ]:
    """Who asks and the organ, for whoever has a part in its drafts."""
    person, organ = person_of(request), organ_of(request, code)
    allowed(works_in(person, organ, today()))
    return person, organ


def item_of(request: HttpRequest, code: str, pk: int) -> tuple[Person, Item]:
    """An item this person may see."""
    person, organ = working_in(request, code)
    items = Item.objects.select_related("organ", "unit", "drafted_by", "revision", "column")
    item = get_object_or_404(items, pk=pk, organ=organ)
    allowed(may_see(person, item, today()))
    return person, item


def editable_item(request: HttpRequest, code: str, pk: int) -> tuple[Person, Item]:
    person, item = item_of(request, code, pk)
    allowed(may_edit(person, item, today()))
    return person, item


def revision_of(item: Item, number: str = "") -> Revision:
    """The revision of that number; without one, the last there is."""
    revisions = item.revisions.select_related("column", "drafted_by", "item__organ")
    if number:
        return get_object_or_404(revisions, number=number) if number.isdigit() else _nothing()
    return revisions.order_by("-number").first() or _nothing()


def _nothing() -> Revision:
    raise Http404
