"""Tables two and three with their rows and columns elsewhere than in the form, or with columns of other things."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from drawn import Rows, drawn
from making import Made, make, one_cell_a_line_dense, one_space, right_share, silent_errors

from gongkai.reading import Grid, GridCell, Paragraph, read_bytes
from gongkai.reading.problem import Clock, Limits
from gongkai.reading.reader import reports_in
from gongkai.report import AnnualReport, Certainty
from gongkai.report.forms import COLUMNS, REQUEST_LABELS

NAMES = list(COLUMNS.values())


def flat(made: Made, order: list[int]) -> Rows:
    """One line of heads, one label a row."""
    rows: Rows = [[(0, "项目", 1), *((x, NAMES[at], 1) for x, at in enumerate(order, 1))]]
    for name, values in made.requests.items():
        rows.append([(0, REQUEST_LABELS[name], 1), *((x, str(values[at]), 1) for x, at in enumerate(order, 1))])
    return rows


def total_first(made: Made) -> Rows:
    return flat(made, [6, 0, 1, 2, 3, 4, 5])


def others_before_legal_services(made: Made) -> Rows:
    return flat(made, [0, 1, 2, 3, 5, 4, 6])


def carried_in_before_new(made: Made) -> Rows:
    rows = flat(made, list(range(7)))
    return [rows[0], rows[2], rows[1], *rows[3:]]


def results_first(made: Made) -> Rows:
    rows = flat(made, list(range(7)))
    return [rows[0], rows[-2], *rows[1:-2], rows[-1]]


def rows_as_columns(made: Made) -> Rows:
    rows = flat(made, list(range(7)))
    return [[(x, row[y][1], 1) for x, row in enumerate(rows)] for y in range(8)]


def halves_side_by_side(made: Made) -> Rows:
    rows = flat(made, list(range(7)))
    left, right = [rows[0], *rows[1:14]], [rows[0], *rows[14:]]
    right += [[(x, "", 1) for x in range(8)]] * (len(left) - len(right))
    return [a + [(x + 8, text, span) for x, text, span in b] for a, b in zip(left, right, strict=True)]


def last_year_beside_each(made: Made) -> Rows:
    rows: Rows = [[(0, "项目", 1), *((1 + 2 * i, name, 2) for i, name in enumerate(NAMES))]]
    rows.append([(0, "", 1), *((1 + i, "本年" if i % 2 == 0 else "上年", 1) for i in range(14))])
    for row in flat(made, list(range(7)))[1:]:
        pairs = [cell for x, text, _ in row[1:] for cell in ((2 * x - 1, text, 1), (2 * x, "9", 1))]
        rows.append([row[0], *pairs])
    return rows


def a_stray_column(made: Made) -> Rows:
    """A column without a head, full of zeros, between the columns of the form."""
    return [
        [(x + (x > 3), text, span) for x, text, span in row] + [(4, "0" if y else "", 1)]
        for y, row in enumerate(flat(made, list(range(7))))
    ]


SHAPES = (
    total_first,
    others_before_legal_services,
    carried_in_before_new,
    results_first,
    rows_as_columns,
    halves_side_by_side,
    last_year_beside_each,
    a_stray_column,
)


def grid_of(rows: Rows) -> Grid:
    return Grid(tuple(tuple(GridCell(t, y, x, 1, s) for x, t, s in sorted(row)) for y, row in enumerate(rows)))


def read_with(made: Made, table: int, rows: Rows) -> AnnualReport:
    document = drawn(made, "as_the_form", random.Random(1))
    at = [i for i, block in enumerate(document.blocks) if isinstance(block, Grid)][table]
    document.blocks[at] = grid_of(rows)
    return reports_in(document, Clock(Limits()))[0]


def assert_read(report: AnnualReport, made: Made) -> None:
    assert (silent_errors(report, made), right_share(report, made)) == ({}, 1.0)
    assert Certainty.UNCERTAIN not in {cell.certainty for cell in report.tables.values()}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_table_three_is_read_by_its_words(shape: Callable[[Made], Rows]) -> None:
    for seed in range(2):
        made = make(random.Random(seed), busy=0.4)
        assert_read(read_with(made, 1, shape(made)), made)


def test_a_label_that_stands_twice_moves_no_row() -> None:
    """Two rows of one name and one row without: nothing says which of them is which."""
    made = make(random.Random(3), busy=0.6)
    rows = flat(made, list(range(7)))
    rows[2][0] = (0, REQUEST_LABELS["new"], 1)
    rows[1], rows[5] = rows[5], rows[1]
    report = read_with(made, 1, rows)
    assert silent_errors(report, made) == {}


# ---- table two

HEADS_2 = ["本年制发件数", "本年废止件数", "现行有效件数"]


def table_two(made: Made, documents: Rows) -> Rows:
    single = {name: values[0] for name, values in made.proactive.items() if len(values) == 1}
    rows = [*documents, [(0, "信息内容", 1), (1, "本年处理决定数量", 3)]]
    rows += [[(0, text, 1), (1, str(single[key]), 3)] for key, text in (("licensing", "行政许可"),)]
    rows += [[(0, "行政处罚", 1), (1, str(single["penalties"]), 3)]]
    rows += [[(0, "行政强制", 1), (1, str(single["compulsory_measures"]), 3)]]
    return [*rows, [(0, "行政事业性收费", 1), (1, str(single["charges"]), 3)]]


def test_columns_of_table_two_are_read_by_their_heads() -> None:
    made = make(random.Random(4))
    order = (2, 0, 1)
    rows: Rows = [[(0, "信息内容", 1), *((x, HEADS_2[at], 1) for x, at in enumerate(order, 1))]]
    for key, text in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        rows.append([(0, text, 1), *((x, str(made.proactive[key][at]), 1) for x, at in enumerate(order, 1))])
    report = read_with(made, 0, table_two(made, rows))
    assert_read(report, made)
    assert [found.rule for found in report.findings] == ["READ-HEADS"]


def test_heads_inside_the_row_name_its_values() -> None:
    made = make(random.Random(5))
    rows: Rows = []
    for key, text in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        values = [cell for at, head in enumerate(HEADS_2) for cell in (head, str(made.proactive[key][at]))]
        rows.append([(0, text, 1), *((x, value, 1) for x, value in enumerate(values, 1))])
    assert_read(read_with(made, 0, table_two(made, rows)), made)


def test_rows_of_table_two_in_another_order_beside_heads_with_empty_cells() -> None:
    made = make(random.Random(7))
    rows: Rows = [[(0, "信息内容", 1), *((x, head, 1) for x, head in enumerate(HEADS_2, 1))]]
    for key, text in (("normative_documents", "行政规范性文件"), ("rules", "规章")):
        rows.append([(0, text, 1), *((x, str(v), 1) for x, v in enumerate(made.proactive[key], 1))])
    rows = [row if len(row) == 4 else [*row, *((x, "", 1) for x in (2, 3))] for row in table_two(made, rows)]
    assert_read(read_with(made, 0, [[(x, text, 1) for x, text, _ in row] for row in rows]), made)


def test_rows_of_table_two_in_another_order_in_running_text_are_not_swapped() -> None:
    made = make(random.Random(9))
    made.proactive |= {"rules": ["0", "0", "0"], "normative_documents": ["0", "0", "3"]}
    text = one_space(made)
    rows = ["规章 0 0 0", "行政规范性文件 0 0 3"]
    [report] = read_bytes(text.replace("\n".join(rows), "\n".join(reversed(rows))).encode(), "x.txt")
    assert silent_errors(report, made) == {}


def test_a_row_that_moved_as_a_whole_is_read_in_its_order() -> None:
    """As a browser shows a table with a merged cell that takes one row too many."""
    made = make(random.Random(10), busy=0.9)
    rows = [[(0, "", 1), *((x + 1, text, span) for x, text, span in row)] for row in flat(made, list(range(7)))]
    for at, shift in ((4, 1), (12, -1)):
        rows[at] = [(x + shift, text, span) for x, text, span in rows[at][1:]]
    assert_read(read_with(made, 1, rows), made)


def test_a_unit_behind_a_head_of_table_two() -> None:
    made = make(random.Random(11), "2019")
    text = one_cell_a_line_dense(made).replace("采购总金额", "采购总金额（万元）")
    [report] = read_bytes(text.encode(), "x.txt")
    assert_read(report, made)
    assert report.cell("proactive.procurement.amount").unit == "万元"


def test_a_row_with_strange_words_does_not_end_the_table() -> None:
    """The group in front of a label that nobody knows names no row, and the rows below still belong to the table."""
    made = make(random.Random(8), busy=0.6)
    rows = [[(0, "", 1), *((x + 1, text, span) for x, text, span in row)] for row in flat(made, list(range(7)))]
    at = 1 + list(made.requests).index("other_not_corrected")
    rows[at][:2] = [(0, "（六）其他处理", 1), (1, "1.甲乙丙丁", 1)]
    rows[at + 1][1] = (1, "2.戊己庚辛", 1)
    report = read_with(made, 1, rows)
    assert silent_errors(report, made) == {}
    assert report.value("requests.carried_out.total") == int(made.requests["carried_out"][6] or 0)


@pytest.mark.parametrize(
    "rows",
    [
        "行政处罚\t6 行政强制\t0",
        "行政处罚\t0行政强制\t79",
        "行政处罚\t7\n行政强制\t1\n203.07\n第二十条第（八）项\n行政事业性收费\t3",
    ],
)
def test_rows_that_ran_into_one_another_are_doubtful(rows: str) -> None:
    """Table two has no sums: two labels on one line, or a number right below another, may say anything."""
    head = "某局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    text = f"{head}第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t5\n第二十条第（六）项\n信息内容\t本年处理决定数量\n{rows}\n"
    [report] = read_bytes(text.encode(), "x.txt")
    last = "compulsory_measures" if "\n" in rows else "penalties"
    assert report.cell(f"proactive.{last}").certainty is Certainty.UNCERTAIN


def test_two_rows_of_table_two_side_by_side_are_two_rows() -> None:
    made = make(random.Random(6))
    rows: Rows = [[(0, "信息内容", 1), *((x, head, 1) for x, head in enumerate(HEADS_2, 1))]]
    for key, text in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        rows.append([(0, text, 1), *((x, str(v), 1) for x, v in enumerate(made.proactive[key], 1))])
    whole = table_two(made, rows)
    pairs = [[*whole[4], *((x + 4, text, span) for x, text, span in whole[5])], whole[6], whole[7]]
    assert_read(read_with(made, 0, [*whole[:4], *pairs]), made)


def test_a_note_behind_a_number_is_left_out_and_said() -> None:
    made = make(random.Random(7))
    rows: Rows = [[(0, "信息内容", 1), *((x, head, 1) for x, head in enumerate(HEADS_2, 1)), (4, "", 1)]]
    for key, text in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        rows.append([(0, text, 1), *((x, str(v), 1) for x, v in enumerate(made.proactive[key], 1)), (4, "8", 1)])
    report = read_with(made, 0, table_two(made, rows))
    assert_read(report, made)
    assert {found.rule for found in report.findings} == {"READ-EXTRA"}


# ---- last year's table


@pytest.mark.parametrize("table", range(3))
@pytest.mark.parametrize("before", [True, False])
def test_the_table_that_says_last_year_is_not_this_years(table: int, before: bool) -> None:
    made, earlier = make(random.Random(8), busy=0.5), make(random.Random(9), busy=0.5)
    document, old = (drawn(one, "as_the_form", random.Random(1)) for one in (made, earlier))
    grids = [block for block in old.blocks if isinstance(block, Grid)]
    at = [i for i, block in enumerate(document.blocks) if isinstance(block, Grid)][table]
    captions = [Paragraph(f"{made.year - 1}年度情况："), grids[table]]
    both = [*captions, Paragraph(f"{made.year}年度情况："), document.blocks[at]]
    document.blocks[at : at + 1] = both if before else [document.blocks[at], *captions]
    report = reports_in(document, Clock(Limits()))[0]
    assert_read(report, made)
    assert [f.message for f in report.findings] == [
        f"文件里另有 1 张以往年度的{'表二表三表四'[2 * table :][:2]}，没有采用"
    ]


def test_columns_that_are_left_out_are_named_unless_they_count_the_rows() -> None:
    made = make(random.Random(8), busy=0.5)
    rows = [
        [(0, str(y) if y else "序号", 1), *((x + 1, *rest) for x, *rest in row)]
        for y, row in enumerate(flat(made, list(range(7))))
    ]
    rows = [[*row, (9, "含续办" if y == 3 else "" if y else "备注", 1)] for y, row in enumerate(rows)]
    report = read_with(made, 1, rows)
    assert_read(report, made)
    assert [f.message for f in report.findings] == ["表格里有规定格式以外的列“备注”，没有读入"]
