"""Short ways to say what a PDF was read as."""

from __future__ import annotations

from gongkai.reading.blocks import Document, Grid, Paragraph
from gongkai.reading.loaders.pdf_document import read_document
from gongkai.reading.problem import Clock, Limits

from .pdf_maker import HandPdf, line, text


def read(pdf: HandPdf | bytes) -> Document:
    """In this process, so that a defect shows its traceback."""
    data = pdf if isinstance(pdf, bytes) else pdf.save()
    return read_document(data, "x.pdf", Clock(Limits()))


def tables(document: Document) -> list[list[list[str]]]:
    """The texts of every grid, row by row."""
    return [[[cell.text for cell in row] for row in grid.rows] for grid in document.grids()]


def outline(document: Document) -> list[str]:
    """Every block in its order: a paragraph as its text, a table as its first text in brackets."""
    return [block.text if isinstance(block, Paragraph) else f"[{_first(block)}]" for block in document.blocks]


def _first(grid: Grid) -> str:
    return next(cell.text for row in grid.rows for cell in row if cell.text)


def frame(x: float, y: float, columns: int, rows: int, *, width: float = 60, height: float = 20) -> list[str]:
    """The lines of a table whose upper left corner is at (x, y)."""
    across = [line(x, y - i * height, x + columns * width, y - i * height) for i in range(rows + 1)]
    return across + [line(x + i * width, y, x + i * width, y - rows * height) for i in range(columns + 1)]


def words(x: float, y: float, rows: list[list[str]], *, width: float = 60, height: float = 20, **how) -> list[str]:
    """Texts in the cells of such a table."""
    return [
        text(x + 3 + column * width, y - 14 - row * height, said, **how)
        for row, texts in enumerate(rows)
        for column, said in enumerate(texts)
        if said
    ]


ROWS = [["项目", "数量"], ["收到", "12"], ["答复", "7"]]


def table(x: float = 50, y: float = 780, rows: list[list[str]] = ROWS, **how) -> list[str]:
    """A whole ruled table."""
    return [*frame(x, y, len(rows[0]), len(rows)), *words(x, y, rows, **how)]
