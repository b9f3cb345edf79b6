"""Any file → pages of lines: a sheet of a workbook, or a whole document, whose paragraphs are lines of one box."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.reading.archives import only_member
from gongkai.reading.blocks import Document, Grid
from gongkai.reading.encoding import decode
from gongkai.reading.loaders import load_as, sheets_as
from gongkai.reading.loaders.sheets import Sheet
from gongkai.reading.problem import Clock, Limits, ReadingError
from gongkai.reading.sniff import sniff

_SEPARATORS = "\t,;，"
_WIDEST, _TALLEST = 200, 20_000
_CLEAN = "请在 Excel 或 WPS 中删去多余的空白行列后再试"


@dataclass(slots=True)
class Box:
    """A cell as printed, once for all the places it covers; rows and columns count from 0 within the page."""

    text: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1


@dataclass(slots=True)
class Line:
    """`number` as the file shows it; `grid` tells tables of one page apart, 0 is text between them."""

    number: int
    boxes: list[Box | None]
    grid: int = 1

    def filled(self) -> list[Box]:
        """Its cells with text, each once, also those that reach down from above."""
        found: list[Box] = []
        for box in self.boxes:
            if box and box.text and (not found or found[-1] is not box):
                found.append(box)
        return found

    def text(self, column: int) -> str:
        box = self.boxes[column] if column < len(self.boxes) else None
        return box.text if box else ""


@dataclass(slots=True)
class Page:
    """`knows_merges`: the file form says which cells are merged; where it does not, a blank may be one of them."""

    name: str
    lines: list[Line] = field(default_factory=list)
    knows_merges: bool = True

    def filled(self, index: int) -> list[Box]:
        return self.lines[index].filled()

    def own(self, index: int) -> list[Box]:
        """The filled cells that begin in this line."""
        return [box for box in self.filled(index) if box.top == index]


def pages_of(data: bytes, name: str, limits: Limits) -> tuple[list[Page], list[str]]:
    """The pages of a file, and what was left out of it. Raises ReadingError."""
    clock, kind = Clock(limits, name), sniff(data, name, limits)
    if kind in ("xlsx", "xls", "ods"):
        sheets, notes = sheets_as(kind, data, clock)
        return [_sheet(sheet, clock) for sheet in sheets if sheet.texts], notes
    if kind == "zip":
        member = only_member(data, clock)
        return pages_of(member.data or b"", member.name, limits)
    if kind in ("picture", "pdf"):
        what = "图片" if kind == "picture" else "PDF，表格里的字会错位"
        raise ReadingError(f"这是{what}，不能当作目录读", "请找到原来的 Excel 或 Word 文件", name, "CATALOGUE_KIND")
    if kind in ("text", "json") and (rows := _separated(decode(data, name))):
        return [_plain_page(rows)], []
    document = load_as(kind, data, name, clock)
    return [_document(document)], [*document.notes, *document.unread]


def _sheet(sheet: Sheet, clock: Clock) -> Page:
    height, width = max(y for y, _ in sheet.texts) + 1, max(x for _, x in sheet.texts) + 1
    if height > _TALLEST or width > _WIDEST:
        raise ReadingError(f"工作表“{sheet.name}”有 {height} 行 {width} 列，太大", _CLEAN, clock.name, "CATALOGUE_SIZE")
    boxes: dict[tuple[int, int], Box] = {}
    for top, left, bottom, right in sheet.merges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        _spread(boxes, Box(sheet.texts.get((top, left), "").strip(), top, left, bottom, right))
    for (y, x), text in sheet.texts.items():
        boxes.setdefault((y, x), Box(text.strip(), y, x, y, x))
    lines = [Line(y + 1, [boxes.get((y, x)) for x in range(width)]) for y in range(height)]
    clock.check()
    return Page(sheet.name, lines)


def _spread(boxes: dict[tuple[int, int], Box], box: Box) -> None:
    for y in range(box.top, box.bottom + 1):
        for x in range(box.left, box.right + 1):
            boxes.setdefault((y, x), box)


def _document(document: Document) -> Page:
    """Rows are numbered within their table, as a person counts them; a paragraph has no number."""
    page = Page("")
    grids = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            grids += 1
            page.lines += _grid(block, len(page.lines), grids)
        else:
            at = len(page.lines)
            page.lines.append(Line(0, [Box(block.text.strip(), at, 0, at, 0)], 0))
    return page


def _grid(grid: Grid, first: int, number: int) -> Iterator[Line]:
    width = min(_WIDEST, max((cell.column + cell.colspan for row in grid.rows for cell in row), default=0))
    boxes: dict[tuple[int, int], Box] = {}
    for y, row in enumerate(grid.rows):
        for cell in row:
            bottom = min(y + max(1, cell.rowspan), len(grid.rows)) - 1
            right = min(cell.column + cell.colspan, width) - 1
            _spread(boxes, Box(cell.text.strip(), first + y, cell.column, first + bottom, right))
    for y in range(len(grid.rows)):
        yield Line(y + 1, [boxes.get((first + y, x)) for x in range(width)], number)


def _separated(text: str) -> list[list[str]]:
    """The rows of a text with one separator, nothing where it is no such text."""
    head = text[:20_000]
    counts = {sign: head.count(sign) for sign in _SEPARATORS[:3]}
    sign = max(counts, key=lambda one: counts[one])
    if "公开" not in head or counts[sign] < 5:
        return []
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))[:_TALLEST]
    return rows if sum(len(row) > 3 for row in rows) > 1 else []


def _plain_page(rows: Sequence[Sequence[str]]) -> Page:
    width = min(_WIDEST, max(len(row) for row in rows))
    lines = [
        Line(y + 1, [Box(text.strip(), y, x, y, x) for x, text in enumerate(row[:width])] + [None] * (width - len(row)))
        for y, row in enumerate(rows)
    ]
    return Page("", lines, knows_merges=False)
