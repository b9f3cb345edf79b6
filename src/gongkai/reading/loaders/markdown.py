"""Markdown → blocks: pipe tables and grid tables, HTML tables among the text, headings and text as lines.

Rows that stand one below the other are one table, even where a converter gave each row or each page a table of its own.
Merged cells come as empty ones, or not at all: columns are only counted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongkai.errors import MissingExtraError
from gongkai.reading.blocks import Block, Document, Grid, GridCell
from gongkai.reading.encoding import decode
from gongkai.reading.loaders.text import TextLine, blocks_of
from gongkai.reading.problem import Clock, ReadingError
from gongkai.report import Place

MEDIA_TYPE = "text/markdown"
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|sup|sub|p|div|center)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)([^*_`~]{1,400}?)(?<=\S)\1")
_STRUCK = re.compile(r"~~[^~]{1,400}~~|<(del|s|strike)>.{0,400}?</\1>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"[\s|:=+-]*")
_DASHES = re.compile(r"[-=]{2,}")
_GRID_RULE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_TABLE = re.compile(r"<(/?)(?:table|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_MARKED = re.compile(r"[*_`~<&\\]")
_FURTHEST_GAP, _MOST_CELLS_A_ROW = 2, 500


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row: its cells, each cleaned, and the line it stands on."""

    cells: tuple[str, ...]
    line: TextLine


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for damaged text, MissingExtraError for HTML tables where their reader is not installed."""
    text = decode(data, name)
    notes: list[str] = []
    blocks: list[Block] = []
    for is_markup, part, first in _parts(text, clock):
        if is_markup:
            more, said = _markup(part, first, clock)
            notes += said
        else:
            more = list(_blocks(list(_lines(part, first)), clock))
        blocks += more
    return Document(_with_tables(blocks), name, "markdown", MEDIA_TYPE, notes=notes)


# ---- HTML inside


def _parts(text: str, clock: Clock) -> Iterator[tuple[bool, str, int]]:
    """Pieces of Markdown and whole HTML tables, each with how many lines stand before it."""
    lines = text.splitlines()
    clock.lines(len(lines))
    open_tags = 0
    kinds: list[bool] = []
    for line in lines:
        inside = open_tags > 0
        for tag in _TABLE.finditer(line):
            inside = True
            if tag.group().lower().startswith(("<table", "</table")):
                open_tags = max(0, open_tags + (-1 if tag[1] else 1))
        kinds.append(inside)
    first = 0
    for is_markup, group in groupby(kinds):
        count = sum(1 for _ in group)
        yield is_markup, "\n".join(lines[first : first + count]), first
        first += count


def _markup(part: str, first: int, clock: Clock) -> tuple[list[Block], list[str]]:
    """HTML needs its own extra; Markdown without it does not."""
    try:
        from gongkai.reading.loaders.html_page import markup_blocks
    except ImportError as error:
        raise MissingExtraError.of("reading HTML tables in Markdown", "html") from error
    blocks, notes = markup_blocks(part, clock)
    return [_moved(block, first) for block in blocks], notes


def _moved(block: Block, lines: int) -> Block:
    """Lines inside HTML are counted by what is shown; where the piece begins is known."""
    if not isinstance(block, Grid):
        return replace(block, at=Place(line=lines + 1))
    at = Place(line=lines + 1)
    rows = tuple(tuple(replace(cell, at=at) for cell in row) for row in block.rows)
    return replace(block, rows=rows, at=at)


# ---- pipes


def _lines(part: str, first: int) -> Iterator[TextLine]:
    """Lines that hold something, the rules of tables among them."""
    gap = 0
    for number, text in enumerate(part.split("\n"), first + 1):
        if text.strip():
            yield TextLine(text, number, None, gap)
        gap = 0 if text.strip() else gap + 1


def _blocks(lines: Sequence[TextLine], clock: Clock) -> Iterator[Block]:
    for is_row, group in groupby(_with_gaps(lines), key=lambda pair: pair[0]):
        run = [line for _, line in group]
        clock.check()
        if is_row:
            yield from _grid(list(_rows(run, clock)))
        else:
            yield from blocks_of([_cleaned(line) for line in run if not _is_rule(line.text)], clock)


def _with_gaps(lines: Sequence[TextLine]) -> Iterator[tuple[int, TextLine]]:
    """Each line with the number of its table, 0 for text; a table ends at text, or at several empty lines."""
    table, before = 0, False
    for line in lines:
        is_row = len(_PIPE.findall(line.text)) > 1 or (_GRID_RULE.fullmatch(line.text) is not None)
        if is_row and (not before or line.gap > _FURTHEST_GAP):
            table += 1
        yield (table if is_row else 0), line
        before = is_row


def _cleaned(line: TextLine) -> TextLine:
    return replace(line, text=_plain(line.text) if "|" not in line.text else line.text)


def _rows(lines: Sequence[TextLine], clock: Clock) -> Iterator[_Row]:
    """Rows of pipe tables; in a grid table (+---+) all lines between two rules are one row."""
    is_grid = any(_GRID_RULE.fullmatch(line.text) for line in lines)
    open_row: list[tuple[str, ...]] = []
    for line in lines:
        if _is_rule(line.text):
            if open_row:
                yield _Row(_together(open_row), line)
                open_row = []
            continue
        cells = tuple(_plain(cell) for cell in _cut(line.text, clock))
        if is_grid:
            open_row.append(cells)
        else:
            yield _Row(cells, line)
    if open_row:
        yield _Row(_together(open_row), lines[-1])


def _is_rule(text: str) -> bool:
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


def _plain(text: str) -> str:
    """Without marks of emphasis, tags, escapes and entities; what is struck out is left out."""
    if not _MARKED.search(text):
        return text.strip(" \xa0")
    text = _BREAK.sub("\n", _STRUCK.sub("", text))
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _TAG.sub("", text)))
    lines = html.unescape(_ESCAPE.sub(r"\1", text)).split("\n")
    return "\n".join(line.strip(" \xa0") for line in lines).strip("\n")


def _grid(rows: Sequence[_Row]) -> Iterator[Grid]:
    if not rows:
        return
    table = tuple(
        tuple(GridCell(text, y, x, at=row.line.at) for x, text in enumerate(row.cells)) for y, row in enumerate(rows)
    )
    yield Grid(table, exact=False, at=rows[0].line.at)


def _with_tables(blocks: Sequence[Block]) -> list[Block]:
    """Tables numbered in their order."""
    done: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Grid):
            count += 1
            rows = tuple(tuple(_in_table(cell, count) for cell in row) for row in block.rows)
            block = replace(block, rows=rows, at=replace(block.at, table=count))
        done.append(block)
    return done


def _in_table(cell: GridCell, table: int) -> GridCell:
    place = Place(cell.at.page, table, cell.row + 1, cell.column + 1, cell.at.line)
    return GridCell(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan, place, cell.note)
