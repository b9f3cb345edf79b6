"""Lines and tables of all pages → blocks in the order of reading, and where each stands on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.reading.blocks import Block, Grid, GridCell, Paragraph, Region
from gongkai.reading.loaders.pdf_columns import Lane, in_order
from gongkai.reading.loaders.pdf_flow import TextRow, flow
from gongkai.reading.loaders.pdf_lines import TOUCHING
from gongkai.reading.loaders.pdf_shapes import Box, Drawn, Seen, View
from gongkai.reading.loaders.pdf_tables import Table, TableCell, ruled_rows, tables_of
from gongkai.reading.problem import Clock
from gongkai.report import Place


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line or table with its page, the number of the line on it, and how the page was turned to read it."""

    item: TextRow | Table
    page: int
    line: int
    view: View


@dataclass(slots=True)
class Pages:
    """The pages of a file as far as they are read. `gutters` and `glue` are those of the last one."""

    placed: list[list[tuple[Lane, _Placed]]] = field(default_factory=list)
    gutters: list[float] = field(default_factory=list)
    glue: float = TOUCHING

    def add(self, drawn: Drawn, view: View, page: int, clock: Clock) -> None:
        """The next page, turned so that its text reads to the right."""
        tables, rest, self.glue = tables_of(drawn, clock, self.glue)
        found, self.gutters = flow(rest, tables, ruled_rows(drawn, tables), self.gutters)
        line = 0
        placed = []
        for lane, item in found:
            line += isinstance(item, TextRow)
            placed.append((lane, _Placed(item, page, line, view)))
        self.placed.append(placed)


@dataclass(slots=True)
class Laid:
    """Blocks in the order of reading; `regions` as `Document` has them, `once` the places where something stands that
    one recognition alone has seen."""

    blocks: list[Block] = field(default_factory=list)
    regions: dict[Place, Region] = field(default_factory=dict)
    once: set[Place] = field(default_factory=set)

    def put(self, at: Place, box: Box, view: View, seen: Seen) -> Place:
        """To a tenth of a thousandth of the page: what is sent between processes stays short."""
        self.regions[at] = Region(*(round(min(max(share, 0.0), 1.0), 4) for share in view.shares(box)))
        if seen is Seen.ONCE:
            self.once.add(at)
        return at


def laid_out(pages: Pages) -> Laid:
    """Tables are numbered through the file, lines through their page."""
    laid = Laid()
    tables = 0
    for placed in in_order(pages.placed, _texts(pages.placed)):
        item = placed.item
        if isinstance(item, TextRow):
            at = laid.put(Place(page=placed.page, line=placed.line), item.box, placed.view, item.seen)
            laid.blocks.append(Paragraph(item.text, at, item.gap))
        else:
            tables += 1
            laid.blocks.append(_grid(item, placed, tables, laid))
    return laid


def _texts(pages: Sequence[list[tuple[Lane, _Placed]]]) -> dict[Lane, list[str]]:
    """What each lane of all pages holds."""
    texts: dict[Lane, list[str]] = {}
    for lane, placed in (entry for page in pages for entry in page):
        item = placed.item
        texts.setdefault(lane, []).extend([item.text] if isinstance(item, TextRow) else item.texts())
    return texts


def _grid(table: Table, placed: _Placed, number: int, laid: Laid) -> Grid:
    rows = tuple(tuple(_cell(cell, placed, number, laid) for cell in row) for row in table.rows)
    return Grid(rows, table.exact, Place(page=placed.page, table=number))


def _cell(cell: TableCell, placed: _Placed, table: int, laid: Laid) -> GridCell:
    area = cell.area
    at = Place(page=placed.page, table=table, row=area.row + 1, column=area.column + 1)
    laid.put(at, cell.box, placed.view, cell.seen)
    return GridCell(cell.text, area.row, area.column, area.rowspan, area.colspan, at)
