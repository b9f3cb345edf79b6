"""Workbooks and CSV that leave: the table of numbers, the records, the form for old records, the rows that were refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gongkai.writing.neutral import neutral
from gongkai.writing.xlsx import open_workbook
from gongkai_web.channels.counting import Table
from gongkai_web.channels.counts import said_count, said_day
from gongkai_web.channels.kinds import OWN
from gongkai_web.channels.models import Import, Record
from gongkai_web.channels.tables import EXAMPLE, HEADS, MOST_ROWS, SECOND_NAME
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
Cell = str | int
Lines = Sequence[Sequence[Cell]]

FORM_HEADS = ("日期", "渠道", "名称", "网址或地点", "次数", "站所", "索引号", "拟稿人", "审稿人", "发布人", "备注")
RECORD_HEADS = (*FORM_HEADS, "登记人", "登记时间", "划去原因")
_WIDTHS = {"名称": 48, "网址或地点": 36, "渠道": 20, "备注": 24, "问题": 34, "怎么办": 44, "索引号": 24}


def to_csv(lines: Lines) -> bytes:
    """With the mark by which Excel and WPS know UTF-8."""
    stream = io.StringIO()
    csv.writer(stream).writerows([neutral(str(cell)) for cell in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig")


def to_xlsx(sheets: dict[str, Lines]) -> bytes:
    """Each sheet with its first line as head."""
    stream = io.BytesIO()
    with open_workbook(stream) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for x, title in enumerate(lines[0] if lines else ()):
                sheet.set_column(x, x, _WIDTHS.get(str(title), 13))
            for y, line in enumerate(lines):
                for x, cell in enumerate(line):
                    if isinstance(cell, int):
                        sheet.write_number(y, x, cell)
                    else:
                        sheet.write_string(y, x, neutral(cell), head if y == 0 else None)
    return stream.getvalue()


def lines_of_table(table: Table) -> list[list[Cell]]:
    """As on the page; what is approximate says so in a column of its own, so that numbers stay numbers."""
    lines: list[list[Cell]] = [["渠道", "种类", *(head.label for head in table.heads), "合计", "说明"]]
    for line in (*table.lines, table.sum):
        name, kind = ("合计", "") if line is table.sum else (line.label, line.kind)
        cells = [line.by_head[head.key].count for head in table.heads]
        lines.append([name, kind, *cells, line.total.count, "含约数（余）" if line.total.approximate else ""])
    return lines


def lines_of_records(records: Iterable[Record]) -> list[list[Cell]]:
    lines: list[list[Cell]] = [list(RECORD_HEADS)]
    for one in records:
        count: Cell = said_count(one.count, True) if one.approximate else one.count
        number = (one.item.index_number or "") if one.item else ""
        names = (one.drafted_by, one.reviewed_by, one.released_by)
        kept = (said_day(one.on, one.precision), one.channel.name, one.title, one.address, count, str(one.unit or ""))
        lines.append([*kept, number, *names, one.note, one.by.full_name, f"{one.at:%Y-%m-%d}", one.struck_reason])
    return lines


def lines_of_items(items: Iterable[Item]) -> list[list[Cell]]:
    lines: list[list[Cell]] = [["日期", "渠道", "名称", "索引号", "站所", "栏目"]]
    for one in items:
        day = f"{one.published_on:%Y-%m-%d}" if one.published_on else ""
        lines.append([day, "本平台", one.title, one.index_number or "", str(one.unit or ""), str(one.column or "")])
    return lines


def form(organ: Organ) -> bytes:
    """The empty form with the organ's own channels, two lines to show how, and what each column takes."""
    first = organ.channels.first()
    name = first.name if first else "本乡公众号"
    lines: Lines = [
        FORM_HEADS,
        ("2025-03-05", name, f"{EXAMPLE}2025年3月低保对象公示", "", 1, "", "", "", "", "", ""),
        ("2021年", name, f"{EXAMPLE}只知道全年数的，写年份和约数", "", "100余", "", "", "", "", "", ""),
    ]
    return to_xlsx({"记录": lines, SECOND_NAME: _explained(organ)})


def _explained(organ: Organ) -> list[list[Cell]]:
    told: list[list[Cell]] = [["列", "怎样填"], *([head, said] for head, said in _HOW)]
    told += [["", ""], ["本机关的渠道", "种类"], *([one.name, one.get_kind_display()] for one in organ.channels.all())]
    told += [["", ""], ["站所", ""], *([unit.name, ""] for unit in organ.units.filter(ended_on=None))]
    return [*told, ["", ""], ["可以设的种类", ""], *([str(kind.label), ""] for kind in OWN)]


_HOW = (
    ("日期", "必填。2025-03-05；只知道月的写 2025年3月，只知道年的写 2025年"),
    ("渠道", "写下面“本机关的渠道”里的名称；整份表属于一个渠道的，可以不填，导入时再选"),
    ("名称", "必填。公开的信息叫什么，200 字以内"),
    ("网址或地点", "网上的写网址，公示栏、电子屏写地点"),
    ("次数", "不填按 1；约数写 100余"),
    ("站所", "写下面站所的名称，可以不填"),
    ("索引号", "对应本平台上的信息时写它的索引号，可以不填"),
    ("拟稿人、审稿人、发布人", "公众号、视频号等新媒体填写"),
    ("", f"一次最多 {MOST_ROWS} 行；“合计”行不会登记"),
)


def refused(kept: Import) -> bytes:
    """The rows that were not taken over, as they stood, with what is wrong: to be mended and handed in again."""
    names = tuple(name for name in HEADS if any(name in row["said"] for row in kept.outcome))
    heads = [HEADS[name][0] for name in names]
    lines: list[list[Cell]] = [[*heads, "原工作表", "原行号", "问题", "怎么办"]]
    for row in kept.outcome:
        said = [row["said"].get(name, "") for name in names]
        lines.append([*said, row["sheet"], row["row"], row["text"], row["remedy"]])
    return to_xlsx({"没有登记的行": lines})
