"""A report as it stands on paper: paragraphs and tables in order, with this report's cells in the form's grid.

Every form of output draws from this one layout, so that docx, PDF, xlsx, HTML and the platform's pages cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.report import AnnualReport, Cell, FormCell, FormTable, Role, Section

TEXT_WIDTH_MM = 156
"""Width of the text block of GB/T 9704: A4 less 28 and 26 mm."""

COLUMNS_MM: dict[str, tuple[float, ...]] = {
    "proactive": (39, 39, 39, 39),
    "requests": (11, 24, 43, 12.5, *(10.6,) * 5, 12.5),
    "disputes": (10.4,) * 15,
}
"""Widths of the columns of each table on that block, in mm: table three is wide, but must not leave the page."""

FIRST_TABLE_SECTION = 2
"""Sections two, three and four hold the statutory tables, in this order (国办公开办函〔2021〕30号)."""

_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell: `text` is what is read on paper; `row` and `column` are its place in the grid, from 0."""

    form: FormCell
    text: str
    row: int
    column: int
    cell: Cell | None = None

    @property
    def path(self) -> str | None:
        return self.form.path

    @property
    def role(self) -> Role:
        return self.form.role


@dataclass(frozen=True, slots=True)
class PrintedTable:
    form: FormTable
    rows: tuple[tuple[PrintedCell, ...], ...]

    @property
    def key(self) -> str:
        return self.form.key

    @property
    def columns_mm(self) -> tuple[float, ...]:
        return COLUMNS_MM[self.form.key]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section: its heading with the number, its paragraphs, and the tables that stand after them."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[PrintedTable, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The report from top to bottom. `loose_tables` have no section in this report and stand after the last one."""

    title: str | None
    opening: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
    loose_tables: tuple[PrintedTable, ...]
    signature: str | None
    signed_on: str | None


def printed_report(report: AnnualReport) -> PrintedReport:
    """The whole report as it is printed; texts are free of characters that no document can hold."""
    tables = printed_tables(report)
    places = [_section_of(number, table, report) for number, table in enumerate(tables, FIRST_TABLE_SECTION)]
    return PrintedReport(
        title=one_line(report.title) if report.title else None,
        opening=paragraphs(report.opening),
        sections=tuple(
            PrintedSection(
                heading(section),
                paragraphs(section.text),
                tuple(table for table, place in zip(tables, places, strict=True) if place == position),
            )
            for position, section in enumerate(report.sections)
        ),
        loose_tables=tuple(table for table, place in zip(tables, places, strict=True) if place is None),
        signature=one_line(report.signature) if report.signature else None,
        signed_on=chinese_date(report.signed_on) if report.signed_on else None,
    )


def _section_of(number: int, table: PrintedTable, report: AnnualReport) -> int | None:
    """Position of the section a table belongs to: the one of its number, else the one of its title."""
    positions = {section.number: position for position, section in reversed(list(enumerate(report.sections)))}
    if number in positions:
        return positions[number]
    titles = (position for position, section in enumerate(report.sections) if section.title.endswith(table.form.title))
    return next(titles, None)


def printed_tables(report: AnnualReport) -> tuple[PrintedTable, ...]:
    """The statutory tables of the report with what they print; empty for a report of text only."""
    return tuple(_printed(table, report) for table in report.printed_tables())


def _printed(table: FormTable, report: AnnualReport) -> PrintedTable:
    taken: set[tuple[int, int]] = set()
    rows = []
    for y, row in enumerate(table.rows):
        printed, x = [], 0
        for form in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + dy, x + dx) for dy in range(form.rowspan) for dx in range(form.colspan)}
            cell = report.cell(form.path) if form.path else None
            printed.append(PrintedCell(form, cell_text(cell) if cell else form.text, y, x, cell))
        rows.append(tuple(printed))
    return PrintedTable(table, tuple(rows))


def cell_text(cell: Cell) -> str:
    """What the cell prints; an amount with its unit, where the report gives one."""
    printed = one_line(cell.printed)
    return f"{printed}{cell.unit}" if cell.unit and cell.value is not None else printed


def heading(section: Section) -> str:
    """一、总体情况; a section without a number has its title only."""
    title = one_line(section.title)
    return title if section.number is None else f"{chinese_numeral(section.number)}、{title}"


def chinese_numeral(number: int) -> str:
    """1 to 99 as in headings: 一, 十, 十二, 二十; other numbers in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The lines of a text that hold something, without the white space around them."""
    lines: Iterable[str] = printable(text or "").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text without control characters and broken halves of characters, which no document may hold."""
    return _NOT_PRINTABLE.sub("", text)
