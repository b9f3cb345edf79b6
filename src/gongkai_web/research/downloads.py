"""What a page shows as CSV and xlsx: the same tables, the same words, the same order; a link by its address."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal

import xlsxwriter

from gongkai_web.research.shown import Cell, Shown, Table

Value = str | int | float | Decimal
FORMS: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def value_of(cell: Cell, base: str) -> Value:
    """A number where there is one and nothing is said beside it, else the words as they are shown."""
    if cell.link:
        return cell.link if "://" in cell.link else base + cell.link
    if cell.number is not None and not cell.mark and not cell.text.endswith("%"):
        return cell.number
    return f"{cell.text}（{cell.mark}）" if cell.mark else cell.text


def as_csv(shown: Shown, base: str) -> bytes:
    """For Excel: with its byte order mark, and nothing that it would take for a formula."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    for number, table in enumerate(shown.tables):
        if number:
            write([])
        for row in _lines(table, base):
            write([_harmless(value) for value in row])
    if shown.notes:
        write([])
    for note in shown.notes:
        write([_harmless(note)])
    return ("\ufeff" + out.getvalue()).encode()


def _lines(table: Table, base: str) -> Iterator[list[Value]]:
    yield list(table.columns)
    for row in table.rows:
        yield [value_of(cell, base) for cell in row]


def _harmless(value: Value) -> Value:
    """A cell that begins like a formula is text to the program that opens it; a negative number is none."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip()[:1] in ("=", "+", "-", "@") or value[:1] in ("\t", "\r", "\n") else value


def as_xlsx(shown: Shown, base: str) -> bytes:
    """A sheet a table, and one of notes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    for number, table in enumerate(shown.tables, start=1):
        sheet = book.add_worksheet(f"表{number}")
        for at, row in enumerate(_lines(table, base)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value, *([head] if at == 0 else []))
                else:
                    sheet.write_number(at, column, value)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, max(1, len(table.columns) - 1), 14)
        sheet.freeze_panes(1, 1)
    notes = book.add_worksheet("说明")
    for at, note in enumerate([shown.title, *shown.notes]):
        notes.write_string(at, 0, note)
    book.close()
    return stream.getvalue()


WRITERS: dict[str, Callable[[Shown, str], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}
