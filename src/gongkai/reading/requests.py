"""Table three: rows by their labels and order, values by their columns."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.assemble import table_lines
from gongkai.reading.columns import columns_of, key_of
from gongkai.reading.labels import GROUP_WORDS, REQUEST_HEADS, REQUEST_ROWS, RESULTS_WORDS
from gongkai.reading.lines import Line, Token
from gongkai.reading.match import Alignment, Expected, MatchedRow, align
from gongkai.reading.numbers import Shape
from gongkai.reading.place import Placed, Slots, place
from gongkai.reading.problem import Clock
from gongkai.reading.rules import finding
from gongkai.reading.tables import TableReading
from gongkai.report import FORM_2019, FORM_2021, Certainty
from gongkai.report.forms import COLUMNS, REQUESTS, row_name

WIDTH = len(COLUMNS)
_HEADS = frozenset({*REQUEST_HEADS, *GROUP_WORDS, RESULTS_WORDS})
_KNOWN = 0.6


def read_requests(lines: Sequence[Line], clock: Clock) -> tuple[TableReading, bool]:
    """The table, and whether 其他处理 is one row in it (the 2019 form, or a 2021 report filed that way)."""
    rows = table_lines(lines, WIDTH)
    full = align(rows, _expected(FORM_2021.request_rows), _HEADS, clock)
    single = align(rows, _expected(FORM_2019.request_rows), _HEADS, clock)
    collapsed = single.score > full.score
    names = (FORM_2019 if collapsed else FORM_2021).request_rows
    return _read(rows, single if collapsed else full, names), collapsed


def _expected(names: Sequence[str]) -> list[Expected]:
    return [Expected(REQUEST_ROWS[name], WIDTH) for name in names]


def paths_of(row: str) -> list[str]:
    return [f"{REQUESTS}.{row}.{column}" for column in COLUMNS]


def _read(lines: Sequence[Line], found: Alignment, names: Sequence[str]) -> TableReading:
    reading = TableReading()
    columns = columns_of([lines[i] for row in found.rows.values() for i in row.lines], WIDTH)
    for index, name in enumerate(names):
        row = found.rows.get(index)
        if row is None or not row.lines:
            _left_out(reading, name, row, lines)
            continue
        line = lines[row.lines[0]]
        key = key_of(line)
        placed = place(line, WIDTH, columns.get(key) if key else None, row_holds)
        placed = _by_order(placed, row, found, len(names))
        reading.put(_title(name), paths_of(name), placed)
    return reading


def _left_out(reading: TableReading, name: str, row: MatchedRow | None, lines: Sequence[Line]) -> None:
    what = "没有找到这一行" if row is None else "这一行没有数字"
    reading.findings.append(finding("READ-ROW", f"{_title(name)}{what}，请对照原文核对", paths_of(name)))


def _by_order(placed: Placed, row: MatchedRow, found: Alignment, count: int) -> Placed:
    """A row without its label: its place in the order must leave no choice, and its own sum must agree."""
    if row.label >= _KNOWN or placed.certainty is Certainty.UNCERTAIN:
        return placed
    if _is_pinned(row.row, found, count) and row_holds(placed.slots) and None not in placed.slots:
        return Placed(placed.slots, Certainty.REPAIRED)
    return Placed(placed.slots, Certainty.UNCERTAIN, "READ-ORDER", placed.extra)


def _is_pinned(index: int, found: Alignment, count: int) -> bool:
    """Between the known rows above and below, as many rows were found as the form has."""
    above, below = index, index
    while above >= 0 and (above not in found.rows or found.rows[above].label < _KNOWN):
        above -= 1
    while below < count and (below not in found.rows or found.rows[below].label < _KNOWN):
        below += 1
    between = range(above + 1, below)
    return above >= 0 and all(i in found.rows and found.rows[i].lines for i in between)


def _title(name: str) -> str:
    return f"表三“{row_name(name)}”一行"


def row_holds(slots: Slots) -> bool | None:
    """T3-ROW on printed values: six columns add up to the total; a blank part counts as 0, a blank total decides nothing."""
    parts = [_value(token) for token in slots]
    total = slots[-1]
    if None in parts or total is None or total.printed.shape is not Shape.NUMBER:
        return None
    return sum(part or 0 for part in parts[:-1]) == parts[-1]


def _value(token: Token | None) -> int | None:
    if token is None or token.printed.shape not in (Shape.NUMBER, Shape.BLANK, Shape.NOT_APPLICABLE):
        return None
    if token.printed.shape is not Shape.NUMBER:
        return 0
    number = token.printed.numbers[0]
    return number if isinstance(number, int) else None
