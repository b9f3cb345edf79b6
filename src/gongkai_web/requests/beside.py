"""What other parts show on the page of a request, and the steps they take on pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Request


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of the page: its template, and what it draws from, which it knows as `panel`."""

    template: str
    drawn: Mapping[str, Any]


Draw = Callable[[Request, Person, date], Panel | None]
Address = Callable[[Request], str | None]
"""Where a step is taken for this request; None: with the form of requests."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody should see of a request before anything else, and where."""

    said: str
    url: str


Marks = Callable[[Organ, Collection[int]], Mapping[int, Mark]]
"""Of these requests of one organ, those that have a mark; asked once for a whole page of the board."""

_panels: list[Draw] = []
_marks: list[Marks] = []
_elsewhere: dict[str, Address] = {}


def register_panel(draw: Draw) -> Draw:
    """Called from an app's `ready`; the same twice is once."""
    if draw not in _panels:
        _panels.append(draw)
    return draw


def register_marks(marks: Marks) -> Marks:
    """Called from an app's `ready`; the same twice is once."""
    if marks not in _marks:
        _marks.append(marks)
    return marks


def register_step(code: str, address: Address) -> None:
    """Of one step the last one counts."""
    _elsewhere[code] = address


def panels_of(request: Request, person: Person, day: date) -> list[Panel]:
    drawn = (draw(request, person, day) for draw in _panels)
    return [panel for panel in drawn if panel]


def address_of(code: str, request: Request) -> str | None:
    found = _elsewhere.get(code)
    return found(request) if found else None


def marks_of(organ: Organ, requests: Collection[int]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for marks in _marks:
        for pk, mark in marks(organ, requests).items():
            found.setdefault(pk, []).append(mark)
    return found
