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
    key_of,
    lost_column,
)
from gongkai.reading.headed import Heads, better_heads, deciding_heads, left_out, under_heads
from gongkai.reading.lines import Line, Token
from gongkai.reading.numbers import printed
from gongkai.reading.place import Placed, Slots, place
from gongkai.reading.sums import row_holds
from gongkai.report import Certainty
from gongkai.report.forms import COLUMNS

WIDTH = len(COLUMNS)


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the values of single rows with what all rows together tell of the columns: which there is one too many of
    (`extra`), which the table lacks (`lost`), or where the heads stand, when they speak against the rows (`heads`); with
    `by_heads` they decide for every row, and `strays` are the values that stand under none of them. `is_wide`: most rows
    have one value more than the form, so that one with just enough may have lost one."""

    columns: dict[Key, Columns]
    extra: int | None = None
    lost: int | None = None
    heads: dict[Key, Heads] = field(default_factory=dict)
    by_heads: bool = False
    strays: tuple[Token, ...] = ()
    is_wide: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line], heads: Sequence[Line], known: frozenset[str]) -> Placer:
        deciding = deciding_heads(lines, heads)
        if deciding:
            return cls({}, heads=deciding, by_heads=True, strays=tuple(left_out(lines, deciding)))
        extra = extra_column(lines, WIDTH, lambda row: row_holds(tuple(row)), extra_head(heads, known))
        if extra is not None:
            wide = columns_of(lines, WIDTH + 1)
            return cls({key: columns.without(extra) for key, columns in wide.items()}, extra=extra)
        lost = lost_column(lines, heads, lambda row: row_holds(row))
        if lost is not None:
            return cls(columns_of(lines, WIDTH - 1), lost=lost)
        columns = columns_of(lines, WIDTH)
        better = {key: spans for key in columns if (spans := better_heads(lines, heads, key, columns[key]))}
        wide_rows = sum(line.value_count == WIDTH + 1 for line in lines)
        return cls(columns, heads=better, is_wide=wide_rows * 2 > len(lines))

    def place(self, line: Line) -> Placed:
        key = key_of(line)
        columns = self.columns.get(key) if key else None
        if key and key in self.heads and line.value_count:
            return under_heads(line, self.heads[key], whole=self.by_heads)
        if self.lost is not None:
            return self._without_lost(line, columns)
        if self.extra is not None and line.value_count:
            return self._without_extra(line, columns, self.extra)
        placed = place(line, WIDTH, columns, row_holds)
        if self.is_wide and line.value_count == WIDTH and placed.certainty is Certainty.READ:
            return replace(placed, certainty=Certainty.UNCERTAIN, rule="READ-LOST")
        return placed

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


_NOTHING = Token("", printed(""))
