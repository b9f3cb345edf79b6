"""From where an item may be begun besides an empty page: a row of the catalogue, a stage of an affair.

The part that knows registers how to open one, under the name it has in the address of the page (`?row=12`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item

Begun = Callable[[Item, Person, datetime], None]


@dataclass(frozen=True, slots=True)
class Start:
    """`label` says from what it begins; `initial` fills in the form (title, column, unit, …); `begun` is called in the
    transaction that makes the item, and may bind it to where it came from."""

    label: str
    initial: Mapping[str, Any] = field(default_factory=dict)
    begun: Begun | None = None


Opener = Callable[[Organ, Person, str], Start | None]
"""None for a value that this person cannot begin from."""

_openers: dict[str, Opener] = {}


def register(name: str, opener: Opener) -> None:
    _openers[name] = opener


def starts(organ: Organ, person: Person, given: Mapping[str, str]) -> list[tuple[str, str, Start]]:
    """Every start that the address or the form names: its name, its value, and what it is."""
    named = [(name, given[name], opener) for name, opener in _openers.items() if given.get(name)]
    found = [(name, value, opener(organ, person, value)) for name, value, opener in named]
    return [(name, value, start) for name, value, start in found if start is not None]
