"""What the page of a redaction shows: one page of the document with its boxes and guesses, and what can be done."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from gongkai_web.redactions.boxes import REASON_CHOICES, Kept, boxes_in, current
from gongkai_web.redactions.guessing import LIKELY
from gongkai_web.redactions.models import BoxVersion, Redaction, State
from gongkai_web.redactions.rules import WORKING

SCALE = 1000
"""The drawing over a page picture counts so many units each way."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In units of the drawing; `number` is what is written on it."""

    left: float
    top: float
    width: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Guess:
    """One place the proofing suspects, by its number in the redaction; `reason`: the one that is chosen at first."""

    index: int
    title: str
    quote: str
    page: int
    rectangles: tuple[Rectangle, ...]
    reason: str = ""

    @property
    def field_id(self) -> str:
        return f"guess-reason-{self.index}"


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    boxes: int
    guesses: int


def drawing_page(redaction: Redaction, number: int) -> dict[str, Any]:
    """For page `number`, which is moved to one there is."""
    boxes, guesses = current(redaction), open_guesses(redaction)
    page = min(max(number, 1), max(redaction.page_count, 1))
    mine = [box for box in boxes if box.page == page]
    return {
        "page": page,
        "boxes": [(order, box) for order, box in enumerate(mine, 1)],
        "rectangles": [rectangle(box, order) for order, box in enumerate(mine, 1)],
        "all_boxes": boxes,
        "guesses": [guess for guess in guesses if guess.page == page],
        "guess_count": len(guesses),
        "links": _links(redaction, boxes, guesses),
        "reasons": REASON_CHOICES,
        "last": redaction.versions.select_related("by").filter(number=redaction.version).first(),
    }


def rectangle(box: Kept, order: int) -> Rectangle:
    left, top = box.left * SCALE, box.top * SCALE
    return Rectangle(left, top, (box.right - box.left) * SCALE, (box.bottom - box.top) * SCALE, order)


def open_guesses(redaction: Redaction) -> list[Guess]:
    """Neither taken nor turned down."""
    taken = {box.guess for box in current(redaction)} | set(redaction.dismissed)
    return [_guess(index, one) for index, one in enumerate(redaction.guesses) if index not in taken]


def _guess(index: int, given: dict[str, Any]) -> Guess:
    places = given["places"]
    shown = tuple(
        Rectangle(
            one["left"] * SCALE,
            one["top"] * SCALE,
            (one["right"] - one["left"]) * SCALE,
            (one["bottom"] - one["top"]) * SCALE,
            0,
        )
        for one in places
    )
    return Guess(index, given["title"], given["quote"], places[0]["page"], shown, LIKELY.get(given.get("rule", ""), ""))


def _links(redaction: Redaction, boxes: list[Kept], guesses: list[Guess]) -> list[PageLink]:
    drawn, guessed = Counter(box.page for box in boxes), Counter(guess.page for guess in guesses)
    return [PageLink(number, drawn[number], guessed[number]) for number in range(1, redaction.page_count + 1)]


def changes_since(redaction: Redaction, version: int) -> list[BoxVersion]:
    return list(redaction.versions.filter(number__gt=version).select_related("by"))


def elsewhere_of(redaction: Redaction) -> list[tuple[int, str]]:
    """Words below a box that still stand open in another place."""
    return [tuple(one) for one in json.loads(redaction.elsewhere)] if redaction.elsewhere else []


def listed(redaction: Redaction) -> list[Kept]:
    """The boxes of the 遮盖清单: those that were burned, else those drawn."""
    number = redaction.result_of if redaction.result_of is not None else redaction.version
    version = redaction.versions.filter(number=number).first()
    return boxes_in(version) if version else []


def is_working(redaction: Redaction) -> bool:
    return State(redaction.state) in WORKING
