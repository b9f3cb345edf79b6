"""A drawn table whose merged cells came back once for each column they covered, as programs do that know no merged cells.

Tables two, three and four in one drawn table share its fine columns; a cell of table three then stands there several times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.reading.blocks import Grid, GridCell
from gongkai.reading.labels import DISPUTE_HEADS, LITIGATION, REQUEST_HEADS, bare, is_article
from gongkai.reading.numbers import Shape, printed
from gongkai.report.forms import DISPUTES, PROACTIVE, REQUESTS

_WIDEST_UNREPEATED = 10
"""Table three has ten columns; of tables no wider than that, repeated labels are known as such without more ado."""


def unrepeated(grid: Grid) -> Iterator[Grid]:
    """The table as it is, or each statutory table in it with columns that say the same in every row taken as one."""
    width = len(grid.rows[0]) if grid.rows else 0
    if width <= _WIDEST_UNREPEATED or any(len(row) != width or row[-1].column != width - 1 for row in grid.rows):
        yield grid
        return
    pieces = list(_pieces(grid.rows))
    firsts = [_first_of_each(piece) for piece in pieces]
    if all(len(first) == width for first in firsts):
        yield grid
        return
    for piece, first in zip(pieces, firsts, strict=True):
        rows = tuple(tuple(row[x]._replace(column=at) for at, x in enumerate(first)) for row in piece)
        yield replace(grid, rows=rows)


def _pieces(rows: Sequence[tuple[GridCell, ...]]) -> Iterator[list[tuple[GridCell, ...]]]:
    """The rows of one statutory table after another; what stands above the first belongs to it."""
    piece: list[tuple[GridCell, ...]] = []
    current = None
    for row in rows:
        table = _table_begun(row)
        if table and current and table != current:
            yield piece
            piece = []
        current = table or current
        piece.append(row)
    yield piece


def _table_begun(row: Sequence[GridCell]) -> str | None:
    words = {bare(cell.text) for cell in row if cell.text}
    if words & REQUEST_HEADS - {"其他", "总计"}:
        return REQUESTS
    if words & {LITIGATION, *DISPUTE_HEADS}:
        return DISPUTES
    return PROACTIVE if any(is_article(word) for word in words) else None


def _first_of_each(rows: Sequence[tuple[GridCell, ...]]) -> list[int]:
    """The first of each run of columns that are alike in every row. A head must say that they are one: columns of nothing
    but zeros are alike as well."""
    first = [0]
    for x in range(1, len(rows[0])):
        alike = all(row[x].text == row[x - 1].text for row in rows)
        if not alike or not any(_is_head(row[x].text) for row in rows):
            first.append(x)
    return first


def _is_head(text: str) -> bool:
    return printed(text).shape is Shape.TEXT
