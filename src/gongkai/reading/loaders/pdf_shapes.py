"""What is drawn on a page, in points from its upper left corner as a reader sees it: glyphs, strokes, fills, pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import NamedTuple

SLANTED = -1
"""The `turn` of text that runs neither across nor up nor down the page."""


class Box(NamedTuple):
    """`y` grows downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def mid_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def mid_y(self) -> float:
        return (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of at least one."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


class Stroke(NamedTuple):
    """A straight line across or down the page: `at` its y or x, from `start` to `end`."""

    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A filled rectangle; `darkness` from 0 (white or clear) to 1."""

    box: Box
    darkness: float


class Seen(IntEnum):
    """How a character is known: the file says it, or one or two recognitions of a picture do."""

    ONCE = 1
    TWICE = 2
    STATED = 3


@dataclass(frozen=True, slots=True)
class Ink:
    """How one text object is drawn: `number` tells it from others; `size` is the em in points, `em` the same along the
    line, which differs where letters are narrowed."""

    number: int
    size: float
    em: float
    shown: bool = True
    darkness: float = 1.0
    font: int = 0
    seen: Seen = Seen.STATED


@dataclass(slots=True)
class Glyph:
    """One printed character. `box` is its advance by its em; `order` its place in the file; `turn` quarter turns
    counter-clockwise that its line makes (0 reads to the right, 1 up the page, 3 down). `parted`: a space was typed before it.
    """

    char: str
    box: Box
    ink: Ink
    order: int
    turn: int = 0
    parted: bool = False


@dataclass(slots=True)
class Drawn:
    """All that is drawn on one page (or in one table of it, turned upright)."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def upright(self, turn: int) -> Drawn:
        """The same, turned so that text of this turn reads to the right."""
        if turn % 4 == 0:
            return self
        size = (self.width, self.height)
        across = [turned(Box(s.start, s.at, s.end, s.at), turn, size) for s in self.across]
        down = [turned(Box(s.at, s.start, s.at, s.end), turn, size) for s in self.down]
        if turn % 2:
            across, down, size = down, across, (self.height, self.width)
        return Drawn(
            *size,
            [_turned_glyph(glyph, turn, (self.width, self.height)) for glyph in self.glyphs],
            [Stroke(box.y0, box.x0, box.x1) for box in across],
            [Stroke(box.x0, box.y0, box.y1) for box in down],
            [Fill(turned(fill.box, turn, (self.width, self.height)), fill.darkness) for fill in self.fills],
            [turned(box, turn, (self.width, self.height)) for box in self.pictures],
        )


@dataclass(frozen=True, slots=True)
class View:
    """How a page of this width and height is seen as it lies in the file: it was read after so many quarter turns, and
    after it was turned by `tilt` degrees more, counter-clockwise, about its middle."""

    width: float
    height: float
    turn: int
    tilt: float = 0.0

    def shares(self, box: Box) -> Box:
        """A box of the turned page, in shares of the width and height of the page as it was."""
        seen = turned(self._tilted(box), -self.turn, (self.width, self.height))
        width, height = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        return Box(seen.x0 / width, seen.y0 / height, seen.x1 / width, seen.y1 / height)

    def _tilted(self, box: Box) -> Box:
        """The box moved to where its middle was; so small a tilt leaves its size."""
        if not self.tilt:
            return box
        angle = math.radians(self.tilt)
        x, y = box.mid_x - self.width / 2, box.mid_y - self.height / 2
        across = x * (math.cos(angle) - 1) - y * math.sin(angle)
        down = x * math.sin(angle) + y * (math.cos(angle) - 1)
        return Box(box.x0 + across, box.y0 + down, box.x1 + across, box.y1 + down)


def turned(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """The box on the page turned so that what had this turn reads to the right."""
    width, height = size
    match turn % 4:
        case 1:
            return Box(height - box.y1, box.x0, height - box.y0, box.x1)
        case 2:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 3:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    return box


def _turned_glyph(glyph: Glyph, turn: int, size: tuple[float, float]) -> Glyph:
    after = glyph.turn if glyph.turn == SLANTED else (glyph.turn - turn) % 4
    return replace(glyph, box=turned(glyph.box, turn, size), turn=after)
