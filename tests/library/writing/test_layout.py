"""What stands on paper and where, before it becomes a file of any form."""

from datetime import date

import pytest

from gongkai.report import Cell, Section
from gongkai.writing.layout import (
    COLUMNS_MM,
    TEXT_WIDTH_MM,
    cell_text,
    chinese_date,
    chinese_numeral,
    heading,
    paragraphs,
    printed_report,
    run_in_heading,
    signature_indents,
    title_lines,
)
from tests.library.writing.reports import built, city


@pytest.mark.parametrize(
    ("lines", "indents"),
    [
        ([], []),
        (["大峪镇人民政府"], [4]),
        (["大峪镇人民政府", "2024年1月12日"], [3.75, 4]),
        (["甲局", "2024年12月31日"], [6.5, 4]),
        (["新疆维吾尔自治区巴音郭楞蒙古自治州和静县综合行政执法局", "2024年1月12日"], [0, 4]),
    ],
)
def test_the_date_stands_under_the_office(lines: list[str], indents: list[float]) -> None:
    assert signature_indents(lines) == indents


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (6, "六"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (99, "九十九"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_numbers_of_headings(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


def test_a_heading_without_a_number_is_its_title() -> None:
    assert heading(Section(None, "概述", "")) == "概述"
    assert heading(Section(3, "收到", "")) == "三、收到"


def test_dates_are_written_without_leading_zeros() -> None:
    assert chinese_date(date(2024, 1, 2)) == "2024年1月2日"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("（一）主动公开。全年", "（一）主动公开。"),
        ("（十二）主动公开", "（十二）主动公开"),
        ("（一）本年度共收到申请3件，其中自然人申请3件；均已答复", ""),
        ("(一)主动公开。", ""),
        ("全年（一）", ""),
    ],
)
def test_headings_that_run_into_their_paragraph(text: str, head: str) -> None:
    assert run_in_heading(text) == (head, text.removeprefix(head))


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    assert paragraphs(" 一。\n\n\u3000二。\x00\r\n") == ("一。", "二。")
    assert paragraphs(None) == ()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell.number(0), "0"),
        (Cell.blank("  "), ""),
        (Cell.missing(), ""),
        (Cell.not_applicable(" / "), "/"),
        (Cell.unreadable("1\n2"), "1 2"),
        (Cell.number(52, unit="万元"), "52万元"),
        (Cell.not_applicable("无"), "无"),
    ],
)
def test_what_a_cell_prints(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("title", "agency", "lines"),
    [
        ("甲县2023年报告", "甲县", ["甲县2023年报告"]),
        (
            "大峪镇人民政府2023年政府信息公开工作年度报告",
            "大峪镇人民政府",
            ["大峪镇人民政府", "2023年政府信息公开工作年度报告"],
        ),
        (
            "乙县财政局2023年政府信息公开工作年度报告",
            "乙县财政局",
            ["乙县财政局", "2023年政府信息公开工作年度报告"],
        ),
        (
            "2023年大峪镇人民政府政府信息公开工作年度报告",
            "大峪镇人民政府",
            ["2023年大峪镇人民政府政府信息公开工作年度报告"],
        ),
        ("大" * 40, "", ["大" * 40]),
        ("大" * 30 + "2023年报告", "大" * 30, ["大" * 30 + "2023年报告"]),
        ("", "", []),
    ],
)
def test_a_long_title_breaks_after_the_office(title: str, agency: str, lines: list[str]) -> None:
    assert title_lines(title, agency) == tuple(lines)


@pytest.mark.parametrize("table", sorted(COLUMNS_MM))
def test_no_table_is_wider_than_the_text(table: str) -> None:
    assert sum(COLUMNS_MM[table]) <= TEXT_WIDTH_MM + 1e-9


def test_tables_stand_in_the_section_of_their_number() -> None:
    printed = printed_report(built())
    assert [[table.key for table in section.tables] for section in printed.sections] == [
        *([], ["proactive"], ["requests"], ["disputes"]),
        *([], []),
    ]


def test_without_numbers_the_title_of_the_section_decides() -> None:
    report = built(2020)
    report.sections = [Section(None, section.title, section.text) for section in report.sections]
    printed = printed_report(report)
    assert [len(section.tables) for section in printed.sections] == [0, 1, 1, 0, 0, 0]
    assert [table.key for table in printed.loose_tables] == ["disputes"]


def test_of_two_sections_with_one_number_the_first_has_the_table() -> None:
    report = built()
    report.sections = [*report.sections[:2], *report.sections[1:]]
    assert [len(section.tables) for section in printed_report(report).sections] == [0, 1, 0, 1, 1, 0, 0]


def test_long_numbers_get_smaller_type_and_others_do_not() -> None:
    table = printed_report(city()).sections[2].tables[0]
    sizes = {cell.text: table.type_pt(cell) for row in table.rows for cell in row}
    assert sizes["3001"] == 9 > sizes["12345678"] >= 6
