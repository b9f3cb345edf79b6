"""The numbers of a year as a workbook: by month and by type. A blank average is a blank."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gongkai.writing.neutral import neutral
from gongkai.writing.xlsx import open_workbook
from gongkai_web.mailbox import statistics
from gongkai_web.mailbox.statistics import Numbers
from gongkai_web.organs.models import Organ

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    *("收到", "已答复", "按期答复", "超期答复", "平均工作日", "告知信访途径", "不予受理", "转为公开申请", "期末未办结"),
    *("其中已超期", "评价", "其中满意", "公开"),
)
Cell = str | int | float


def line(one: Numbers) -> list[Cell]:
    average: Cell = "" if one.average is None else _one_place(one.average)
    told: list[Cell] = [one.received, one.answered, one.on_time, one.late, average]
    told += [one.diverted, one.declined, one.converted, one.pending, one.overdue, one.rated, one.satisfied]
    return [*told, one.published]


def _one_place(number: float) -> float:
    """Half up, as the pages round it."""
    return float(Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def workbook(organ: Organ, year: int, today: date) -> bytes:
    whole = statistics.year(organ, year, today)
    until = min(date(year, 12, 31), today)
    months = [(f"{month}月", one) for month, one in statistics.by_month(organ, year, today)]
    kinds = [(str(kind.label), one) for kind, one in statistics.by_kind(organ, date(year, 1, 1), until)]
    how = [
        ["口径", ""],
        ["机关", organ.name],
        ["统计区间", f"{year}年1月1日至{until:%Y年%-m月%-d日}"],
        ["收到", "按收到日期"],
        ["已答复、告知信访途径、不予受理、转为公开申请", "按办结日期，不论哪天收到"],
        ["按期答复", "在答复期限（含经批准的延长）最后一天以前，含当天"],
        ["平均工作日", "已答复的，从收到的第二天到答复当天；没有已答复的留空"],
        ["满意", "非常满意、满意、基本满意"],
    ]
    stream = io.BytesIO()
    with open_workbook(stream) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for name, first, rows in (("各月", "月份", months), ("各类", "类型", kinds)):
            _sheet(book.add_worksheet(name), bold, [[first, *HEADS], *_lines(rows), ["全年", *line(whole)]])
        _sheet(book.add_worksheet("口径"), bold, how, (40, 60))
    return stream.getvalue()


def _lines(rows: Iterable[tuple[str, Numbers]]) -> list[list[Cell]]:
    return [[name, *line(one)] for name, one in rows]


def _sheet(sheet: object, bold: object, lines: Sequence[Sequence[Cell]], widths: tuple[int, ...] = ()) -> None:
    sheet.freeze_panes(1, 1)  # type: ignore[attr-defined]
    for x in range(len(lines[0])):
        sheet.set_column(x, x, widths[x] if widths else 12)  # type: ignore[attr-defined]
    for y, cells in enumerate(lines):
        for x, cell in enumerate(cells):
            written = neutral(cell) if isinstance(cell, str) else cell
            sheet.write(y, x, written, bold if y == 0 else None)  # type: ignore[attr-defined]
