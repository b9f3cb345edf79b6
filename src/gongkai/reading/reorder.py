"""Rows by their labels alone: drawn tables whose rows stand in another order than the form's, and rows named twice."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.lines import DRAWN, Line
from gongkai.reading.match import FormRows

_CLEAR, _MOST = 0.85, 0.8


def in_form_order(lines: Sequence[Line], rows: FormRows, heads: frozenset[str]) -> list[Line]:
    """The same lines, rows in the order of the form; unchanged where a label is missing or names two rows of the table.

    A line without a name of its own stays with the row before it, a group's label with the row behind it.
    """
    valued = [i for i, line in enumerate(lines) if line.value_count or _is_empty_row(line, heads)]
    if any(lines[i].geometry not in DRAWN for i in valued):
        return list(lines)
    named = {i: row for i in valued if (row := _named(lines[i], rows)) is not None}
    order = list(named.values())
    if order == sorted(order) or len(set(order)) < len(order) or len(named) < _MOST * len(valued):
        return list(lines)
    parts = sorted(_parts(lines, named, heads), key=lambda part: part[0])
    return [*lines[: next(iter(named))], *(line for _, part in parts for line in part)]


def named_twice(lines: Sequence[Line], rows: FormRows) -> set[int]:
    """Rows of the form that two lines name, with other values beside: nothing tells which of them it is."""
    seen: dict[int, list[str]] = {}
    twice: set[int] = set()
    for line in lines:
        row = _named(line, rows) if line.value_count > 1 else None
        if row is not None:
            values = [token.text for token in line.values if token.is_value]
            if seen.setdefault(row, values) != values:
                twice.add(row)
    return twice


def _is_empty_row(line: Line, heads: frozenset[str]) -> bool:
    return len(line.values) > 1 and any(words not in heads for words in line.labels)


def _named(line: Line, rows: FormRows) -> int | None:
    """The one row that the words beside the values name."""
    clear = [(fit.score, index) for index, fit in rows.fits(line.labels) if fit.score >= _CLEAR]
    best = [index for score, index in clear if score == max(clear)[0]]
    return best[0] if len(best) == 1 else None


def _parts(lines: Sequence[Line], named: dict[int, int], heads: frozenset[str]) -> list[tuple[int, list[Line]]]:
    """Row of the form → its lines."""
    parts: list[tuple[int, list[Line]]] = []
    waiting: list[Line] = []
    for i in range(next(iter(named)), len(lines)):
        if i in named:
            parts.append((named[i], [*waiting, lines[i]]))
            waiting = []
        elif lines[i].value_count or _is_empty_row(lines[i], heads):
            parts[-1][1].append(lines[i])
        else:
            waiting.append(lines[i])
    if waiting:
        parts[-1][1].extend(waiting)
    return parts
