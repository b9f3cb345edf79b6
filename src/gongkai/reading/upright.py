"""Drawn tables that are laid out otherwise than the form: halves side by side, rows as columns, columns of other things.

What comes out has rows that are rows and only columns that may be the form's; nothing is read or judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from gongkai.reading.blocks import Grid, GridCell
from gongkai.reading.labels import COLUMN_HEADS, REQUEST_ROWS, bare, names_last_year
from gongkai.reading.numbers import printed
from gongkai.reading.repeated import unrepeated

_ROW_WORDS = frozenset(label.words for label in REQUEST_ROWS.values())
_FEWEST_ROWS_AS_COLUMNS, _WIDE = 12, 16
_LONGEST_HEAD, _FEWEST_COUNTED = 10, 4
_COUNTERS = "序号|编号|行次|代码"
_OTHER_THINGS = re.compile(
    f"{_COUNTERS}|备注|说明|附注|注释|单位|计量单位|占比|比重|比例|增幅|增减|增减率|增减情况|环比|同比.*|[较比与]上年.*"
)


def upright(grid: Grid, left_out: dict[str, None]) -> Iterator[Grid]:
    """The table as the form has it, perhaps in two pieces; most tables are that already.

    The heads of columns that are left out though something stands in them go into `left_out`.
    """
    for whole in unrepeated(_turned(_uncounted(grid))):
        for piece in _halves(whole):
            yield _own_columns(piece, left_out)


def _width(grid: Grid) -> int:
    return max((row[-1].column + row[-1].colspan for row in grid.rows if row), default=0)


# ---- counted rows and columns


def _uncounted(grid: Grid) -> Grid:
    """Without the first row and the first column where a program counted 0, 1, 2 … over the columns and beside the rows."""
    rows = grid.rows
    if len(rows) <= _FEWEST_COUNTED or (rows[0] and rows[0][-1].text != str(len(rows[0]) - 1 - (not rows[0][0].text))):
        return grid
    head = [cell.text for cell in rows[0]]
    if _counts(head) or _counts(head[1:]):
        rows = rows[1:]
        if _counts([row[0].text if row and row[0].column == 0 else "" for row in rows]):
            rows = tuple(tuple(cell._replace(column=cell.column - 1) for cell in row[1:]) for row in rows)
    return replace(grid, rows=rows)


def _counts(texts: Sequence[str]) -> bool:
    return len(texts) >= _FEWEST_COUNTED and all(text == str(at) for at, text in enumerate(texts))


# ---- rows as columns


def _turned(grid: Grid) -> Grid:
    """Table three with its rows as columns, turned back."""
    if _width(grid) < _FEWEST_ROWS_AS_COLUMNS or not any(_names_rows(row) for row in grid.rows):
        return grid
    cells = [
        c._replace(row=c.column, column=c.row, rowspan=c.colspan, colspan=c.rowspan) for row in grid.rows for c in row
    ]
    rows: list[list[GridCell]] = [[] for _ in range(max(cell.row for cell in cells) + 1)]
    for cell in sorted(cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return replace(grid, rows=tuple(map(tuple, rows)))


def _names_rows(row: Sequence[GridCell]) -> bool:
    return sum(len(cell.text) > 3 and bare(cell.text) in _ROW_WORDS for cell in row) >= _FEWEST_ROWS_AS_COLUMNS


# ---- halves side by side


def _halves(grid: Grid) -> list[Grid]:
    """Two halves of table three side by side, each with its heads: one above the other, in the same columns."""
    at = _middle(grid) if _width(grid) >= _WIDE else None
    if at is None:
        return [grid]
    left = [[cell for cell in row if cell.column < at] for row in grid.rows]
    right = [[cell._replace(column=cell.column - at) for cell in row if cell.column >= at] for row in grid.rows]
    return [replace(grid, rows=tuple(tuple(row) for row in half if _is_filled(row))) for half in (left, right)]


def _is_filled(row: Sequence[GridCell]) -> bool:
    return any(cell.text for cell in row)


def _middle(grid: Grid) -> int | None:
    """The column behind the total of the left half, where 自然人 is head of two columns."""
    first: list[int] = []
    totals: list[int] = []
    for cell in (cell for row in grid.rows for cell in row if 0 < len(cell.text) <= _LONGEST_HEAD):
        match COLUMN_HEADS.get(bare(cell.text)):
            case "natural_person":
                first.append(cell.column)
            case "total":
                totals.append(cell.column + cell.colspan)
    if len(set(first)) != 2:
        return None
    between = [end for end in totals if min(first) < end <= max(first)]
    return min(between, default=None)


# ---- columns of other things


def _own_columns(grid: Grid, left_out: dict[str, None]) -> Grid:
    """Without the columns that say themselves that they hold a note, a serial number or last year's figures."""
    if not any(_says_other_things(cell.text) for row in grid.rows for cell in row):
        return grid
    other: dict[int, str] = {}
    rows = []
    for row in grid.rows:
        texts = [cell.text for cell in row if cell.text]
        if len(texts) > 1 and not any(printed(text).is_value for text in texts):
            for cell in row:
                if _is_of_other_things(cell.text, texts):
                    other |= dict.fromkeys(_columns(cell), cell.text)
                elif cell.text:
                    other = {at: head for at, head in other.items() if at not in _columns(cell)}
        dropped = [cell for cell in row if other.keys() >= set(_columns(cell))]
        for cell in dropped:
            head = other[cell.column]
            if cell.text and _is_worth_saying(cell.text, head):
                left_out[head] = None
        rows.append(tuple(cell for cell in row if cell not in dropped))
    return replace(grid, rows=tuple(rows))


@lru_cache(maxsize=4096)
def _says_other_things(text: str) -> bool:
    return _is_of_other_things(text, ())


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.colspan)


def _is_worth_saying(text: str, head: str) -> bool:
    """What stands below the head of a column that is left out, unless it only counts the rows."""
    return text != head and re.fullmatch(_COUNTERS, bare(head)) is None


def _is_of_other_things(text: str, beside: Sequence[str]) -> bool:
    """`beside` are the other heads of its row: beside 2023年, 2022年 is last year."""
    if not 1 < len(text) <= _LONGEST_HEAD or text.isdigit():
        return False
    words = bare(text)
    return _OTHER_THINGS.fullmatch(words) is not None or names_last_year(words, _year(beside))


def _year(texts: Sequence[str]) -> int | None:
    years = [int(found[1]) for text in texts if (found := re.match(r"(20\d\d)年", text))]
    return max(years, default=None)
