"""A picture of a page → what is drawn on it, as if it were a PDF's page: words with their characters, and rulings.

Every word is read in the crop that the detector finds on the whole page. What stands in a cell of a ruled table and may be
a number is read a second time, see `scan_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from gongkai.reading.loaders.pdf_shapes import Box, Drawn, Glyph, Ink, Seen, Stroke, View
from gongkai.reading.loaders.scan_cells import Found, second_look
from gongkai.reading.loaders.scan_engine import Engine, Image, Words
from gongkai.reading.loaders.scan_rulings import rulings_in
from gongkai.reading.loaders.scan_straight import evened, tilt_of, turned_by
from gongkai.reading.problem import Clock

_EM = 0.8
"""Of the height of a detected box, which has a margin around its letters."""

_HALF = 0.55
_TALL = 1.5
_LEAST_SCORE = 0.3
_ASKED_WHICH_WAY = 9
_WIDE_LINE = 4
_POINTS_A4 = 842.0
_SPACED, _COLUMNS_APART = re.compile(r"[\dOo.]+(?: [\dOo.]+)+"), 1.0
_NATURAL = (400.0, 1300.0)
_WIDTH_A4, _STRIP = 595.0, 1.7
"""What is higher than so many times its width shows several pages one above the other, or a whole page of the web."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey pixels, and its size in points."""

    pixels: Image
    width: float
    height: float


def recognise(picture: Picture, engine: Engine, clock: Clock) -> tuple[Drawn, View]:
    """The page upright and straight, in points of it, and how it was turned for that."""
    turn, page = _upright(evened(picture.pixels), engine)
    _check(clock)
    tilt = tilt_of(page)
    page = turned_by(page, tilt)
    scale = page.shape[0] / (picture.width if turn % 2 else picture.height)
    ruled = rulings_in(page, scale)
    drawn = Drawn(page.shape[1] / scale, page.shape[0] / scale, across=ruled.across, down=ruled.down)
    _check(clock)
    found = _found(page, ruled.down, scale, engine)
    _check(clock)
    found = second_look(found, ruled, scale, engine)
    drawn.glyphs = list(_glyphs(found))
    return drawn, View(drawn.width, drawn.height, turn, tilt)


def _check(clock: Clock) -> None:
    """Each step of a page has the time of a page: a picture may hold several."""
    clock.check()
    clock.tell(0, 0)


def _upright(page: Image, engine: Engine) -> tuple[int, Image]:
    """How many quarter turns clockwise make the page's lines read to the right, and the page so turned."""
    boxes = engine.find(page)
    tall = sum(_TALL * (x1 - x0) < y1 - y0 for x0, y0, x1, y1 in boxes)
    wide = sum(x1 - x0 > _TALL * (y1 - y0) for x0, y0, x1, y1 in boxes)
    sideways = tall > wide
    if sideways:
        page = np.ascontiguousarray(np.rot90(page, -1))
        boxes = engine.find(page)
    longest = sorted(boxes, key=lambda b: (b[2] - b[0]) / max(b[3] - b[1], 1.0))[-_ASKED_WHICH_WAY:]
    lines = [crop for box in longest if (crop := _crop(page, box)).shape[1] > _WIDE_LINE * crop.shape[0]]
    if sum(map(engine.is_upside_down, lines)) * 2 > len(lines):
        return 2 + sideways, np.ascontiguousarray(np.rot90(page, 2))
    return int(sideways), page


def _crop(page: Image, box: Sequence[float]) -> Image:
    x0, y0, x1, y1 = (max(round(edge), 0) for edge in box)
    return page[y0 : max(y1, y0 + 2), x0 : max(x1, x0 + 2)]


def _found(page: Image, down: Sequence[Stroke], scale: float, engine: Engine) -> list[Found]:
    """Words with their boxes in points; a box over a line of a table is cut there."""
    boxes = [piece for box in engine.find(page) for piece in _cut(Box(*(edge / scale for edge in box)), down)]
    found = _words_in(page, boxes, scale, engine)
    spaced = [one for one in found if _SPACED.fullmatch(one.words.text)]
    rest = [one for one in found if one not in spaced]
    return [*rest, *_words_in(page, [piece for one in spaced for piece in _at_gaps(one)], scale, engine)]


def _at_gaps(found: Found) -> list[Box]:
    """Numbers of several columns that were taken for one word, each by itself: further apart than a space parts digits."""
    box, text = found.box, found.words.text
    middles = [box.x0 + place * box.width for place in found.words.places]
    wide = [
        middles[i]
        for i, char in enumerate(text)
        if char == " " and middles[i + 1] - middles[i - 1] > _COLUMNS_APART * box.height
    ]
    return [Box(left, box.y0, right, box.y1) for left, right in pairwise([box.x0, *wide, box.x1])]


def _words_in(page: Image, boxes: Sequence[Box], scale: float, engine: Engine) -> list[Found]:
    read = engine.read([_crop(page, Box(*(edge * scale for edge in box))) for box in boxes])
    return [
        Found(box, one.words, Seen.ONCE, one.number)
        for box, one in zip(boxes, read, strict=True)
        if _is_word(one.words)
    ]


def _is_word(words: Words) -> bool:
    return bool(words.text.strip()) and words.score >= _LEAST_SCORE


def _cut(box: Box, down: Sequence[Stroke]) -> Iterator[Box]:
    inset = 0.25 * box.height
    through = [s.at for s in down if box.x0 + inset < s.at < box.x1 - inset and s.start <= box.mid_y <= s.end]
    for left, right in pairwise([box.x0, *sorted(through), box.x1]):
        if right - left > inset:
            yield Box(left, box.y0, right, box.y1)


def _glyphs(found: Sequence[Found]) -> Iterator[Glyph]:
    order = 0
    for number, one in enumerate(found):
        em = _EM * one.box.height
        ink = Ink(number, em, em, seen=one.seen)
        parted = False
        for char, box in zip(one.words.text, _boxes(one, em), strict=True):
            if char == " ":
                parted = True
                continue
            yield Glyph(char, box, ink, order, 0, parted)
            parted = False
            order += 1


def _boxes(found: Found, em: float) -> Iterator[Box]:
    """Each character about its middle: up to its neighbour's, unless a space is between them."""
    box = found.box
    middles = [box.x0 + place * box.width for place in found.words.places]
    halves = [em * (_HALF if ord(char) > 0x2E80 else _HALF / 2) for char in found.words.text]
    for i, middle in enumerate(middles):
        left, right = middle - halves[i], middle + halves[i]
        if i and _meet(middles[i - 1] + halves[i - 1], left, em):
            left = (middles[i - 1] + halves[i - 1] + left) / 2
        if i + 1 < len(middles) and _meet(right, middles[i + 1] - halves[i + 1], em):
            right = (right + middles[i + 1] - halves[i + 1]) / 2
        yield Box(left, box.mid_y - em / 2, right, box.mid_y + em / 2)


def _meet(left: float, right: float, em: float) -> bool:
    return right - left < em * _HALF


def size_in_points(width: float, height: float) -> tuple[float, float]:
    """The size of a page that states none, or one no paper has: as large as A4; of several in one picture, as wide."""
    if height > _STRIP * width:
        return _WIDTH_A4, height * _WIDTH_A4 / width
    longest = max(width, height)
    if _NATURAL[0] <= longest <= _NATURAL[1]:
        return width, height
    return width * _POINTS_A4 / longest, height * _POINTS_A4 / longest


def grey(pixels: np.ndarray) -> Image:
    """Of a coloured picture the red channel: the seal over the text is white in it."""
    return np.ascontiguousarray(pixels[:, :, 0] if pixels.ndim == 3 else pixels).astype(np.uint8)


def resized(pixels: Image, longest: int) -> Image:
    """So large that letters have the size the models know."""
    scale = longest / max(pixels.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=how), np.uint8)
