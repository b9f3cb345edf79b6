"""Table four: fifteen values in one row, sometimes broken into its groups, or with one group below the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gongkai.reading.assemble import table_lines
from gongkai.reading.columns import Columns
from gongkai.reading.crossed import Crossed, crossed
from gongkai.reading.explain import printed_in, tell
from gongkai.reading.heads import out_of_order
from gongkai.reading.labels import DISPUTE_COLUMNS, DISPUTE_HEADS
from gongkai.reading.lines import DRAWN, Geometry, Line
from gongkai.reading.place import Placed, Slots, place
from gongkai.reading.rules import finding
from gongkai.reading.sums import row_holds
from gongkai.reading.tables import TableReading
from gongkai.report import Certainty
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTE_RESULTS, DISPUTES

GROUP = len(DISPUTE_RESULTS)
WIDTH = GROUP * len(DISPUTE_GROUPS)
_PART = "表四"
PATHS = tuple(f"{DISPUTES}.{group}.{result}" for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS)


def read_disputes(lines: Sequence[Line], year: int | None = None) -> TableReading:
    """`year` is the report's: rows of an earlier year are another table's."""
    rows = table_lines(lines, 0)
    drawn = crossed(rows, year)
    if drawn and not _is_contradicted(drawn):
        return _by_heads(drawn)
    return _by_order(rows)


def _is_contradicted(drawn: Crossed) -> bool:
    """Heads in another order, against sums that hold in the order of the form: the heads are wrong, or the numbers."""
    by_place = tuple(sorted((token for token in drawn.slots if token), key=lambda token: (token.at.row or 0, token.x)))
    return not drawn.in_order and groups_hold(drawn.slots) is False and groups_hold(by_place) is True


def _by_heads(drawn: Crossed) -> TableReading:
    """Every number by the words beside and above it; two that claim one place are doubtful."""
    reading = TableReading()
    tell(_PART, "每个数都按它的行名和表头读")
    reading.put("表四", PATHS, Placed(drawn.slots, Certainty.READ, "READ-EXTRA", drawn.extra))
    if not drawn.in_order:
        text = "表四的排列与规定格式不同，数字已按各自的表头填入，请核对"
        reading.findings.append(finding("READ-HEADS", text))
    if drawn.contested:
        cells = [PATHS[at] for at in sorted(drawn.contested)]
        left = " ".join(token.text for token in drawn.rivals)[:60]
        reading.mark(cells, Certainty.UNCERTAIN)
        text = f"表四有的格对应两个数，采用了前一个，“{left}”没有采用，请核对哪一个是本年度的"
        reading.findings.append(finding("READ-EXTRA", text, cells))
    return reading


def _by_order(rows: Sequence[Line]) -> TableReading:
    reading = TableReading()
    by_group = _group_rows(rows)
    if len(by_group) == len(DISPUTE_GROUPS):
        tell(_PART, "三组各占一行，各按行名读")
        for key, line in by_group.items():
            placed = place(line, GROUP, None, row_holds)
            reading.put(f"表四“{DISPUTE_GROUPS[key]}”", [p for p in PATHS if p.split(".")[1] == key], placed)
        return reading
    data = _data(rows)
    if not data:
        reading.findings.append(finding("READ-ROW", "表四没有找到数字，请对照原文核对", PATHS))
        return reading
    data = _whole_row(reading, rows, data)
    line = data[0] if len(data) == 1 else _joined(data)
    tell(_PART, f"数字在 {len(data)} 行中，共 {line.value_count} 个：{printed_in(line)}")
    placed = place(line, WIDTH, _head_columns(rows, line), groups_hold)
    tell(_PART, placed.how or f"按次序或列放进 {WIDTH} 格")
    reading.put("表四", PATHS, placed)
    if _is_torn(rows, data, placed.slots):
        reading.mark(PATHS, Certainty.UNCERTAIN)
        text = "表四的数字与表头交错，哪些数字属于哪一列不能确定，请对照原文核对"
        reading.findings.append(finding("READ-ORDER", text, PATHS))
    if out_of_order(rows, DISPUTE_COLUMNS, tuple(DISPUTE_RESULTS), repeats=True) or out_of_order(
        rows, DISPUTE_HEADS, tuple(DISPUTE_GROUPS)
    ):
        text = "表四表头的列序与规定格式不同，数字按印出的次序填入，请逐列核对"
        reading.mark(PATHS, Certainty.UNCERTAIN)
        reading.findings.append(finding("READ-HEADS", text, PATHS))
    return reading


def _whole_row(reading: TableReading, rows: Sequence[Line], data: Sequence[Line]) -> list[Line]:
    """The lines that together hold all values and nothing more; what else stands between the heads is a page number or
    the like. All lines with values where there is no such row."""
    wanted = {id(line) for line in data}
    runs = [list(run) for has, run in groupby(rows, key=lambda line: id(line) in wanted) if has]
    whole = [[line] for line in data if line.value_count == WIDTH] or [run for run in runs if _count(run) == WIDTH]
    if len(whole) != 1:
        return list(data)
    others = [line for line in data if line not in whole[0]]
    if any(line.value_count > 1 for line in others):
        return list(data)
    if others:
        left = " ".join(line.text.strip() or line.tokens[0].text for line in others)[:60]
        reading.findings.append(finding("READ-EXTRA", f"表四旁边的“{left}”不在规定格式内，没有采用"))
    return whole[0]


def _count(lines: Sequence[Line]) -> int:
    return sum(line.value_count for line in lines)


def _group_rows(lines: Sequence[Line]) -> dict[str, Line]:
    """A table with one group below the other: each begins with its name."""
    found: dict[str, Line] = {}
    for line in lines:
        key = next((DISPUTE_HEADS[words] for words in line.labels if words in DISPUTE_HEADS), None)
        if key and line.value_count == GROUP:
            found.setdefault(key, line)
    return found


def _data(rows: Sequence[Line]) -> list[Line]:
    """Lines with values; beside the cells of a drawn table, words on a line are none."""
    data = [line for line in rows if _is_data(line)]
    return [line for line in data if line.geometry in DRAWN] or data


def _is_torn(rows: Sequence[Line], data: Sequence[Line], slots: Slots) -> bool:
    """Heads between the values, and not between whole groups: unless all values are equal, nothing tells which is whose."""
    own = {id(line) for line in data}
    runs = [list(run) for _, run in groupby(rows, key=lambda line: id(line) in own)]
    runs = [[], *runs] if runs and id(runs[0][0]) in own else runs
    before = 0
    for heads, values in zip(runs[::2], runs[1::2], strict=False):
        count = _count(values)
        is_lone_total = before % GROUP == GROUP - 1 and count == 1 and _ends_in_total(heads) and groups_hold(slots)
        if before and before % GROUP and not is_lone_total:
            return len({token.text for line in data for token in line.values}) > 1
        before += count
    return False


def _ends_in_total(heads: Sequence[Line]) -> bool:
    """总计 right before a value: a total that stands apart from its four results, under its own head."""
    return [DISPUTE_COLUMNS.get(words) for words in heads[-1].labels] == ["total"]


def _is_data(line: Line) -> bool:
    return line.value_count > 0 or (not line.labels and len(line.values) >= WIDTH)


def _joined(lines: Sequence[Line]) -> Line:
    """Values that stand on several lines, in their order."""
    tokens = [token for line in lines for token in line.values if token.is_value]
    return Line(tokens, Geometry.ORDER, lines[0].block, page=lines[0].page)


def _head_columns(lines: Sequence[Line], data: Line) -> Columns | None:
    """Fifteen result heads above the values, each in its own column."""
    if data.geometry not in DRAWN:
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
