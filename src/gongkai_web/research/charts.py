"""Charts as plain data, which `static/gongkai/charts.js` draws: a kind, what stands below, and series of numbers.

A point is a number, None where there is no number (a gap, never 0), or {"value": n, "guess": true}.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai_web.research.shown import Cell

Point = float | dict[str, Any] | None
Series = tuple[str, Sequence[Point]]


def point(cell: Cell, *, guess: bool = False) -> Point:
    if cell.number is None:
        return None
    value = float(cell.number)
    return {"value": value, "guess": True} if guess else value


def chart(
    kind: str,
    label: str,
    below: Sequence[object],
    series: Sequence[Series],
    *,
    unit: str = "",
    most: float | None = None,
) -> dict[str, Any] | None:
    """`kind`: line, bar, stack (bars upon each other), across (bars from the left). None where no series has a number."""
    if not any(one is not None for _, points in series for one in points):
        return None
    return {
        "kind": kind,
        "label": label,
        "below": [str(one) for one in below],
        "series": [{"name": name, "points": list(points)} for name, points in series],
        "unit": unit,
        "most": most,
    }


def matrix(label: str, names: Sequence[str], cells: Sequence[tuple[int, int, float]]) -> dict[str, Any] | None:
    """How alike each two are, in per cent."""
    if not cells:
        return None
    return {"kind": "matrix", "label": label, "below": list(names), "cells": [list(one) for one in cells], "unit": "%"}
