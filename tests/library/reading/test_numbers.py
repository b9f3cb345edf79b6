"""What is printed in one cell, as a table."""

from decimal import Decimal

import pytest

from gongkai.reading.numbers import Shape, chinese_number, printed, whole


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0", 0),
        (" 17 ", 17),
        ("\xa0　0 ", 0),
        ("１３６１２", 13612),
        ("13,612", 13612),
        ("13，612", 13612),
        ("1,234,567.80", Decimal("1234567.80")),
        ("17件", 17),
        ("17 件", 17),
        ("310.5512万元", Decimal("310.5512")),
        ("￥1,200.50", Decimal("1200.50")),
        ("**17**", 17),
        ("-8", -8),
        ("−8", -8),
        ("22（其中修订16件）", 22),
        ("十二", 12),
        ("一百零三件", 103),
        ("零", 0),
        ("'17", 17),
        ("12\u2009345", 12345),
        ("62.0", 62),
        ("2①", 2),
        ("2*", 2),
        ("1,234[1]", 1234),
        ("2（注1）", 2),
        ("2（注[1]）", 2),
        ("2.5注①", Decimal("2.5")),
    ],
)
def test_a_number_is_read_with_all_its_digits(raw: str, number: object) -> None:
    cell = printed(raw)
    assert (cell.shape, cell.numbers, cell.doubt) == (Shape.NUMBER, (number,), "")


@pytest.mark.parametrize("raw", ["", " ", "\u3000\xa0", "\u200b", "____", "NaN", "None"])
def test_nothing_is_blank_and_never_0(raw: str) -> None:
    assert printed(raw).shape is Shape.BLANK


@pytest.mark.parametrize("raw", ["/", "／", "—", "——", "-", "无", "無", "暂无", "不涉及", "N/A"])
def test_a_stroke_is_no_number(raw: str) -> None:
    assert printed(raw).shape is Shape.NOT_APPLICABLE


@pytest.mark.parametrize("raw", ["待补", "待统计", "暂缺"])
def test_a_number_still_to_come_is_a_value_that_cannot_be_stated(raw: str) -> None:
    cell = printed(raw)
    assert (cell.shape, cell.is_value, cell.count) == (Shape.UNFILLED, True, None)


@pytest.mark.parametrize(("raw", "doubtful"), [("2（1）", True), ("2（其中修订1件）", False), ("2（注1）", False)])
def test_a_second_number_in_brackets_is_doubtful_unless_it_is_a_note(raw: str, doubtful: bool) -> None:
    assert bool(printed(raw).doubt) is doubtful


@pytest.mark.parametrize("raw", ["O", "o", "1O", "l7", "〇", "○", "一"])
def test_letters_and_circles_for_digits_are_doubtful(raw: str) -> None:
    cell = printed(raw)
    assert cell.shape is Shape.NUMBER and cell.doubt


@pytest.mark.parametrize(("raw", "numbers"), [("0 0", (0, 0)), ("3\n12", (3, 12)), ("1 2.5", (1, Decimal("2.5")))])
def test_two_numbers_in_one_cell_stay_two(raw: str, numbers: tuple) -> None:
    assert (printed(raw).shape, printed(raw).numbers) == (Shape.SEVERAL, numbers)


@pytest.mark.parametrize("raw", ["00", "0000000", "013", "1234567890123456789"])
def test_digits_that_cannot_be_one_number(raw: str) -> None:
    assert printed(raw).shape is Shape.GLUED


@pytest.mark.parametrize("raw", ["约3", "3²", "见附件", "1.2.3", "1,23", "2023年", "3%", "?", "（3）", "013件"])
def test_what_is_no_number_stays_text(raw: str) -> None:
    assert printed(raw).shape is Shape.TEXT


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十", 20), ("三百零五", 305), ("一万二千", 12000), ("二一", None)]
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(("number", "count"), [(62, 62), (Decimal("62.0"), 62), (Decimal("62.5"), None)])
def test_a_count_has_no_decimals_but_zeros(number: int | Decimal, count: int | None) -> None:
    assert whole(number) == count
