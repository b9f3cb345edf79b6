"""The ruled tables of one page, and the glyphs that stand in none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.reading.loaders.pdf_cells import Words, glyphs_by_area
from gongkai.reading.loaders.pdf_grid import Area, Lattice, lattice_of
from gongkai.reading.loaders.pdf_lines import TOUCHING, Line, cell_lines, glue_of, line_text, lines_of, seen_in
from gongkai.reading.loaders.pdf_rows import Cells, has_unruled_rows, with_all_rows
from gongkai.reading.loaders.pdf_rulings import TOUCH, Rulings, joined, rulings_of
from gongkai.reading.loaders.pdf_shapes import Box, Drawn, Glyph, Seen, Stroke, around, turned
from gongkai.reading.loaders.pdf_spans import with_all_columns
from gongkai.reading.problem import Clock

_LAYOUT_SHARE = 0.15
"""A table that another one fills to this share only arranges the page."""

_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class TableCell:
    """`box` is its place on the page; `seen` how its least certain character is known."""

    area: Area
    text: str
    box: Box
    seen: Seen


@dataclass(frozen=True, slots=True)
class Table:
    """`box` is its place on the page."""

    box: Box
    rows: tuple[tuple[TableCell, ...], ...]
    exact: bool = True

    @property
    def reach(self) -> Box:
        return self.box

    def texts(self) -> Iterator[str]:
        return (cell.text for row in self.rows for cell in row)


@dataclass(slots=True)
class _Found:
    """Rulings that make a table, and the glyphs in it, on the page as it stands."""

    rulings: Rulings
    box: Box
    glyphs: list[Glyph]


@dataclass(slots=True)
class _Filled:
    """The cells of a table with their lines, the box of each, and where the table is on the page."""

    box: Box
    cells: Cells
    boxes: list[Box]

    def lines(self) -> Iterator[Line]:
        return (line for _, lines in self.cells for line in lines)


def tables_of(drawn: Drawn, clock: Clock, known: float = TOUCHING) -> tuple[list[Table], list[Glyph], float]:
    """Tables from the top of the page, the glyphs outside them, and how far apart digits of one number stand.

    `known` is that distance on the pages before.
    """
    found = [_Found(rulings, rulings.box, []) for rulings in _candidates(drawn)]
    found = _without_layout_tables(found)
    rest = _share_out(drawn.glyphs, found)
    tables: list[_Filled] = []
    for one in found:
        clock.check()
        filled = _filled(one, drawn)
        if filled:
            tables.append(filled)
        else:
            rest += one.glyphs
    glue = max(known, glue_of((line for table in tables for line in table.lines()), known))
    return [Table(table.box, _rows(table, glue)) for table in tables], rest, glue


def _candidates(drawn: Drawn) -> list[Rulings]:
    """Tables of lines; and where there are none, tables whose cells are only coloured."""
    ruled = [rulings for rulings in rulings_of(drawn.across, drawn.down) if _is_table(rulings)]
    boxes = [rulings.box.grown(1) for rulings in ruled]
    fills = [f.box for f in drawn.fills if not any(box.holds(f.box.mid_x, f.box.mid_y) for box in boxes)]
    coloured = [rulings for rulings in rulings_of(*_sides(fills)) if _is_mosaic(rulings, fills)]
    return ruled + [one for one in coloured if not any(_overlap(one.box, box) for box in boxes)]


def _is_mosaic(rulings: Rulings, fills: Sequence[Box]) -> bool:
    """Every cell is one coloured rectangle: words on a coloured ground here and there make no table."""
    lattice = lattice_of(rulings)
    if lattice is None or not _is_table(rulings) or len(lattice.ys) < 4:
        return False
    cells = [lattice.box_of(area).grown(-TOUCH) for area in lattice.areas]
    return all(any(_holds(fill.grown(0.5), cell) for fill in fills) for cell in cells)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.holds(inner.x0, inner.y0) and outer.holds(inner.x1, inner.y1)


def _sides(boxes: Iterable[Box]) -> tuple[list[Stroke], list[Stroke]]:
    across, down = [], []
    for box in boxes:
        across += [Stroke(box.y0, box.x0, box.x1), Stroke(box.y1, box.x0, box.x1)]
        down += [Stroke(box.x0, box.y0, box.y1), Stroke(box.x1, box.y0, box.y1)]
    return across, down


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _is_table(rulings: Rulings) -> bool:
    """Cells side by side: a frame around text, or rows without columns, is not one."""
    lattice = lattice_of(rulings)
    return lattice is not None and any(area.colspan < lattice.columns for area in lattice.areas)


def _without_layout_tables(found: Sequence[_Found]) -> list[_Found]:
    return [one for one in found if not any(_fills(other.box, one.box) for other in found if other is not one)]


def _fills(inner: Box, outer: Box) -> bool:
    inside = outer.holds(inner.x0 + 1, inner.y0 + 1) and outer.holds(inner.x1 - 1, inner.y1 - 1)
    return inside and inner.width * inner.height >= _LAYOUT_SHARE * outer.width * outer.height


def _share_out(glyphs: Sequence[Glyph], found: Sequence[_Found]) -> list[Glyph]:
    """Each glyph to the smallest table around it; what is left over comes back."""
    small_first = sorted(found, key=lambda one: one.box.width * one.box.height)
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.box.mid_x, glyph.box.mid_y
        owner = next((one for one in small_first if one.box.grown(_MARGIN).holds(x, y)), None)
        (owner.glyphs if owner else rest).append(glyph)
    return _pull_in(rest, found)


def _pull_in(rest: list[Glyph], found: Sequence[_Found]) -> list[Glyph]:
    """Ends of words that stick out of a table's first or last column belong to it."""
    for one in found:
        near = [g for g in rest if one.box.grown(4 * g.ink.size).holds(g.box.mid_x, g.box.mid_y) and g.turn == 0]
        if not near:
            continue
        glyphs = [*one.glyphs, *near]
        words, inside = Words(glyphs), {id(glyph) for glyph in one.glyphs}
        for line in lines_of(g for g in glyphs if g.turn == 0):
            for run in (line, line[::-1]):
                _mark_sticking_out(run, inside, words)
        one.glyphs += [glyph for glyph in near if id(glyph) in inside]
        rest = [glyph for glyph in rest if id(glyph) not in inside]
    return rest


def _mark_sticking_out(line: Sequence[Glyph], inside: set[int], words: Words) -> None:
    """Adds to `inside` the glyphs that go on a word which stands inside."""
    for one, other in pairwise(line):
        left, right = (one, other) if one.box.x0 <= other.box.x0 else (other, one)
        if id(one) in inside and (words.are_one(left, right) or words.are_alone(left, right)):
            inside.add(id(other))


def _filled(found: _Found, drawn: Drawn) -> _Filled | None:
    """The cells of the table, turned so that the text of most is upright; None where no text is in it, or where only its
    columns are ruled."""
    as_drawn = lattice_of(found.rulings)
    if not found.glyphs or as_drawn is None:
        return None
    written = {(glyph.turn, as_drawn.at(glyph.box.mid_x, glyph.box.mid_y)) for glyph in found.glyphs}
    turn = _most_common(turn for turn, _ in written)
    part = Drawn(drawn.width, drawn.height, found.glyphs, found.rulings.across, found.rulings.down).upright(turn)
    lattice = lattice_of(Rulings(sorted(part.across), sorted(part.down)))
    cells = _shared_out(part.glyphs, lattice) if lattice else []
    if lattice is None or not cells or has_unruled_rows(cells):
        return None
    boxes = [turned(box, -turn, (part.width, part.height)) for box in _boxes(cells, lattice)]
    return _Filled(found.box, cells, boxes)


def _most_common(turns: Iterable[int]) -> int:
    counts = Counter(turns)
    return max(counts, key=lambda turn: (counts[turn], -turn), default=0)


_FEWEST_ROWS = 3
_SHORTEST_RULE = 60.0


def ruled_rows(drawn: Drawn, tables: Sequence[Table]) -> list[Box]:
    """Where rows are ruled but columns are not: lines of one length below one another, outside the tables found."""
    groups: list[list[Stroke]] = []
    for stroke in joined(drawn.across):
        if stroke.end - stroke.start < _SHORTEST_RULE or any(
            t.box.grown(TOUCH).holds(stroke.start, stroke.at) for t in tables
        ):
            continue
        group = next((g for g in groups if _have_one_length(g[0], stroke)), None)
        if group is None:
            groups.append([stroke])
        else:
            group.append(stroke)
    return [Box(g[0].start, g[0].at, g[0].end, g[-1].at) for g in groups if len(g) >= _FEWEST_ROWS]


def _have_one_length(one: Stroke, other: Stroke) -> bool:
    return abs(one.start - other.start) <= TOUCH and abs(one.end - other.end) <= TOUCH


def turn_of(drawn: Drawn) -> int:
    """The turn that most of the page's text has."""
    return _most_common(glyph.turn for glyph in drawn.glyphs)


def _shared_out(glyphs: Sequence[Glyph], lattice: Lattice) -> Cells:
    held = glyphs_by_area(glyphs, lattice)
    cells = [(area, cell_lines(own)) for area, own in zip(lattice.areas, held, strict=True)]
    return with_all_rows(with_all_columns(cells, lattice.xs))


def _boxes(cells: Cells, lattice: Lattice) -> Iterator[Box]:
    """What is ruled around each cell; where rows were found that nobody ruled, only its columns are."""
    rows = max(area.row + area.rowspan for area, _ in cells)
    as_ruled = rows == len(lattice.ys) - 1
    for area, lines in cells:
        ruled = lattice.box_of(area if as_ruled else replace(area, row=0, rowspan=1))
        words = around(glyph.box for line in lines for glyph in line) if lines else lattice.box
        yield ruled if as_ruled else Box(ruled.x0, words.y0, ruled.x1, words.y1)


def _rows(filled: _Filled, known: float) -> tuple[tuple[TableCell, ...], ...]:
    glue = glue_of(filled.lines(), known)
    rows: list[list[TableCell]] = [[] for _ in range(max(area.row for area, _ in filled.cells) + 1)]
    placed = sorted(zip(filled.cells, filled.boxes, strict=True), key=lambda cell: cell[0][0].column)
    for (area, lines), box in placed:
        text = "\n".join(line_text(line, glue) for line in lines)
        rows[area.row].append(TableCell(area, text, box, seen_in(lines)))
    return tuple(tuple(row) for row in rows)
