"""Plain text: which lines are rows of a table, which are cells, and which are only lines."""

import pytest

from gongkai.reading import Grid, Limits, Paragraph
from gongkai.reading.loaders.text import load
from gongkai.reading.problem import Clock


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
