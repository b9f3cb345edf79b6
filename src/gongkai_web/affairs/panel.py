"""On the back-office page of an item: the affairs it belongs to, and a line to place it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai_web.affairs.forms import PlaceForm
from gongkai_web.affairs.rules import may_keep
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item

FEW = 100
"""As many affairs are offered to choose from, the newest; an older one is placed from its own page."""


def context(item: Item, person: Person, day: date) -> Mapping[str, Any] | None:
    placements = list(item.affair_placements.select_related("affair"))
    keeps = may_keep(person, item.organ, day)
    newest = list(item.organ.affairs.values_list("pk", flat=True)[:FEW])
    if not placements and not (keeps and newest):
        return None
    form = PlaceForm(organ=item.organ)
    form.fields["affair"].queryset = item.organ.affairs.filter(pk__in=newest)  # type: ignore[attr-defined]
    return {"placements": placements, "form": form if keeps and newest else None}
