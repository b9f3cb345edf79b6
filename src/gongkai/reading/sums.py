"""The relation of one row of printed values."""

from __future__ import annotations

from gongkai.reading.lines import Token
from gongkai.reading.numbers import Shape, whole
from gongkai.reading.place import Slots


def row_holds(slots: Slots) -> bool | None:
    """T3-ROW on printed values: six columns add up to the total; a blank part counts as 0, a blank total decides nothing."""
    parts = [count_of(token) for token in slots]
    total = slots[-1]
    if None in parts or total is None or total.printed.shape is not Shape.NUMBER:
        return None
    return sum(part or 0 for part in parts[:-1]) == parts[-1]


def count_of(token: Token | None) -> int | None:
    """The whole number printed here; 0 for a blank or "/"; None for no cell, or one no number can be stated for."""
    if token is None or token.printed.shape not in (Shape.NUMBER, Shape.BLANK, Shape.NOT_APPLICABLE):
        return None
    if token.printed.shape is not Shape.NUMBER:
        return 0
    return whole(token.printed.numbers[0])
