"""Lines and tables of all pages → blocks in the order of reading, and where each stands on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.blocks import Block, Grid, GridCell, Paragraph, Region
from gongkai.reading.loaders.pdf_columns import Lane, in_order
from gongkai.reading.loaders.pdf_flow import TextRow
from gongkai.reading.loaders.pdf_shapes import Box, View
from gongkai.reading.loaders.pdf_tables import Table, TableCell
from gongkai.report import Place


@dataclass(frozen=True, slots=True)
class Placed:
    """A line or table with its page, the number of the line on it, and how the page was turned to read it."""

    item: TextRow | Table
    page: int
    line: int
    view: View


def blocks_of(pages: Sequence[list[tuple[Lane, Placed]]]) -> tuple[list[Block], dict[Place, Region]]:
    """Tables are numbered through the file, lines through their page."""
    blocks: list[Block] = []
    regions: dict[Place, Region] = {}
    tables = 0
    for placed in in_order(pages, _texts(pages)):
        item = placed.item
        if isinstance(item, TextRow):
            at = Place(page=placed.page, line=placed.line)
            blocks.append(Paragraph(item.text, at, item.gap))
            regions[at] = _region(item.box, placed.view)
        else:
            tables += 1
            blocks.append(_grid(item, placed, tables, regions))
    return blocks, regions


def _texts(pages: Sequence[list[tuple[Lane, Placed]]]) -> dict[Lane, list[str]]:
    """What each lane of all pages holds."""
    texts: dict[Lane, list[str]] = {}
    for lane, placed in (entry for page in pages for entry in page):
        item = placed.item
        texts.setdefault(lane, []).extend([item.text] if isinstance(item, TextRow) else item.texts())
    return texts


def _grid(table: Table, placed: Placed, number: int, regions: dict[Place, Region]) -> Grid:
    rows = tuple(tuple(_cell(cell, placed.page, number) for cell in row) for row in table.rows)
    drawn = (cell for row in table.rows for cell in row)
    regions.update((_place(cell, placed.page, number), _region(cell.box, placed.view)) for cell in drawn)
    return Grid(rows, table.exact, Place(page=placed.page, table=number))


def _cell(cell: TableCell, page: int, table: int) -> GridCell:
    area = cell.area
    return GridCell(cell.text, area.row, area.column, area.rowspan, area.colspan, _place(cell, page, table))


def _place(cell: TableCell, page: int, table: int) -> Place:
    return Place(page=page, table=table, row=cell.area.row + 1, column=cell.area.column + 1)


def _region(box: Box, view: View) -> Region:
    """To a tenth of a thousandth of the page: what is sent between processes stays short."""
    return Region(*(round(min(max(share, 0.0), 1.0), 4) for share in view.shares(box)))
