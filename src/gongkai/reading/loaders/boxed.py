"""Tables drawn with box characters whose cells take several lines (w3m): every cell whole, in the columns of its strokes.

A cell ends where a rule is drawn below it; cells that reach over several rows or columns keep their spans.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.reading.blocks import Grid, GridCell
from gongkai.reading.problem import Clock
from gongkai.report import Place

_UPRIGHT = frozenset("│┃├┤┼┬┴┌┐└┘┝┥┿╂╋┠┨┣┫┏┓┗┛┳┻")
_TOP, _BOTTOM = re.compile(r"\s*[┌┏][─━┬┳]+[┐┓]\s*"), re.compile(r"\s*[└┗][─━┴┻]+[┘┛]\s*")
_RULED = re.compile("[─━]+")
_MOST_LINES = 2_000


class _Piece(NamedTuple):
    """What stands between two strokes of a line, from `x` to `end` in columns of the screen."""

    x: int
    end: int
    text: str

    @property
    def is_rule(self) -> bool:
        return _RULED.fullmatch(self.text) is not None


def parts(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """Runs of lines with how many stand before them, and whether they are such a table."""
    lines = text.split("\n")
    begun = at = 0
    while at < len(lines):
        end = _boxed_end(lines, at)
        if end > at:
            yield begun, lines[begun:at], False
            yield at, lines[at:end], True
            begun = end
        at = max(end, at + 1)
    yield begun, lines[begun:], False


def is_boxed(text: str) -> bool:
    """A cheap look: most texts draw nothing."""
    return ("┌" in text or "┏" in text) and "\f" not in text


def _boxed_end(lines: Sequence[str], start: int) -> int:
    """Where the box that begins at this line ends, if a cell of it has several lines; `start` where none begins."""
    if not _TOP.fullmatch(lines[start]):
        return start
    several, before = False, False
    for at in range(start + 1, min(len(lines), start + _MOST_LINES)):
        text = lines[at].strip()
        if _BOTTOM.fullmatch(text):
            return at + 1 if several else start
        if text[:1] not in _UPRIGHT or text[-1:] not in _UPRIGHT or _TOP.fullmatch(text):
            return start
        plain = not re.search("[─━]{2}", text)
        several, before = several or (plain and before), plain
    return start


def grid_of(lines: Sequence[str], first: int, clock: Clock) -> Grid:
    """The table of these lines; `first` is the number of the first one in the file."""
    clock.check()
    strokes = {x for line in lines if _RULED.search(line) for piece in _cut(line, 2) for x in (piece.x, piece.end)}
    closed: list[tuple[int, int, _Piece]] = []
    open_cells: dict[int, tuple[int, _Piece]] = {}
    for y, line in enumerate(lines):
        for piece in _fitting(line, strokes):
            if piece.is_rule:
                done = [x for x, (_, cell) in open_cells.items() if cell.x < piece.end and piece.x < cell.end]
                closed += [(top, y, cell) for x in done for top, cell in (open_cells.pop(x),)]
            else:
                top, cell = open_cells.get(piece.x, (y, piece._replace(text="")))
                text = "\n".join(part for part in (cell.text, piece.text.strip()) if part)
                open_cells[piece.x] = top, cell._replace(text=text)
    clock.cells(len(closed))
    return _grid(closed, first)


def _grid(closed: Sequence[tuple[int, int, _Piece]], first: int) -> Grid:
    tops = sorted({top for top, _, _ in closed})
    edges = sorted({cell.x for _, _, cell in closed})
    rows: list[list[GridCell]] = [[] for _ in tops]
    for top, end, cell in sorted(closed, key=lambda one: (one[0], one[2].x)):
        y, x = tops.index(top), edges.index(cell.x)
        spans = bisect_left(tops, end) - y, bisect_left(edges, cell.end) - x
        at = Place(None, None, y + 1, x + 1, first + top)
        rows[y].append(GridCell(cell.text, y, x, *spans, at))
    return Grid(tuple(map(tuple, rows)), at=Place(line=first))


def _fitting(line: str, strokes: set[int]) -> list[_Piece]:
    """The pieces of a line; whether “ and the like take one or two columns shows in where its strokes then stand."""
    cuts = [_cut(line, wide) for wide in (2, 1)]
    return max(cuts, key=lambda pieces: sum(piece.x in strokes for piece in pieces))


def _cut(line: str, wide: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    x, begun, text = 0, -1, ""
    for char in line:
        if char in _UPRIGHT:
            if begun >= 0 and text:
                pieces.append(_Piece(begun, x, text))
            x += 1
            begun, text = x, ""
        else:
            x += _width(char, wide)
            text += char
    return pieces


def _width(char: str, wide: int) -> int:
    if char in "─━":
        return 1
    kind = unicodedata.east_asian_width(char)
    return 2 if kind in "WF" else wide if kind == "A" else 0 if unicodedata.combining(char) else 1
