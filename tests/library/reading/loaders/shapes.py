"""A document's blocks as plain lists, so that a test reads like the table it expects."""

from pathlib import Path

from gongkai.reading import Document, Grid, GridCell, Limits, Paragraph
from gongkai.reading.loaders import load_as
from gongkai.reading.problem import Clock

SAMPLES = Path(__file__).parents[3] / "samples"


def loaded(kind: str, data: bytes | str, *, limits: Limits | None = None) -> Document:
    content = data.encode() if isinstance(data, str) else data
    return load_as(kind, content, "x", Clock(limits or Limits(), "x"))


def sample(kind: str, name: str) -> Document:
    return loaded(kind, (SAMPLES / name).read_bytes())


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def tables(document: Document) -> list[list[list[str]]]:
    return [rows(grid) for grid in document.grids()]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def only_table(document: Document) -> list[list[str]]:
    (table,) = tables(document)
    return table


def drawn(grid: Grid) -> list[str]:
    """Each row as it is drawn: a merged cell shows its text in every place it covers."""
    covered: dict[tuple[int, int], str] = {}
    for cell in cells(grid):
        for y in range(cell.row, cell.row + cell.rowspan):
            for x in range(cell.column, cell.column + cell.colspan):
                covered[y, x] = cell.text
    width = max(x for _, x in covered) + 1
    return ["|".join(covered.get((y, x), "") for x in range(width)) for y in range(len(grid.rows))]


def cells(grid: Grid) -> list[GridCell]:
    return [cell for row in grid.rows for cell in row]


def sequence(document: Document) -> list[str]:
    """Blocks in their order: the text of a line, or the first row of a table."""
    return [
        block.text if isinstance(block, Paragraph) else "|".join(cell.text for cell in block.rows[0])
        for block in document.blocks
    ]
