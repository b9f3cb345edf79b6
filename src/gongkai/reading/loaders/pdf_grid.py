"""Rulings of one table → its cells: neighbours with no line between them are one merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.reading.loaders.pdf_rulings import TOUCH, Rulings, clusters
from gongkai.reading.loaders.pdf_shapes import Box, Stroke

_DRAWN = 0.6
"""This much of a cell's side must be ruled."""

_MOST_CELLS = 60_000


@dataclass(frozen=True, slots=True)
class Area:
    """A cell by the lines of the lattice: from row and column, over so many."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Lattice:
    """`xs` and `ys` are where columns and rows part, outer sides included; `areas` cover it without overlap."""

    xs: list[float]
    ys: list[float]
    areas: list[Area]
    owner: list[list[int]]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def at(self, x: float, y: float) -> int:
        """The number of the area that holds this point, the nearest one for a point just outside."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.owner[row][column]

    def box_of(self, area: Area) -> Box:
        right, low = area.column + area.colspan, area.row + area.rowspan
        return Box(self.xs[area.column], self.ys[area.row], self.xs[right], self.ys[low])


def lattice_of(rulings: Rulings) -> Lattice | None:
    """None where the lines enclose nothing."""
    xs = _edges(rulings.down, rulings.across)
    ys = _edges(rulings.across, rulings.down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    xs, ys = _parting(rulings.down, xs, ys), _parting(rulings.across, ys, xs)
    left, above = _walls(rulings.down, xs, ys), _walls(rulings.across, ys, xs)
    regions = _regions(left, above, len(ys) - 1, len(xs) - 1)
    areas, owner = _areas(regions)
    return Lattice(xs, ys, areas, owner)


def _parting(lines: Sequence[Stroke], places: list[float], steps: Sequence[float]) -> list[float]:
    """The places where some side of a cell is ruled: the line under a word parts nothing."""
    walls = _walls(lines, places, steps)
    return [place for place, wall in zip(places, walls, strict=True) if any(wall)]


def _edges(lines: Sequence[Stroke], others: Sequence[Stroke]) -> list[float]:
    """Where the lines stand; where two other lines or more run on beyond the last, the open side of the table."""
    edges = clusters(stroke.at for stroke in lines)
    starts, ends = sorted(s.start for s in others), sorted(s.end for s in others)
    if len(others) > 1 and edges:
        first, last = _agreed(starts), _agreed(ends[::-1])
        edges = ([first] if first is not None and first < edges[0] - TOUCH else []) + edges
        edges += [last] if last is not None and last > edges[-1] + TOUCH else []
    return edges


def _agreed(places: Sequence[float]) -> float | None:
    """The outermost place that two lines share."""
    return next((a for a, b in pairwise(places) if abs(a - b) <= TOUCH), None)


def _walls(lines: Sequence[Stroke], places: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """For each place, whether a line stands there along each step; the outer sides always do."""
    walls = [[False] * (len(steps) - 1) for _ in places]
    walls[0] = walls[-1] = [True] * (len(steps) - 1)
    for i, place in enumerate(places[1:-1], 1):
        covered = [0.0] * (len(steps) - 1)
        for stroke in lines:
            if abs(stroke.at - place) <= TOUCH:
                _cover(covered, stroke, steps)
        walls[i] = [c >= _DRAWN * (b - a) for c, a, b in zip(covered, steps, steps[1:], strict=False)]
    return walls


def _cover(covered: list[float], stroke: Stroke, steps: Sequence[float]) -> None:
    for j in range(max(bisect_right(steps, stroke.start) - 1, 0), len(covered)):
        if steps[j] >= stroke.end:
            break
        covered[j] = max(covered[j], min(stroke.end, steps[j + 1]) - max(stroke.start, steps[j]))


def _regions(left: list[list[bool]], above: list[list[bool]], rows: int, columns: int) -> list[list[int]]:
    """Each box of the lattice gets the number of its region, spreading through every side that is not ruled."""
    number = [[-1] * columns for _ in range(rows)]
    count = 0
    for row in range(rows):
        for column in range(columns):
            if number[row][column] < 0:
                _spread(number, (row, column), count, left, above)
                count += 1
    return number


def _spread(
    number: list[list[int]], start: tuple[int, int], mark: int, left: list[list[bool]], above: list[list[bool]]
) -> None:
    ahead = [start]
    number[start[0]][start[1]] = mark
    while ahead:
        row, column = ahead.pop()
        for r, c, wall in (
            (row, column - 1, left[column][row]),
            (row, column + 1, left[column + 1][row]),
            (row - 1, column, above[row][column]),
            (row + 1, column, above[row + 1][column]),
        ):
            if not wall and number[r][c] < 0:
                number[r][c] = mark
                ahead.append((r, c))


def _areas(regions: list[list[int]]) -> tuple[list[Area], list[list[int]]]:
    """Regions as rectangles; one with a corner missing falls into several, the widest strips first."""
    areas: list[Area] = []
    owner = [[-1] * len(row) for row in regions]
    for row, column, width in _strips(regions):
        if owner[row][column] >= 0:
            continue
        height = 1
        while row + height < len(regions) and _is_strip(regions, row + height, column, width, regions[row][column]):
            height += 1
        for r in range(row, row + height):
            owner[r][column : column + width] = [len(areas)] * width
        areas.append(Area(row, column, height, width))
    return areas, owner


def _strips(regions: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of one region in each row, as row, first column and width."""
    for row, numbers in enumerate(regions):
        start = 0
        for column in range(1, len(numbers) + 1):
            if column == len(numbers) or numbers[column] != numbers[start]:
                yield row, start, column - start
                start = column


def _is_strip(regions: list[list[int]], row: int, column: int, width: int, mark: int) -> bool:
    numbers = regions[row]
    if any(number != mark for number in numbers[column : column + width]):
        return False
    before = column > 0 and numbers[column - 1] == mark
    after = column + width < len(numbers) and numbers[column + width] == mark
    return not before and not after
