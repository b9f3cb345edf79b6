"""Catalogues drawn as offices draw them: merged heads, cells merged down, 同上, ticks, checklists, legends."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import xlsxwriter

HEAD = (
    *("序号", "公开事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"),
    *("公开对象", "", "公开方式", "", "公开层级", ""),
)
SUB = ("", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级")
TWENTY = "信息形成或者变更之日起20个工作日内"
LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
CHANNELS = (
    "■政府网站  □政府公报\n□两微一端  □发布会/听证会\n□广播电视  □纸质媒体\n■公开查阅点  □政务服务中心\n"
    "□便民服务站  □入户/现场\n■社区/企事业单位/村公示栏（电子屏）\n□精准推送  □其他____"
)
LEGEND = "注：“■”为必选项，“□”为可选项。"


def line(
    number: int | str,
    first: str,
    second: str,
    content: str = "申请条件；办理流程",
    period: str = TWENTY,
    *,
    basis: str = LAW,
    responsible: str = "区民政局",
    channels: str = CHANNELS,
    ticks: Sequence[str] = ("√", "", "√", "", "√", "√"),
) -> list[str]:
    return [str(number), first, second, content, basis, period, responsible, channels, *ticks]


ROWS = (
    line(1, "政策法规文件", "法律法规", "与社会救助有关的法律、法规"),
    line(2, "政策法规文件", "监督检查", "社会救助信访通讯地址、投诉举报电话"),
    line(
        3,
        "最低生活保障",
        "政策法规文件",
        "《国务院关于进一步加强和改进最低生活保障工作的意见》",
        "制定或获取之日起10个工作日内",
    ),
    line(4, "最低生活保障", "办事指南", "办理事项、办理条件、最低生活保障标准"),
    line(5, "最低生活保障", "审核信息", "初审对象名单及相关信息", "公示7个工作日", ticks=("", "√", "√", "", "", "√")),
)


@dataclass
class Drawn:
    """A sheet: lines from the top, and what is merged: (first row, first column, last row, last column)."""

    name: str
    lines: list[list[str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, *cells: str, across: int = 0) -> Drawn:
        if across:
            y = len(self.lines)
            self.merges.append((y, 0, y, across - 1))
        self.lines.append(list(cells))
        return self

    def head(self, head: Sequence[str] = HEAD, sub: Sequence[str] = SUB) -> Drawn:
        """Merged as in the standard form: across the groups, down where there is no second line."""
        y = len(self.lines)
        for x, text in enumerate(head):
            end = x
            while end + 1 < len(head) and not head[end + 1] and sub[end + 1]:
                end += 1
            if text and end > x:
                self.merges.append((y, x, y, end))
            elif text and not sub[x]:
                self.merges.append((y, x, y + 1, x))
        self.lines += [list(head), list(sub)]
        return self

    def rows(self, rows: Sequence[Sequence[str]], *, merged: Sequence[int] = ()) -> Drawn:
        """Equal cells one below the other are merged in the columns `merged`."""
        top = len(self.lines)
        self.lines += [list(row) for row in rows]
        for x in merged:
            y = top
            while y < len(self.lines):
                end = y
                while end + 1 < len(self.lines) and self.lines[end + 1][x] == self.lines[y][x]:
                    end += 1
                if end > y:
                    self.merges.append((y, x, end, x))
                y = end + 1
        return self


def standard(name: str = "社会救助", title: str = "（十九）社会救助领域基层政务公开标准目录") -> Drawn:
    return Drawn(name).add(title, across=len(HEAD)).head()


def xlsx(*sheets: Drawn) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    border = book.add_format({"border": 1, "text_wrap": True})
    for drawn in sheets:
        sheet = book.add_worksheet(drawn.name)
        under = {
            (y, x) for top, left, bottom, right in drawn.merges
            for y in range(top, bottom + 1) for x in range(left, right + 1)
        }  # fmt: skip
        for top, left, bottom, right in drawn.merges:
            sheet.merge_range(top, left, bottom, right, drawn.lines[top][left], border)
        for y, cells in enumerate(drawn.lines):
            for x, text in enumerate(cells):
                if text and (y, x) not in under:
                    sheet.write(y, x, int(text) if text.isdecimal() else text, border)
    book.close()
    return stream.getvalue()


def html(drawn: Drawn, before: str = "", after: str = "") -> bytes:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in drawn.merges}
    under = {
        (y, x) for top, left, bottom, right in drawn.merges
        for y in range(top, bottom + 1) for x in range(left, right + 1) if (y, x) != (top, left)
    }  # fmt: skip
    body = ""
    for y, cells in enumerate(drawn.lines):
        body += "<tr>"
        for x in range(len(HEAD)):
            text = cells[x] if x < len(cells) else ""
            if (y, x) not in under:
                down, right = spans.get((y, x), (1, 1))
                body += f'<td rowspan="{down}" colspan="{right}">{text.replace(chr(10), "<br>")}</td>'
        body += "</tr>"
    return f"<!doctype html><html><body>{before}<table>{body}</table>{after}</body></html>".encode()


def docx(*drawn: Drawn, between: Sequence[str] = ()) -> bytes:
    """Each sheet a table, its single-cell lines paragraphs above it."""
    from docx import Document

    document = Document()
    for one in drawn:
        titles = list(takewhile(lambda cells: len(cells) == 1, one.lines))
        for cells in titles:
            document.add_paragraph(cells[0])
        lines = one.lines[len(titles) :]
        table = document.add_table(len(lines), len(HEAD))
        for y, cells in enumerate(lines):
            for x, text in enumerate(cells):
                table.cell(y, x).text = text
        for top, left, bottom, right in one.merges:
            if top >= len(titles):
                cell = table.cell(top - len(titles), left)
                text = cell.text
                cell.merge(table.cell(bottom - len(titles), right)).text = text
        for text in between:
            document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
