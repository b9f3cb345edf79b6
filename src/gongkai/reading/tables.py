"""What the three tables of one report were read as: cells by path, findings, and how each table was matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.reading.cells import cell_of
from gongkai.reading.place import Placed
from gongkai.reading.rules import RULES, finding
from gongkai.report import Cell, CellState, Certainty, Finding

_ADVICE = {
    "READ-PLACE": "数字在哪一列不能确定，请对照原文核对",
    "READ-LOST": "数字不全，请对照原文补上",
    "READ-EXTRA": "数字比格子多，请对照原文核对",
    "READ-GLUED": "数字连在一起，无法分开，请对照原文填写",
    "READ-MERGED": "一格中有几个数，请对照原文核对",
    "READ-DOUBT": "有的格字迹可疑，请对照原文核对",
    "READ-UNREADABLE": "有的格读不出数，请对照原文填写",
    "READ-UNIT": "有的格单位与规定不同，请核对",
    "READ-ORDER": "行的名称没有找到，只是按顺序对应的，请核对",
}


@dataclass(slots=True)
class TableReading:
    """`cells` by path; a path of the form that is absent here is missing in the file."""

    cells: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def put(self, name: str, paths: Sequence[str], placed: Placed, money: frozenset[str] = frozenset()) -> None:
        """Cells of one row. `name` is the row as a person knows it; an uncertain row gets one finding for all its cells."""
        found: list[Finding] = []
        for path, token in zip(paths, placed.slots, strict=True):
            cell, findings = cell_of(token, path, money=path in money)
            if placed.certainty is not Certainty.READ and cell.certainty is Certainty.READ:
                cell = cell.marked(placed.certainty)
            self.cells[path] = cell
            found.extend(findings)
        self.findings.extend(_together(found, name))
        if placed.certainty is Certainty.UNCERTAIN:
            self.doubt(placed.rule, name, paths, placed)
        elif placed.extra:
            # Where only a sum told which number is one too many, a wrong sum may have told it wrongly.
            self.doubt(placed.rule, name, paths if placed.certainty is Certainty.REPAIRED else (), placed)

    def doubt(self, rule: str, name: str, paths: Sequence[str], placed: Placed | None = None) -> None:
        advice = _ADVICE.get(rule, RULES[rule].title)
        self.findings.append(finding(rule, f"{name}{_left_over(placed)}：{advice}", paths))

    def mark(self, paths: Sequence[str], certainty: Certainty) -> None:
        for path in paths:
            cell = self.cells.get(path)
            if cell and cell.certainty is not Certainty.UNCERTAIN:
                self.cells[path] = cell.marked(certainty)

    @property
    def has_numbers(self) -> bool:
        return any(cell.state is CellState.NUMBER for cell in self.cells.values())


def _left_over(placed: Placed | None) -> str:
    """The printed numbers that no cell took, so that a person knows what to look for in the source."""
    if placed is None or not placed.extra:
        return ""
    left = " ".join(token.text for token in placed.extra)[:60]
    is_none_taken = not any(placed.slots)
    return f"（原文：{left}）" if is_none_taken else f"多出的“{left}”没有采用"


def compared(readings: Sequence[TableReading], table: str) -> TableReading:
    """The same table more than once in one report: the first one, doubtful where another says something else."""
    first, *others = readings
    same = first.cells
    differ = sorted(
        {path for o in others for path, cell in o.cells.items() if same.get(path, cell).value != cell.value}
    )
    if differ:
        first.mark(differ, Certainty.UNCERTAIN)
        text = f"文件里有 {len(readings)} 张{table}，数字不同，采用了第一张，请核对哪一张是本年度的"
        first.findings.append(finding("READ-EXTRA", text, differ))
    return first


def _together(findings: Sequence[Finding], name: str) -> list[Finding]:
    """The same doubt about several cells of a row is said once."""
    together: dict[str, list[Finding]] = {}
    for found in findings:
        together.setdefault(found.rule, []).append(found)
    return [
        same[0] if len(same) == 1 else finding(rule, f"{name}：{_ADVICE[rule]}", [p for f in same for p in f.cells])
        for rule, same in together.items()
    ]
