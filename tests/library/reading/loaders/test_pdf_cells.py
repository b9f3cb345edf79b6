"""Words that do not keep to their cell, cells that are not drawn as such, and labels that do not run to the right."""

from .pdf_maker import HandPdf, bar, line, text
from .pdf_reading import ROWS, frame, outline, read, table, tables, words


def only_table(*content: str) -> list[list[str]]:
    [found] = tables(read(HandPdf().page(*content)))
    return found


def test_a_number_that_runs_over_its_cell_stays_whole_and_in_it():
    assert only_table(*frame(50, 780, 3, 1, width=30), text(52, 766, "1573179"), text(113, 766, "42")) == [
        ["1573179", "", "42"]
    ]


def test_single_digits_that_run_over_their_cell_stay_together():
    digits = [text(52 + i * 5.56, 766, digit) for i, digit in enumerate("157317")]
    assert only_table(*frame(50, 780, 3, 1, width=30), *digits, text(113, 766, "42")) == [["157317", "", "42"]]


def test_a_number_that_runs_out_of_the_table_is_not_cut():
    assert only_table(*frame(50, 780, 2, 1, width=30), text(52, 766, "1"), text(84, 766, "157317")) == [["1", "157317"]]


def test_neighbours_close_to_their_border_stay_apart():
    left, right = text(109.8 - 2 * 5.56, 766, "12"), text(110.2, 766, "34")
    assert only_table(*frame(50, 780, 2, 1), left, right) == [["12", "34"]]


def test_a_label_too_high_for_its_row_keeps_its_lines():
    label = [text(53, 757.5 - i * 11, part) for i, part in enumerate(("其他法律", "行政法规", "禁止公开"))]
    rows = [["国家秘密", "1"], ["", "2"], ["第三方", "3"]]
    assert only_table(*frame(50, 780, 2, 3), *words(50, 780, rows), *label) == [
        ["国家秘密", "1"],
        ["其他法律\n行政法规\n禁止公开", "2"],
        ["第三方", "3"],
    ]


def test_missing_lines_merge_cells():
    lines = [line(50, 780, 170, 780), line(50, 720, 170, 720), line(110, 750, 170, 750)]
    lines += [line(x, 780, x, 720) for x in (50, 110, 170)]
    [grid] = read(HandPdf().page(*lines, text(60, 745, "合并"), text(120, 760, "1"), text(120, 730, "2"))).grids()
    spans = [(c.text, c.row, c.column, c.rowspan, c.colspan) for row in grid.rows for c in row]
    assert spans == [("合并", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1)]


def test_the_place_of_a_cell_counts_from_one():
    [grid] = read(HandPdf().page(*table())).grids()
    at = grid.rows[1][1].at
    assert (at.page, at.table, at.row, at.column) == (1, 1, 2, 2)


def test_a_coloured_word_in_a_cell_is_no_cell():
    assert only_table(bar(113, 742, 20, 12, grey=0.8), *table()) == ROWS


def test_an_underlined_number_is_no_row():
    assert only_table(*table(), line(113, 744, 124, 744)) == ROWS


def test_a_frame_around_the_page_is_no_table():
    around = [line(30, 820, 560, 820), line(30, 40, 560, 40), line(30, 820, 30, 40), line(560, 820, 560, 40)]
    document = read(HandPdf().page(*around, text(50, 800, "一、总体情况"), *table()))
    assert outline(document) == ["一、总体情况", "[项目]"]


def test_a_table_that_only_arranges_the_page_gives_way_to_those_in_it():
    outer = [line(20, 830, 580, 830), line(20, 700, 580, 700), line(20, 830, 20, 700), line(580, 830, 580, 700)]
    both = [*table(50, 790), *table(330, 790, [["其他", "数"], ["乙", "3"]])]
    document = read(HandPdf().page(*outer, line(300, 830, 300, 700), *both))
    assert tables(document) == [ROWS, [["其他", "数"], ["乙", "3"]]]


def test_a_sideways_label_is_read_along_its_line():
    cells = [line(50, 780, 170, 780), line(50, 720, 170, 720), line(110, 760, 170, 760), line(110, 740, 170, 740)]
    cells += [line(x, 780, x, 720) for x in (50, 110, 170)]
    numbers = [text(113, 766 - 20 * i, str(i)) for i in range(3)]
    assert only_table(*cells, text(80, 725, "本年度结果", turn="0 1 -1 0"), *numbers)[0] == ["本年度结果", "0"]


def test_an_upright_label_is_read_downwards_from_the_right():
    cells = [line(50, 780, 170, 780), line(50, 720, 170, 720), line(110, 750, 170, 750)]
    cells += [line(x, 780, x, 720) for x in (50, 110, 170)]
    label = [text(92, 776, "三本年度", font="upright"), text(72, 776, "办理结果", font="upright")]
    found = only_table(*cells, *label, text(113, 766, "1"), text(113, 730, "2"))
    assert found[0][0].replace("\n", "") == "三本年度办理结果"


def test_two_short_lines_side_by_side_are_no_upright_label():
    drawn = [text(60, 770, "结"), text(60, 759, "维"), text(70, 770, "果"), text(70, 759, "持")]
    assert only_table(*frame(50, 785, 2, 1, height=32), *drawn, text(113, 766, "1")) == [["结果\n维持", "1"]]


def test_rows_without_lines_between_them_are_rows_where_every_number_has_neighbours():
    rows = [["甲", "1", "2", "3"], ["乙", "4", "5", "6"]]
    assert only_table(*frame(50, 780, 4, 1, height=40), *words(50, 780, rows)) == rows


def test_a_row_without_its_own_columns_takes_those_of_the_others():
    """As in tables whose every other row is only coloured."""
    rows = [["甲", "1", "2", "3"], ["乙", "4", "", "6"], ["丙", "7", "8", "9"]]
    across = [line(50, 780 - 20 * i, 290, 780 - 20 * i) for i in range(4)]
    down = [line(50 + 60 * i, top, 50 + 60 * i, top - 20) for i in (1, 2, 3) for top in (780, 740)]
    down += [line(50, 780, 50, 720), line(290, 780, 290, 720)]
    assert only_table(*across, *down, *words(50, 780, rows)) == rows


def test_a_text_over_several_columns_stays_one():
    across = [line(50, 780 - 20 * i, 290, 780 - 20 * i) for i in range(3)]
    down = [line(50 + 60 * i, 760 + 20 * (i in (0, 4)), 50 + 60 * i, 740) for i in range(5)]
    drawn = [text(60, 766, "本列数据的勾稽关系为第一项加第二项"), *words(50, 760, [["甲", "1", "2", "3"]])]
    assert only_table(*across, *down, *drawn)[0] == ["本列数据的勾稽关系为第一项加第二项"]


def test_a_number_broken_over_two_lines_makes_no_row():
    drawn = [*words(50, 780, [["甲", "140", "", "3"]]), text(113, 755, "69")]
    assert only_table(*frame(50, 780, 4, 1, height=40), *drawn) == [["甲", "140\n69", "", "3"]]


def test_columns_ruled_but_no_rows_leave_the_lines_as_printed():
    rows = [["项目", "个人", "企业", "总计"], ["甲", "1", "2", "3"], ["乙", "4", "5", "9"], ["丙", "0", "0", "0"]]
    document = read(HandPdf().page(*frame(50, 780, 4, 1, height=80), *words(50, 780, rows)))
    assert not tables(document)
    assert [said.split() for said in outline(document)] == rows


def test_lines_inside_a_nested_turned_drawing():
    drawing = "\n".join([*frame(0, 60, 2, 3), *words(0, 60, ROWS)])
    form = HandPdf(resources="/XObject << /X @0 >>")
    form.extras.append(form.form(drawing, "/BBox [0 0 200 70] /Matrix [1.5 0 0 1.5 10 0]"))
    assert tables(read(form.page("q 0 1 -1 0 400 300 cm /X Do Q"))) == [ROWS]
