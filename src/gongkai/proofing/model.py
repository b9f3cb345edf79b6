"""What a proof speaks of: the item's metadata, and findings each with its place and a quote that gives nothing away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.reading.blocks import NOWHERE
from gongkai.report import Place, Severity

BODY = "正文"


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """`quote` has every personal number masked; `part` is the part of the file (正文, 批注 …); `at` the place in it, where
    `offset` counts characters of the line or cell. `count`: so many places of one table column are told as one; `also` are the others."""

    rule: str
    severity: Severity
    message: str
    quote: str = ""
    at: Place = NOWHERE
    part: str = BODY
    count: int = 1
    also: tuple[Place, ...] = ()

    @property
    def where(self) -> str:
        """The place in words; "" for what concerns the text as a whole."""
        return where(self.part, self.at)


def where(part: str, at: Place) -> str:
    """第 2 页第 1 个表格第 3 行第 2 列; a cell's row in its table says more than its line in the file."""
    row = at.row if at.row is not None else at.line
    names = ((at.page, "第 {} 页"), (at.table, "第 {} 个表格"), (row, "第 {} 行"), (at.column, "第 {} 列"))
    words = "".join(name.format(number) for number, name in names if number is not None)
    return words if part == BODY else words + part


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of the item (《条例》第十二条; columns as on government sites). None or "" is not given.

    `disclosure` is 主动公开, 依申请公开 or 不予公开; `organ` the publisher; `formed_on` 成文日期.
    """

    title: str | None = None
    organ: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    subject: str | None = None
    disclosure: str | None = None
    formed_on: date | None = None
    published_on: date | None = None


FIELDS = {
    "title": "名称",
    "organ": "发布机构",
    "index_number": "索引号",
    "document_number": "发文字号",
    "subject": "主题分类",
    "disclosure": "公开属性",
    "formed_on": "成文日期",
    "published_on": "发布日期",
}
"""Names of the metadata as they stand on a page."""
