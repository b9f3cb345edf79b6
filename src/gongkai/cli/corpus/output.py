"""Answers of a corpus as a table for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from gongkai.cli.console import console, table
from gongkai.report.forms import COLUMNS, DISPUTE_RESULTS

if TYPE_CHECKING:
    from gongkai.corpus import Answer

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，每行一条。")]
AsCsv = Annotated[bool, typer.Option("--csv", help="输出 CSV。")]
CorpusFolder = Annotated[Path, typer.Argument(metavar="CORPUS", help="语料文件夹，由 gongkai corpus read 写成。")]
Year = Annotated[int | None, typer.Option(help="统计年度。")]
Region = Annotated[str | None, typer.Option(help="地区。")]
Organ = Annotated[str | None, typer.Option(help="机关名称，写不写“人民政府”都可以。")]

HEADS = {
    **DISPUTE_RESULTS, **COLUMNS,
    "organ": "机关", "region": "地区", "year": "年度", "form": "版式", "rule": "规则", "place": "行、列或组", "severity": "级别",
    "verdict": "结论", "expected": "应为", "actual": "实为", "difference": "相差", "blanks": "空白格", "unsure": "没把握的格",
    "unsure_cells": "没把握或没有数字的格", "file": "文件", "relations": "关系", "holds": "成立", "fails": "不成立",
    "undecided": "无法判断", "reports_failing": "不成立的报告", "reports": "报告", "cell": "格", "value": "数值", "state": "状态",
    "change": "比上年", "doubted": "没把握的格", "doubted_cells": "哪些没把握", "title": "名称", "numerator": "分子",
    "denominator": "分母", "rate": "比率", "share": "占比", "without_number": "没有数字的格", "left_out": "没有计入的报告",
    "reports_in_doubt": "含没把握数字的报告", "section": "部分", "kind": "与谁相比", "other_organ": "对方机关",
    "other_region": "对方地区", "other_year": "对方年度", "similarity": "相似", "shared": "相同句数", "sentences": "相同的句子",
    "other_file": "对方文件", "row_label": "行", "version": "第几份", "versions": "共几份", "chosen_by": "取用依据",
    "same_numbers": "数字相同", "signed_on": "落款日期", "unread": "没读到的格", "numbers": "有数字的格", "errors": "错误",
    "warnings": "疑点", "findings": "处数", "missing_from": "缺自", "missing_to": "缺至", "error": "原因", "remedy": "怎样补救",
}  # fmt: skip
_WORDS = {
    "severity": {"error": "错误", "warning": "疑点", "info": "提示"},
    "verdict": {"fails": "不成立", "undecided": "无法判断", "holds": "成立"},
    "state": {
        "number": "", "blank": "空白", "not_applicable": "“/”或“无”", "missing": "没有读到", "unreadable": "认不出",
        "no_report": "没有这一年的报告", "not_in_form": "这一版式没有可比的格",
    },
    "kind": {"last_year": "上年", "sister": "同级机关"},
    "chosen_by": {"only": "只有一份", "signed_on": "落款日期", "certainty": "读得更全", "name": "文件名（存疑）"},
}  # fmt: skip
_PERCENT = {"rate", "share", "similarity"}
_FILES = {"file", "other_file"}
_EMPTY: tuple[Any, ...] = (None, [], "")
"""A column without anything in it is left out of a table."""
_MOST_ROWS, _MOST_ITEMS, _WIDE = 200, 3, 160


def deliver(answer: Answer, title: str, *, as_json: bool, as_csv: bool) -> None:
    """All rows as JSON or CSV; the first of them as a table, which says how many there are."""
    if as_json:
        for row in answer.dicts():
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=plain) + "\n")
    elif as_csv:
        write_csv(sys.stdout, answer.columns, answer.rows)
    else:
        _show(answer, title)


def plain(value: Any) -> Any:
    """What JSON has no word for: a number stays a number, and keeps its digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A missing number is an empty field; a list is its items with 、 between; no text becomes a formula."""
    from gongkai.writing.neutral import neutral

    out = csv.writer(stream, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([neutral(cell) if isinstance(cell := _field(value), str) else cell for value in row])


def _field(value: Any) -> Any:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return plain(value) if isinstance(value, Decimal) else value


def _show(answer: Answer, title: str) -> None:
    shown = [at for at, _ in enumerate(answer.columns) if any(row[at] not in _EMPTY for row in answer.rows)]
    numbers = [
        place
        for place, at in enumerate(shown)
        if any(isinstance(row[at], int | float | Decimal) and not isinstance(row[at], bool) for row in answer.rows)
    ]
    names = [HEADS.get(answer.columns[at], answer.columns[at]) for at in shown]
    rows = [[_shown(row[at], answer.columns[at]) for at in shown] for row in answer.rows[:_MOST_ROWS]]
    out = console()
    if not out.is_terminal:
        out.width = _WIDE
    out.print(table(f"{title}：{len(answer.rows)} 条", names, rows, right=numbers))
    if len(answer.rows) > _MOST_ROWS:
        out.print(f"只列出前 {_MOST_ROWS} 条；要全部请加 --json 或 --csv", soft_wrap=True)


def _shown(value: Any, column: str) -> str:
    if value is None or value == []:
        return "—" if column in _PERCENT else ""
    if column in _PERCENT:
        return f"{value * 100:.2f}%"
    if column in _WORDS:
        return _WORDS[column].get(value, str(value))
    if column in _FILES:
        return Path(value).name
    if isinstance(value, list):
        return "；".join(map(str, value[:_MOST_ITEMS])) + ("…" if len(value) > _MOST_ITEMS else "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(plain(value)) if isinstance(value, Decimal) else str(value)
