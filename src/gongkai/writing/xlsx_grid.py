"""A statutory table on a sheet: merged cells as in the form, numbers as numbers, findings as fill and note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.report import Finding, Number, Role, Severity
from gongkai.writing.layout import PrintedCell, PrintedTable, width_of
from gongkai.writing.marks import MARKS, by_cell
from gongkai.writing.neutral import neutral

SHEETS = {"proactive": "表二 主动公开", "requests": "表三 依申请公开", "disputes": "表四 复议诉讼"}
WIDTHS: dict[str, tuple[float, ...]] = {
    "proactive": (24, 18, 18, 18),
    "requests": (12, 17, 46, *(11,) * 7),
    "disputes": (9,) * 15,
}
"""Widths of columns in characters of half width, as spreadsheets count them."""

TOP = 1
"""Rows above a table: the title of the report."""

_LINE_POINTS = 15.0
_TALLEST = 409.0
"""No row can be taller."""
_MOST_DIGITS = 15
_FILLS = {Severity.ERROR: "#FBD5D0", Severity.WARNING: "#FDEBC8", Severity.INFO: "#DCE8F7"}
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number as a spreadsheet holds it, exactly, and with how many decimals it was printed.

    Never a float: xlsxwriter prints sixteen digits of one, and 96171.6 would become 96171.60000000001.
    """

    value: Number
    decimals: int


def numeric(value: Number | None) -> Numeric | None:
    """None for what a spreadsheet cannot hold without rounding: it keeps 15 digits."""
    if value is None:
        return None
    digits, exponent = Decimal(value).as_tuple().digits, Decimal(value).as_tuple().exponent
    decimals = max(0, -int(exponent))
    if max(len(digits), decimals) + max(0, int(exponent)) > _MOST_DIGITS:
        return None
    return Numeric(value, decimals)


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **properties})
        return self._made[key]

    @property
    def title(self) -> Format:
        return self.of(bold=True, font_size=14, align="center", text_wrap=True)

    @property
    def head(self) -> Format:
        return self.of(bold=True, border=1, align="center", text_wrap=True, bg_color="#F2F2F2")

    @property
    def label(self) -> Format:
        return self.of(border=1, align="left", indent=1, text_wrap=True)

    @property
    def group(self) -> Format:
        return self.of(border=1, align="center", text_wrap=True)

    @property
    def text(self) -> Format:
        return self.of(border=1, align="left", indent=1, text_wrap=True, num_format="@")

    @property
    def link(self) -> Format:
        return self.of(border=1, align="center", font_color="#0B4EA2", underline=1)

    def number(self, decimals: int, severity: Severity | None = None, unit: str | None = None) -> Format:
        """Shows every printed decimal, and the unit where the report prints one."""
        pattern = "0" + ("." + "0" * decimals if decimals else "") + (f'"{unit}"' if unit else "")
        return self.of(border=1, align="center", num_format=pattern, **_fill(severity))

    def marked_text(self, severity: Severity | None) -> Format:
        return self.of(border=1, align="center", text_wrap=True, num_format="@", **_fill(severity))

    def value(self, cell: PrintedCell, number: Numeric | None, severity: Severity | None) -> Format:
        """A cell of the report: its number with the printed decimals, or what else is printed."""
        unit = cell.cell.unit if cell.cell else None
        return self.number(number.decimals, severity, unit) if number else self.marked_text(severity)


def _fill(severity: Severity | None) -> dict[str, object]:
    return {"bg_color": _FILLS[severity]} if severity else {}


def draw(sheet: Worksheet, table: PrintedTable, title: str, findings: Sequence[Finding], formats: Formats) -> None:
    _shape(sheet, table)
    sheet.merge_range(0, 0, 0, table.form.columns - 1, "", formats.title)
    sheet.write_string(0, 0, neutral(title), formats.title)
    found = by_cell(findings)
    for row in table.rows:
        for cell in row:
            on_cell = found.get(cell.path or "", [])
            severity = on_cell[0][1].severity if on_cell else None
            _draw_cell(sheet, cell, severity, formats)
            if on_cell:
                _note(sheet, cell, on_cell)


def _shape(sheet: Worksheet, table: PrintedTable) -> None:
    widths = WIDTHS[table.key]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    for y, row in enumerate(table.rows):
        sheet.set_row(TOP + y, max(_height(cell, widths) for cell in row))
    labels = max((cell.column for row in table.rows for cell in row if cell.role is Role.LABEL), default=-1) + 1
    sheet.freeze_panes(TOP + table.form.head_rows, labels)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if table.form.head_rows:
        sheet.repeat_rows(0, TOP + table.form.head_rows - 1)


def _height(cell: PrintedCell, widths: tuple[float, ...]) -> float:
    """A cell over several rows has room enough."""
    room = sum(widths[cell.column : cell.column + cell.form.colspan])
    return height_of({} if cell.form.rowspan > 1 else {cell.text: room})


def height_of(texts: Mapping[str, float]) -> float:
    """Points that a row with these texts (text → width of its column) needs; programs do not find it by themselves."""
    lines = (ceil((width_of(text) * 2 + 1) / (width - 3)) for text, width in texts.items())
    return min(_TALLEST, max((1, *lines)) * _LINE_POINTS + 5)


def _draw_cell(sheet: Worksheet, cell: PrintedCell, severity: Severity | None, formats: Formats) -> None:
    y, x = TOP + cell.row, cell.column
    number = numeric(cell.cell.value) if cell.cell else None
    shape = formats.value(cell, number, severity) if cell.role is Role.VALUE else _format(cell, formats)
    if cell.form.rowspan > 1 or cell.form.colspan > 1:
        sheet.merge_range(y, x, y + cell.form.rowspan - 1, x + cell.form.colspan - 1, "", shape)
    if number:
        sheet.write_number(y, x, number.value, shape)
    elif cell.text:
        sheet.write_string(y, x, neutral(cell.text), shape)
    else:
        sheet.write_blank(y, x, None, shape)


def _format(cell: PrintedCell, formats: Formats) -> Format:
    if cell.role is Role.HEAD:
        return formats.head
    return formats.label if cell.form.rowspan == 1 else formats.group


def _note(sheet: Worksheet, cell: PrintedCell, found: list[tuple[int, Finding]]) -> None:
    told = "\n".join(f"{MARKS[finding.severity].word} {number}：{finding.message}" for number, finding in found)
    sheet.write_comment(TOP + cell.row, cell.column, told[:2000], {"x_scale": 2, "font_size": 9})


def place_of(path: str, tables: Sequence[PrintedTable]) -> tuple[str, int, int] | None:
    """Sheet, row and column (from 0) of a cell of the report."""
    for table in tables:
        for row in table.rows:
            for cell in row:
                if cell.path == path:
                    return SHEETS[table.key], TOP + cell.row, cell.column
    return None
