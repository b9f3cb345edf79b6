"""Glyphs → lines of text, by where they stand and never by the order in which a program drew them.

Two digits are glued only where they touch (or keep the one distance that all digits of the table keep): a space too many
can be seen and judged later, a space too few makes a number that nobody printed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from gongkai.reading.loaders.pdf_shapes import Box, Glyph, Ink, Seen, around, turned

_SAME_LINE = 0.4
TOUCHING = 0.12
_WORDS_APART = 0.6
_TYPED_SPACE = 0.1
WIDE_GAP = 1.5
"""From this many ems on, a gap is a column's and not a word's."""

_HALF_WIDTH = 0.5
_OVERPRINTED = 0.35
_NUMERIC = frozenset("0123456789０１２３４５６７８９.,．，-−%％")

_IS_LABEL = re.compile(
    r"(?:[(（]?\d{1,2}[)）.．、])?[^\d０-９]*(?![一二三四五六七八九十零口日丨])[\u4e00-\u9fff][^\d０-９]*"
)
"""Words, with at most a number of their own before them: nothing of them is taken for a value."""

Line = list[Glyph]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom, each from left to right."""
    lines: list[Line] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.box.mid_y, g.order)):
        if lines and glyph.box.mid_y - middle <= _SAME_LINE * min(size, glyph.ink.size):
            line = lines[-1]
            line.append(glyph)
            middle += (glyph.box.mid_y - middle) / len(line)
            size = max(size, glyph.ink.size)
        else:
            lines.append([glyph])
            middle, size = glyph.box.mid_y, glyph.ink.size
    for line in lines:
        line.sort(key=lambda g: (g.box.x0, g.order))
    return lines


def box_of(line: Line) -> Box:
    return around(glyph.box for glyph in line)


def size_of(line: Line) -> float:
    return median(glyph.ink.size for glyph in line)


def seen_in(lines: Iterable[Line]) -> Seen:
    """How the least certain character of these lines is known; of recognised words only those count that may be numbers."""
    glyphs = [glyph for line in lines for glyph in line]
    least = min((glyph.ink.seen for glyph in glyphs), default=Seen.STATED)
    if least is not Seen.ONCE:
        return least
    words: dict[Ink, list[str]] = {}
    for glyph in glyphs:
        words.setdefault(glyph.ink, []).append(glyph.char)
    return min(
        (ink.seen for ink, chars in words.items() if not _IS_LABEL.fullmatch("".join(chars))), default=Seen.TWICE
    )


def gap(left: Glyph, right: Glyph) -> float:
    """The white between two neighbours, in ems of the larger one."""
    return (right.box.x0 - left.box.x1) / max(left.ink.size, right.ink.size, 0.1)


def parts(line: Line, apart: float) -> Iterator[Line]:
    """The line cut at every gap of so many ems or more."""
    part = line[:1]
    for left, right in pairwise(line):
        if gap(left, right) >= apart:
            yield part
            part = []
        part.append(right)
    yield part


def is_numeric(glyph: Glyph) -> bool:
    return glyph.char in _NUMERIC


def is_digit(glyph: Glyph) -> bool:
    return glyph.char.isdigit()


def line_text(line: Line, glue: float = TOUCHING) -> str:
    """The line as printed; wide gaps keep their width in half-width spaces."""
    chains = _chains(line)
    if len(chains) > 1:
        return " ".join(line_text(chain, glue) for chain in chains)
    return "".join(_with_spaces(line, glue))


def _with_spaces(line: Line, glue: float) -> Iterator[str]:
    if line:
        yield line[0].char
    for left, right in pairwise(line):
        yield " " * _spaces(left, right, glue)
        yield right.char


def _spaces(left: Glyph, right: Glyph, glue: float) -> int:
    white = gap(left, right)
    if white >= WIDE_GAP:
        return max(2, round(white / _HALF_WIDTH))
    if is_numeric(left) and is_numeric(right):
        return int(right.parted or white > glue)
    return int(white > _WORDS_APART or (right.parted and white > _TYPED_SPACE))


def _chains(line: Line) -> list[Line]:
    """Several where words are printed over one another: sorting their glyphs by place would mix them."""
    if not any(_overprinted(left, right) for left, right in pairwise(line)):
        return [line]
    chains: list[Line] = []
    for glyph in sorted(line, key=lambda g: g.order):
        if chains and chains[-1][-1].box.x0 < glyph.box.x0 and not _overprinted(chains[-1][-1], glyph):
            chains[-1].append(glyph)
        else:
            chains.append([glyph])
    return chains if len(chains) > 1 else [line]


def _overprinted(left: Glyph, right: Glyph) -> bool:
    """Over one another; but one glyph may stand for two characters, which then have one box."""
    if left.ink is right.ink and left.box == right.box:
        return False
    narrower = min(left.box.width, right.box.width)
    return narrower > 0 and left.box.x1 - right.box.x0 > _OVERPRINTED * narrower


_WIDEST_TRACKING = 0.6
_FEWEST_PAIRS = 3
_EVEN = 0.04


def glue_of(lines: Iterable[Line], known: float = TOUCHING) -> float:
    """How far apart the digits of one number may stand in this table.

    More than touching only where all neighbouring digits, with no space typed between them, keep one distance, numbers of
    three digits or more are among them, and none of the numbers so made begins with a 0. Where they are too few to tell,
    the distance `known` from other tables of the file must be theirs.
    """
    numbers = [line for line in lines if len(line) > 1 and all(map(is_numeric, line))]
    pairs = [(left, right) for line in numbers for left, right in pairwise(line) if not right.parted]
    gaps = sorted(gap(left, right) for left, right in pairs)
    if not gaps or gaps[-1] - gaps[0] > _EVEN or not TOUCHING < gaps[-1] <= _WIDEST_TRACKING:
        return TOUCHING
    if any(line[0].char in "0０" and is_digit(line[1]) and not line[1].parted for line in numbers):
        return TOUCHING
    if known > TOUCHING and abs(gaps[-1] + _EVEN - known) <= _EVEN:
        return max(known, gaps[-1])
    drawn_as_one = all(left.ink is right.ink for left, right in pairs)
    long = any(len(line) > 2 for line in numbers)
    return gaps[-1] + _EVEN if len(gaps) >= _FEWEST_PAIRS and (long or drawn_as_one) else TOUCHING


def trackings(glyphs: Iterable[Glyph]) -> dict[int, float]:
    """The even distance, in ems, that the digits of a text object keep: number of its ink → distance."""
    gaps: defaultdict[int, list[float]] = defaultdict(list)
    last: dict[int, Glyph] = {}
    for glyph in glyphs:
        number = glyph.ink.number
        if number in last:
            gaps[number].append(99.0 if glyph.parted or not is_numeric(glyph) else gap(last[number], glyph))
        last[number] = glyph
    even = {number: found for number, found in gaps.items() if max(found) - min(found) <= _EVEN}
    return {number: found[0] for number, found in even.items() if TOUCHING < found[0] <= _WIDEST_TRACKING}


def cell_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of one cell: sideways words turned upright, words set in columns read down and from right to left."""
    by_turn: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_turn[glyph.turn].append(glyph)
    groups = sorted(by_turn.items(), key=lambda item: min((g.box.y0, g.box.x0) for g in item[1]))
    return [line for turn, group in groups for line in _group_lines(group, turn)]


def _group_lines(glyphs: list[Glyph], turn: int) -> list[Line]:
    if turn > 0:
        size = (0.0, 0.0)
        glyphs = [Glyph(g.char, turned(g.box, turn, size), g.ink, g.order, 0, g.parted) for g in glyphs]
    lines = lines_of(glyphs)
    return _columns(glyphs) if _reads_down(glyphs, lines) else lines


def _reads_down(glyphs: Sequence[Glyph], lines: Sequence[Line]) -> bool:
    """Characters touch the one below and not the one beside them, and most are drawn downwards: upright columns."""
    beside = [gap(left, right) for line in lines for left, right in pairwise(line)]
    if len(lines) < 2 or not beside or any(map(is_numeric, glyphs)):
        return False
    size = median(glyph.ink.size for glyph in glyphs)
    below = [(lower[0].box.mid_y - upper[0].box.mid_y) / size - 1 for upper, lower in pairwise(lines)]
    if median(beside) < median(below) + TOUCHING / 2:
        return False
    steps = list(pairwise(sorted(glyphs, key=lambda g: g.order)))
    return sum(_is_below(above, lower) for above, lower in steps) * 2 >= len(steps)


def _is_below(above: Glyph, lower: Glyph) -> bool:
    size = above.ink.size
    return abs(above.box.mid_x - lower.box.mid_x) < 0.3 * size and 0.5 * size < lower.box.mid_y - above.box.mid_y


def _columns(glyphs: Iterable[Glyph]) -> list[Line]:
    columns: list[Line] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.box.mid_x, g.box.mid_y)):
        if columns and abs(columns[-1][0].box.mid_x - glyph.box.mid_x) < _HALF_WIDTH * glyph.ink.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [[glyph] for column in columns for glyph in sorted(column, key=lambda g: g.box.mid_y)]


def cell_text(glyphs: Sequence[Glyph], glue: float) -> str:
    """The text of a cell, one printed line a line."""
    return "\n".join(line_text(line, glue) for line in cell_lines(glyphs))
