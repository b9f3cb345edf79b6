"""Tables without rulings: labels that are broken to fit their column put together, row by row, and heads taken apart.

Where rows of numbers stand below one another, what stands left of them are labels and what stands above them are heads.
A label ends where the next numbering begins; it belongs to the row of numbers that stands beside one of its lines. Labels
without numbering are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from gongkai.reading.loaders.pdf_columns import Words
from gongkai.reading.loaders.pdf_lines import Line, box_of, gap, is_numeric, parts, size_of
from gongkai.reading.loaders.pdf_shapes import Box, around

COLUMN_GAP = 0.7
"""In lines that stand in columns, even this many ems part one column from the next."""

_FEWEST_VALUES = 3
_NOTHING = frozenset("/／\\—–-无")
_NUMBERING = re.compile(r"[（(][一二三四五六七八九十]|[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[.．、](?!\d)")
_NEXT_LINE = 2.6
_MOST_HEAD_LINES = 8
_REACH = 0.3
_CUT = 0.12
_PARTING = 0.2
_OUTSIDE = 2.5


@dataclass(slots=True)
class _Stack:
    """Words below one another in one column: the lines of one label or head."""

    words: list[Words]

    @property
    def box(self) -> Box:
        return around(words.box for words in self.words)

    def goes_on(self, below: Words) -> bool:
        last = self.words[-1]
        step = (below.box.mid_y - last.box.mid_y) / size_of(below.glyphs)
        own, other = self.box, below.box
        common = min(own.x1, other.x1) - max(own.x0, other.x0)
        return 0.5 < step <= _NEXT_LINE and common > 0.5 * min(own.width, other.width)

    def whole(self) -> Words:
        if len(self.words) == 1:
            return self.words[0]
        glyphs = [glyph for words in self.words for glyph in words.glyphs]
        return replace(self.words[0], glyphs=glyphs, box=self.box, downwards=True)


def put_together(lines: Sequence[list[Words]]) -> list[list[Words]]:
    """The same words; in tables of numbers each row on one line, with its whole label in front."""
    cut = [[piece for words in line for piece in _pieces(words)] for line in lines]
    rows = [i for i, line in enumerate(cut) if sum(map(_is_value, line)) >= _FEWEST_VALUES]
    found: list[list[Words]] = []
    done = 0
    for first, last in _fields(cut, rows):
        start, end = _reach(cut, first, last, done)
        found += lines[done:start]
        found += _table(cut[start:end], first - start, last - start) or lines[start:end]
        done = end
    return [*found, *lines[done:]]


def _pieces(words: Words) -> list[Words]:
    if words.downwards:
        return [words]
    return [_part(words, cut) for part in parts(words.glyphs, COLUMN_GAP) for cut in _numbered(part)]


def _part(words: Words, glyphs: Line) -> Words:
    return replace(words, glyphs=glyphs, box=box_of(glyphs))


def _numbered(line: Line) -> Iterator[Line]:
    """The labels of two columns may nearly touch: the second begins where its numbering does, or its number."""
    start = 0
    for i, (left, right) in enumerate(pairwise(line), 1):
        if gap(left, right) > _PARTING and (_begins(line[i:]) or _is_tail(line[i:])) and not is_numeric(left):
            yield line[start:i]
            start = i
    yield line[start:]


def _begins(line: Line) -> bool:
    return _NUMBERING.match("".join(glyph.char for glyph in line[:4])) is not None


def _is_tail(line: Line) -> bool:
    return all(map(is_numeric, line))


def _is_value(words: Words) -> bool:
    return all(map(is_numeric, words.glyphs)) or words.text in _NOTHING


def _values(line: Iterable[Words]) -> list[Words]:
    return [words for words in line if _is_value(words)]


def _fields(lines: Sequence[list[Words]], rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last row of each table: rows with one number of values follow one another."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and _are_alike(lines[found[-1][1]], lines[row]):
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _are_alike(one: Sequence[Words], other: Sequence[Words]) -> bool:
    """Values of both rows stand below one another."""
    first, second = _values(one), _values(other)
    shorter, longer = sorted((first, second), key=len)
    meet = sum(any(_overlap(a.box, b.box) for b in longer) for a in shorter)
    return len(longer) < 2 * len(shorter) and meet * 2 > len(shorter)


def _reach(lines: Sequence[list[Words]], first: int, last: int, done: int) -> tuple[int, int]:
    """From the first line of heads to the last line of the last label."""
    start, left = first, _left(lines[first : last + 1])
    while start > done and first - start < _MOST_HEAD_LINES and _is_near(lines[start - 1], lines[start]):
        if any(_is_value(words) or _is_text(words, left) for words in lines[start - 1]):
            break
        start -= 1
    end = last + 1
    while end < len(lines) and _is_near(lines[end - 1], lines[end]) and all(w.box.x1 < left for w in lines[end]):
        end += 1
    return start, end


def _is_text(words: Words, left: float) -> bool:
    """A heading or a sentence: it stands above the labels and the values alike."""
    size = size_of(words.glyphs)
    crosses = words.box.x0 < left - _OUTSIDE * size and words.box.x1 > left + size
    return words.box.x1 > left and (crosses or "。" in words.text or _NUMBERING.match(words.text) is not None)


def _is_near(upper: Sequence[Words], lower: Sequence[Words]) -> bool:
    size = size_of(lower[0].glyphs)
    return min(w.box.mid_y for w in lower) - max(w.box.mid_y for w in upper) < 1.5 * _NEXT_LINE * size


def _left(lines: Iterable[Sequence[Words]]) -> float:
    return min(words.box.x0 for line in lines for words in _values(line)) if lines else 0.0


def _table(lines: Sequence[list[Words]], first: int, last: int) -> list[list[Words]]:
    """The lines of one table rearranged; none where a label may belong to several rows."""
    whole = [_values(lines[i]) for i in range(first, last + 1) if len(_values(lines[i])) >= _FEWEST_VALUES]
    left = min(row[0].box.x0 for row in whole)
    labels = [words for line in lines for words in line if words.box.x1 <= left and not _is_value(words)]
    taken = {id(words) for words in labels}
    numbered = sum(_NUMBERING.match(words.text) is not None for words in labels)
    stacks = _stacks(labels) if 2 * numbered >= len(whole) else [_Stack([words]) for words in labels]
    leaves = _leaves(lines, range(first, last + 1), stacks)
    if leaves is None:
        return []
    lines = _with_second_lines(lines, range(first, last + 1), leaves)
    beside = {id(leaf) for leaf in leaves.values()}
    heads = {id(words) for line in lines[:first] for words in line}
    above = {id(stack.words[0]) for stack in stacks if len(stack.words) == 1} & heads
    others = [stack for stack in stacks if id(stack) not in beside and id(stack.words[0]) not in above]
    taken -= above
    entries = [(stack.box.y0, [stack.whole()]) for stack in others]
    columns = _columns(whole)
    for i, line in enumerate(lines):
        rest = [words for words in line if id(words) not in taken]
        rest = [piece for words in rest for piece in _cut(words, columns)] if i < first else rest
        own = [leaves[i].whole()] if i in leaves else []
        if own or rest:
            entries.append((_middle(line), [*own, *rest]))
    return [line for _, line in sorted(entries, key=lambda entry: entry[0])]


def _with_second_lines(
    lines: Sequence[list[Words]], rows: Iterable[int], leaves: dict[int, _Stack]
) -> list[list[Words]]:
    """The second line of a broken number behind its first: a line with fewer values, right below that of its row."""
    out = [list(line) for line in lines]
    whole = [i for i in rows if i in leaves]
    for upper, lower in ((i, j) for i in whole for j in (i + 1, i + 2) if j < len(lines)):
        below = _values(out[lower])
        if lower in leaves or not below or len(below) >= len(_values(out[upper])):
            continue
        for words in below:
            number = next((w for w in _values(out[upper]) if _overlap(w.box, words.box)), None)
            if number and _Stack([number]).goes_on(words):
                at = out[upper].index(number)
                out[upper][at] = replace(number, glyphs=[*number.glyphs, *words.glyphs])
                out[lower].remove(words)
    return out


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _middle(line: Sequence[Words]) -> float:
    return median(words.box.mid_y for words in _values(line) or line)


def _leaves(lines: Sequence[list[Words]], rows: Iterable[int], stacks: Sequence[_Stack]) -> dict[int, _Stack] | None:
    """The label of each row; None where two rows claim one. The second line of a broken number has none."""
    found: dict[int, _Stack] = {}
    owners: dict[int, int] = {}
    for i in sorted(rows, key=lambda i: -len(_values(lines[i]))):
        leaf = _leaf(stacks, _middle(lines[i])) if _values(lines[i]) else None
        if leaf is None:
            continue
        if id(leaf) in owners:
            if len(_values(lines[i])) * 2 > len(_values(lines[owners[id(leaf)]])):
                return None
            continue
        owners[id(leaf)] = i
        found[i] = leaf
    return found


def _leaf(stacks: Iterable[_Stack], y: float) -> _Stack | None:
    """The innermost label that stands beside this place."""
    beside = [stack for stack in stacks if stack.words[0].box.mid_y - _slack(stack) <= y <= _low(stack)]
    return max(beside, key=lambda stack: stack.box.mid_x, default=None)


def _slack(stack: _Stack) -> float:
    return _REACH * size_of(stack.words[0].glyphs)


def _low(stack: _Stack) -> float:
    return stack.words[-1].box.mid_y + _slack(stack)


def _stacks(words: Iterable[Words]) -> list[_Stack]:
    found: list[_Stack] = []
    for one in sorted(words, key=lambda w: (w.box.mid_y, w.box.x0)):
        starts = _NUMBERING.match(one.text) is not None
        stack = None if starts else next((s for s in reversed(found) if s.goes_on(one)), None)
        if stack is None:
            found.append(_Stack([one]))
        else:
            stack.words.append(one)
    return found


# ---- heads


def _columns(rows: Sequence[Sequence[Words]]) -> list[float]:
    """Where the columns of values part: half way between what the fullest rows take."""
    most = max(map(len, rows))
    whole = [row for row in rows if len(row) == most]
    spans = [around(words.box for words in column) for column in zip(*whole, strict=True)]
    return [(left.x1 + right.x0) / 2 for left, right in pairwise(spans)]


def _cut(words: Words, columns: Sequence[float]) -> list[Words]:
    """Heads of neighbouring columns that nearly touch, taken apart where the columns part."""
    if words.downwards or len(words.glyphs) < 2:
        return [words]
    usual = median(gap(left, right) for left, right in pairwise(words.glyphs))
    pieces: list[Line] = [[words.glyphs[0]]]
    for left, right in pairwise(words.glyphs):
        parted = any(left.box.mid_x < x < right.box.mid_x for x in columns)
        if parted and gap(left, right) > usual + _CUT:
            pieces.append([])
        pieces[-1].append(right)
    return [_part(words, piece) for piece in pieces]
