"""Words found in the text layer, as the boxes that would cover them: a help to draw, which decides nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_STEPS = 10_000
_OVERLAP = 0.5
_COLUMN = 1.5
_MARGIN = 0.0015
"""Of the page on every side: a glyph may be drawn a little beyond the box its font states."""


@dataclass(frozen=True, slots=True)
class PageText:
    """Page `number` (from 1): its characters, and of each four edges in ten thousandths of the page (left, top, right,
    bottom), all 0 for a break."""

    number: int
    text: str
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle of a page, in shares of its width and height: a box that has no reason yet."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def find(pages: Sequence[PageText], words: str) -> list[list[Spot]]:
    """Every place where the words stand, in the order of the pages; each is one spot for every line it runs over.

    Width, case and white space do not matter: 张 三 and a name broken at the end of a line are found.
    """
    sought = _folded(words)
    if not sought:
        return []
    return [spots_of(page, start, end) for page in pages for start, end in _matches(page.text, sought)]


def spots_of(page: PageText, start: int, end: int) -> list[Spot]:
    """The characters from `start` up to `end` of the page's text, one spot a line."""
    lines: list[list[int]] = []
    for index in range(start, end):
        edges = list(page.edges[4 * index : 4 * index + 4])
        if edges[0] == edges[2] or edges[1] == edges[3]:
            continue
        if lines and _same_line(lines[-1], edges):
            lines[-1] = _around(lines[-1], edges)
        else:
            lines.append(edges)
    return [_spot(page.number, edges) for edges in lines]


def _folded(text: str) -> str:
    return "".join(_fold(letter) for letter in text)


def _fold(letter: str) -> str:
    return "".join(unicodedata.normalize("NFKC", letter).split()).casefold()


def _matches(text: str, sought: str) -> Iterator[tuple[int, int]]:
    folded: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        for one in _fold(letter):
            folded.append(one)
            origin.append(index)
    whole = "".join(folded)
    at = whole.find(sought)
    while at >= 0:
        yield origin[at], origin[at + len(sought) - 1] + 1
        at = whole.find(sought, at + len(sought))


def _same_line(line: Sequence[int], edges: Sequence[int]) -> bool:
    """Side by side, or one below the other where the text runs downwards: there a line is no wider than its letters."""
    if _share(line[1], line[3], edges[1], edges[3]) >= _OVERLAP:
        return True
    is_column = line[2] - line[0] <= _COLUMN * (edges[2] - edges[0])
    near = edges[1] - line[3] < edges[3] - edges[1]
    return is_column and near and _share(line[0], line[2], edges[0], edges[2]) >= _OVERLAP


def _share(low: int, high: int, other_low: int, other_high: int) -> float:
    common = min(high, other_high) - max(low, other_low)
    return common / max(1, min(high - low, other_high - other_low))


def _around(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])]


def _spot(page: int, edges: Sequence[int]) -> Spot:
    left, top, right, bottom = (edge / _STEPS for edge in edges)
    low = [max(0.0, round(edge - _MARGIN, 4)) for edge in (left, top)]
    high = [min(1.0, round(edge + _MARGIN, 4)) for edge in (right, bottom)]
    return Spot(page, low[0], low[1], high[0], high[1])
