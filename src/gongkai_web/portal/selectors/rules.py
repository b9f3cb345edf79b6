"""公开制度 of the governments above an organ, as far as they publish on this platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai_web.organs.models import Organ
from gongkai_web.organs.selectors import ancestors
from gongkai_web.portal.selectors.items import NEWEST, top_items
from gongkai_web.publishing import columns
from gongkai_web.publishing.models import Item

MOST = 50


@dataclass(frozen=True, slots=True)
class Above:
    organ: Organ
    items: tuple[Item, ...]


def by_level_above(organ: Organ, now: datetime) -> list[Above]:
    """The highest first; those that have published none are left out."""
    found = [Above(above, _rules(above, now)) for above in reversed(ancestors(organ))]
    return [one for one in found if one.items]


def _rules(organ: Organ, now: datetime) -> tuple[Item, ...]:
    return tuple(top_items(organ, columns.RULES, now).order_by(*NEWEST)[:MOST])
