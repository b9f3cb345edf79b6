"""Merged cells that came back once for each column they covered, and counts that a program put around a table."""

from __future__ import annotations

import random

import pytest
from drawn import drawn
from making import Made, make, right_share, silent_errors

from gongkai.reading import Document, Grid, GridCell, Paragraph
from gongkai.reading.problem import Clock, Limits
from gongkai.reading.reader import reports_in
from gongkai.report import Certainty

Texts = list[list[str]]


def rows_of(grid: Grid, width: int) -> Texts:
    """Every row with `width` texts: each cell again in every fine column it covers, also downwards."""
    own = max(row[-1].column + row[-1].colspan for row in grid.rows)
    above, rows = [""] * own, []
    for row in grid.rows:
        line = list(above)
        for cell in row:
            line[cell.column : cell.column + cell.colspan] = [cell.text] * cell.colspan
        above = line
        rows.append([line[at * own // width] for at in range(width)])
    return rows


def counted(rows: Texts) -> Texts:
    return [["", *map(str, range(len(rows[0])))], *([str(at), *row] for at, row in enumerate(rows))]


def in_one_table(made: Made, width: int, count: bool) -> Document:
    """Title and sections above, then the three tables as one drawn table."""
    document = drawn(made, "with_merged_cells_repeated", random.Random(0))
    texts = [block for block in document.blocks if isinstance(block, Paragraph) and block.text != "— 3 —"]
    rows = [row for grid in document.grids() for row in rows_of(grid, width)]
    rows = counted(rows) if count else rows
    grid = Grid(tuple(tuple(GridCell(text, y, x) for x, text in enumerate(row)) for y, row in enumerate(rows)))
    return Document([*texts, grid], "x.html", "html", "")


@pytest.mark.parametrize("count", [False, True])
@pytest.mark.parametrize("width", [15, 30])
@pytest.mark.parametrize("code", ["2021", "2019"])
def test_three_tables_in_one_with_their_cells_repeated(code: str, width: int, count: bool) -> None:
    for seed, busy in ((0, 0.5), (1, 0.0)):
        made = make(random.Random(seed), code=code, busy=busy)
        report = reports_in(in_one_table(made, width, count), Clock(Limits()))[0]
        assert (silent_errors(report, made), right_share(report, made)) == ({}, 1.0)
        assert Certainty.UNCERTAIN not in {cell.certainty for cell in report.tables.values()}
