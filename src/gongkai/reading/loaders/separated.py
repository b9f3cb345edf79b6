"""Cells separated by commas, semicolons or strokes: made into tabs or lines before anything else looks at them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

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


_STROKE = re.compile(r"[|¦│┃｜]")
_NOTHING_ELSE = re.compile(r"[\s|¦│┃｜]*")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_FEWEST_STROKES = 20


def without_strokes(text: str) -> str:
    """Pages saved as text may end every cell with a stroke, on its line or on the next: made into one cell a line, where
    an empty line is an empty cell; other text unchanged."""
    if len(_STROKE.findall(text)) < _FEWEST_STROKES:
        return text
    lines = text.split("\n")
    kinds = [_stroke_kind(line) for line in lines]
    ended = [at for at, kind in enumerate(kinds) if kind in ("alone", "behind")]
    if len(ended) < _FEWEST_STROKES or kinds.count("row") * 3 > len(ended):
        return text
    first, last = ended[0], ended[-1]
    inside = zip(lines[first : last + 1], kinds[first : last + 1], strict=True)
    table = [(line, kind) for line, kind in inside if kind not in ("blank", "several")]
    cells = _below(table) if kinds.count("alone") > kinds.count("behind") else _behind(table)
    return "\n".join([*lines[:first], *cells, *lines[last + 1 :]])


def _stroke_kind(line: str) -> str:
    """What the strokes of a line are: one `alone`, `several` alone, one `behind` a cell, those of a `row`, or none."""
    count = len(_STROKE.findall(line))
    if not count:
        return "none" if line.strip() else "blank"
    if _NOTHING_ELSE.fullmatch(line):
        return "alone" if count == 1 else "several"
    return "behind" if count == 1 and _STROKE.match(line.rstrip()[-1]) else "row"


def _below(table: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A stroke below each cell: two of them have an empty cell between them."""
    before = ""
    for line, kind in table:
        if kind != "alone":
            yield line
        elif before == "alone":
            yield ""
        before = kind


def _behind(table: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A stroke behind each cell: one alone ends an empty cell, or begins a row where every row has one."""
    following = [(kind, _WORDS.search(line) is not None) for line, kind in table[1:]] + [("", False)]
    labels = sum(words for _, words in following)
    begin = [kind == "alone" and words for (_, kind), (_, words) in zip(table, following, strict=True)]
    rows_begin = sum(begin) * 3 > labels
    for (line, kind), begins in zip(table, begin, strict=True):
        if kind == "behind":
            yield line.rstrip()[:-1].rstrip()
        elif kind != "alone":
            yield line
        elif not (rows_begin and begins):
            yield ""
