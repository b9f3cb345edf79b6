"""Markdown → blocks: pipe tables and grid tables, HTML tables among the text, headings and text as lines.

Rows that stand one below the other are one table, even where a converter gave each row or each page a table of its own.
Merged cells come as empty ones, or not at all, so that columns are mostly only counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.errors import MissingExtraError
from gongkai.reading.blocks import Block, Document, Grid, GridCell
from gongkai.reading.encoding import decode
from gongkai.reading.loaders.markdown_rows import Row, is_rule, is_table_line, plain, rows_of
from gongkai.reading.loaders.sheets import Sheet, sheet_blocks
from gongkai.reading.loaders.text import TextLine, blocks_of
from gongkai.reading.problem import Clock
from gongkai.report import Place

MEDIA_TYPE = "text/markdown"
_TABLE = re.compile(r"<(/?)(?:table|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?=\n|$)", re.DOTALL)
_FIELD = re.compile(r"^[ \t]*(?:[\w-]+:[ \t]*|-[ \t]+)?(?:[|>][-+]?[ \t]*)?[\"']?(.*?)[\"']?[ \t]*\\?$", re.MULTILINE)
_WRAPPER = re.compile(
    r"^[ \t]*</?(?:div|section|article|main|header|footer|figure|figcaption|center|span|p|a)\b[^<>|]{0,1000}>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_VALUE, _NO_NAME = "NaN", re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_NUMBER = re.compile(r"[-+]?[\d０-９][\d０-９,，.．]*\s*件?")
_FURTHEST_GAP = 2


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for damaged text, MissingExtraError for HTML tables where their reader is not installed."""
    text = _without_front_matter(decode(data, name))
    notes: list[str] = []
    blocks: list[Block] = []
    for is_markup, part, first in _parts(text, clock):
        if is_markup:
            more, said = _markup(part, first, clock)
            notes += said
        else:
            more = list(_blocks(list(_lines(_WRAPPER.sub(_its_lines, part), first)), clock))
        blocks += more
    return Document(_with_tables(blocks), name, "markdown", MEDIA_TYPE, notes=notes)


def _without_front_matter(text: str) -> str:
    """The title and other words of the document, which some programs put before it as fields; lines stay where they are."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return text
    return f"\n{_FIELD.sub(_value, found[1])}\n{text[found.end() :]}"


def _value(field: re.Match[str]) -> str:
    return field[1]


# ---- HTML inside


def _its_lines(tag: re.Match[str]) -> str:
    """A tag that stands by itself around Markdown says nothing; the lines below it keep their numbers."""
    return "\n" * tag.group().count("\n")


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
    rows = tuple(tuple(cell._replace(at=at) for cell in row) for row in block.rows)
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
            yield from _table(list(rows_of(run, clock)), clock)
        else:
            yield from blocks_of([_cleaned(line) for line in run if not is_rule(line.text)], clock)


def _with_gaps(lines: Sequence[TextLine]) -> Iterator[tuple[int, TextLine]]:
    """Each line with the number of its table, 0 for text; a table ends at text, or at several empty lines."""
    table, before = 0, False
    for line in lines:
        is_row = is_table_line(line.text)
        if is_row and (not before or line.gap > _FURTHEST_GAP):
            table += 1
        yield (table if is_row else 0), line
        before = is_row


def _cleaned(line: TextLine) -> TextLine:
    """A line of text; a backslash at its end only breaks the line."""
    return line if "|" in line.text else replace(line, text=plain(line.text.removesuffix("\\")))


def _table(rows: Sequence[Row], clock: Clock) -> Iterator[Block]:
    if not rows:
        return
    if any(_NO_VALUE in row.cells for row in rows):
        yield from _from_frame(rows, clock)
        return
    table = tuple(
        tuple(GridCell(text, y, x, at=row.line.at) for x, text in enumerate(row.cells)) for y, row in enumerate(rows)
    )
    yield Grid(table, exact=_is_exact(rows), at=rows[0].line.at)


def _is_exact(rows: Sequence[Row]) -> bool:
    """Every row has all cells, and no row with a number ends empty: none was lost and made good at the end."""
    with_number = [row for row in rows if any(_NUMBER.fullmatch(cell) for cell in row.cells)]
    return len({len(row.cells) for row in rows}) == 1 and all(row.cells[-1] for row in with_number)


def _from_frame(rows: Sequence[Row], clock: Clock) -> Iterator[Block]:
    """A whole sheet as the pandas library prints it: NaN where a cell is empty, titles and headings among the rows."""
    texts = {
        (y, x): cell
        for y, row in enumerate(rows)
        for x, cell in enumerate(row.cells)
        if cell and cell != _NO_VALUE and not _NO_NAME.fullmatch(cell)
    }
    for block in sheet_blocks(Sheet("", 1, texts), clock):
        if isinstance(block, Grid):
            yield _on_lines(block, rows)
        else:
            yield replace(block, at=rows[(block.at.row or 1) - 1].line.at)


def _on_lines(grid: Grid, rows: Sequence[Row]) -> Grid:
    table = tuple(tuple(c._replace(at=rows[(c.at.row or 1) - 1].line.at) for c in row) for row in grid.rows)
    return replace(grid, rows=table, at=rows[(grid.at.row or 1) - 1].line.at)


def _with_tables(blocks: Sequence[Block]) -> list[Block]:
    """Tables numbered in their order."""
    done: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Grid):
            count += 1
            rows = tuple(tuple(_in_table(cell, count) for cell in row) for row in block.rows)
            block = replace(block, rows=rows, at=block.at._replace(table=count))
        done.append(block)
    return done


def _in_table(cell: GridCell, table: int) -> GridCell:
    place = Place(cell.at.page, table, cell.row + 1, cell.column + 1, cell.at.line)
    return GridCell(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan, place, cell.note)
