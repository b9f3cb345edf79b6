"""The order in which a page is read: columns one after the other, in each the lines and tables from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.reading.loaders.pdf_columns import Item, Lane, Words, lanes
from gongkai.reading.loaders.pdf_fields import put_together
from gongkai.reading.loaders.pdf_layout import Scale
from gongkai.reading.loaders.pdf_lines import WIDE_GAP, Line, box_of, is_numeric, lines_of, parts, seen_in, size_of
from gongkai.reading.loaders.pdf_paragraphs import Block
from gongkai.reading.loaders.pdf_shapes import Box, Glyph, Seen, around, turned
from gongkai.reading.loaders.pdf_tables import Table

_WIDE_LEADING = 3.0
_BETWEEN_ROWS = 3


@dataclass(frozen=True, slots=True)
class TextRow:
    """A printed line; `gap` counts the empty lines before it, `box` is its place on the page, `seen` says how its least
    certain character is known."""

    text: str
    gap: int
    box: Box
    seen: Seen


def flow(
    glyphs: Sequence[Glyph], tables: Sequence[Table], rows: Sequence[Box], gutters: Sequence[float]
) -> tuple[list[tuple[Lane, TextRow | Table]], list[float]]:
    """Lines and tables of a page in the order of reading, each with its lane; and where the gutters are between lanes.

    `rows` are tables of ruled rows without columns, `gutters` those of the page before.
    """
    items: list[Item] = [*_stacked(list(_words(glyphs, rows))), *tables]
    scale = Scale.of([item for item in items if isinstance(item, Words)])
    parts, used = lanes(items, gutters)
    return [(lane, row) for lane, part in parts for row in _rows(part, scale)], used


def _words(glyphs: Sequence[Glyph], rows: Sequence[Box]) -> Iterator[Words]:
    number = 0
    for turn in sorted({glyph.turn for glyph in glyphs}):
        own = [glyph for glyph in glyphs if glyph.turn == turn]
        for line in _lines(own, turn):
            number += 1
            for part in parts(line, WIDE_GAP) if turn == 0 else [line]:
                box = box_of(part)
                yield Words(part, box, number, next((r for r in rows if r.holds(box.mid_x, box.mid_y)), None))


_FEWEST_STACKED = 3
_STACK_STEPS = (0.7, 1.75)


def _stacked(words: list[Words]) -> Iterator[Words]:
    """Characters one below the other, a word written downwards, as one word on a line of its own."""
    single = [w for w in words if len(w.glyphs) == 1 and not is_numeric(w.glyphs[0])]
    stacks: list[list[Words]] = []
    for word in sorted(single, key=lambda w: w.box.mid_y):
        stack = next((s for s in stacks if _goes_on(s[-1], word)), None)
        if stack is None:
            stacks.append([word])
        else:
            stack.append(word)
    long = [stack for stack in stacks if len(stack) >= _FEWEST_STACKED]
    taken = {id(word) for stack in long for word in stack}
    yield from (word for word in words if id(word) not in taken)
    for number, stack in enumerate(long, 1):
        yield Words([g for w in stack for g in w.glyphs], stack[0].box, -number, stack[0].rows, downwards=True)


def _goes_on(upper: Words, lower: Words) -> bool:
    size = upper.glyphs[0].ink.size
    least, most = _STACK_STEPS
    below = least * size <= lower.box.mid_y - upper.box.mid_y <= most * size
    return below and abs(lower.box.mid_x - upper.box.mid_x) < 0.3 * size


def _lines(glyphs: list[Glyph], turn: int) -> list[Line]:
    """Lines of glyphs that stand where they stand on the page, though read sideways."""
    if turn <= 0:
        return lines_of(glyphs)
    back = {glyph.order: glyph for glyph in glyphs}
    sideways = [Glyph(g.char, turned(g.box, turn, (0, 0)), g.ink, g.order, 0, g.parted) for g in glyphs]
    return [[back[glyph.order] for glyph in line] for line in lines_of(sideways)]


def _rows(items: Sequence[Item], scale: Scale) -> Iterator[TextRow | Table]:
    """Lines and tables of one column."""
    printed = _lines_and_tables(items)
    leading = _leading(printed)
    lines = _rearranged(printed)
    aligned = _aligned(lines)
    scale = scale.with_room([line for i in aligned if not isinstance(line := lines[i], Table)])
    before: Box | None = None
    for group in _paragraphs(lines, aligned, leading):
        if isinstance(table := lines[group[0]], Table):
            yield table
            before = table.box
            continue
        own = [line for i in group if not isinstance(line := lines[i], Table)]
        text = "".join(
            scale.laid_out(line) if number in aligned else " ".join(map(scale.text, line))
            for number, line in zip(group, own, strict=True)
        )
        boxes = [around(words.box for words in line) for line in own]
        seen = seen_in(words.glyphs for line in own for words in line)
        yield TextRow(text, _empty_lines(before, boxes[0], leading), around(boxes), seen)
        before = boxes[-1]


def _paragraphs(lines: Sequence[list[Words] | Table], aligned: set[int], leading: float) -> Iterator[list[int]]:
    """The numbers of the lines of each paragraph; a table and a line that stands in columns are each by itself."""
    alone = {
        i: line[0]
        for i, line in enumerate(lines)
        if not isinstance(line, Table) and i not in aligned and len(line) == 1 and not line[0].downwards
    }
    block = Block.of(list(alone.values()))
    group: list[int] = []
    for i in range(len(lines)):
        if group and i in alone and group[-1] in alone and block.goes_on(alone[group[-1]], alone[i], leading):
            group.append(i)
            continue
        if group:
            yield group
        group = [i]
    if group:
        yield group


def _rearranged(lines: Sequence[list[Words] | Table]) -> list[list[Words] | Table]:
    found: list[list[Words] | Table] = []
    between: list[list[Words]] = []
    for line in lines:
        if isinstance(line, Table):
            found += [*put_together(between), line]
            between = []
        else:
            between.append(line)
    return [*found, *put_together(between)]


def _lines_and_tables(items: Sequence[Item]) -> list[list[Words] | Table]:
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
