"""The catalogues as a workbook: the standard form, and beside it who is responsible and how it is filled."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

from gongkai.calendar import chinese_date
from gongkai_web.catalogues.coverage import Coverage, Filled, RowState, Span
from gongkai_web.catalogues.showing import audience_of, channels_of, levels_of, names
from gongkai_web.organs.models import Organ

HEADS = (
    *("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"),
    *(
        "公开对象",
        "公开方式",
        "公开层级",
        "负责站所（科室）",
        "状态",
        "本期公开条数",
        "最近公开",
        "其中逾期公开",
        "超期任务",
    ),
)
WIDTHS = (6, 16, 20, 36, 36, 22, 14, 40, 12, 10, 12, 14, 14, 10, 16, 10, 10)
SUMMARY = (
    "领域",
    "二级事项",
    "本期有公开",
    "覆盖率（%）",
    "本期没有更新",
    "空白",
    "已公开的及时率（%）",
    "超期任务（未公开，不计入及时率）",
)
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME = 31


def workbook(organ: Organ, filled: Sequence[Filled], span: Span, day: date) -> bytes:
    """A summary, then one sheet a field."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("覆盖率")
    sheet.write_string(0, 0, f"{organ.name}目录覆盖率（{span.name}，截至{chinese_date(day)}）", title)
    _lines(sheet, 1, [SUMMARY], head)
    _lines(sheet, 2, [_summary(one.catalogue.name, one.coverage) for one in filled], cell)
    sheet.set_column(0, len(SUMMARY) - 1, 16)
    used = {"覆盖率"}
    for one in filled:
        sheet = book.add_worksheet(_sheet_name(one.catalogue.name, used))
        sheet.merge_range(0, 0, 0, len(HEADS) - 1, one.catalogue.title or one.catalogue.name, title)
        _lines(sheet, 1, [HEADS], head)
        _lines(sheet, 2, [_cells(state) for state in one.rows], cell)
        for x, width in enumerate(WIDTHS):
            sheet.set_column(x, x, width)
        sheet.freeze_panes(2, 3)
    book.close()
    return stream.getvalue()


def _lines(sheet: xlsxwriter.worksheet.Worksheet, top: int, rows: Iterable[Sequence[object]], how: object) -> None:
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(y, x, value, how)
            else:
                sheet.write_string(y, x, str(value), how)


def _summary(name: str, coverage: Coverage) -> Sequence[object]:
    share = "" if coverage.share is None else coverage.share
    timely = "" if coverage.timely is None else coverage.timely
    counts = (coverage.items, coverage.covered, share, coverage.stale, coverage.blank, timely, coverage.overdue)
    return (name, *counts)


def _cells(state: RowState) -> Sequence[object]:
    row = state.row
    manners = names(row.manners, {"proactive": "主动", "on_request": "依申请"})
    printed = (row.number, row.first, row.second, row.content, row.basis, row.period_text, row.responsible)
    newest = chinese_date(state.newest) if state.newest else ""
    filled = (row.unit.name if row.unit else "", state.fill_name, state.published, newest, state.late, state.overdue)
    return (*printed, channels_of(row), audience_of(row), manners, levels_of(row), *filled)


def _sheet_name(name: str, used: set[str]) -> str:
    """No two alike, and none that a spreadsheet program refuses."""
    plain = _NO_SHEET_NAME.sub("", name)[: _LONGEST_SHEET_NAME - 3] or "目录"
    chosen, number = plain, 2
    while chosen.lower() in used:
        chosen, number = f"{plain} {number}", number + 1
    used.add(chosen.lower())
    return chosen
