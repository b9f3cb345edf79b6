"""Rows that a table does not rule: where every column of numbers holds several, each beside the others', they are rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.loaders.pdf_grid import Area
from gongkai.reading.loaders.pdf_lines import Line, is_numeric

Cells = list[tuple[Area, list[Line]]]

_FEWEST_COLUMNS = 3
_BESIDE = 0.4


def with_all_rows(cells: Cells) -> Cells:
    """The cells of a table, those that hold several rows cut into them."""
    bands: defaultdict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for area, lines in cells:
        bands[area.row, area.rowspan].append(lines)
    steps = {band: places for band, columns in bands.items() if (places := _rows_in(columns))}
    return _cut(cells, steps) if steps else cells


_PILE = 3


def has_unruled_rows(cells: Cells) -> bool:
    """Several cells side by side still hold a pile of numbers each, or a number below its head: the columns are ruled, the
    rows are not."""
    piles: Counter[tuple[int, int]] = Counter()
    headed: Counter[tuple[int, int]] = Counter()
    for area, lines in cells:
        numbers = [all(map(is_numeric, line)) for line in lines]
        piles[area.row, area.rowspan] += sum(numbers) >= _PILE
        headed[area.row, area.rowspan] += len(lines) > 1 and numbers[-1] and not numbers[0]
    return max((*piles.values(), *headed.values())) >= _FEWEST_COLUMNS


def _rows_in(columns: Sequence[list[Line]]) -> list[float]:
    """The middles of the rows in one band of cells; none where the numbers of one column have no neighbours in another:
    they may be one number broken over lines."""
    numbers = [lines for lines in columns if lines and all(is_numeric(glyph) for line in lines for glyph in line)]
    if len(numbers) < _FEWEST_COLUMNS or len(numbers[0]) < 2:
        return []
    places = [_middle(line) for line in numbers[0]]
    return places if all(_stand_beside(lines, places) for lines in numbers) else []


def _middle(line: Line) -> float:
    return sum(glyph.box.mid_y for glyph in line) / len(line)


def _stand_beside(lines: Sequence[Line], places: Sequence[float]) -> bool:
    reach = _BESIDE * lines[0][0].ink.size
    return len(lines) == len(places) and all(
        abs(_middle(line) - place) <= reach for line, place in zip(lines, places, strict=True)
    )


def _cut(cells: Cells, steps: dict[tuple[int, int], list[float]]) -> Cells:
    """Every row above or beside that is cut makes room for the new ones."""
    more: defaultdict[int, int] = defaultdict(int)
    for (row, rowspan), places in steps.items():
        last = row + rowspan - 1
        more[last] = max(more[last], len(places) - rowspan)
    last_row = max(area.row + area.rowspan for area, _ in cells)
    starts = [0]
    for row in range(last_row):
        starts.append(starts[-1] + 1 + max(more[row], 0))
    found: Cells = []
    for area, lines in cells:
        first, end = starts[area.row], starts[area.row + area.rowspan]
        if (area.row, area.rowspan) in steps:
            found += _pieces(area, lines, steps[area.row, area.rowspan], first, end)
        else:
            found.append((Area(first, area.column, end - first, area.colspan), lines))
    return found


def _pieces(area: Area, lines: Sequence[Line], places: Sequence[float], first: int, end: int) -> Cells:
    shares: list[list[Line]] = [[] for _ in places]
    for line in lines:
        nearest = min(range(len(places)), key=lambda i: abs(_middle(line) - places[i]))
        shares[nearest].append(line)
    rows = [*range(first, first + len(places)), end]
    spans = [(start, after - start) for start, after in pairwise(rows)]
    return [
        (Area(row, area.column, span, area.colspan), share) for (row, span), share in zip(spans, shares, strict=True)
    ]
