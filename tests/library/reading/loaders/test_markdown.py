"""Markdown: pipe and grid tables, HTML among it, and text as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading import ReadingError

from .shapes import cells, drawn, lines, loaded, only_table, sample, sequence, tables


def markdown(text: str):
    return loaded("markdown", text)


@pytest.mark.parametrize(
    "text",
    [
        "| 行 | 甲 | 乙 |\n|---|:-:|--:|\n| 一 | 1 |  |",
        "行 | 甲 | 乙\n--- | --- | ---\n一 | 1 | ",
        "|行|甲|乙|\n|---|---|---|\n\n|一|1||",
        "|行|甲|乙|\n|---|---|---|\n|一|1||\n|---|---|---|",
        "| **行** | `甲` | *乙* |\n|---|---|---|\n| __一__ | **1** | |",
        "| 行 | 甲 | 乙 |\n|---|---|---|\n| <b>一</b> | <span style='x'>1</span> | &nbsp; |",
        "+----+----+----+\n| 行 | 甲 | 乙 |\n+====+:===+====+\n| 一 | 1  |    |\n+----+----+----+",
        "<table><tr><td>行<td>甲<td>乙<tr><td>一<td>1<td></table>",
        "  <TABLE>\n<tr>\n<td>行</td><td>甲</td><td>乙</td></tr>\n\n<tr><td>一</td><td>1</td><td></td></tr>\n</TABLE>",
    ],
)
def test_the_same_table_however_it_is_written(text: str) -> None:
    assert only_table(markdown(f"年报\n\n{text}\n")) == [["行", "甲", "乙"], ["一", "1", ""]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r"1\|2", "1|2"),
        (r"1\. 属于国家秘密", "1. 属于国家秘密"),
        ("未经复议<br>直接起诉", "未经复议\n直接起诉"),
        ("~~5~~6", "6"),
        ("<del>5</del>6", "6"),
        ("2*3", "2*3"),
        ("&lt;1&gt;", "<1>"),
        ("2<sup>1</sup>", "2（注1）"),
        ("2^1^", "2（注1）"),
        ("", ""),
        ("-", "-"),
        ("—", "—"),
        ("\\-8", "-8"),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    assert only_table(markdown(f"| 行 | 甲 |\n|---|---|\n| 一 | {cell} |"))[1] == ["一", text]


def test_tags_around_markdown_say_nothing() -> None:
    text = '<div class="a"\naria-label="主动公开情况">\n\n|一|1|\n|---|---|\n\n</div>\n\n<p>\n\n一、总体\n\n</p>\n'
    document = markdown(text)
    assert sequence(document) == ["一|1", "一、总体"]
    assert document.blocks[1].at.line == 11


def test_lines_of_a_grid_row_are_one_cell() -> None:
    text = "+----+----+\n| 未 | 1  |\n| 经 |    |\n+----+----+\n| 二 | 2  |\n+----+----+"
    assert only_table(markdown(text)) == [["未\n经", "1"], ["二", "2"]]


def test_rows_that_each_are_a_table_and_tables_of_pages_are_one() -> None:
    text = "|一|1|\n|---|---|\n\n|二|2|\n|---|---|\n\n|三|3|\n|---|---|\n"
    assert only_table(markdown(text)) == [["一", "1"], ["二", "2"], ["三", "3"]]


def test_merged_cells_left_empty_stay_empty() -> None:
    (grid,) = markdown("| 三 | （一） |  | 7 |\n|---|---|---|---|\n|  | （二） |  | 8 |").grids()
    assert drawn(grid) == ["三|（一）||7", "|（二）||8"]


@pytest.mark.parametrize(
    ("rows", "exact"),
    [
        ("|一|1|2|\n|二|3|4|", True),
        ("|一| |2|\n|二|3|4|", True),
        ("|第二十条| | |\n|二|3|4|", True),
        ("|一|1| |\n|二|3|4|", False),
        ("|一|1|\n|二|3|4|", False),
    ],
)
def test_columns_are_exact_only_where_no_cell_can_have_been_lost(rows: str, exact: bool) -> None:
    (grid,) = markdown(f"|甲|乙|丙|\n|---|---|---|\n{rows}").grids()
    assert grid.exact is exact


@pytest.mark.parametrize("title", ["title: 某局年报", 'title: "某局年报"', "title: |\n  某局\\\n  年报"])
def test_fields_before_the_text_are_text(title: str) -> None:
    page = markdown(f"---\n{title}\ndate: 2024-01-02\n---\n\n# 一、总体情况\n\n|甲|1|\n|---|---|\n")
    assert "".join(lines(page)) == "某局年报2024-01-02# 一、总体情况"


def test_a_sheet_printed_by_pandas_is_read_as_a_sheet() -> None:
    page = markdown(
        "| 某局年报 | Unnamed: 1 | Unnamed: 2 |\n|---|---|---|\n| NaN | NaN | NaN |\n| 二、公开 | NaN | NaN |\n"
        "| 类别 | 本年 | 总计 |\n| 规章 | 3 | NaN |\n| 其他 | NaN | 4 |\n"
    )
    assert lines(page) == ["某局年报", "二、公开"]
    (grid,) = page.grids()
    assert drawn(grid) == ["类别|本年|总计", "规章|3|", "其他||4"]
    assert [cell.at.line for cell in cells(grid)][::3] == [5, 6, 7]


def test_headings_stay_as_they_are_written() -> None:
    assert lines(markdown("# 题\n\n## 二、情况\n\n**一**段\n\n|a|b|\n|-|-|\n")) == ["# 题", "## 二、情况", "一段"]


def test_text_between_tables_parts_them() -> None:
    page = markdown("|甲|1|\n|---|---|\n第二十条\n|乙|2|\n|---|---|\n")
    assert sequence(page) == ["甲|1", "第二十条", "乙|2"]


def test_text_around_html_tables_keeps_its_order() -> None:
    page = markdown("前\n<table><tr><td>甲<td>1</table>\n中\n\n|乙|2|\n|---|---|\n后")
    assert sequence(page) == ["前", "甲|1", "中", "乙|2", "后"]
    assert [cell.at.table for grid in page.grids() for cell in cells(grid)] == [1, 1, 2, 2]


def test_places_are_lines_of_the_file() -> None:
    page = markdown("题\n\n|甲|1|\n|---|---|\n|乙|2|\n")
    (grid,) = page.grids()
    assert [(cell.at.line, cell.at.row, cell.at.column) for cell in cells(grid)] == [
        (3, 1, 1),
        (3, 1, 2),
        (5, 2, 1),
        (5, 2, 2),
    ]


def test_the_sample_has_its_three_tables() -> None:
    page = sample("markdown", "markdown.md")
    assert [(len(table), len(table[0])) for table in tables(page)] == [(14, 4), (28, 10), (4, 15)]
    assert tables(page)[1][5][:5] == ["三、本年度办理结果", "（一）予以公开", "", "71", "4"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("|" * 2_000_000, "READ_LINES"), ("<table><tr><td>" * 5000, "READ_DEPTH"), ("|1|2|\n" * 200_001, "READ_LINES")],
)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        markdown(f"|甲|乙|\n|---|---|\n{text}")
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "text", ["**" * 50_000, "~~a" * 50_000, "\\" * 100_001, "<b " + "a " * 50_000, "_ " * 100_000, "<br" * 50_000]
)
def test_marks_without_end_take_no_time(text: str) -> None:
    assert len(only_table(markdown(f"|甲|乙|\n|---|---|\n|1|{text}|"))) == 2


@given(
    st.lists(
        st.lists(st.sampled_from(["", "0", "12", "一", "（一）x", r"a\|b", "-"]), min_size=2, max_size=6),
        min_size=1,
        max_size=8,
    )
)
def test_every_cell_of_a_pipe_table_comes_back(table: list[list[str]]) -> None:
    written = "\n".join(f"| {' | '.join(row)} |" for row in table)
    expected = [[cell.replace("\\|", "|") for cell in row] for row in table]
    assert only_table(markdown(f"x\n\n|h|h|\n|---|---|\n{written}"))[1:] == expected
