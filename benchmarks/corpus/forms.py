"""Every file form the corpus knows, by name: who renders it, and what can happen to it on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.corpus import wreck
from benchmarks.corpus.docx import DOCX
from benchmarks.corpus.html import HTML
from benchmarks.corpus.paper import Paper
from benchmarks.corpus.pdf import PDF, POPPLER
from benchmarks.corpus.text import TEXTS
from benchmarks.corpus.xlsx import XLSX

Render = Callable[[Paper, Random], bytes]


@dataclass(frozen=True)
class Layout:
    """`structure`, `counted`, `pages`: which kinds of damage make sense; `shows_blanks`: an empty box leaves a trace."""

    group: str
    suffix: str
    render: Render
    structure: bool = True
    counted: bool = False
    pages: bool = True
    shows_blanks: bool = True
    wrecks: tuple[str, ...] = ()


def _text(name: str) -> Layout:
    group, suffix, draw = TEXTS[name]
    one_cell = group == "text one cell a line"
    return Layout(
        group,
        suffix,
        lambda sheets, rng: draw(sheets, rng).encode(),
        structure=name != "by columns",
        counted=group in ("text tabs", "text bars", "markdown", "csv", "text spaces"),
        pages=name not in ("csv", "by columns"),
        shows_blanks=name not in ("spaces", "cells bare", "by columns"),
        wrecks=(*wreck.ENCODINGS, *(wreck.LINES if one_cell else ())),
    )


def _of(names: dict[str, Render], group: str, suffix: str) -> dict[str, Layout]:
    pages = "split" in "".join(names)
    return {name: Layout(group, suffix, render, pages=pages) for name, render in names.items()}


TEXT_LAYOUTS: dict[str, Layout] = {name: _text(name) for name in TEXTS}
FILE_LAYOUTS: dict[str, Layout] = {
    **_of(DOCX, "docx", "docx"),
    **_of({name: render for name, render in HTML.items() if name != "html json"}, "html", "html"),
    **_of({"html json": HTML["html json"]}, "json", "json"),
    **_of(XLSX, "xlsx", "xlsx"),
    **_of(PDF, "pdf", "pdf"),
}
POPPLER_LAYOUTS: dict[str, Layout] = _of(POPPLER, "pdftotext", "txt")
"""Where poppler's pdftotext is installed."""
LAYOUTS: dict[str, Layout] = TEXT_LAYOUTS | FILE_LAYOUTS | POPPLER_LAYOUTS
