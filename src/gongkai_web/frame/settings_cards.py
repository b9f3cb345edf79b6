"""设置: one card for each thing an organ can set, with what is set now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai_web.frame.sections import Shown, everybody
from gongkai_web.organs.models import Organ, Person

Now = Callable[[Organ, date], str]


@dataclass(frozen=True, slots=True)
class Card:
    """`line` says in one sentence what is set here, `now` what is set at present (for this organ, on this day)."""

    key: str
    title: str
    line: str
    url_name: str
    order: int
    now: Now
    shown: Shown = everybody

    def url(self, organ: Organ) -> str:
        return reverse(self.url_name, args=[organ.code])


_cards: dict[str, Card] = {}


def register(card: Card) -> Card:
    """A card of the same key takes the place of the earlier one."""
    _cards[card.key] = card
    return card


def cards_of(person: Person, organ: Organ, day: date) -> list[Card]:
    """Those that this person may open in this organ, in their order."""
    shown = [one for one in _cards.values() if one.shown(person, organ, day)]
    return sorted(shown, key=lambda one: (one.order, one.key))
