"""Merged cells that came back once for each column they covered, and counts that a program put around a table."""

from __future__ import annotations

import random

import pytest
from drawn import drawn
from making import Made, make, right_share, silent_errors

from gongkai.reading import Document, Grid, GridCell, Paragraph, read_bytes
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


ONE_CELL_A_LINE = """青河县柳林镇人民政府2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
0
0
0
行政规范性文件
1
0
4
第二十条第（五）项
信息内容
本年处理决定数量
行政许可
{licences}
第二十条第（六）项
信息内容
本年处理决定数量
行政处罚
{penalties}
行政强制
{measures}
第二十条第（八）项
信息内容
本年收费金额（单位：万元）
行政事业性收费
{charges}
"""


@pytest.mark.parametrize(
    ("penalties", "doubted"),
    [
        pytest.param("0\n0\n0", False, id="every row repeats its cell: so does this one"),
        pytest.param("0", True, id="this row alone: perhaps 777 with its digits apart"),
    ],
)
def test_a_cell_printed_three_times_is_one_where_all_are(penalties: str, doubted: bool) -> None:
    thrice = "0\n0\n0"
    text = ONE_CELL_A_LINE.format(licences="7\n7\n7", penalties=penalties, measures=thrice, charges=thrice)
    [report] = read_bytes(text.encode(), "x.txt")
    licences = report.tables["proactive.licensing"]
    assert licences.value == 7 or doubted
    assert (licences.certainty is Certainty.UNCERTAIN) is doubted
