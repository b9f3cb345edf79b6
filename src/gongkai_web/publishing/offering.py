"""Other published items of the same organ, to be named by this one: found by title, number or index number."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongkai_web.publishing.models import Item

SHOWN = 20


def offered(item: Item, words: str) -> QuerySet[Item]:
    """The newest that fit; without words the newest there are."""
    others = Item.objects.filter(organ=item.organ, public=Item.Public.PUBLISHED).exclude(pk=item.pk)
    if words:
        number = Q(document_number__icontains=words) | Q(index_number__iexact=words)
        others = others.filter(Q(title__icontains=words) | number)
    newest = others.order_by("-published_at", "-pk").values("pk")[:SHOWN]
    return Item.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by("-published_at", "-pk")
