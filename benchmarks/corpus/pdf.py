"""PDF files set by typst, and what poppler's pdftotext makes of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.corpus.paper import Box, Paper, Sheet, anchors
from gongkai import writing

FONTS = Path(writing.__file__).parent / "fonts"


@dataclass(frozen=True)
class Hand:
    """`stroke` of the tables' lines; `page` the set-up of the page."""

    stroke: str = "0.5pt"
    page: str = 'paper: "a4", margin: 2cm, numbering: "— 1 —"'
    two_up: bool = False


def _quoted(text: str) -> str:
    return "#" + json.dumps(text, ensure_ascii=False)


def _cell(box: Box, down: int, across: int) -> str:
    text = "#linebreak()".join(_quoted(part) for part in box.text.split("\n"))
    return f"table.cell(rowspan: {down}, colspan: {across})[{text}]"


def _table(sheet: Sheet, hand: Hand, *, repeat_heads: bool) -> str:
    rows = [", ".join(_cell(*place[1:]) for place in row) for row in anchors(sheet.matrix)]
    heads = sheet.heads if repeat_heads else 0
    parts = [f"table.header({', '.join(row for row in rows[:heads] if row)})"] if heads else []
    parts += [row for row in rows[heads:] if row]
    widths = ", ".join(["1fr"] * max(len(row) for row in sheet.matrix))
    looks = f"stroke: {hand.stroke}, inset: 3pt, align: center + horizon"
    return f"#table(columns: ({widths}), {looks}, {', '.join(parts)})"


def _source(paper: Paper, hand: Hand) -> Iterator[str]:
    columns = ", flipped: true, columns: 2" if hand.two_up else ""
    yield f'#set document(date: none)\n#set page({hand.page}{columns})\n#set text(font: "Gongkai Serif", size: {6 if hand.two_up else 9}pt)'
    yield f"#align(center)[{_quoted(paper.title)}]"
    for block in paper.blocks:
        if isinstance(block, Sheet):
            yield _table(block, hand, repeat_heads=paper.repeat_heads)
        else:
            yield _quoted(block.lstrip("#"))


def _render(hand: Hand) -> Callable[[Paper, Random], bytes]:
    def render(paper: Paper, _: Random) -> bytes:
        import typst

        text = "\n\n".join(_source(paper, hand))
        return typst.compile(text.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)

    return render


def _pdftotext(*options: str) -> Callable[[Paper, Random], bytes]:
    """Needs poppler's program."""

    def render(paper: Paper, rng: Random) -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder, "report.pdf")
            path.write_bytes(_render(Hand())(paper, rng))
            return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True).stdout

    return render


_LOW = "width: 21cm, height: 12cm, margin: 1.5cm"
PDF: dict[str, Callable[[Paper, Random], bytes]] = {
    "pdf ruled": _render(Hand()),
    "pdf unruled": _render(Hand(stroke="none")),
    "pdf rules across": _render(Hand(stroke="(x: none, y: 0.5pt)")),
    "pdf many pages": _render(Hand(page=_LOW + ', numbering: "1"')),
    "pdf unruled pages": _render(Hand(stroke="none", page=_LOW + ', numbering: "1"')),
    "pdf two up": _render(Hand(two_up=True)),
}
"""Layout: renderer."""
POPPLER: dict[str, Callable[[Paper, Random], bytes]] = {
    "pdftotext": _pdftotext(),
    "pdftotext layout": _pdftotext("-layout"),
    "pdftotext raw": _pdftotext("-raw"),
}
"""Layout: renderer; text files."""
