"""Strokes → rulings: pieces, dashes and double lines joined, and sorted into the sets that touch, one for each table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.reading.loaders.pdf_shapes import Box, Stroke

_SAME_LINE = 1.2
_JOIN = 4.0
"""Pieces of one line, such as dashes, are at most this far apart."""

_SHORTEST = 5.0
TOUCH = 3.6
"""Lines this near to each other meet: the two of a double line, and corners drawn a little open."""


@dataclass(slots=True)
class Rulings:
    """Lines that touch one another."""

    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)

    @property
    def box(self) -> Box:
        xs = [s.at for s in self.down] + [x for s in self.across for x in (s.start, s.end)]
        ys = [s.at for s in self.across] + [y for s in self.down for y in (s.start, s.end)]
        return Box(min(xs), min(ys), max(xs), max(ys))


def rulings_of(across: Iterable[Stroke], down: Iterable[Stroke]) -> list[Rulings]:
    """One set for each drawing whose lines touch, from the top of the page; single lines that touch nothing are left out."""
    flat, upright = joined(across), joined(down)
    owner = _Sets(len(flat) + len(upright))
    for a, b in _crossings(flat, upright):
        owner.unite(a, len(flat) + b)
    for lines, offset in ((flat, 0), (upright, len(flat))):
        for a, b in _neighbours(lines):
            owner.unite(offset + a, offset + b)
    found: defaultdict[int, Rulings] = defaultdict(Rulings)
    for i, stroke in enumerate(flat):
        found[owner.of(i)].across.append(stroke)
    for i, stroke in enumerate(upright):
        found[owner.of(len(flat) + i)].down.append(stroke)
    sets = [rulings for rulings in found.values() if rulings.across and rulings.down]
    return sorted(sets, key=lambda rulings: (rulings.box.y0, rulings.box.x0))


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes of one line as one stroke, sorted by place; specks are dropped."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if lines and stroke.at - lines[-1][0].at <= _SAME_LINE:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    return [piece for line in lines for piece in _pieces(line) if piece.end - piece.start >= _SHORTEST]


def _pieces(line: list[Stroke]) -> list[Stroke]:
    at = sum(stroke.at for stroke in line) / len(line)
    pieces: list[Stroke] = []
    for _, start, end in sorted(line, key=lambda stroke: stroke.start):
        if pieces and start - pieces[-1].end <= _JOIN:
            pieces[-1] = Stroke(at, pieces[-1].start, max(end, pieces[-1].end))
        else:
            pieces.append(Stroke(at, start, end))
    return pieces


class _Sets:
    """Union-find."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, i: int) -> int:
        while self._above[i] != i:
            self._above[i] = self._above[self._above[i]]
            i = self._above[i]
        return i

    def unite(self, a: int, b: int) -> None:
        self._above[self.of(a)] = self.of(b)


def _crossings(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> Iterable[tuple[int, int]]:
    heights = [stroke.at for stroke in flat]
    for b, v in enumerate(upright):
        for a in range(bisect_left(heights, v.start - TOUCH), bisect_right(heights, v.end + TOUCH)):
            if flat[a].start - TOUCH <= v.at <= flat[a].end + TOUCH:
                yield a, b


def _neighbours(lines: Sequence[Stroke]) -> Iterable[tuple[int, int]]:
    """The two strokes of a double line."""
    places = [stroke.at for stroke in lines]
    for a, stroke in enumerate(lines):
        for b in range(a + 1, bisect_right(places, stroke.at + TOUCH)):
            if lines[b].start < stroke.end and stroke.start < lines[b].end:
                yield a, b


def clusters(places: Iterable[float]) -> list[float]:
    """Places nearer than `TOUCH` to their neighbour as one, at their middle."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= TOUCH:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(group[0] + group[-1]) / 2 for group in groups]
