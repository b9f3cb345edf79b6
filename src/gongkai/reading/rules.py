"""Findings of the reading: what a person must look at, and what to do. They stay with the report (READ-*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.report import Finding, Kind, Severity


@dataclass(frozen=True, slots=True)
class ReadRule:
    """`title` and `title_en` name the rule in lists; what happened in a file is said by the finding itself."""

    id: str
    severity: Severity
    title: str
    title_en: str


_ALL = (
    ReadRule("READ-SEVERAL", Severity.ERROR, "一个文件里有几份年度报告", "Several reports in one file"),
    ReadRule("READ-MEMBER", Severity.WARNING, "压缩包里有文件没有读出", "A file of the archive was not read"),
    ReadRule("READ-TABLE", Severity.WARNING, "没有找到表格", "Table not found"),
    ReadRule("READ-ROW", Severity.WARNING, "没有找到表格中的行", "Row not found"),
    ReadRule("READ-ORDER", Severity.WARNING, "行的名称缺失，只按顺序对应", "Row known by its order only"),
    ReadRule("READ-PLACE", Severity.WARNING, "数字在哪一列不能确定", "Column of a number uncertain"),
    ReadRule("READ-LOST", Severity.WARNING, "这一行的数字不全，无法确定", "Numbers of a row lost"),
    ReadRule("READ-EXTRA", Severity.WARNING, "多出数字", "More numbers than cells"),
    ReadRule("READ-MERGED", Severity.WARNING, "一格中有几个数", "Several numbers in one cell"),
    ReadRule("READ-GLUED", Severity.WARNING, "数字粘连", "Digits run together"),
    ReadRule("READ-DOUBT", Severity.WARNING, "字迹可疑，请核对", "Doubtful characters"),
    ReadRule("READ-SCAN", Severity.WARNING, "扫描件上的数字不能确定", "Number of a scan not confirmed"),
    ReadRule("READ-UNREADABLE", Severity.WARNING, "单元格里不是数字", "No number in the cell"),
    ReadRule("READ-UNIT", Severity.WARNING, "单位与表头不同", "Unit differs from the form"),
    ReadRule("READ-HEADS", Severity.WARNING, "表头的列序与规定格式不同", "Columns in another order"),
    ReadRule("READ-SCRIPT", Severity.INFO, "繁体字", "Traditional characters"),
    ReadRule("READ-FORM", Severity.WARNING, "表格不是同一版格式", "Tables of different forms"),
    ReadRule("READ-UNREAD", Severity.WARNING, "文件有一部分读不出", "Part of the file cannot be read"),
    ReadRule("READ-NOTE", Severity.INFO, "读取时的说明", "Note on the reading"),
)
RULES: dict[str, ReadRule] = {rule.id: rule for rule in _ALL}


def finding(rule: str, message: str, cells: Sequence[str] = ()) -> Finding:
    """`message` is one plain Chinese sentence that says what was met and what to do."""
    return Finding(rule, RULES[rule].severity, message, tuple(cells), kind=Kind.READING)
