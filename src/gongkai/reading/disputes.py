"""Table four: fifteen values in one row, sometimes broken into its groups, or with one group below the other."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.assemble import table_lines
from gongkai.reading.columns import Columns
from gongkai.reading.explain import printed_in, tell
from gongkai.reading.heads import out_of_order
from gongkai.reading.labels import DISPUTE_COLUMNS, DISPUTE_HEADS
from gongkai.reading.lines import Geometry, Line
from gongkai.reading.place import Slots, place
from gongkai.reading.rules import finding
from gongkai.reading.sums import row_holds
from gongkai.reading.tables import TableReading
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTE_RESULTS, DISPUTES

GROUP = len(DISPUTE_RESULTS)
WIDTH = GROUP * len(DISPUTE_GROUPS)
_PART = "表四"
PATHS = tuple(f"{DISPUTES}.{group}.{result}" for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS)


def read_disputes(lines: Sequence[Line]) -> TableReading:
    reading = TableReading()
    rows = table_lines(lines, 0)
    by_group = _group_rows(rows)
    if len(by_group) == len(DISPUTE_GROUPS):
        tell(_PART, "三组各占一行，各按行名读")
        for key, line in by_group.items():
            placed = place(line, GROUP, None, row_holds)
            reading.put(f"表四“{DISPUTE_GROUPS[key]}”", [p for p in PATHS if p.split(".")[1] == key], placed)
        return reading
    data = [line for line in rows if _is_data(line)]
    if not data:
        reading.findings.append(finding("READ-ROW", "表四没有找到数字，请对照原文核对", PATHS))
        return reading
    line = data[0] if len(data) == 1 else _joined(data)
    tell(_PART, f"数字在 {len(data)} 行中，共 {line.value_count} 个：{printed_in(line)}")
    if out_of_order(rows, DISPUTE_COLUMNS, tuple(DISPUTE_RESULTS), repeats=True) or out_of_order(
        rows, DISPUTE_HEADS, tuple(DISPUTE_GROUPS)
    ):
        text = "表四表头的列序与规定格式不同，数字按印出的次序填入，请逐列核对"
        reading.findings.append(finding("READ-HEADS", text, PATHS))
    placed = place(line, WIDTH, _head_columns(rows, line), groups_hold)
    tell(_PART, placed.how or f"按次序或列放进 {WIDTH} 格")
    reading.put("表四", PATHS, placed)
    return reading


def _group_rows(lines: Sequence[Line]) -> dict[str, Line]:
    """A table with one group below the other: each begins with its name."""
    found: dict[str, Line] = {}
    for line in lines:
        key = next((DISPUTE_HEADS[words] for words in line.labels if words in DISPUTE_HEADS), None)
        if key and line.value_count == GROUP:
            found.setdefault(key, line)
    return found


def _is_data(line: Line) -> bool:
    return line.value_count > 0 or (not line.labels and len(line.values) >= WIDTH)


def _joined(lines: Sequence[Line]) -> Line:
    """Values that stand on several lines, in their order."""
    tokens = [token for line in lines for token in line.values if token.is_value]
    return Line(tokens, Geometry.ORDER, lines[0].block, page=lines[0].page)


def _head_columns(lines: Sequence[Line], data: Line) -> Columns | None:
    """Fifteen result heads above the values, each in its own column."""
    if data.geometry not in (Geometry.EXACT, Geometry.COUNTED):
        return None
    spans = {
        (token.x, token.end)
        for line in lines
        if line.block == data.block
        for token in line.tokens
        if token.words in DISPUTE_COLUMNS
    }
    if len(spans) == WIDTH and all(end - x == 1 for x, end in spans):
        return Columns(tuple(sorted(spans)))
    return None


def groups_hold(slots: Slots) -> bool | None:
    """T4-SUM of the three groups; a group that is empty altogether says nothing for or against the others."""
    groups = [slots[i : i + GROUP] for i in range(0, WIDTH, GROUP)]
    says = [row_holds(group) for group in groups if not all(token and token.is_blank for token in group)]
    if False in says:
        return False
    return None if None in says else True
