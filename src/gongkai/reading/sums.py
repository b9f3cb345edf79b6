"""The relation of one row of printed values."""

from __future__ import annotations

from gongkai.reading.lines import Token
from gongkai.reading.numbers import Shape
from gongkai.reading.place import Slots


def row_holds(slots: Slots) -> bool | None:
    """T3-ROW on printed values: six columns add up to the total; a blank part counts as 0, a blank total decides nothing."""
    counts: list[int] = []
    for token in slots:
        count = token.printed.count if token else None
        if count is None:
            return None
        counts.append(count)
    total = slots[-1]
    if total is None or total.printed.shape is not Shape.NUMBER:
        return None
    return sum(counts[:-1]) == counts[-1]


def count_of(token: Token | None) -> int | None:
    """The whole number printed here; 0 for a blank or "/"; None for no cell, or one no number can be stated for."""
    return token.printed.count if token else None
