"""Columns of a page: what stands side by side is read one after the other, and over all pages where it is two documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from gongkai.reading.loaders.pdf_lines import Line
from gongkai.reading.loaders.pdf_shapes import Box, around
from gongkai.reading.loaders.pdf_tables import Table

_NARROWEST_GUTTER = 5.0
_NARROWEST_COLUMN = 0.22
_WIDEST_COLUMN = 0.7
_FEWEST_LINES = 4
_DENSE = 0.6
_TALL = 8
_SHORTEST_SENTENCE = 15
_ALIKE = 0.3
_FEWEST_ALIKE = 8
_SHORTEST_TEXT = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Part of a line up to the next wide gap. `line` tells which parts stand on one line, `rows` is the table of ruled
    rows without columns that it stands in; `downwards`: its characters stand one below the other."""

    glyphs: Line
    box: Box
    line: int
    rows: Box | None = None
    downwards: bool = False

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def reach(self) -> Box:
        """What must not be cut by a gutter."""
        return self.rows or self.box


Item = Words | Table
Lane = tuple[int, ...]
"""() for what stands across the page, (0,) for its left column, (1,) for its right one, (1, 0) for the left part of that."""


def lanes(items: Sequence[Item], gutters: Sequence[float]) -> tuple[list[tuple[Lane, list[Item]]], list[float]]:
    """The items in parts to be read one after the other, and the gutters between columns.

    `gutters` are those of the page before: columns go on where nothing crosses them.
    """
    used: list[float] = []
    return list(_lanes(items, (), gutters, used)), used


def _lanes(
    items: Sequence[Item], lane: Lane, gutters: Sequence[float], used: list[float]
) -> Iterator[tuple[Lane, list[Item]]]:
    gutter = _gutter(items, gutters)
    if gutter is None:
        if items:
            yield lane, _downwards(items)
        return
    used.append(gutter)
    for crossing, part in _runs(items, gutter):
        if crossing or not (gutter in gutters or _is_two_columns(part, gutter)):
            yield lane, part
        else:
            yield from _lanes([item for item in part if item.reach.x1 <= gutter], (*lane, 0), gutters, used)
            yield from _lanes([item for item in part if item.reach.x0 >= gutter], (*lane, 1), gutters, used)


def _downwards(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.box.y0)


def _runs(items: Sequence[Item], x: float) -> Iterator[tuple[bool, list[Item]]]:
    """From the top, what crosses this place and what stands beside it, in turns."""
    for crossing, group in groupby(_downwards(items), key=lambda item: item.reach.x0 < x < item.reach.x1):
        yield crossing, list(group)


def _gutter(items: Sequence[Item], known: Sequence[float]) -> float | None:
    """Where a white band runs down between two columns of text or tables; None on an ordinary page."""
    if len(items) < 2:
        return None
    for x in known:
        if min(i.reach.x1 for i in items) <= x <= max(i.reach.x0 for i in items) and not _is_crossed(items, x):
            return x
    for _, x in sorted(_white_bands(items), reverse=True):
        if any(not crossing and _is_two_columns(part, x) for crossing, part in _runs(items, x)):
            return x
    return None


def _is_crossed(items: Iterable[Item], x: float) -> bool:
    return any(item.reach.x0 < x < item.reach.x1 for item in items)


def _white_bands(items: Sequence[Item]) -> Iterator[tuple[float, float]]:
    """Width and middle of each band that only wide items cross."""
    page = around(item.reach for item in items)
    least = _NARROWEST_COLUMN * page.width
    reaches = [item.reach for item in items if not _is_alone(item, items)]
    narrow = sorted((box for box in reaches if box.width < page.width * _WIDEST_COLUMN), key=lambda box: box.x0)
    reached = page.x0
    for box in narrow:
        if box.x0 - reached >= _NARROWEST_GUTTER and reached - page.x0 >= least and page.x1 - box.x0 >= least:
            yield box.x0 - reached, (box.x0 + reached) / 2
        reached = max(reached, box.x1)


def _is_alone(item: Item, items: Sequence[Item]) -> bool:
    """The first or last line of the page, with nothing beside it: a page's number may stand between two columns."""
    above = any(other.box.y1 < item.box.mid_y for other in items)
    below = any(other.box.y0 > item.box.mid_y for other in items)
    return above != below and not any(
        other is not item and other.box.y0 < item.box.mid_y < other.box.y1 for other in items
    )


def _is_two_columns(items: Sequence[Item], x: float) -> bool:
    """Columns of text or tables; not the columns of one unruled table, of which all but the first are mostly white."""
    left = [item for item in items if item.reach.x1 <= x]
    right = [item for item in items if item.reach.x0 >= x]
    if not left or not right:
        return False
    if are_alike(_texts(left), _texts(right)):
        return True
    return any(
        (_is_column(beside) and _is_column(other)) or (_is_prose(beside) and _is_tall(other))
        for beside, other in ((_beside(left, right), right), (_beside(right, left), left))
    )


def _beside(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Those that stand no higher and no lower than all the others."""
    top, low = min(item.box.y0 for item in others), max(item.box.y1 for item in others)
    return [item for item in items if item.box.y0 < low and item.box.y1 > top]


def _is_ruled(item: Item) -> bool:
    return isinstance(item, Table) or item.rows is not None


def _is_tall(items: Sequence[Item]) -> bool:
    lines = {item.line for item in items if isinstance(item, Words)}
    return len(lines) >= _TALL or any(_is_ruled(item) for item in items)


def _is_prose(items: Iterable[Item]) -> bool:
    """Sentences over several lines: they are never the labels of what stands beside them."""
    sentences = [item for item in items if isinstance(item, Words) and _is_sentence(item.text)]
    return len(sentences) >= _FEWEST_LINES


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SENTENCE and any(mark in text for mark in "，。；")


def _is_column(items: Sequence[Item]) -> bool:
    """A table, or several lines that fill their width."""
    if not items or any(_is_ruled(item) for item in items):
        return bool(items)
    width = around(item.box for item in items).width
    inked: defaultdict[int, float] = defaultdict(float)
    for item in items:
        if isinstance(item, Words):
            inked[item.line] += sum(glyph.box.width for glyph in item.glyphs)
    return sum(ink >= _DENSE * width for ink in inked.values()) >= _FEWEST_LINES


def _texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield from item.texts() if isinstance(item, Table) else (item.text,)


def are_alike(left: Iterable[str], right: Iterable[str]) -> bool:
    """Many of the same words on both sides: two documents of one kind."""
    one, other = ({text for text in map(_bare, texts) if _is_telling(text)} for texts in (left, right))
    common = len(one & other)
    return common >= _FEWEST_ALIKE and common >= _ALIKE * min(len(one), len(other))


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_telling(text: str) -> bool:
    return len(text) >= _SHORTEST_TEXT and not text.isascii()


T = TypeVar("T")


def in_order(pages: Sequence[Sequence[tuple[Lane, T]]], texts: dict[Lane, list[str]]) -> list[T]:
    """All that stands in the lanes of all pages: page by page, or lane by lane where every two lanes hold alike documents."""
    side_by_side = sorted(lane for lane in texts if lane)
    apart = len(side_by_side) > 1 and all(are_alike(texts[a], texts[b]) for a, b in pairwise(side_by_side))
    if not apart:
        return [item for page in pages for _, item in page]
    first = side_by_side[0]
    found: list[T] = []
    for lane in side_by_side:
        found += [item for page in pages for own, item in page if own == lane or (not own and lane == first)]
    return found
