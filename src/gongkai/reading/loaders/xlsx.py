"""Workbooks of Excel and WPS (xlsx, xlsm, xlsb, xls) → blocks. Values by calamine; formulas are never computed here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine as _calamine  # noqa: F401 — its absence must be told as a missing extra, not by the worker

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.sheets import MOST_CELLS, Position, Sheet, blocks_of, notes_on
from gongkai.reading.loaders.xlsx_format import number_text
from gongkai.reading.loaders.xlsx_parts import SheetParts, sheet_parts
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
}
_WORKER = Path(__file__).with_name("xlsx_worker.py")
_AGAIN = "请用 Excel 或 WPS 打开后重新保存"
_ERRORS = {
    "password": ("工作簿有密码", "请去掉密码后再试", "READ_PASSWORD"),
    "large": ("工作表太大", "请确认这是一份年度报告", "READ_LINES"),
    "broken": ("工作簿已损坏，打不开", _AGAIN, "READ_BROKEN"),
}


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Visible sheets in their order. Raises ReadingError for damaged, protected and oversized workbooks."""
    sheets, notes = sheets_in(data, clock)
    blocks = blocks_of(sheets, clock)
    kind = "xlsx" if data.startswith(b"PK") else "xls"
    return Document(blocks, name, kind, MEDIA_TYPES[kind], notes=notes)


def sheets_in(data: bytes, clock: Clock) -> tuple[list[Sheet], list[str]]:
    """The visible sheets as they are, without asking which of their lines are text, and what was left out of them."""
    parts = sheet_parts(data, clock) if data.startswith(b"PK") else {}
    _check_size(parts, clock)
    sheets = [_sheet(sheet, parts) for sheet in _worker_sheets(data, clock)]
    hidden = [note for sheet in sheets if (note := sheet.without_hidden())]
    return sheets, [*hidden, *notes_on(sheets)]


@dataclass(frozen=True, slots=True)
class Values:
    """A sheet's values themselves, not rounded to what their formats show; `parts` says what else stands there."""

    name: str
    values: Mapping[Position, str | int | float]
    parts: SheetParts


def values_in(data: bytes, clock: Clock) -> list[Values]:
    """The visible sheets of an .xlsx for one who knows its layout. Raises ReadingError as `load` does."""
    parts = sheet_parts(data, clock)
    _check_size(parts, clock)
    return [
        Values(sheet["name"], {(y, x): value for y, x, value in sheet["cells"]}, parts.get(sheet["name"], SheetParts()))
        for sheet in _worker_sheets(data, clock)
    ]


def _check_size(parts: Mapping[str, SheetParts], clock: Clock) -> None:
    for name, sheet in parts.items():
        rows, columns = sheet.size
        if rows * columns > MOST_CELLS:
            raise ReadingError(
                f"工作表“{name}”有 {rows} 行 {columns} 列，太大", "请确认这是一份年度报告", clock.name, "READ_LINES"
            )


def _worker_sheets(data: bytes, clock: Clock) -> Sequence[Mapping[str, Any]]:
    """What the worker read; a worker that crashed or ran out of memory had a damaged or hostile file."""
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_WORKER)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(clock.left, 0.1),
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingError(f"读取超过 {clock.limits.seconds:g} 秒，已停止", _AGAIN, clock.name, "READ_TIME") from error
    answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {"error": "broken"}
    if "error" in answer:
        text, remedy, code = _ERRORS[answer["error"]]
        raise ReadingError(text, remedy, clock.name, code)
    return list(answer["sheets"])


def _sheet(read: Mapping[str, Any], parts: Mapping[str, SheetParts]) -> Sheet:
    own = parts.get(read["name"], SheetParts())
    merges = [(top, left, bottom, right) for top, left, bottom, right in read["merges"]]
    return Sheet(
        read["name"],
        read["number"],
        dict(_texts(read, own)),
        own.uncomputed,
        merges,
        own.bordered,
        own.hidden_rows,
        own.hidden_columns,
    )


def _texts(read: Mapping[str, Any], parts: SheetParts) -> Iterator[tuple[Position, str]]:
    """Filled cells; where a formula has no result there is none."""
    for y, x, value in read["cells"]:
        at = (y, x)
        text = _text(value, at, parts).strip()
        if text and at not in parts.uncomputed and at not in parts.errors:
            yield at, text
    yield from parts.errors.items()


def _text(value: Any, at: Position, parts: SheetParts) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value, parts.shown.get(at))
    return str(value)
