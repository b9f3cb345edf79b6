"""A report as it stands on paper: paragraphs and tables in order, with this report's cells in the form's grid.

Every form of output draws from this one layout, so that docx, PDF, xlsx, HTML and the platform's pages cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.report import AnnualReport, Cell, FormCell, FormTable, Role, Section
from gongkai.report.forms import REQUESTS

TEXT_WIDTH_MM = 156
CHARACTERS_A_LINE = 28
TITLE_CHARACTERS_A_LINE = 20
DATE_INDENT = 4
"""Text block of GB/T 9704: A4 less 28 and 26 mm, 28 characters a line; the date four characters from its right."""

COLUMNS_MM: dict[str, tuple[float, ...]] = {
    "proactive": (39, 39, 39, 39),
    "requests": (11, 24, 43, 12.5, *(10.6,) * 5, 12.5),
    "disputes": (10.4,) * 15,
}
"""Widths of the columns of each table on that block, in mm: table three is wide, but must not leave the page."""

TYPE_PT = {"proactive": 12.0, "requests": 9.0, "disputes": 9.0}
"""Type size of each table, in points: the body's 三号 does not fit into its columns."""

CELL_MARGIN_MM = {"proactive": 1.5, "requests": 0.5, "disputes": 0.3}
LABEL_INDENT_MM = 1.0
"""Before a label that has room."""
SMALLEST_PT = 6.0
_NUMBER_EDGES = re.compile(r"(?<=[^ -~])(?=[ -~])|(?<=[ -~])(?=[^ -~])")
_DIGIT_WIDTH = 0.65
"""Of the type size: 0.5 in Times New Roman; more, since another font may take its place."""
_POINTS_PER_MM = 72 / 25.4
_NARROW_MM = 12

FIRST_TABLE_SECTION = 2
"""Sections two, three and four hold the statutory tables, in this order (国办公开办函〔2021〕30号)."""

_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；：]{1,24}(?:。|$)")
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

    @property
    def fills_page(self) -> bool:
        """Table three needs a page of its own; the others must not be cut."""
        return self.key == REQUESTS

    def type_pt(self, cell: PrintedCell) -> float:
        """The table's type; smaller for a number too long for its column: a number broken in two is misread."""
        usual = TYPE_PT[self.key]
        if cell.role is not Role.VALUE or not cell.text:
            return usual
        room = (self._width_mm(cell) - 2 * CELL_MARGIN_MM[self.key] - 0.4) * _POINTS_PER_MM
        fitting = room / (len(cell.text) * _DIGIT_WIDTH)
        return max(SMALLEST_PT, min(usual, int(fitting * 2) / 2))

    def has_room(self, cell: PrintedCell) -> bool:
        """A label over several columns: its text need not stand close to the rule."""
        return cell.role is Role.LABEL and cell.form.rowspan == 1 and cell.form.colspan > 1

    def is_narrow_head(self, cell: PrintedCell) -> bool:
        """A head that should break in pairs of characters: 社会/公益/组织."""
        return cell.role is Role.HEAD and self._width_mm(cell) < _NARROW_MM

    def _width_mm(self, cell: PrintedCell) -> float:
        return sum(self.columns_mm[cell.column : cell.column + cell.form.colspan])


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section: its heading with the number, its paragraphs, and the tables that stand after them."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[PrintedTable, ...]

    @property
    def begins_page(self) -> bool:
        """So that no group of rows of table three is cut by a page's end."""
        return any(table.fills_page for table in self.tables)


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The report from top to bottom, `title` in lines. `loose_tables` have no section in this report and stand after the last one."""

    title: tuple[str, ...]
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
        title=title_lines(one_line(report.title or ""), one_line(report.agency or "")),
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


def run_in_heading(paragraph: str) -> tuple[str, str]:
    """（一）主动公开。 and the rest of the paragraph: GB/T 9704 sets a heading that runs into its text in 楷体."""
    found = _SECOND_LEVEL.match(paragraph)
    return (found.group(), paragraph[found.end() :]) if found else ("", paragraph)


def signature_indents(lines: list[str]) -> list[float]:
    """How many characters each line stands from the right: the date four, the office centred over it (GB/T 9704).

    An office whose name is too long to be centred so stands at the edge, and so does the date below it.
    """
    widths = [width_of(line) for line in lines]
    if len(widths) < 2:
        return [DATE_INDENT if width <= CHARACTERS_A_LINE - DATE_INDENT else 0 for width in widths]
    half_difference = (widths[0] - widths[1]) / 2
    office = DATE_INDENT - half_difference
    return [office, DATE_INDENT] if office >= 0 else [0, min(half_difference, DATE_INDENT)]


def title_lines(title: str, agency: str) -> tuple[str, ...]:
    """A title too long for one line breaks after the office's name, where it makes sense (GB/T 9704)."""
    if _width_set(title) <= TITLE_CHARACTERS_A_LINE or not agency or not title.startswith(agency) or title == agency:
        return (title,) if title else ()
    lines = (agency, title.removeprefix(agency).lstrip())
    return lines if max(map(_width_set, lines)) <= TITLE_CHARACTERS_A_LINE else (title,)


def _width_set(title: str) -> float:
    """With the quarter of a character that is left before and after a number: without it the last character stands alone."""
    return width_of(title) + 0.25 * len(_NUMBER_EDGES.findall(title))


def width_of(text: str) -> float:
    """Width in characters of the type size: Latin letters and digits are half as wide."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text without control characters and broken halves of characters, which no document may hold."""
    return _NOT_PRINTABLE.sub("", text)
