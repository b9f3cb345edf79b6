"""The report as a workbook: a sheet for each table with its merged heads, one for the text, one for what was found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from gongkai.errors import MissingExtraError

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet
except ImportError as error:
    raise MissingExtraError.of("writing .xlsx", "xlsx") from error

from gongkai.report import AnnualReport, Finding, Number, cell_name
from gongkai.writing.layout import PrintedReport, PrintedTable, one_line, printable, printed_report, printed_tables
from gongkai.writing.marks import MARKS
from gongkai.writing.neutral import neutral
from gongkai.writing.xlsx_grid import SHEETS, Formats, draw, height_of, numeric, place_of

__all__ = ["Worksheet", "fill", "neutral", "open_workbook", "to_bytes", "write_number"]

TEXT_SHEET, FINDINGS_SHEET = "文字", "检查结果"
TEXT_WIDTHS = (34, 100)
HEADS = {"序号": 6, "级别": 10, "说明": 64, "应为": 11, "实为": 11, "位置": 11, "涉及的单元格": 44, "规则": 19}
_MOST_NAMES = 8
_LONGEST = 32_000
"""A cell holds 32,767 characters."""


def to_bytes(report: AnnualReport, *, findings_sheet: bool = True) -> bytes:
    """The .xlsx file. Counts are numbers; money is a number with its printed decimals, or text where a spreadsheet would
    round it (more than 15 digits). What is published goes without the sheet of findings, and is given without any."""
    stream = BytesIO()
    with open_workbook(stream) as book:
        fill(book, report, Formats(book), findings_sheet=findings_sheet)
    return stream.getvalue()


@contextmanager
def open_workbook(stream: IO[bytes]) -> Iterator[Workbook]:
    """A workbook in which text stays text: nothing is turned into a formula, an address or a number."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    yield book
    book.close()


def fill(book: Workbook, report: AnnualReport, formats: Formats, *, findings_sheet: bool = True) -> None:
    """The sheets of one report. Nobody is named as its author: the check before publication would ask about the name."""
    title = one_line(report.title or "")
    book.set_properties({"title": title[:255]})
    tables = printed_tables(report)
    for table in tables:
        draw(book.add_worksheet(SHEETS[table.key]), table, title, report.findings, formats)
    _text(book.add_worksheet(TEXT_SHEET), report, formats)
    if findings_sheet:
        _findings(book.add_worksheet(FINDINGS_SHEET), report, tables, formats)


def _text(sheet: Worksheet, report: AnnualReport, formats: Formats) -> None:
    for column, width in enumerate(TEXT_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    _print_setup(sheet)
    for column, head in enumerate(("部分", "内容")):
        sheet.write_string(0, column, head, formats.head)
    for y, (name, text) in enumerate(_lines(report), 1):
        sheet.set_row(y, height_of(dict(zip((name, text), TEXT_WIDTHS, strict=True))))
        sheet.write_string(y, 0, neutral(name), formats.label)
        sheet.write_string(y, 1, neutral(text), formats.text)


def _lines(report: AnnualReport) -> Iterator[tuple[str, str]]:
    printed = printed_report(report)
    yield from _named("标题", "".join(printed.title))
    yield from _named("机关", one_line(report.agency or ""))
    yield from _named("统计年度", str(report.year or ""))
    for text in printed.opening:
        yield from _named("开头", text)
    yield from _of_sections(printed)
    yield from _named("署名", printed.signature or "")
    yield from _named("日期", printed.signed_on or "")


def _of_sections(printed: PrintedReport) -> Iterator[tuple[str, str]]:
    for section in printed.sections:
        tables = "、".join(SHEETS[table.key] for table in section.tables)
        for text in section.paragraphs or (f"（见“{tables}”）" if tables else "（没有文字）",):
            yield from _named(section.heading, text)


def _named(name: str, text: str) -> Iterator[tuple[str, str]]:
    for start in range(0, len(text), _LONGEST):
        yield name, text[start : start + _LONGEST]


def _findings(sheet: Worksheet, report: AnnualReport, tables: tuple[PrintedTable, ...], formats: Formats) -> None:
    for column, (head, width) in enumerate(HEADS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, formats.head)
    sheet.freeze_panes(1, 0)
    _print_setup(sheet)
    if not report.findings:
        sheet.write_string(1, 2, "没有列出问题", formats.text)
    for y, finding in enumerate(report.findings, 1):
        _finding(sheet, y, finding, tables, formats)


def _finding(sheet: Worksheet, y: int, finding: Finding, tables: tuple[PrintedTable, ...], formats: Formats) -> None:
    mark, message, names = MARKS[finding.severity], printable(finding.message)[:_LONGEST], _names(finding.cells)
    sheet.set_row(y, height_of({message: HEADS["说明"], names: HEADS["涉及的单元格"]}))
    sheet.write_number(y, 0, y, formats.number(0))
    sheet.write_string(y, 1, f"{mark.sign} {mark.word}", formats.marked_text(finding.severity))
    sheet.write_string(y, 2, neutral(message), formats.text)
    write_number(sheet, y, 3, finding.expected, formats)
    write_number(sheet, y, 4, finding.actual, formats)
    _link(sheet, y, 5, finding, tables, formats)
    sheet.write_string(y, 6, neutral(names), formats.text)
    sheet.write_string(y, 7, neutral(printable(finding.rule)), formats.text)


def _names(paths: tuple[str, ...]) -> str:
    names = "、".join(_name(path) for path in paths[:_MOST_NAMES])
    return names if len(paths) <= _MOST_NAMES else f"{names}等 {len(paths)} 格"


def _name(path: str) -> str:
    try:
        return cell_name(path)
    except (KeyError, ValueError, IndexError):
        return path[:_LONGEST]


def write_number(sheet: Worksheet, y: int, x: int, value: Number | None, formats: Formats) -> None:
    """A number as one, or as text where a spreadsheet would round it."""
    number = numeric(value)
    if value is None:
        sheet.write_blank(y, x, None, formats.text)
    elif number is None:
        sheet.write_string(y, x, str(value), formats.text)
    else:
        sheet.write_number(y, x, number.value, formats.number(number.decimals))


def _link(
    sheet: Worksheet, y: int, x: int, finding: Finding, tables: tuple[PrintedTable, ...], formats: Formats
) -> None:
    """A click leads to the first cell of the finding; a finding about text names its section."""
    places = (place_of(path, tables) for path in finding.cells)
    place = next((place for place in places if place), None)
    if place:
        name, row, column = place
        address = xl_rowcol_to_cell(row, column)
        sheet.write_url(y, x, f"internal:'{name}'!{address}", formats.link, f"{name[:2]} {address}")
    else:
        sheet.write_string(y, x, TEXT_SHEET if finding.quote or finding.section else "", formats.text)


def _print_setup(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
