"""Which cell each glyph belongs to: the one it stands in, unless its word or its paragraph runs over the cell's edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reading.loaders.pdf_grid import Lattice
from gongkai.reading.loaders.pdf_lines import Line, gap, lines_of, size_of, trackings
from gongkai.reading.loaders.pdf_shapes import Box, Glyph

_TOUCHING = 0.12
_EXACTLY = 0.04
_OVER_THE_EDGE = 0.15
_NEARER = 0.8


def glyphs_by_area(glyphs: Sequence[Glyph], lattice: Lattice) -> list[list[Glyph]]:
    """For each area of the lattice, its glyphs."""
    home = {id(g): lattice.at(g.box.mid_x, g.box.mid_y) for g in glyphs}
    for word in Words(glyphs).over_edges(home):
        area = _area_of_word(word, home)
        home.update((id(glyph), area) for glyph in word)
    found: list[list[Glyph]] = [[] for _ in lattice.areas]
    for glyph in glyphs:
        found[home[id(glyph)]].append(glyph)
    _move_straddling_lines(found, lattice)
    return found


class Words:
    """What of the glyphs of a table was surely drawn as one word, wherever the rulings are."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._upright = [glyph for glyph in glyphs if glyph.turn == 0]
        self._drawn_with = Counter(glyph.ink.number for glyph in self._upright)
        self._trackings = trackings(self._upright)

    def over_edges(self, home: dict[int, int]) -> Iterator[Line]:
        """Words whose glyphs stand in more than one cell."""
        for line in lines_of(self._upright):
            word = line[:1]
            for left, right in pairwise(line):
                if not self._go_on(left, right, home):
                    if _is_spread(word, home):
                        yield word
                    word = []
                word.append(right)
            if _is_spread(word, home):
                yield word

    def _go_on(self, left: Glyph, right: Glyph, home: dict[int, int]) -> bool:
        """Touching glyphs; across a ruling only those surely drawn as one."""
        if self.are_one(left, right) or self.are_alone(left, right):
            return True
        return home[id(left)] == home[id(right)] and abs(gap(left, right)) <= _TOUCHING and not right.parted

    def are_one(self, left: Glyph, right: Glyph) -> bool:
        """Parts of one text object, touching or at the even distance of its digits."""
        if left.ink is not right.ink or right.parted:
            return False
        white = abs(gap(left, right))
        return white <= _TOUCHING or white <= self._trackings.get(left.ink.number, 0.0) + _EXACTLY

    def are_alone(self, left: Glyph, right: Glyph) -> bool:
        """Each a text object of its own, set exactly one behind the other: not even a line's width is between them."""
        alone = self._drawn_with[left.ink.number] == self._drawn_with[right.ink.number] == 1
        return alone and abs(gap(left, right)) < _EXACTLY


def _is_spread(word: Line, home: dict[int, int]) -> bool:
    """In several cells; digits set apart also most in one, since single digits in a row of cells are no word."""
    share = Counter(home[id(glyph)] for glyph in word)
    if len(share) < 2:
        return False
    tight = all(gap(left, right) <= _TOUCHING for left, right in pairwise(word))
    return tight or max(share.values()) * 2 >= len(word) > len(share)


def _area_of_word(word: Line, home: dict[int, int]) -> int:
    """The cell in which most of the word stands, the first of equals."""
    share: dict[int, float] = {}
    for glyph in word:
        share[home[id(glyph)]] = share.get(home[id(glyph)], 0.0) + glyph.box.width
    return max(share, key=lambda area: round(share[area], 3))


def _move_straddling_lines(found: list[list[Glyph]], lattice: Lattice) -> None:
    """A first or last line over the edge of its cell goes to the paragraph it is part of, if that is the neighbour's."""
    for number, area in enumerate(lattice.areas):
        box = lattice.box_of(area)
        for upper in (True, False):
            lines = lines_of(g for g in found[number] if g.turn == 0)
            if len(lines) < 2:
                break
            line, own = (lines[0], lines[1]) if upper else (lines[-1], lines[-2])
            neighbour = _neighbour_over_edge(line, box, upper, lattice)
            if neighbour not in (None, number) and _is_part_of(line, own, found[neighbour or 0], upper):
                moved = {id(glyph) for glyph in line}
                found[neighbour or 0] += line
                found[number] = [glyph for glyph in found[number] if id(glyph) not in moved]


def _neighbour_over_edge(line: Line, box: Box, upper: bool, lattice: Lattice) -> int | None:
    size = size_of(line)
    middle = sum(glyph.box.mid_y for glyph in line) / len(line)
    half = 0.4 * size
    over = box.y0 - (middle - half) if upper else (middle + half) - box.y1
    outer = box.y0 if upper else box.y1
    if over < _OVER_THE_EDGE * size or outer in (lattice.ys[0], lattice.ys[-1]):
        return None
    return lattice.at(line[0].box.mid_x, outer - 1 if upper else outer + 1)


def _is_part_of(line: Line, own: Line, others: Sequence[Glyph], upper: bool) -> bool:
    """Whether a line goes on the paragraph of the neighbouring cell: drawn right after it, or clearly nearer to it."""
    near = lines_of(g for g in others if g.turn == 0)
    if not near:
        return False
    other = near[-1] if upper else near[0]
    to_other, to_own = _follows(line, other), _follows(line, own)
    if to_other != to_own:
        return to_other
    return _distance(line, other) < _NEARER * _distance(line, own)


def _follows(one: Line, other: Line) -> bool:
    """Drawn one right after the other."""
    first, second = sorted((one, other), key=lambda line: line[0].order)
    return second[0].order - max(glyph.order for glyph in first) <= 3


def _distance(one: Line, other: Line) -> float:
    return abs(one[0].box.mid_y - other[0].box.mid_y)
