"""Values separated by commas or semicolons, cells in quotation marks: made into tabs before anything else looks at them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

_FEWEST_ROWS, _FEWEST_CELLS, _LONGEST_CELL = 5, 3, 60
_PLAIN_CELL = re.compile(r"[\s\"]*[-\d.]*[\s\"]*")
_QUOTED_BREAK = 8


def with_tabs(text: str) -> str:
    """The text with its separated rows as rows of tabs; other text unchanged."""
    lines = text.split("\n")
    if text.count('"') > 1 and ("\t" in text or "," in text):
        lines = list(_unbroken(lines))
    if "\t" in text:
        return "\n".join(_without_quotes(line) if '\t"' in line or line.startswith('"') else line for line in lines)
    separator = next((sign for sign in (",", ";") if _separates(lines, sign)), None)
    return "\n".join(_as_row(line, separator) for line in lines) if separator else text


def _separates(lines: list[str], sign: str) -> bool:
    """Several lines whose cells are mostly numbers or nothing."""
    rows = (line.split(sign) for line in lines if line.count(sign) >= _FEWEST_CELLS - 1)
    plain = sum(sum(_PLAIN_CELL.fullmatch(cell) is not None for cell in row) * 2 >= len(row) for row in rows)
    return plain >= _FEWEST_ROWS


def _as_row(line: str, sign: str) -> str:
    # The reader takes a carriage return inside a line for a second line.
    cells = next(csv.reader([line.replace("\r", " ")], delimiter=sign), [])
    is_row = len(cells) >= _FEWEST_CELLS and all(len(cell) <= _LONGEST_CELL and "。" not in cell for cell in cells)
    return "\t".join(cell.replace("\t", " ") for cell in cells) if is_row else line


def _unbroken(lines: list[str]) -> Iterator[str]:
    """Cells in quotation marks may hold line breaks: such a row is one line again."""
    held: list[str] = []
    for line in lines:
        held.append(line)
        if sum(part.count('"') for part in held) % 2 == 0:
            yield " ".join(held)
            held = []
        elif len(held) > _QUOTED_BREAK:
            yield from held
            held = []
    yield from held


def _without_quotes(line: str) -> str:
    cells = line.split("\t")
    return "\t".join(c[1:-1].replace('""', '"') if len(c) > 1 and c[0] == c[-1] == '"' else c for c in cells)
