"""A table of numbers drawn in every way a program may draw one, with what each cell holds."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from gongkai.reading.blocks import Document, Grid

from .pdf_maker import A4, HandPdf, bar, line, text

LINES = ("strokes", "bars", "double", "dashed", "pieces", "boxes", "one path", "coloured", "dots")
DIGITS = ("whole", "each", "tracked", "bold", "kerned", "scaled")


@dataclass(frozen=True)
class Style:
    """`lines` and `digits` are one of LINES and DIGITS; `turned` and `rotate` quarter turns of content and page."""

    lines: str = "strokes"
    digits: str = "whole"
    align: str = "middle"
    turned: int = 0
    rotate: int = 0
    shuffled: bool = False
    upright_label: bool = False
    open_sides: bool = False
    size: float = 10
    break_after: int = 0
    pad: float = 2.0
    page: tuple[float, float] = A4


@dataclass
class Sheet:
    """`numbers[row][column]` as printed, "" for a blank cell; the first label spans `group` rows on its left."""

    numbers: list[list[str]]
    labels: list[str]
    group: tuple[int, int] = (0, 0)
    width: float = 34
    height: float = 18
    group_label: str = "本年度结果"
    head: str = "合计栏目"
    placed: list[str] = field(default_factory=list)


def random_sheet(seed: int, rows: int = 6, columns: int = 5) -> Sheet:
    chance = random.Random(seed)
    shapes = ["0", "0", "0", "7", "12", "11", "100", "3440", "", "1,204", "-8", "72.1", "1111"]
    numbers = [[chance.choice(shapes) for _ in range(columns)] for _ in range(rows)]
    return Sheet(numbers, [f"{i + 1}.项目{'甲乙丙丁'[i % 4]}" for i in range(rows)], (1, min(3, rows - 1)))


def draw(sheet: Sheet, style: Style, seed: int = 0) -> bytes:
    """The sheet as a PDF, over two pages where `break_after` rows is not 0."""
    rows = list(range(len(sheet.numbers)))
    parts = [rows[: style.break_after], rows[style.break_after :]] if style.break_after else [rows]
    pdf = HandPdf()
    for number, part in enumerate(parts):
        content = _page(sheet, part, style, first=number == 0)
        if style.shuffled:
            random.Random(seed).shuffle(content)
        _add_page(pdf, content, style)
    return pdf.save()


def _add_page(pdf: HandPdf, content: list[str], style: Style) -> None:
    width, height = style.page
    matrix = {0: "1 0 0 1 0 0", 1: f"0 1 -1 0 {height} 0", 2: f"-1 0 0 -1 {width} {height}", 3: f"0 -1 1 0 0 {width}"}
    size = (height, width) if style.turned % 2 else (width, height)
    pdf.page(f"q {matrix[style.turned]} cm", *content, "Q", size=size, entries=f"/Rotate {90 * style.rotate}")


_LEFT, _TOP, _GROUP, _LABEL = 50.0, 780.0, 30.0, 110.0


def _page(sheet: Sheet, rows: list[int], style: Style, *, first: bool) -> list[str]:
    top = min(_TOP, style.page[1] - 60)
    columns = [_LEFT, _LEFT + _GROUP, _LEFT + _GROUP + _LABEL]
    columns += [columns[-1] + sheet.width * (i + 1) for i in range(len(sheet.numbers[0]))]
    heights = [top - sheet.height * i for i in range(len(rows) + 1 + first)]
    cells = list(_cells(sheet, rows, first=first))
    content = _rulings(cells, columns, heights, style)
    content += [piece for cell in cells for piece in _words(cell, columns, heights, style)]
    return [*content, text(_LEFT, top + 25, "一、表格之前的文字"), text(_LEFT, heights[-1] - 30, "- 4 -")]


def _cells(sheet: Sheet, rows: list[int], *, first: bool):
    """(row, column, rowspan, colspan, words) of one page."""
    count = len(sheet.numbers[0])
    if first:
        yield 0, 0, 1, 2, "说明"
        yield 0, 2, 1, count, sheet.head
    start, end = sheet.group
    for y, row in enumerate(rows, int(first)):
        grouped = start <= row < end
        begins = grouped and (row == start or y == int(first))
        if begins:
            span = sum(start <= other < end for other in rows)
            yield y, 0, span, 1, sheet.group_label if row == start else ""
        yield (y, 1, 1, 1, sheet.labels[row]) if grouped else (y, 0, 1, 2, sheet.labels[row])
        for x, number in enumerate(sheet.numbers[row]):
            yield y, 2 + x, 1, 1, number


def _rulings(cells, columns, heights, style: Style) -> list[str]:
    """Each side of each cell once; neighbours draw the same side again, as many programs do."""
    drawn = []
    path = []
    last = len(columns) - 1
    for y, x, rowspan, colspan, _ in cells:
        x0, x1, y1, y0 = columns[x], columns[x + colspan], heights[y], heights[y + rowspan]
        if style.lines == "coloured":
            drawn.append(bar(x0 + 0.4, y0 + 0.4, x1 - x0 - 0.8, y1 - y0 - 0.8, grey=0.8 if y % 2 else 0.9))
            continue
        if style.lines == "boxes":
            drawn.append(f"q 0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S Q")
            continue
        sides = [(x0, y0, x1, y0), (x0, y1, x1, y1)]
        sides += [(x0, y0, x0, y1)] if not (style.open_sides and x == 0) else []
        sides += [(x1, y0, x1, y1)] if not (style.open_sides and x + colspan == last) else []
        path += [f"{a} {b} m {c} {d} l" for a, b, c, d in sides]
        drawn += [piece for side in sides for piece in _side(*side, style)]
    return [f"q 0.5 w {' '.join(path)} S Q"] if style.lines == "one path" else drawn


def _side(x0: float, y0: float, x1: float, y1: float, style: Style) -> list[str]:
    across = y0 == y1
    match style.lines:
        case "bars":
            return [bar(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6)]
        case "double":
            dx, dy = (0, 1) if across else (1, 0)
            return [line(x0 - dx, y0 - dy, x1 - dx, y1 - dy), line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)]
        case "dashed":
            return [piece for a, b in _steps(x0, y0, x1, y1, 5, 3) for piece in [line(*a, *b)]]
        case "pieces":
            return [line(*a, *b) for a, b in _steps(x0, y0, x1, y1, 7, 7)]
        case "dots":
            return [bar(a[0] - 0.4, a[1] - 0.4, 0.8, 0.8) for a, _ in _steps(x0, y0, x1, y1, 2, 1)]
    return [line(x0, y0, x1, y1)]


def _steps(x0: float, y0: float, x1: float, y1: float, step: float, length: float):
    """Pieces of a line: one each `step` points, `length` long."""
    whole = max(x1 - x0, y1 - y0)
    for i in range(int(whole / step) + 1):
        start, end = i * step / whole, min(i * step + length, whole) / whole
        if start < 1:
            yield (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start), (x0 + (x1 - x0) * end, y0 + (y1 - y0) * end)


def _words(cell, columns, heights, style: Style) -> list[str]:
    y, x, rowspan, colspan, words = cell
    middle = (heights[y] + heights[y + rowspan]) / 2
    if x >= 2 and words.isascii():
        return _number(words, columns[x], columns[x + colspan], middle - 0.35 * style.size, style)
    if x == 0 and rowspan > 1 and style.upright_label:
        top = middle + len(words) * style.size / 2 - style.size
        return [text(columns[0] + 10, top - i * style.size, char, size=style.size) for i, char in enumerate(words)]
    if x == 0 and rowspan > 1:
        lines = [words[i : i + 2] for i in range(0, len(words), 2)]
        return [text(columns[0] + 4, middle + 8 - i * 11, part, size=style.size) for i, part in enumerate(lines)]
    return [text(columns[x] + 3, middle - 3.5, words, size=style.size)] if words else []


_WIDTHS = {".": 0.278, ",": 0.278, "-": 0.333}


def _advance(char: str, size: float) -> float:
    return _WIDTHS.get(char, 0.556) * size


def _number(words: str, left: float, right: float, y: float, style: Style) -> list[str]:
    if not words:
        return []
    tracking = 0.3 * style.size if style.digits == "tracked" else 0
    width = sum(_advance(char, style.size) + tracking for char in words) - tracking
    x = {"left": left + style.pad, "right": right - style.pad - width, "middle": (left + right - width) / 2}[
        style.align
    ]
    match style.digits:
        case "each":
            return [
                text(x + sum(_advance(c, style.size) for c in words[:i]), y, char, size=style.size)
                for i, char in enumerate(words)
            ]
        case "tracked":
            return [text(x, y, words, size=style.size, before=f"{tracking} Tc")]
        case "bold":
            return [text(x + dx, y, words, size=style.size) for dx in (0, 0.3)]
        case "kerned":
            shown = " 10 ".join(f"({char})" for char in words)
            return [f"q BT /latin {style.size} Tf 1 0 0 1 {x} {y} Tm [{shown}] TJ ET Q"]
        case "scaled":
            return [text(x, y, words, size=1, turn=f"{style.size} 0 0 {style.size}")]
    return [text(x, y, words, size=style.size)]


def numbers_read(document: Document, columns: int) -> list[list[str]]:
    """The last `columns` columns of every row of every grid that has so many, heads left out."""
    rows = []
    for grid in document.grids():
        width = max(cell.column + cell.colspan for row in grid.rows for cell in row)
        first = width - columns
        for row in grid.rows:
            cells = {cell.column: cell.text for cell in row if cell.column >= first}
            if len(cells) == columns:
                rows.append([cells[first + i] for i in range(columns)])
    return rows


def grids(document: Document) -> list[Grid]:
    return list(document.grids())
