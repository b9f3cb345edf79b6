"""Columns that some rows of a table do not rule: a cell over several columns is cut where their sides run through white."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.loaders.pdf_grid import Area
from gongkai.reading.loaders.pdf_lines import WIDE_GAP, Line, box_of, size_of
from gongkai.reading.loaders.pdf_rows import Cells

_APART = 0.35
_THROUGH = 0.1
_FEWEST_WORDS = 3


def with_all_columns(cells: Cells, xs: Sequence[float]) -> Cells:
    """The cells of a table, whose columns part at `xs`; those that hold a whole row cut into its columns."""
    found: Cells = []
    for area, lines in cells:
        inner = range(area.column + 1, area.column + area.colspan)
        cuts = [i for i in inner if _is_white(lines, xs[i])] if area.colspan > 1 else []
        pieces = _pieces(area, lines, cuts, xs)
        found += pieces if cuts and _is_row(pieces) else [(area, lines)]
    return found


def _is_white(lines: Sequence[Line], x: float) -> bool:
    """Words stand on both sides of this place, and well apart."""
    parted = False
    for line in lines:
        reach = _THROUGH * size_of(line)
        left = [glyph.box.x1 for glyph in line if glyph.box.mid_x < x]
        right = [glyph.box.x0 for glyph in line if glyph.box.mid_x >= x]
        if (left and max(left) > x + reach) or (right and min(right) < x - reach):
            return False
        if left and right:
            if min(right) - max(left) < _APART * size_of(line):
                return False
            parted = True
    return parted


def _pieces(area: Area, lines: Sequence[Line], cuts: Sequence[int], xs: Sequence[float]) -> Cells:
    sides = [area.column, *cuts, area.column + area.colspan]
    pieces: Cells = []
    for first, last in pairwise(sides):
        low = xs[first] if first > area.column else float("-inf")
        high = xs[last] if last < sides[-1] else float("inf")
        own = [[glyph for glyph in line if low <= glyph.box.mid_x < high] for line in lines]
        pieces.append((Area(area.row, first, area.rowspan, last - first), [line for line in own if line]))
    return pieces


def _is_row(pieces: Cells) -> bool:
    """Several words, or two as far apart as columns are: not one text that a side happens to run through."""
    held = [lines for _, lines in pieces if lines]
    return len(held) >= _FEWEST_WORDS or all(_are_wide_apart(left, right) for left, right in pairwise(held))


def _are_wide_apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    white = min(box_of(line).x0 for line in right) - max(box_of(line).x1 for line in left)
    return white >= WIDE_GAP * max(size_of(left[0]), size_of(right[0]))
