"""A program of its own: a workbook on the standard input → its visible sheets as JSON on the standard output.

The reader of workbooks stops hard on some damaged files, and takes what memory a hostile one asks for; here that costs
this process only. It imports nothing of the library, so that it starts at once.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import python_calamine as calamine

MOST_CELLS = 2_000_000
_MEMORY = 1_500_000_000
_VALUE = (str, int, float, bool)


def main() -> None:
    _limit_memory()
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(data: bytes) -> dict[str, Any]:
    """`sheets`, or `error`: password, broken or large."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {"sheets": list(_sheets(book))}
    except calamine.PasswordError:
        return {"error": "password"}
    except OverflowError:
        return {"error": "large"}
    except (calamine.CalamineError, OSError, ValueError):
        return {"error": "broken"}


def _sheets(book: calamine.CalamineWorkbook) -> Iterator[dict[str, Any]]:
    for number, about in enumerate(book.sheets_metadata, 1):
        if about.typ is calamine.SheetTypeEnum.WorkSheet and about.visible is calamine.SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.height * sheet.width > MOST_CELLS:
                raise OverflowError
            yield {
                "name": about.name,
                "number": number,
                "cells": list(_cells(sheet)),
                "merges": [[*start, *end] for start, end in sheet.merged_cell_ranges or []],
            }


def _cells(sheet: calamine.CalamineSheet) -> Iterator[list[Any]]:
    """Row, column and value of each filled cell, rows and columns from 0; dates as people write them."""
    top, left = sheet.start or (0, 0)
    for y, row in enumerate(sheet.to_python(skip_empty_area=True), top):
        for x, value in enumerate(row, left):
            if value != "":
                yield [y, x, _plain(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value if isinstance(value, _VALUE) else str(value)


if __name__ == "__main__":
    main()
