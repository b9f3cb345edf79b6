"""A table's lines as the matcher needs them: page furniture out, runs of single values made into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from gongkai.reading.lines import Geometry, Line, Token

_FURNITURE = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}\s*(?:页)?\s*(?:[/／共]\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s]*")
_MARKED = re.compile(r"[-—–页/／]")


def table_lines(lines: Sequence[Line], width: int) -> list[Line]:
    """`width` is how many values a row of this table has; 0 where rows differ, so that runs of values are left whole."""
    kept = [line for line in lines if line.tokens and not _is_furniture(line)]
    rows: list[Line] = []
    for single, group in groupby(kept, key=_is_single_value):
        run = list(group)
        if not single:
            rows.extend(run)
        else:
            rows.extend(_rows_of_run(run, width, rows))
    return rows


def _is_furniture(line: Line) -> bool:
    """- 4 -, 第4页, 4 / 9: a page number that says so itself."""
    if line.geometry in (Geometry.EXACT, Geometry.COUNTED):
        return False
    text = line.text.strip()
    return (
        _FURNITURE.fullmatch(text) is not None
        and _MARKED.search(text) is not None
        and re.search(r"\d", text) is not None
    )


def _is_single_value(line: Line) -> bool:
    return line.geometry in (Geometry.ORDER, Geometry.LAYOUT) and line.only_values and len(line.tokens) == 1


def _rows_of_run(run: list[Line], width: int, before: list[Line]) -> list[Line]:
    tokens = [token for line in run for token in line.tokens]
    if before and width:
        started = before[-1]
        short = width - started.value_count
        if started.value_count and 0 < short <= len(tokens) and started.geometry is Geometry.ORDER:
            before[-1] = _joined(started, tokens[:short])
            tokens = tokens[short:]
    if not tokens:
        return []
    parts = (
        [tokens[i : i + width] for i in range(0, len(tokens), width)]
        if width and len(tokens) % width == 0
        else [tokens]
    )
    return [_line(run[0], part) for part in parts]


def _line(like: Line, tokens: list[Token]) -> Line:
    return Line(list(tokens), Geometry.ORDER, like.block, page=like.page)


def _joined(line: Line, more: list[Token]) -> Line:
    return Line([*line.tokens, *more], Geometry.ORDER, line.block, line.gap, line.text, line.page)
