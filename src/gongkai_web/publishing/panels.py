"""What other parts show on the back-office page of an item: catalogue rows, the affair, the channels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Panel:
    """`template` is rendered with what `context` returns; None leaves the panel out for this person."""

    name: str
    title: str
    template: str
    context: Callable[[Item, Person, date], Mapping[str, Any] | None]


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    if panel.name not in {one.name for one in _panels}:
        _panels.append(panel)


def panels() -> tuple[Panel, ...]:
    return tuple(_panels)
