"""Text and tables gathered while a page is walked: lines end where a browser would end them, tables keep their spans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.reading.blocks import Block, Grid, GridCell, Paragraph
from gongkai.reading.problem import Clock, ReadingError
from gongkai.report import Place

_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENDS = " \t\r\n\f\u3000\xa0\u200b\ufeff"
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uff60]")


def tidy(text: str) -> str:
    """White space as a browser shows it: one space; none where a line of Chinese was broken in the source."""
    return _SPACE.sub(_one_space, text).strip(_ENDS)


def _one_space(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    broken = "\n" in match.group() and start > 0 and end < len(text)
    return "" if broken and _WIDE.match(text[start - 1]) and _WIDE.match(text[end]) else " "


@dataclass(slots=True)
class Flow:
    """Blocks in the order they are met. `gap` counts the empty lines since the last one."""

    blocks: list[Block] = field(default_factory=list)
    gap: int = 0
    has_picture: bool = False
    _line: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        self._line.append(text)

    def end_line(self) -> bool:
        """Whether there was anything on the line."""
        if not self._line:
            return False
        text = tidy("".join(self._line))
        self._line.clear()
        if text:
            self.add(Paragraph(text, gap=self.gap))
        return bool(text)

    def empty_line(self) -> None:
        self.gap += 1

    def add(self, *blocks: Block) -> None:
        self.blocks.extend(blocks)
        self.gap = 0

    def finished(self) -> list[Block]:
        self.end_line()
        return self.blocks


@dataclass(slots=True)
class FlowCell:
    flow: Flow
    rowspan: int
    colspan: int

    @property
    def is_text(self) -> bool:
        """Short lines only: no table, and nothing as long as an article."""
        lines = self.flow.finished()
        length = sum(len(line.text) for line in lines if isinstance(line, Paragraph))
        return length <= _LONGEST_CELL and all(isinstance(line, Paragraph) for line in lines)

    @property
    def text(self) -> str:
        lines = [line.text for line in self.flow.finished() if isinstance(line, Paragraph)]
        return "\n".join(lines) or (PICTURE if self.flow.has_picture else "")


PICTURE = "[img]"
"""Stands in a cell that shows a picture only: something is there, and it cannot be read."""
_LONGEST_CELL, _WIDEST, _MOST_COLUMNS = 600, 500, 1200


@dataclass(slots=True)
class FlowRow:
    """`group` tells rows of head, body and foot apart: no cell reaches from one into the other."""

    cells: list[FlowCell] = field(default_factory=list)
    group: int = 0


def table_blocks(rows: Sequence[FlowRow], clock: Clock, *, exact: bool) -> list[Block]:
    """A table as blocks: runs of rows of short cells are grids; rows around text or other tables are frames, and what
    they hold stands in its place. One column alone is no table either."""
    blocks: list[Block] = []
    run: list[FlowRow] = []
    for row in rows:
        if all(cell.is_text for cell in row.cells):
            run.append(row)
            continue
        blocks += [*_run_blocks(run, clock, exact=exact), *_in_place(row.cells)]
        run = []
    return blocks + _run_blocks(run, clock, exact=exact)


def _in_place(cells: Iterable[FlowCell]) -> Iterator[Block]:
    for cell in cells:
        yield from cell.flow.finished()


def _run_blocks(rows: Sequence[FlowRow], clock: Clock, *, exact: bool) -> list[Block]:
    placed = _placed(rows, clock)
    starts = {cell.column for row in placed for cell in row}
    if not any(cell.text for row in placed for cell in row):
        return []
    if len(starts) < 2:
        return list(_in_place(cell for row in rows for cell in row.cells))
    return [Grid(tuple(_clipped(row, max(starts) + 1) for row in placed), exact=exact or _is_regular(placed))]


def _is_regular(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Every row has the same number of cells: counting them cannot go wrong."""
    return len({len(row) for row in rows}) == 1


def _placed(rows: Sequence[FlowRow], clock: Clock) -> list[list[GridCell]]:
    """The table model of HTML; a row that fills the usual width alone, where a cell from above should not reach into it,
    is taken as it stands."""
    placed, widths = _laid(rows, clock)
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    whole = {y for y, width in enumerate(widths) if width > usual == _own_width(rows[y])}
    return _laid(rows, clock, whole)[0] if whole and usual > 1 else placed


def _own_width(row: FlowRow) -> int:
    return sum(max(1, cell.colspan) for cell in row.cells)


def _laid(rows: Sequence[FlowRow], clock: Clock, whole: Collection[int] = ()) -> tuple[list[list[GridCell]], list[int]]:
    """Each cell in the first free column of its row (WHATWG HTML §4.9.12), and how far each row reaches; cells from
    above end before the rows that are `whole`."""
    ends = _group_ends(rows)
    taken: dict[int, int] = {}
    placed: list[list[GridCell]] = []
    widths: list[int] = []
    for y, row in enumerate(rows):
        if y % 200 == 0:
            clock.check()
        if y in whole:
            taken.clear()
        placed.append(_line(row, y, ends[y], taken, clock))
        widths.append(max((cell.column + cell.colspan for cell in placed[-1]), default=0))
    return placed, widths


def _line(row: FlowRow, y: int, end: int, taken: dict[int, int], clock: Clock) -> list[GridCell]:
    """`taken` says up to which row a column is covered from above, and is told of the cells of this row."""
    line: list[GridCell] = []
    x = 0
    for cell in row.cells:
        while taken.get(x, 0) > y:
            x += 1
        if x > _MOST_COLUMNS:
            raise ReadingError("表格太宽", "请确认这是一份年度报告", clock.name, "READ_LINES")
        rowspan = min(cell.rowspan or end - y, end - y)
        colspan = max(1, min(cell.colspan, _WIDEST - x))
        line.append(GridCell(cell.text, y, x, rowspan, colspan))
        if rowspan > 1:
            taken.update(dict.fromkeys(range(x, x + colspan), y + rowspan))
        x += colspan
    return line


def _group_ends(rows: Sequence[FlowRow]) -> list[int]:
    """For each row, where its group ends."""
    ends = [len(rows)] * len(rows)
    for y in range(len(rows) - 2, -1, -1):
        ends[y] = ends[y + 1] if rows[y].group == rows[y + 1].group else y + 1
    return ends


def _clipped(row: Sequence[GridCell], width: int) -> tuple[GridCell, ...]:
    """Without columns in which no cell begins: colspan="99" only means "to the end"."""
    return tuple(
        GridCell(cell.text, cell.row, cell.column, cell.rowspan, max(1, min(cell.colspan, width - cell.column)))
        for cell in row
    )


def numbered(blocks: list[Block]) -> list[Block]:
    """Places by order: lines (a table row is one), tables, rows and columns, all from 1."""
    done: list[Block] = []
    line, table = 1, 0
    for block in blocks:
        if isinstance(block, Paragraph):
            done.append(replace(block, at=Place(line=line)))
            line += 1
        else:
            table += 1
            done.append(_numbered_grid(block, Place(table=table, line=line)))
            line += len(block.rows)
    return done


def _numbered_grid(grid: Grid, at: Place) -> Grid:
    first = at.line or 1
    rows = tuple(tuple(_at_place(cell, at.table, first) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows, at=at)


def _at_place(cell: GridCell, table: int | None, first: int) -> GridCell:
    place = Place(table=table, row=cell.row + 1, column=cell.column + 1, line=first + cell.row)
    return GridCell(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan, place, cell.note)
