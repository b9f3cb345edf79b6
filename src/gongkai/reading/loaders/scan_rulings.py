"""The lines that rule a scanned table, found by their shape; and the page without them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gongkai.reading.loaders.pdf_shapes import Stroke
from gongkai.reading.loaders.scan_engine import Image

_SHORTEST, _LONG = 10.0, 60.0
"""Points. What is shorter than `_LONG` is a line of a table only between two others; the strokes of large letters are not."""

_THICKEST = 4.0
_TOUCH = 2.2
_BESIDE, _BARE = (1.6, 3.0), 0.22
_GAP = 0.8
_INK = 255
_DARKEST, _LEAST_SHARE, _LEAST_STEP = 0.5, 0.33, 12.0
_SIGMAS, _MEDIAN_OF_NORMAL = 4.5, 0.6745


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines in points; `ink` is the page's ink (255, else 0) and `page` the page, both without the lines."""

    across: list[Stroke]
    down: list[Stroke]
    ink: Image
    page: Image


def rulings_in(page: Image, scale: float) -> Ruled:
    """`page` stands straight, and has `scale` pixels a point."""
    ink = _ink(page)
    flat, upright = _lines(ink, scale, across=True), _lines(ink.T, scale, across=False)
    across, down = _strokes(flat, scale), _strokes(upright, scale)
    across, down = _between(across, down, ink, scale), _between(down, across, ink.T, scale)
    lines = cv2.bitwise_or(_drawn(across, flat.shape, scale, flat), _drawn(down, upright.shape, scale, upright).T)
    wide = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    return Ruled(across, down, cv2.bitwise_and(ink, cv2.bitwise_not(wide)), np.maximum(page, wide))


def _ink(page: Image) -> Image:
    """255 where the page is darker than its paper: by a share of its darkest ink, and by more than its noise."""
    smooth = cv2.GaussianBlur(page, (3, 3), 0)
    paper, darkest = float(np.median(smooth)), float(np.percentile(smooth, _DARKEST))
    noise = float(np.median(np.abs(smooth.astype(np.int16) - paper))) / _MEDIAN_OF_NORMAL
    least = max(_LEAST_SHARE * (paper - darkest), _SIGMAS * noise, _LEAST_STEP)
    return np.where(smooth < paper - least, _INK, 0).astype(np.uint8)


def _lines(ink: Image, scale: float, *, across: bool) -> Image:
    """What of the ink runs straight for `_SHORTEST` points (along the rows of `ink`), small gaps closed."""
    ink = np.ascontiguousarray(ink)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_GAP * scale))), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_SHORTEST * scale)), np.uint8))
    return np.asarray(opened, np.uint8)


def _strokes(lines: Image, scale: float) -> list[Stroke]:
    """One for each straight run; what is thicker than a line is none."""
    _, _, boxes, middles = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found = []
    for (left, _, width, height, area), (_, middle) in zip(boxes[1:], middles[1:], strict=True):
        if area / width <= _THICKEST * scale and height <= 2 * _THICKEST * scale:
            found.append(Stroke(float(middle) / scale, float(left) / scale, float(left + width) / scale))
    return sorted(found)


def _between(lines: list[Stroke], others: list[Stroke], ink: Image, scale: float) -> list[Stroke]:
    """Long lines, and short ones that run from one of the others to another through white."""
    return [
        line
        for line in lines
        if line.end - line.start >= _LONG or (all(_ends_at(line, others)) and _is_bare(line, ink, scale))
    ]


def _is_bare(line: Stroke, ink: Image, scale: float) -> bool:
    """Next to nothing stands on either side: the stroke of a letter has others that cross it."""
    start, end = round((line.start + _TOUCH) * scale), round((line.end - _TOUCH) * scale)
    near, far = _BESIDE[0] * scale, _BESIDE[1] * scale
    middle = line.at * scale
    sides = [
        ink[round(middle - far) : round(middle - near), start:end],
        ink[round(middle + near) : round(middle + far), start:end],
    ]
    return all(not side.size or float(side.mean()) < _BARE * _INK for side in sides)


def _ends_at(line: Stroke, others: list[Stroke]) -> tuple[bool, bool]:
    ends = (line.start, line.end)
    first, last = (
        any(abs(o.at - end) <= _TOUCH and o.start - _TOUCH <= line.at <= o.end + _TOUCH for o in others) for end in ends
    )
    return first, last


def _drawn(strokes: list[Stroke], shape: tuple[int, ...], scale: float, lines: Image) -> Image:
    """The pixels of these strokes alone."""
    mask: Image = np.zeros(shape, np.uint8)
    reach = round(_THICKEST * scale)
    for stroke in strokes:
        top, left, right = round(stroke.at * scale), round(stroke.start * scale), round(stroke.end * scale)
        rows = slice(max(top - reach, 0), top + reach + 1)
        mask[rows, max(left - 1, 0) : right + 1] |= lines[rows, max(left - 1, 0) : right + 1]
    return mask
