"""Workbooks of Excel and WPS (xlsx, xlsm, xlsb, xls) → blocks. Values by calamine; formulas are never computed here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.sheets import MOST_CELLS, Position, Sheet, notes_on, sheet_blocks
from gongkai.reading.loaders.xlsx_format import Decimals, number_text
from gongkai.reading.loaders.xlsx_parts import SheetParts, sheet_parts
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
}


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Visible sheets in their order. Raises ReadingError for damaged, protected and oversized workbooks."""
    is_zip = data.startswith(b"PK")
    parts = sheet_parts(data, clock) if is_zip else {}
    _check_size(parts, clock)
    sheets = list(_sheets(data, parts, clock))
    blocks = [block for sheet in sheets for block in sheet_blocks(sheet, clock)]
    kind = "xlsx" if is_zip else "xls"
    return Document(blocks, name, kind, MEDIA_TYPES[kind], notes=notes_on(sheets))


def _check_size(parts: dict[str, SheetParts], clock: Clock) -> None:
    for name, sheet in parts.items():
        rows, columns = sheet.size
        if rows * columns > MOST_CELLS:
            raise ReadingError(
                f"工作表“{name}”有 {rows} 行 {columns} 列，太大", "请确认这是一份年度报告", clock.name, "READ_LINES"
            )


def _sheets(data: bytes, parts: dict[str, SheetParts], clock: Clock) -> Iterator[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata, 1):
            if about.typ is calamine.SheetTypeEnum.WorkSheet and about.visible is calamine.SheetVisibleEnum.Visible:
                clock.check()
                yield _sheet(book.get_sheet_by_name(about.name), number, parts.get(about.name, SheetParts()))
    except calamine.PasswordError as error:
        raise ReadingError("工作簿有密码", "请去掉密码后再试", clock.name, "READ_PASSWORD") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ReadingError(
            "工作簿已损坏，打不开", "请用 Excel 或 WPS 打开后重新保存", clock.name, "READ_BROKEN"
        ) from error


def _sheet(read: calamine.CalamineSheet, number: int, parts: SheetParts) -> Sheet:
    merges = [(*start, *end) for start, end in read.merged_cell_ranges or []]
    texts = dict(_texts(read, parts))
    return Sheet(read.name, number, texts, parts.uncomputed, merges, parts.bordered)


def _texts(read: calamine.CalamineSheet, parts: SheetParts) -> Iterator[tuple[Position, str]]:
    """Filled cells; where a formula has no result there is none."""
    top, left = read.start or (0, 0)
    for y, row in enumerate(read.to_python(skip_empty_area=True), top):
        for x, value in enumerate(row, left):
            at = (y, x)
            text = _text(value, parts.shown.get(at)).strip()
            if text and at not in parts.uncomputed and at not in parts.errors:
                yield at, text
    yield from parts.errors.items()


def _text(value: Any, shown: Decimals | None) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value, shown)
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
