"""A table of old records, as another program wrote it: which rows there are and what stands in them. Judged elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.reading.encoding import decode
from gongkai.reading.loaders import xlsx
from gongkai.reading.loaders.sheets import Sheet
from gongkai.reading.problem import Clock, Limits, ReadingError
from gongkai.reading.sniff import sniff
from gongkai_web.channels.errors import ChannelError

MOST_ROWS = 5000
LIMITS = Limits(seconds=20.0)
SECOND_NAME = "渠道说明"
"""The sheet of our own form that explains; not a table of records."""

EXAMPLE = "示例："
"""How the lines begin that show in our own form how to fill it in."""

HEADS: Mapping[str, tuple[str, ...]] = {
    "on": ("日期", "公开日期", "公开时间", "发布日期", "发布时间", "推送时间", "张贴日期", "张贴时间", "时间"),
    "channel": ("渠道", "公开渠道", "渠道名称", "发布渠道", "发布平台", "平台", "载体", "公开载体", "账号", "公众号"),
    "title": ("名称", "信息名称", "标题", "信息标题", "公开内容", "公开事项", "内容", "题目", "文章标题"),
    "address": ("网址或地点", "网址", "链接", "地址", "网址（地点）", "地点", "位置", "url", "文章链接", "网址/地点"),
    "count": ("次数", "条数", "数量", "件数", "篇数", "期数", "发布数量", "公开数量"),
    "unit": ("站所", "科室", "站所（科室）", "部门", "责任科室", "责任单位", "提供单位", "报送单位", "来源科室"),
    "index_number": ("索引号", "本平台索引号", "信息索引号"),
    "drafted_by": ("拟稿人", "作者", "撰稿人", "编辑", "起草人"),
    "reviewed_by": ("审稿人", "审核人", "校对", "复核人", "审签人"),
    "released_by": ("发布人", "发布者", "责任编辑", "张贴人", "经办人"),
    "note": ("备注", "说明", "其他"),
}
NEEDED = ("on", "title")
_LIKE_ABOVE = frozenset({"同上", "″", "〃", '"', "''", "“", "”", "同前"})
_SUMS = ("合计", "总计", "小计", "共计")
_LOOKED_AT = 15


@dataclass(slots=True)
class Row:
    """One line that says something: the sheet, its number as the spreadsheet program shows it, what stands under each head."""

    sheet: str
    number: int
    said: dict[str, str] = field(default_factory=dict)

    @property
    def is_sum(self) -> bool:
        return any(value.strip().startswith(_SUMS) for value in self.said.values())

    def to_json(self) -> dict[str, object]:
        return {"sheet": self.sheet, "row": self.number, "said": self.said}


def read(data: bytes, name: str) -> tuple[list[Row], list[str]]:
    """The rows of every sheet, and what was left out of them. Raises ChannelError for what holds no table of records."""
    try:
        sheets, notes = sheets_of(data, name)
    except ReadingError as error:
        raise ChannelError(error.text, error.remedy, name, error.code) from error
    rows: list[Row] = []
    for sheet in sheets:
        rows += _rows(sheet, notes)
    if not rows:
        said = "；".join(notes) or "表里没有一行记录"
        raise ChannelError(
            f"没有读到记录：{said}", "请用下载的模板填写；表头要有“日期”和“名称”两列，每条记录一行", name
        )
    if len(rows) > MOST_ROWS:
        raise ChannelError(f"表里有 {len(rows)} 行，一次最多 {MOST_ROWS} 行", "请按年份拆成几份", name)
    return rows, notes


def sheets_of(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook or of a text with columns, and what was left out. Raises ReadingError."""
    kind = sniff(data, name, LIMITS)
    if kind in ("xlsx", "xls"):
        return _of_workbook(data, name)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return [_of_text(decode(data, name), name)], []
    raise ReadingError("这不是表格文件", "请用 xlsx、xls 或 csv；最好用下载的模板", name, "READ_KIND")


def _of_workbook(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    sheets, notes = xlsx.sheets_in(data, Clock(LIMITS, name))
    return [sheet for sheet in sheets if sheet.name != SECOND_NAME and sheet.texts], list(notes)


def _of_text(text: str, name: str) -> Sheet:
    mark = "\t" if text.count("\t") > text.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=mark)
    cells = {(y, x): value.strip() for y, line in enumerate(lines) for x, value in enumerate(line) if value.strip()}
    return Sheet(name, 1, cells)


def _rows(sheet: Sheet, notes: list[str]) -> Iterator[Row]:
    head = _head(sheet)
    if head is None:
        notes.append(f"工作表“{sheet.name}”没有“日期”和“名称”的表头，没有采用")
        return
    at, columns = head
    merged = _merged(sheet)
    last = max((y for y, _ in sheet.texts), default=-1)
    before: dict[str, str] = {}
    for y in range(at + 1, last + 1):
        said = {name: merged.get((y, x), sheet.texts.get((y, x), "")) for name, x in columns.items()}
        own = [sheet.texts.get((y, x)) for x in columns.values()]
        if not any(own):
            continue
        said = {name: before.get(name, "") if value in _LIKE_ABOVE else value for name, value in said.items()}
        before = said
        yield Row(sheet.name, y + 1, {name: value for name, value in said.items() if value})


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The first line that names a day and a title."""
    for y in sorted({y for y, _ in sheet.texts})[:_LOOKED_AT]:
        cells = sorted((x, text) for (row, x), text in sheet.texts.items() if row == y)
        columns = dict(_named(cells))
        if all(name in columns for name in NEEDED):
            return y, columns
    return None


def _named(cells: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    taken: set[str] = set()
    for x, text in cells:
        plain = "".join(text.split()).lower().rstrip("*＊")
        name = next((name for name, words in HEADS.items() if plain in words and name not in taken), None)
        if name:
            taken.add(name)
            yield name, x


def _merged(sheet: Sheet) -> dict[tuple[int, int], str]:
    """What a merged cell says it says for every line it covers."""
    said = {}
    for top, left, bottom, _ in sheet.merges:
        text = sheet.texts.get((top, left), "")
        if text and bottom - top < MOST_ROWS:
            said |= {(y, left): text for y in range(top, bottom + 1)}
    return said
