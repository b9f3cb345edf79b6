"""PDF files of a program that draws each word at its place: tables with and without lines, each digit on its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.corpus.paper import Box, Paper, Sheet, anchors
from gongkai.report import Role

FONT = "STSong-Light"
A4 = (595.0, 842.0)
Render = Callable[[Paper, Random], bytes]


@dataclass(frozen=True)
class Hand:
    lines: bool = True
    letters: bool = False
    landscape: bool = False
    size: float = 8
    filled: bool = False


@dataclass
class _Pen:
    """Where the next line goes."""

    sheet: Any
    hand: Hand
    width: float
    height: float
    y: float
    page: int = 1

    def room(self, needed: float) -> None:
        if self.y - needed < 50:
            self.sheet.setFont(FONT, 9)
            self.sheet.drawCentredString(self.width / 2, 28, f"- {self.page} -")
            self.sheet.showPage()
            self.y, self.page = self.height - 50, self.page + 1

    def write(self, x: float, y: float, text: str) -> None:
        self.sheet.setFont(FONT, self.hand.size)
        if not self.hand.letters:
            self.sheet.drawString(x, y, text)
            return
        for sign in text:
            self.sheet.drawString(x, y, sign)
            x += _wide(sign) * self.hand.size


def _wide(text: str) -> float:
    return sum(1 if ord(sign) > 0x2000 else 0.5 for sign in text)


def _wrapped(text: str, width: float, size: float) -> list[str]:
    out = [""]
    for sign in text:
        if sign == "\n" or _wide(out[-1] + sign) * size > width:
            out.append("" if sign == "\n" else sign)
        else:
            out[-1] += sign
    return out


SHARES = {"proactive": [1.0] * 4, "requests": [0.5, 1.1, 2.6, *[0.75] * 7], "disputes": [1.0] * 15}


def _columns(sheet: Sheet, width: float) -> list[float]:
    count = max(len(row) for row in sheet.matrix)
    shares = SHARES[sheet.key] if len(SHARES[sheet.key]) == count else [1.0] * count
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + share * width / sum(shares))
    return edges


def _heights(sheet: Sheet, edges: list[float], size: float) -> list[float]:
    """A row is as high as its highest box; one that is merged downwards shares its height among its rows."""
    heights = [size * 1.8] * len(sheet.matrix)
    for r, row in enumerate(anchors(sheet.matrix)):
        for c, box, down, across in row:
            needed = (len(_wrapped(box.text, edges[c + across] - edges[c] - 4, size)) + 0.8) * size * 1.2 / down
            heights[r : r + down] = [max(height, needed) for height in heights[r : r + down]]
    return heights


def _chunks(heights: list[float], room: float, most: float) -> Iterator[tuple[int, int]]:
    """Rows of each page: from, to."""
    start, used = 0, 0.0
    for r, height in enumerate(heights):
        if used + height > room and r > start:
            yield start, r
            start, used, room = r, 0.0, most
        used += height
    yield start, len(heights)


def _table(pen: _Pen, sheet: Sheet) -> None:
    edges = [40 + edge for edge in _columns(sheet, pen.width - 80)]
    heights = _heights(sheet, edges, pen.hand.size)
    for start, end in _chunks(heights, pen.y - 60, pen.height - 120):
        pen.room(sum(heights[start:end]))
        part = Sheet(sheet.key, sheet.matrix[start:end], 0)
        tops = [pen.y]
        for height in heights[start:end]:
            tops.append(tops[-1] - height)
        for r, row in enumerate(anchors(part.matrix)):
            for c, box, down, across in row:
                _box(pen, box, edges[c], tops[r], edges[c + across], tops[r + down])
        pen.y = tops[-1] - 12


def _box(pen: _Pen, box: Box, left: float, top: float, right: float, bottom: float) -> None:
    size = pen.hand.size
    if pen.hand.filled and box.role is not Role.VALUE:
        pen.sheet.setFillGray(0.88)
        pen.sheet.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        pen.sheet.setFillGray(0)
    if pen.hand.lines:
        pen.sheet.setLineWidth(0.5)
        pen.sheet.rect(left, bottom, right - left, top - bottom)
    texts = _wrapped(box.text, right - left - 4, size)
    y = (top + bottom) / 2 + len(texts) * size * 0.6 - size
    for text in texts:
        pen.write((left + right) / 2 - _wide(text) * size / 2, y, text)
        y -= size * 1.2


def _render(hand: Hand) -> Render:
    def render(paper: Paper, _: Random) -> bytes:
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfgen.canvas import Canvas

        registerFont(UnicodeCIDFont(FONT))
        width, height = A4[::-1] if hand.landscape else A4
        out = io.BytesIO()
        pen = _Pen(Canvas(out, (width, height), invariant=1), hand, width, height, height - 60)
        for block in [paper.title, *paper.blocks]:
            if isinstance(block, Sheet):
                _table(pen, block)
                continue
            for text in _wrapped(block.lstrip("#"), width - 90, 10.5):
                pen.room(20)
                pen.sheet.setFont(FONT, 10.5)
                pen.sheet.drawString(45, pen.y, text)
                pen.y -= 17
        pen.sheet.save()
        return out.getvalue()

    return render


RULED: dict[str, Render] = {
    "drawn": _render(Hand()),
    "drawn letters": _render(Hand(letters=True)),
    "drawn landscape": _render(Hand(landscape=True, size=9, filled=True)),
}
UNRULED: dict[str, Render] = {
    "drawn no lines": _render(Hand(lines=False)),
    "drawn letters no lines": _render(Hand(lines=False, letters=True, size=7)),
}
