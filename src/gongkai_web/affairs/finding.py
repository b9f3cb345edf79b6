"""An item is found by the name of its affair, where that is before the public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongkai_web.affairs.models import Placement
from gongkai_web.publishing.labels import Label


def labels(items: Collection[int]) -> dict[int, list[Label]]:
    placed = Placement.objects.filter(item__in=items, affair__shown_at__isnull=False)
    found: dict[int, list[Label]] = {}
    for item, name in placed.order_by("affair").values_list("item", "affair__name").distinct():
        found.setdefault(item, []).append(Label(_("所属事项"), name))
    return found


def touched(affair: int, data: Mapping[str, Any]) -> Iterable[int]:
    """By an act on an affair: the item it names, else all that are placed."""
    if "item" in data:
        return [int(data["item"])]
    return Placement.objects.filter(affair=affair).values_list("item", flat=True)
