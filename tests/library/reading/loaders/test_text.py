"""Plain text: which lines are rows of a table, which are cells, and which are only lines."""

import pytest

from gongkai.reading import Grid, Limits, Paragraph
from gongkai.reading.loaders.text import load
from gongkai.reading.problem import Clock

from .shapes import loaded


def blocks(text: str) -> list:
    return load(text.encode(), "x.txt", Clock(Limits())).blocks


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for block in blocks(text) if isinstance(block, Grid) for row in block.rows]


@pytest.mark.parametrize(
    "text",
    [
        "规章\t0\t1\n文件\t2\t3",
        "|规章|0|1|\n|文件|2|3|",
        "规章|0|1\n文件|2|3",
        "规章¦0¦1\n文件¦2¦3",
        "规章│0│1\n────┼─┼─\n文件│2│3",
        "| 规章 | 0 | 1 |\n|---|---|---|\n| 文件 | 2 | 3 |",
        "\t规章\n\t0\n\t1\n\n\t文件\n\t2\n\t3",
        "规章\t0\t1\n\n文件\t2\t3",
        '"规章"\t"0"\t"1"\n"文件"\t2\t3',
    ],
)
def test_rows_of_a_table(text: str) -> None:
    assert cells(text) == [["规章", "0", "1"], ["文件", "2", "3"]]


def test_empty_cells_keep_their_place() -> None:
    assert cells("\t\t0\n a\t\t1") == [["", "", "0"], ["a", "", "1"]]


def test_a_cell_broken_over_lines_is_one_cell() -> None:
    assert cells("\t商业\n企业\n\t（三）不\n\n予\n\n公开\n\t0\n\t1") == [["商业\n企业", "（三）不\n予\n公开", "0", "1"]]


def test_the_text_behind_a_table_is_no_cell() -> None:
    found = blocks("\t规章\n\t0\n\t1\n\n五、存在的主要问题")
    assert [type(block) for block in found] == [Grid, Paragraph] and found[1].text == "五、存在的主要问题"


def test_values_separated_by_commas() -> None:
    rows = "".join(f"规章{i},0,{i},\n" for i in range(6))
    assert cells("标题\n" + rows)[0] == ["规章0", "0", "0", ""]
    assert cells("一是公开,二是落实,三是监督,四是考核。\n" * 6) == []


def test_a_quoted_cell_may_hold_a_line_break() -> None:
    assert cells('"商业\n企业"\t0\t1\nx\t2\t3')[0] == ["商业 企业", "0", "1"]


def test_lines_know_their_number_page_and_the_gap_above() -> None:
    found = blocks("a\n\n\nb\n\fc")
    assert [(b.text, b.at.line, b.at.page, b.gap) for b in found] == [("a", 1, 1, 0), ("b", 4, 1, 2), ("c", 5, 2, 1)]


def test_lines_of_one_cell_in_a_box_are_one_cell() -> None:
    text = "年报\n┌────┬────┐\n│行政│ 12 │\n│许可│    │\n├────┼────┤\n│处罚│ 3  │\n└────┴────┘\n完"
    document = loaded("text", text)
    assert cells(text) == [["行政\n许可", "12"], ["处罚", "3"]]
    assert document.blocks[-1].at.line == 8


def test_cells_of_a_box_keep_their_spans() -> None:
    text = "┌────────┐\n│  许可  │\n│  处罚  │\n├────┬───┤\n│“甲”│ 1 │\n│    ├───┤\n│ 乙 │ 2 │\n└────┴───┘"
    [grid] = loaded("text", text).grids()
    spans = [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for row in grid.rows for cell in row]
    assert spans == [("许可\n处罚", 0, 0, 1, 2), ("“甲”\n乙", 1, 0, 2, 1), ("1", 1, 1, 1, 1), ("2", 2, 1, 1, 1)]


def test_a_number_broken_in_a_box_is_not_put_together() -> None:
    text = "┌────┬───┐\n│许可│12 │\n│    │34 │\n└────┴───┘"
    [grid] = loaded("text", text).grids()
    assert grid.rows[0][1].text == "12\n34"
