"""Plain text of any extractor → blocks: tab-separated rows, one cell a line behind a tab, pipes, and everything else as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.reading.blocks import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.encoding import decode
from gongkai.reading.loaders.boxed import grid_of, is_boxed, parts
from gongkai.reading.loaders.separated import with_tabs, without_strokes
from gongkai.reading.numbers import Shape, printed
from gongkai.reading.problem import Clock
from gongkai.report import Place

MEDIA_TYPE = "text/plain"
_PIPES = re.compile(r"[|¦│┃｜]")
_RULE = re.compile(r"[\s|¦│┃｜+:=\-─━┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═]+")
_LINE_BREAKS = re.compile("\r\n|\r|\x0b|\x85|\u2028|\u2029")
_HEADING = re.compile(r"\s*(?:#+\s|[一二三四五六七八九十]{1,3}\s*、)")
_LONGEST_CELL_REST = 40


@dataclass(slots=True)
class TextLine:
    """A line as it stands; `number` and `page` count from 1, `gap` is how many empty lines stand before it.

    `marks_a_cell`: one cell behind a tab. `is_row`: cells between tabs or pipes. `may_be_row`: two cells with one pipe
    between them are a row where rows stand above or below. Its neighbours ask for these again and again.
    """

    text: str
    number: int
    page: int | None
    gap: int = 0
    marks_a_cell: bool = field(init=False)
    is_row: bool = field(init=False)
    may_be_row: bool = field(init=False)

    def __post_init__(self) -> None:
        text = self.text
        tabbed = "\t" in text
        pipes = len(_PIPES.findall(text))
        self.marks_a_cell = tabbed and text[0] == "\t" and "\t" not in text[1:].rstrip("\t")
        self.is_row = tabbed or pipes > 1
        self.may_be_row = self.is_row or (pipes > 0 and _PIPES.search(text.strip()[1:-1]) is not None)

    @property
    def at(self) -> Place:
        return Place(page=self.page, line=self.number)

    def cells(self) -> list[str]:
        if "\t" in self.text:
            return self.text.split("\t")
        inner = self.text.strip()
        inner = inner[1:] if _PIPES.match(inner) else inner
        inner = inner[:-1] if _PIPES.match(inner[-1:]) else inner
        return _PIPES.split(inner)


def load(data: bytes, name: str, clock: Clock) -> Document:
    text = decode(data, name)
    if not is_boxed(text):
        return Document(
            blocks_of(split_lines(without_strokes(with_tabs(text)), clock), clock), name, "text", MEDIA_TYPE
        )
    clock.lines(text.count("\n") + 1)
    blocks: list[Block] = []
    for before, lines, boxed in parts(_LINE_BREAKS.sub("\n", text)):
        if boxed:
            blocks.append(grid_of(lines, before + 1, clock))
        else:
            own = split_lines(without_strokes(with_tabs("\n".join(lines))), clock)
            blocks += blocks_of([replace(line, number=line.number + before) for line in own], clock)
    return Document(blocks, name, "text", MEDIA_TYPE)


def split_lines(text: str, clock: Clock) -> list[TextLine]:
    """Lines that hold something (a tab alone is an empty cell and counts), with page numbers where form feeds are."""
    pages = _LINE_BREAKS.sub("\n", text).split("\f")
    clock.lines(text.count("\n") + 1)
    lines: list[TextLine] = []
    number, gap = 0, 0
    for page, content in enumerate(pages, 1):
        for raw in _unpiped(content).split("\n"):
            number += 1
            if not raw.strip() and "\t" not in raw:
                gap += 1
                continue
            if raw.strip() in _LONE_PIPES:
                continue
            if not _is_rule(raw):
                lines.append(TextLine(raw, number, page if len(pages) > 1 else None, gap))
                gap = 0
        number -= 1
    return lines


def _unpiped(text: str) -> str:
    """Far more pipes on one line than a table has columns: they stand between all cells and lines alike."""
    if "|" not in text or not any(line.count("|") > _MOST_PIPES for line in text.split("\n")):
        return text
    return "\n".join(line.replace("|", "\n") if line.count("|") > _MOST_PIPES else line for line in text.split("\n"))


_MOST_PIPES = 60
_LONE_PIPES = frozenset("|¦│┃｜")


def _is_rule(raw: str) -> bool:
    """A drawn line between table rows: |---|---|, +----+, ├──┼──┤."""
    return (
        len(raw) > 2
        and "\t" not in raw
        and _RULE.fullmatch(raw) is not None
        and re.search("[-─━═=]{2}", raw) is not None
    )


def blocks_of(lines: Sequence[TextLine], clock: Clock) -> list[Block]:
    """Runs of rows become grids, all other lines paragraphs."""
    blocks: list[Block] = []
    at = cells = 0
    piped = sum(line.is_row and "\t" not in line.text for line in lines) >= _FEWEST_PIPED
    while at < len(lines):
        if at % 1000 == 0:
            clock.check()
        run = _cell_run(lines, at)
        if run is not None:
            grid, at = run
            blocks.append(grid)
        elif (end := _row_run_end(lines, at, piped=piped)) > at:
            cells += sum(line.text.count("\t") + line.text.count("|") + 1 for line in lines[at:end])
            clock.cells(cells)
            blocks.append(_grid([(line, line.cells()) for line in lines[at:end]]))
            at = end
        else:
            line = lines[at]
            blocks.append(Paragraph(line.text, line.at, line.gap))
            at += 1
    return blocks


def _row_run_end(lines: Sequence[TextLine], start: int, *, piped: bool) -> int:
    """Where the rows that begin here end; `start` where none begin. `piped`: this text draws its tables with pipes."""
    end = start
    while end < len(lines) and lines[end].may_be_row and (end == start or lines[end].gap <= 1):
        if end > start and _cell_run_starts(lines, end):
            break
        end += 1
    return end if piped or any(line.is_row for line in lines[start:end]) else start


def _grid(rows: Sequence[tuple[TextLine, Sequence[str]]]) -> Grid:
    table = []
    for y, (line, cells) in enumerate(rows):
        place = [Place(line.page, None, y + 1, x + 1, line.number) for x in range(len(cells))]
        table.append(tuple(GridCell(text.strip(), y, x, at=place[x]) for x, text in enumerate(cells)))
    return Grid(tuple(table), exact=False, at=rows[0][0].at)


_FEWEST_CELLS, _FEWEST_PIPED, _NEAR = 3, 5, 8


def _cell_run_starts(lines: Sequence[TextLine], at: int) -> bool:
    """Three cells behind tabs close together, and no row of several cells among them: a table one cell a line."""
    if not lines[at].marks_a_cell:
        return False
    near = lines[at : at + _NEAR]
    cells = sum(line.marks_a_cell for line in near)
    return cells >= _FEWEST_CELLS and sum(line.is_row for line in near) == cells


def _cell_run(lines: Sequence[TextLine], start: int) -> tuple[Grid, int] | None:
    """A table written one cell a line, each behind a tab; an empty line ends a row, a line without tab goes on the cell."""
    if not _cell_run_starts(lines, start):
        return None
    rows: list[list[tuple[TextLine, str]]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if line.marks_a_cell:
            if line.gap or not rows:
                rows.append([])
            rows[-1].append((line, line.text))
        elif rows and _continues(rows[-1][-1][1], lines, at):
            first, text = rows[-1][-1]
            rows[-1][-1] = (first, f"{text}\n{line.text}")
        else:
            break
        at += 1
    return _cell_grid(rows), at


def _continues(cell: str, lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line without tab is the rest of the cell above: the cell holds words, and the table goes on below."""
    line = lines[at]
    if line.is_row or len(line.text) > _LONGEST_CELL_REST or _HEADING.match(line.text):
        return False
    shape = printed(cell).shape
    if shape is not Shape.TEXT:
        return line.gap == 0 and shape is not Shape.BLANK and printed(line.text).is_value
    return any(later.marks_a_cell for later in lines[at + 1 : at + 8])


def _cell_grid(rows: Sequence[Sequence[tuple[TextLine, str]]]) -> Grid:
    table = []
    for y, row in enumerate(rows):
        cells = enumerate(row)
        table.append(
            tuple(
                GridCell(text.strip(), y, x, at=line.at._replace(row=y + 1, column=x + 1)) for x, (line, text) in cells
            )
        )
    return Grid(tuple(table), exact=False, at=rows[0][0][0].at)
