"""Bars with the number beside each: the same for every page that shows how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """`percent` of the longest one; `number` is what stands beside it, as it is read."""

    label: str
    number: str
    percent: int


def bars(lines: Iterable[tuple[str, str, int]], whole: int | None = None) -> list[Bar]:
    """Of (label, what is read, amount). `whole` is what fills a bar; without it, the largest amount."""
    told = list(lines)
    most = whole if whole is not None else max((amount for _, _, amount in told), default=0)
    return [Bar(label, number, round(100 * amount / most) if most else 0) for label, number, amount in told]
