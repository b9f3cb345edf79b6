"""Which column of the form a printed value stands in, where the file lets one know: from heads, or from the whole rows."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.reading.labels import COLUMN_HEADS, bare
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import printed
from gongkai.report.forms import COLUMNS

_MOST = 0.8
_FEWEST_ROWS, _FEWEST_HEADS, _LONGEST_HEAD = 5, 4, 10
_FIRST = bare(COLUMNS["natural_person"])


@dataclass(frozen=True, slots=True)
class Columns:
    """`spans[i]` is where column i of the form lies, as (x, end)."""

    spans: tuple[tuple[int, int], ...]

    def of(self, token: Token) -> int | None:
        """The one column this token lies in; None where it lies in none or in several."""
        hit = [i for i, (x, end) in enumerate(self.spans) if token.x < end and x < token.end]
        return hit[0] if len(hit) == 1 else None

    def without(self, index: int) -> Columns:
        return Columns((*self.spans[:index], *self.spans[index + 1 :]))

    @property
    def start(self) -> int:
        return self.spans[0][0]


Key = tuple[Geometry, int, int]


def key_of(line: Line) -> Key | None:
    """Lines of one key share their columns: cells of one table with the same number of cells, words of one page."""
    match line.geometry:
        case Geometry.EXACT:
            return line.geometry, line.block, 0
        case Geometry.COUNTED:
            return line.geometry, line.block, line.reach
        case Geometry.LAYOUT:
            return line.geometry, line.page or 0, 0
        case Geometry.ORDER:
            return None


def columns_of(lines: Sequence[Line], width: int) -> dict[Key, Columns]:
    """Columns from the rows that print all `width` values: they must agree."""
    whole: defaultdict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        key = key_of(line)
        if key and line.value_count == width:
            whole[key].append(line)
    found = {key: _common(key, rows) for key, rows in whole.items()}
    return {key: columns for key, columns in found.items() if columns}


def _common(key: Key, rows: Sequence[Line]) -> Columns | None:
    printed = [tuple((t.x, t.end) for t in row.values if t.is_value) for row in rows]
    if key[0] is Geometry.LAYOUT:
        return _clusters(printed)
    spans, count = Counter(printed).most_common(1)[0]
    return Columns(spans) if count >= _MOST * len(printed) else None


def _clusters(rows: Sequence[tuple[tuple[int, int], ...]]) -> Columns | None:
    """Words under one another: each column takes all that its words take, and no two columns may touch."""
    spans = tuple((min(x for x, _ in column), max(end for _, end in column)) for column in zip(*rows, strict=True))
    apart = all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    return Columns(spans) if apart and len(rows) > 1 else None


def extra_column(
    lines: Sequence[Line], width: int, holds: Callable[[Sequence[Token]], bool | None], headed: int | None
) -> int | None:
    """The column too many, such as a subtotal: the one without which the relation holds in nearly all rows.

    `headed` is where the heads show a column that the form does not have. Where several would do, they must say the same,
    or the heads decide; None where the table has no such column, or nothing tells which it is.
    """
    wide = [[t for t in line.values if t.is_value] for line in lines if line.value_count == width + 1]
    few = len(wide) < _FEWEST_ROWS or len(wide) < _MOST * sum(line.value_count > 0 for line in lines)
    if not wide or (headed is None and few):
        return None
    if not wide:
        return None
    fitting = {
        at: tuple(token.text for row in wide for token in (*row[:at], *row[at + 1 :]))
        for at in range(width)
        if sum(holds([*row[:at], *row[at + 1 :]]) is True for row in wide) >= _MOST * len(wide)
    }
    if headed in fitting:
        return headed
    return next(iter(fitting)) if len(set(fitting.values())) == 1 else None


def extra_head(lines: Sequence[Line], known: frozenset[str]) -> int | None:
    """Where among the heads of the applicants a strange one stands, counted from the first column of values."""
    for line in lines:
        heads = [i for i, words in enumerate(line.labels) if words in known]
        strange = [i for i, words in enumerate(line.labels) if words not in known and len(words) <= _LONGEST_HEAD]
        over_labels = strange[:1] == [0] and line.labels[1:2] == (_FIRST,)
        if len(heads) >= _FEWEST_HEADS and len(strange) == 1 and not line.value_count and not over_labels:
            return strange[0] + (0 if line.labels[0] == _FIRST else 1)
    return None


def lost_column(
    lines: Sequence[Line], heads: Sequence[Line], holds: Callable[[tuple[Token, ...]], bool | None]
) -> int | None:
    """The column that a table lacks: nearly all rows print one value less than the form has, none prints them all, the
    heads name all columns but one, and the relation does not speak clearly for another one."""
    width = len(COLUMNS)
    short = [[t for t in line.values if t.is_value] for line in lines if line.value_count == width - 1]
    if len(short) < _FEWEST_ROWS or len(short) < _MOST * sum(line.value_count > 0 for line in lines):
        return None
    named = {COLUMN_HEADS.get(words) for line in heads if not line.value_count for words in line.labels}
    absent = [i for i, key in enumerate(COLUMNS) if key not in named]
    if len(absent) != 1 or any(line.value_count >= width for line in lines):
        return None
    nothing = Token("", printed(""))
    fitting = [sum(holds((*row[:at], nothing, *row[at:])) is True for row in short) for at in range(width)]
    return absent[0] if fitting[absent[0]] >= max(fitting) - (1 - _MOST) * len(short) else None


def headed_columns(lines: Sequence[Line], key: Key) -> dict[int, tuple[int, int]]:
    """Column of the form → where its head stands, in lines that share their columns; empty where two heads claim one."""
    found: dict[int, tuple[int, int]] = {}
    places = list(COLUMNS)
    for line in lines:
        if line.value_count or key_of(line) != key:
            continue
        for token in line.tokens:
            column = COLUMN_HEADS.get(token.words) if token.is_label else None
            if column is not None and found.setdefault(places.index(column), (token.x, token.end)) != (
                token.x,
                token.end,
            ):
                return {}
    return found if len(set(found.values())) == len(found) else {}
