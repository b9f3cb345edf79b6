"""Table three with its labels torn from its values: all labels first, or all values column by column.

Only the order tells then which value is whose; what comes from here is tried against every relation before it is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.reading.labels import COLUMN_HEADS
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.place import Slots
from gongkai.report import Form
from gongkai.report.forms import COLUMNS

WIDTH = len(COLUMNS)
Arrangement = tuple[Form, dict[str, Slots]]


def by_order(lines: Sequence[Line], forms: Sequence[Form]) -> Iterator[Arrangement]:
    """All values row by row, and all values column by column, where their number is that of a form."""
    if _is_drawn(lines):
        return
    tokens = [token for line in lines for token in line.values if token.is_value]
    for form in forms:
        names = form.request_rows
        if len(tokens) == len(names) * WIDTH:
            by_row = [tuple(tokens[i * WIDTH : (i + 1) * WIDTH]) for i in range(len(names))]
            by_column = [tuple(tokens[i :: len(names)]) for i in range(len(names))]
            for rows in (by_row, by_column):
                yield form, dict(zip(names, rows, strict=True))


def by_headed_columns(lines: Sequence[Line], forms: Sequence[Form]) -> Iterator[Arrangement]:
    """Values column by column, each column under its head; a column with too few or too many values stays empty."""
    runs = {} if _is_drawn(lines) else _headed_runs(lines)
    if list(runs) != list(COLUMNS):
        return
    for form in forms:
        names = form.request_rows
        columns = [run if len(run) == len(names) else [None] * len(names) for run in runs.values()]
        if sum(column[0] is not None for column in columns) >= WIDTH - 2:
            yield form, {name: tuple(column[i] for column in columns) for i, name in enumerate(names)}


def _headed_runs(lines: Sequence[Line]) -> dict[str, list[Token | None]]:
    """Column → the values that follow its head, in the order of the file."""
    runs: dict[str, list[Token | None]] = {}
    head: str | None = None
    for line in lines:
        values = [token for token in line.values if token.is_value]
        if line.labels:
            head = COLUMN_HEADS.get(line.labels[-1])
        if head and values:
            runs.setdefault(head, []).extend(values)
    return runs


def _is_drawn(lines: Sequence[Line]) -> bool:
    return any(line.geometry in (Geometry.EXACT, Geometry.COUNTED) for line in lines if line.value_count)
