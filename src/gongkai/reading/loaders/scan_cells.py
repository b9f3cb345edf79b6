"""The second look at every number of a table: two recognitions that must agree before a number is believed.

They differ in what they look at and in what they may answer. The first reads the crop that the detector found on the whole
page, grey as scanned, with the full alphabet. The second takes the ink after the rulings are erased, at a scale and with a
margin of its own, and may answer with digits alone: what stands in the drawn cell, of which the detector knows nothing; where
no cell is drawn, what stands together with what the detector found, so that a digit it cut off is seen. They share
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
_ALONE = re.compile(rf"[{re.escape(DIGITS)}OoОоΟο○〇lI]+")
"""A number that no cell holds; strokes that belong to Chinese are none."""

_REACH, _NEAR = 1.5, 0.45
"""How far beside a word its ink is looked for, and how far from each other pieces of one number stand, in heights."""

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
    free = [one for one in rest if _ALONE.fullmatch(one.words.text)]
    rest = [one for one in rest if one not in free]
    cells += [_Cell(_ink_about(ruled.ink, one.box, scale), one) for one in free]
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
    pieces = _pieces(ink, box.grown(-_INSIDE), scale)
    return around(pieces) if pieces else None


def _ink_about(ink: Image, box: Box, scale: float) -> Box:
    """The ink in the box of a word, and what stands beside it on its line as near as digits of one number do."""
    reach = _REACH * box.height
    pieces = _pieces(ink, Box(box.x0 - reach, box.y0, box.x1 + reach, box.y1), scale)
    own = [piece for piece in pieces if box.x0 <= piece.mid_x <= box.x1]
    if not own:
        return box
    whole = around(own)
    for piece in sorted(pieces, key=lambda piece: abs(piece.mid_x - box.mid_x)):
        if max(piece.x0 - whole.x1, whole.x0 - piece.x1) <= _NEAR * whole.height:
            whole = around([whole, piece])
    return whole


def _pieces(ink: Image, box: Box, scale: float) -> list[Box]:
    """What is connected in this part of the page, in points; no specks."""
    left, top, right, low = (max(round(edge * scale), 0) for edge in box)
    part = ink[top:low, left:right]
    if not part.size or not part.any():
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(part), connectivity=8)
    return [
        Box((left + x) / scale, (top + y) / scale, (left + x + width) / scale, (top + y + height) / scale)
        for x, y, width, height, area in stats[1:].tolist()
        if area >= (_SPECK * scale) ** 2 and max(width, height) >= _LEAST_INK * scale
    ]


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
