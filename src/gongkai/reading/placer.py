"""Places the values of table three's rows with what all its rows together tell of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.reading.columns import (
    Columns,
    Key,
    columns_of,
    extra_column,
    extra_head,
    headed_columns,
    key_of,
    lost_column,
)
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import printed
from gongkai.reading.place import Placed, Slots, place
from gongkai.reading.sums import row_holds
from gongkai.report import Certainty
from gongkai.report.forms import COLUMNS

WIDTH = len(COLUMNS)
_FEWEST_HEADS = 5
_DRAWN = (Geometry.EXACT, Geometry.COUNTED)
Heads = dict[int, tuple[int, int]]
"""Column of the form → where its head stands."""


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the values of single rows with what all rows together tell of the columns: which there is one too many of
    (`extra`), which the table lacks (`lost`), or where the heads stand, when they speak against the rows (`heads`)."""

    columns: dict[Key, Columns]
    extra: int | None = None
    lost: int | None = None
    heads: dict[Key, Heads] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Sequence[Line], heads: Sequence[Line], known: frozenset[str]) -> Placer:
        extra = extra_column(lines, WIDTH, lambda row: row_holds(tuple(row)), extra_head(heads, known))
        if extra is not None:
            wide = columns_of(lines, WIDTH + 1)
            return cls({key: columns.without(extra) for key, columns in wide.items()}, extra=extra)
        lost = lost_column(lines, heads, lambda row: row_holds(row))
        if lost is not None:
            return cls(columns_of(lines, WIDTH - 1), lost=lost)
        columns = columns_of(lines, WIDTH)
        return cls(
            columns, heads={key: spans for key in columns if (spans := _better_heads(lines, heads, key, columns[key]))}
        )

    def place(self, line: Line) -> Placed:
        key = key_of(line)
        columns = self.columns.get(key) if key else None
        if key and key in self.heads and line.value_count:
            return _under_heads(line, self.heads[key])
        if self.lost is not None:
            return self._without_lost(line, columns)
        if self.extra is not None and line.value_count:
            return self._without_extra(line, columns, self.extra)
        return place(line, WIDTH, columns, row_holds)

    def _without_lost(self, line: Line, columns: Columns | None) -> Placed:
        narrow = place(line, WIDTH - 1, columns, lambda slots: row_holds(self._widened(slots, _NOTHING)))
        return replace(narrow, slots=self._widened(narrow.slots, None))

    def _widened(self, slots: Slots, filling: Token | None) -> Slots:
        return (*slots[: self.lost], filling, *slots[self.lost :])

    def _without_extra(self, line: Line, columns: Columns | None, extra: int) -> Placed:
        if len(line.values) == WIDTH + 1:
            left_out = line.values[extra]
            narrow = replace(line, tokens=[token for token in line.tokens if token is not left_out])
            return place(narrow, WIDTH, None, row_holds)
        if columns:
            kept = [token for token in line.tokens if token.is_label or columns.of(token) is not None]
            return place(replace(line, tokens=kept), WIDTH, columns, row_holds)
        values = tuple(token for token in line.values if token.is_value)
        return Placed((None,) * WIDTH, Certainty.UNCERTAIN, "READ-LOST", values)


def _better_heads(lines: Sequence[Line], heads: Sequence[Line], key: Key, columns: Columns) -> Heads:
    """Where the heads stand, if whole rows stand elsewhere and no row adds up there: those rows held a note, not a value."""
    spans = headed_columns(heads, key) if key[0] in _DRAWN else {}
    apart = any(not _meet(span, columns.spans[at]) for at, span in spans.items())
    if not apart or len(spans) < _FEWEST_HEADS:
        return {}
    rows = [line.values for line in lines if key_of(line) == key and line.value_count == WIDTH]
    printed_rows = [tuple(token for token in row if token.is_value) for row in rows]
    adds_up = any(row_holds(row) and any(token.text != "0" for token in row) for row in printed_rows)
    return {} if adds_up else spans


def _under_heads(line: Line, heads: Heads) -> Placed:
    """Each value under its head; what stands behind the last head is no value, what stands elsewhere makes a doubt."""
    slots: list[Token | None] = [None] * WIDTH
    extra: list[Token] = []
    for token in line.values:
        at = next((at for at, span in heads.items() if _meet(span, (token.x, token.end))), None)
        if at is not None and slots[at] is None:
            slots[at] = token
        elif token.is_value:
            extra.append(token)
    last = max(end for _, end in heads.values())
    sure = all(token.x >= last for token in extra) and all(slots[at] is not None for at in heads)
    certainty = Certainty.READ if sure else Certainty.UNCERTAIN
    rule = "READ-EXTRA" if extra else "" if sure else "READ-PLACE"
    return Placed(tuple(slots), certainty, rule, tuple(extra))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_NOTHING = Token("", printed(""))
