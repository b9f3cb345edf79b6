"""Tables of Markdown: which lines are rows, and what stands in a cell without its marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reading.loaders.text import TextLine
from gongkai.reading.problem import Clock, ReadingError

_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|sup|sub|p|div|center)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>\s*([^<>\s]{1,8})\s*</sup>|\^([^^\s]{1,8})\^", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)([^*_`~]{1,400}?)(?<=\S)\1")
_STRUCK = re.compile(r"~~[^~]{1,400}~~|<(del|s|strike)>.{0,400}?</\1>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"[\s|:=+-]*")
_DASHES = re.compile(r"[-=]{2,}")
_GRID_RULE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_MARKED = re.compile(r"[*_`~<&\\^]")
_MOST_CELLS_A_ROW = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its cells, each cleaned, and the line it stands on."""

    cells: tuple[str, ...]
    line: TextLine


def rows_of(lines: Sequence[TextLine], clock: Clock) -> Iterator[Row]:
    """Rows of pipe tables; in a grid table (+---+) all lines between two rules are one row."""
    is_grid = any(_GRID_RULE.fullmatch(line.text) for line in lines)
    open_row: list[tuple[str, ...]] = []
    for line in lines:
        if is_rule(line.text):
            if open_row:
                yield Row(_together(open_row), line)
                open_row = []
            continue
        cells = tuple(plain(cell) for cell in _cut(line.text, clock))
        if is_grid:
            open_row.append(cells)
        else:
            yield Row(cells, line)
    if open_row:
        yield Row(_together(open_row), lines[-1])


def is_table_line(text: str) -> bool:
    """A row between pipes, or a line of a grid table."""
    return len(_PIPE.findall(text)) > 1 or _GRID_RULE.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _DASHES.search(text) is not None


def _together(lines: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The lines of one row, cell by cell."""
    width = max(len(cells) for cells in lines)
    return tuple("\n".join(cells[x] for cells in lines if x < len(cells) and cells[x]) for x in range(width))


def _cut(text: str, clock: Clock) -> list[str]:
    inner = text.strip()
    if inner.count("|") > _MOST_CELLS_A_ROW:
        raise ReadingError(f"表格一行超过 {_MOST_CELLS_A_ROW} 格", "请确认这是一份年度报告", clock.name, "READ_LINES")
    cells = _PIPE.split(inner)
    if not inner.startswith("|"):
        return _PIPE.split(text.rstrip("\n"))
    return cells[1:-1] if len(cells) > 2 and not cells[-1].strip() else cells[1:]


def plain(text: str) -> str:
    """Without marks of emphasis, tags, escapes and entities; what is struck out is left out."""
    if not _MARKED.search(text):
        return text.strip(" \xa0")
    text = _RAISED.sub(_note, _BREAK.sub("\n", _STRUCK.sub("", text)))
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _TAG.sub("", text)))
    lines = html.unescape(_ESCAPE.sub(r"\1", text)).split("\n")
    return "\n".join(line.strip(" \xa0") for line in lines).strip("\n")


def _note(raised: re.Match[str]) -> str:
    """A raised digit behind a number is the mark of a note, and none of its digits."""
    return f"（注{raised[1] or raised[2]}）"
