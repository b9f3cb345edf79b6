"""The second look at every number of a ruled table: two recognitions that must agree before a number is believed.

They differ in what they look at and in what they may answer. The first reads the crop that the detector found on the whole
page, grey as scanned, with the full alphabet. The second knows nothing of the detector: it takes the ink that stands in the
drawn cell after the rulings are erased, at a scale and with a margin of its own, and may answer with digits alone. They share
the weights of one model, so that a shape which this model always takes for another passes both: only a relation of the form
finds that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from gongkai.reading.loaders.pdf_grid import lattice_of
from gongkai.reading.loaders.pdf_rulings import rulings_of
from gongkai.reading.loaders.pdf_shapes import Box, Seen, around
from gongkai.reading.loaders.scan_engine import DIGITS, Engine, Image, Words
from gongkai.reading.loaders.scan_rulings import Ruled

_INSIDE = 1.2
_SPECK = 0.9
_LEAST_INK = 1.5
_MARGIN = 0.3
_SURE = 0.9
_LIKELY = 0.5
_LOOKS_SO = re.compile(rf"[{re.escape(DIGITS)}OoОоΟοQDСCcΘθЮ○◯〇口日°lI|ｌ丨 ]+")
"""A number, or shapes that are a 0 or 1 to the eye: only the place of a cell tells them from letters."""

_MAYBE_NUMBER = re.compile(r"[^\u4e00-\u9fff]{1,12}|[一口日丨]")
_UNKNOWN = Words("\ufffd", 0.0, (0.5,))


@dataclass(frozen=True, slots=True)
class Found:
    """Words, where they stand, in points, and by how many recognitions they are known; `number` is what they are if they
    are a number."""

    box: Box
    words: Words
    seen: Seen
    number: Words


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that may hold a number: the box of its ink, and what the first look found in it."""

    ink: Box
    first: Found | None


def second_look(found: Sequence[Found], ruled: Ruled, scale: float, engine: Engine) -> list[Found]:
    """Words of the page; those in number cells as both looks have them."""
    cells, rest = _number_cells(found, ruled, scale)
    crops = [_crop(ruled.page, cell.ink, scale) for cell in cells]
    seconds = engine.read(crops)
    return [*rest, *(_together(cell, second.number) for cell, second in zip(cells, seconds, strict=True))]


def _number_cells(found: Sequence[Found], ruled: Ruled, scale: float) -> tuple[list[_Cell], list[Found]]:
    rest = list(found)
    cells: list[_Cell] = []
    for box in _areas(ruled):
        own = [one for one in rest if box.holds(one.box.mid_x, one.box.mid_y)]
        if len(own) > 1 or any(not _MAYBE_NUMBER.fullmatch(one.words.text) for one in own):
            continue
        ink = _ink_in(ruled.ink, box, scale)
        if ink is None:
            continue
        rest = [one for one in rest if one not in own]
        cells.append(_Cell(ink, own[0] if own else None))
    return cells, rest


def _areas(ruled: Ruled) -> Iterator[Box]:
    for rulings in rulings_of(ruled.across, ruled.down):
        lattice = lattice_of(rulings)
        if lattice and lattice.columns > 1:
            yield from (lattice.box_of(area) for area in lattice.areas)


def _ink_in(ink: Image, box: Box, scale: float) -> Box | None:
    """What of the ink in a cell is more than specks; None where nothing is."""
    left, top, right, low = (round(edge * scale) for edge in box.grown(-_INSIDE))
    part = ink[top:low, left:right]
    if not part.size or not part.any():
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(part), connectivity=8)
    pieces = [
        Box(x, y, x + width, y + height)
        for x, y, width, height, area in stats[1:].tolist()
        if area >= (_SPECK * scale) ** 2 and max(width, height) >= _LEAST_INK * scale
    ]
    if not pieces:
        return None
    whole = around(pieces)
    x, y = left / scale, top / scale
    return Box(x + whole.x0 / scale, y + whole.y0 / scale, x + whole.x1 / scale, y + whole.y1 / scale)


def _crop(page: Image, ink: Box, scale: float) -> Image:
    margin = _MARGIN * max(ink.height, 5.0)
    x0, y0, x1, y1 = (max(round(edge * scale), 0) for edge in ink.grown(margin))
    return page[y0:y1, x0:x1]


def _together(cell: _Cell, second: Words) -> Found:
    """Both looks in one: where they agree and are sure, known twice; else the surer one, known once. What neither can make
    out is there, and unknown."""
    first = cell.first
    if first is None or not first.number.text:
        words = second if second.text and second.score >= _LIKELY else _UNKNOWN
        return Found(cell.ink, words, Seen.ONCE, second)
    if first.number.text == second.text:
        looks_so = _LOOKS_SO.fullmatch(first.words.text) is not None
        is_sure = looks_so and min(first.number.score, second.score) >= _SURE
        return replace(first, words=first.number, seen=Seen.TWICE if is_sure else Seen.ONCE)
    if first.words.text == first.number.text and first.number.score >= second.score:
        return first
    return Found(cell.ink, second if second.text else _UNKNOWN, Seen.ONCE, second)
