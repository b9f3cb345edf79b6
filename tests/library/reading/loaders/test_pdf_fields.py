"""Tables without rulings: a label broken over lines comes whole, on the line of its own values."""

import re

import pytest

from gongkai.reading.heads import applicants_out_of_order
from gongkai.reading.lines import lines_of, width
from gongkai.reading.problem import Clock, Limits

from .pdf_maker import HandPdf, text
from .pdf_reading import outline, read

LABELS = [["1.属于", "国家秘密"], ["2.其他", "法律行政", "法规禁止", "公开"], ["3.保护第", "三方"]]
NUMBERS = [["0", "12", "7"], ["1", "0", "3"], ["22", "0", "104"]]
ROWS = [["1.属于国家秘密", *NUMBERS[0]], ["2.其他法律行政法规禁止公开", *NUMBERS[1]], ["3.保护第三方", *NUMBERS[2]]]
LEADING = 13


def drawn(align: float, padding: float) -> HandPdf:
    """`align` is 0 where values stand beside the first line of their label, 1 beside the last."""
    words, y = [], 700.0
    for label, numbers in zip(LABELS, NUMBERS, strict=True):
        words += [text(60, y - i * LEADING, line) for i, line in enumerate(label)]
        beside = y - align * (len(label) - 1) * LEADING
        words += [text(150 + 50 * i, beside, number) for i, number in enumerate(numbers)]
        y -= len(label) * LEADING + padding
    return HandPdf().page(text(50, 780, "一、总体情况"), *words)


@pytest.mark.parametrize("padding", [0, 6])
@pytest.mark.parametrize("align", [0, 0.5, 1])
def test_a_label_broken_over_lines_is_whole_on_the_line_of_its_values(align: float, padding: float):
    rows = [line.split() for line in outline(read(drawn(align, padding)))]
    assert [row for row in rows if len(row) > 1] == ROWS


def test_values_keep_their_columns_however_long_the_label_is():
    lines = [line for line in outline(read(drawn(0.5, 0))) if len(line.split()) > 1]
    starts = [[width(line[: found.start()]) for found in re.finditer(r"(?<= )\d+(?= |$)", line)] for line in lines]
    assert starts[0] == starts[1] == starts[2]


def test_heads_that_nearly_touch_are_taken_apart():
    heads = [text(140 + 33 * i, 720, word) for i, word in enumerate(["结果维", "结果纠", "其他结"])]
    numbers = [text(152 + 33 * i, 700, number) for i, number in enumerate("123")]
    lines = outline(read(HandPdf().page(text(50, 780, "一、总体情况"), *heads, *numbers)))
    assert lines[1].split() == ["结果维", "结果纠", "其他结"]


def test_columns_ruled_without_rows_are_no_row_of_cells():
    sides = [f"q 0.5 w {x} 660 m {x} 730 l S Q" for x in (50, 100, 150, 200)]
    ends = [f"q 0.5 w 50 {y} m 200 {y} l S Q" for y in (660, 730)]
    words = [
        text(60 + 50 * i, 710, head) + text(70 + 50 * i, 680, "5") for i, head in enumerate(["维持", "纠正", "总计"])
    ]
    lines = outline(read(HandPdf().page(text(50, 780, "一、总体情况"), *sides, *ends, *words)))
    assert [line.split() for line in lines[1:]] == [["维持", "纠正", "总计"], ["5", "5", "5"]]


def test_heads_of_one_and_of_two_lines_stand_in_the_order_of_their_positions():
    upper = text(300, 746, "社会公益组织") + text(390, 746, "法律服务机构")
    middle = text(180, 740, "商业企业") + text(240, 740, "科研机构")
    heads = [line for line in lines_of(read(HandPdf().page(upper, middle)), Clock(Limits())) if line.labels]
    assert [line.labels[0] for line in heads] == ["社会公益组织", "商业企业"]
    assert not applicants_out_of_order(heads)


def test_the_lines_of_a_paragraph_are_one_and_numbered_ones_begin_another():
    lines = [
        "全年共收到政府信息公开申请十二件，均按期答复，",
        "其中予以公开的三件。",
        "（一）主动公开政府信息九十九条，其中通过网站公开",
        "八十条。",
    ]
    page = [text(50 + 20 * (i % 2 == 0), 700 - 14 * i, line) for i, line in enumerate(lines)]
    assert outline(read(HandPdf().page(*page))) == [lines[0] + lines[1], lines[2] + lines[3]]
