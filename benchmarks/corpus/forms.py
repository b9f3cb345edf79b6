"""Every file form the corpus knows, by name: who renders it, and what can happen to it on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.corpus import wreck
from benchmarks.corpus.paper import Paper
from benchmarks.corpus.text import TEXTS

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


LAYOUTS: dict[str, Layout] = {name: _text(name) for name in TEXTS}
