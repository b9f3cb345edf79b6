"""The order in which a page is read: columns one after the other, in each the lines and tables from top to bottom."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from gongkai.reading.loaders.pdf_lines import WIDE_GAP, Line, box_of, line_text, lines_of, parts, size_of
from gongkai.reading.loaders.pdf_shapes import Box, Glyph, around, turned
from gongkai.reading.loaders.pdf_tables import Table

_NARROWEST_GUTTER = 10.0
_NARROWEST_COLUMN = 0.22
_SHORTEST_COLUMNS = 60.0
_FEWEST_LINES = 4
_DENSE = 0.55
_COLUMN_GAP = 0.7
"""In lines that stand in columns, even this many ems part one column from the next."""

_WIDE_LEADING = 3.0
_BETWEEN_ROWS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Part of a line up to the next wide gap. `line` tells which parts stand on one line."""

    glyphs: Line
    box: Box
    line: int


@dataclass(frozen=True, slots=True)
class TextRow:
    """A printed line; `gap` counts the empty lines before it."""

    text: str
    gap: int


_Item = Words | Table


def flow(glyphs: Sequence[Glyph], tables: Sequence[Table]) -> list[TextRow | Table]:
    """Lines and tables of a page in the order of reading."""
    items: list[_Item] = [*_words(glyphs), *tables]
    unit, left = _scale(items)
    found: list[TextRow | Table] = []
    for column in _columns(items):
        found.extend(_rows(column, unit, left))
    return found


def _words(glyphs: Sequence[Glyph]) -> Iterator[Words]:
    number = 0
    for turn in sorted({glyph.turn for glyph in glyphs}):
        own = [glyph for glyph in glyphs if glyph.turn == turn]
        for line in _lines(own, turn):
            number += 1
            for part in parts(line, WIDE_GAP) if turn == 0 else [line]:
                yield Words(part, box_of(part), number)


def _lines(glyphs: list[Glyph], turn: int) -> list[Line]:
    """Lines of glyphs that stand where they stand on the page, though read sideways."""
    if turn <= 0:
        return lines_of(glyphs)
    back = {glyph.order: glyph for glyph in glyphs}
    sideways = [Glyph(g.char, turned(g.box, turn, (0, 0)), g.ink, g.order, 0, g.parted) for g in glyphs]
    return [[back[glyph.order] for glyph in line] for line in lines_of(sideways)]


def _columns(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Parts of the page to be read one after the other."""
    gutter = _gutter(items)
    if gutter is None:
        if items:
            yield sorted(items, key=lambda item: item.box.y0)
        return
    for crossing, group in groupby(
        sorted(items, key=lambda item: item.box.y0), key=lambda item: _crosses(item, gutter)
    ):
        part = list(group)
        if crossing or not _is_two_columns(part, gutter):
            yield part
        else:
            yield from _columns([item for item in part if item.box.x1 <= gutter])
            yield from _columns([item for item in part if item.box.x0 >= gutter])


def _crosses(item: _Item, x: float) -> bool:
    return item.box.x0 < x < item.box.x1


def _gutter(items: Sequence[_Item]) -> float | None:
    """Where a white band runs down between two columns of text or tables; None on an ordinary page."""
    if len(items) < 2:
        return None
    page = around(item.box for item in items)
    least = _NARROWEST_COLUMN * page.width
    narrow = sorted((i.box for i in items if i.box.width < page.width * 0.7), key=lambda box: box.x0)
    candidates = []
    reached = page.x0
    for box in narrow:
        if box.x0 - reached >= _NARROWEST_GUTTER and reached - page.x0 >= least and page.x1 - box.x0 >= least:
            candidates.append((box.x0 - reached, (box.x0 + reached) / 2))
        reached = max(reached, box.x1)
    for _, x in sorted(candidates, reverse=True):
        if any(_is_two_columns(part, x) for part in _runs(items, x)):
            return x
    return None


def _runs(items: Sequence[_Item], x: float) -> Iterator[list[_Item]]:
    ordered = sorted(items, key=lambda item: item.box.y0)
    for crossing, group in groupby(ordered, key=lambda item: _crosses(item, x)):
        if not crossing:
            yield list(group)


def _is_two_columns(items: Sequence[_Item], x: float) -> bool:
    left = [item for item in items if item.box.x1 <= x]
    right = [item for item in items if item.box.x0 >= x]
    return bool(left and right) and _is_column(left) and _is_column(right)


def _is_column(items: Sequence[_Item]) -> bool:
    """A table, or lines that fill their width: not the column of an unruled table, which is mostly white."""
    if any(isinstance(item, Table) for item in items):
        return True
    box = around(item.box for item in items)
    inked: defaultdict[int, float] = defaultdict(float)
    for item in items:
        if isinstance(item, Words):
            inked[item.line] += sum(glyph.box.width for glyph in item.glyphs)
    tall = len(inked) >= _FEWEST_LINES and box.height >= _SHORTEST_COLUMNS
    return tall and sum(inked.values()) >= _DENSE * box.width * len(inked)


def _rows(items: Sequence[_Item], unit: float, left: float) -> Iterator[TextRow | Table]:
    """Lines and tables of one column."""
    lines = _lines_and_tables(items)
    leading = _leading(lines)
    aligned = _aligned(lines)
    before: Box | None = None
    for number, line in enumerate(lines):
        if isinstance(line, Table):
            yield line
            before = line.box
            continue
        box = around(words.box for words in line)
        text = _laid_out(line, unit, left) if number in aligned else " ".join(line_text(w.glyphs) for w in line)
        yield TextRow(text, _empty_lines(before, box, leading))
        before = box


def _lines_and_tables(items: Sequence[_Item]) -> list[list[Words] | Table]:
    lines: dict[int, list[Words]] = {}
    found: list[tuple[float, list[Words] | Table]] = []
    for item in items:
        if isinstance(item, Table):
            found.append((item.box.y0, item))
        elif item.line in lines:
            lines[item.line].append(item)
        else:
            lines[item.line] = [item]
            found.append((item.box.y0, lines[item.line]))
    for line in lines.values():
        line.sort(key=lambda words: words.box.x0)
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _leading(lines: Sequence[list[Words] | Table]) -> float:
    """The usual distance from line to line."""
    text = [line for line in lines if not isinstance(line, Table)]
    steps = [b[0].box.mid_y - a[0].box.mid_y for a, b in pairwise(text)]
    size = median(size_of(words.glyphs) for line in text for words in line) if text else 1.0
    usual = [step for step in steps if 0.8 * size < step < _WIDE_LEADING * size]
    return max(median(usual) if usual else 0.0, 1.3 * size)


def _empty_lines(before: Box | None, box: Box, leading: float) -> int:
    if before is None:
        return 0
    return max(0, round((box.mid_y - before.mid_y) / leading) - 1 if before.height < leading * 2 else 0)


def _aligned(lines: Sequence[list[Words] | Table]) -> set[int]:
    """Numbers of the lines that stand in columns: those with wide gaps, and the few between two such lines."""
    wide = [i for i, line in enumerate(lines) if not isinstance(line, Table) and len(line) > 1]
    found = set(wide)
    for first, second in pairwise(wide):
        if second - first <= _BETWEEN_ROWS + 1 and not any(isinstance(line, Table) for line in lines[first:second]):
            found.update(range(first, second))
    return found


def _scale(items: Iterable[_Item]) -> tuple[float, float]:
    """How wide a half-width character is where the page has columns, and where the page begins."""
    words = [item for item in items if isinstance(item, Words)]
    if not words:
        return 1.0, 0.0
    several = {number for number, group in groupby(words, key=lambda w: w.line) if len(list(group)) > 1}
    sizes = [size_of(w.glyphs) for w in words if w.line in several] or [size_of(words[0].glyphs)]
    return max(min(sizes) / 2, 1.0), min(w.box.x0 for w in words)


def _laid_out(line: Sequence[Words], unit: float, left: float) -> str:
    """The line with each part where it stands on the page, counted in half-width characters."""
    text = ""
    for part in (part for words in line for part in parts(words.glyphs, _COLUMN_GAP)):
        place = round((part[0].box.x0 - left) / unit)
        text += " " * max(place - _width(text), 2 if text else 0) + line_text(part)
    return text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
