"""Table three with its labels torn from its values: all labels first, or all values column by column, or by turns.

Only the order tells then which value is whose; what comes from here is tried against every relation before it is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from gongkai.reading.labels import COLUMN_HEADS
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.place import Slots
from gongkai.reading.sums import row_holds
from gongkai.reading.torn.pool import Run, pools
from gongkai.report import Form
from gongkai.report.forms import COLUMNS

WIDTH = len(COLUMNS)
_MOST_ROWS, _MOST_WAYS = 25, 128
Ways = dict[tuple[str, ...], list[Slots]]
Arrangement = tuple[Form, dict[str, Slots]]


def by_order(lines: Sequence[Line], forms: Sequence[Form]) -> Iterator[Arrangement]:
    """All values row by row, all column by column, some rows together column by column, or rows whose first values stand
    elsewhere; where there are as many values as a form has."""
    if _is_drawn(lines):
        return
    for form in forms:
        names = form.request_rows
        for runs in pools(lines, len(names) * WIDTH):
            tokens = list(chain.from_iterable(runs))
            by_row: list[Slots] = [tuple(tokens[i * WIDTH : (i + 1) * WIDTH]) for i in range(len(names))]
            by_column: list[Slots] = [tuple(tokens[i :: len(names)]) for i in range(len(names))]
            for rows in (by_row, by_column, *_by_turns(tokens), *_with_displaced(runs)):
                yield form, dict(zip(names, rows, strict=True))


def _by_turns(tokens: Sequence[Token]) -> list[list[Slots]]:
    """Every way to read the values as whole rows and as blocks of rows set column by column, each row adding up."""
    ways: dict[int, Ways] = {len(tokens): {(): []}}
    for at in range(len(tokens) - WIDTH, -1, -WIDTH):
        ways[at] = _ways_from(tokens, at, ways)
        if len(ways[at]) > _MOST_WAYS:
            return []
    return list(ways[0].values())


def _ways_from(tokens: Sequence[Token], at: int, ways: dict[int, Ways]) -> Ways:
    """Ways to read the rest of the values that differ in what they say."""
    found: Ways = {}
    for block in _blocks(tokens, at):
        texts = tuple(token.text if token else "" for row in block for token in row)
        for rest, rows in ways[at + len(block) * WIDTH].items():
            found.setdefault(texts + rest, [*block, *rows])
    return found


def _blocks(tokens: Sequence[Token], at: int) -> Iterator[list[Slots]]:
    """The next row, or the next few rows set column by column, where every row adds up."""
    for count in range(1, min(_MOST_ROWS, (len(tokens) - at) // WIDTH) + 1):
        block = tokens[at : at + count * WIDTH]
        turned: list[Slots] = [tuple(block[i::count]) for i in range(count)]
        nothing = count > 1 and all(token.text == "0" for token in block)
        if not nothing and all(row_holds(row) for row in turned):
            yield turned


def _with_displaced(runs: Sequence[Run]) -> Iterator[list[Slots]]:
    """Whole rows, where a few values are printed elsewhere with which some of the rows begin."""
    for at, run in enumerate(runs):
        if len(run) < WIDTH:
            rest = [token for i, other in enumerate(runs) if i != at for token in other]
            yield from _rows_begun_by(run, rest)


def _rows_begun_by(early: Run, rest: Run) -> list[list[Slots]]:
    """Every way to begin rows with the early values, in their order, so that each row adds up."""
    ways: dict[int, Ways] = {0: {(): []}}
    for done in range(0, len(early) + len(rest), WIDTH):
        further: dict[int, Ways] = {}
        for used, known in ways.items():
            for more in range(min(WIDTH, len(early) - used) + 1):
                start = done - used
                row: Slots = (*early[used : used + more], *rest[start : start + WIDTH - more])
                if len(row) == WIDTH and row_holds(row):
                    texts = tuple(token.text if token else "" for token in row)
                    found = further.setdefault(used + more, {})
                    for before, rows in known.items():
                        found.setdefault(before + texts, [*rows, row])
        if any(len(found) > _MOST_WAYS for found in further.values()):
            return []
        ways = further
    return list(ways.get(len(early), {}).values())


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
