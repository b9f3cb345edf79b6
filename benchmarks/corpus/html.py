"""Web pages: tables as their makers wrote them, among what else stands on the page of an office."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from random import Random

from benchmarks.corpus.paper import Box, Paper, Sheet, anchors
from benchmarks.corpus.text import Convention, empty, repeat
from gongkai.report import Role

Draw = Callable[[Sheet, Random], str]


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def spans(sheet: Sheet, _: Random) -> str:
    rows = (
        "".join(f'<td rowspan="{down}" colspan="{across}">{_text(box.text)}</td>' for _, box, down, across in row)
        for row in anchors(sheet.matrix)
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _grid(convention: Convention, cell: str, row: str, table: str) -> Draw:
    def draw(sheet: Sheet, _: Random) -> str:
        rows = ([convention(sheet, r, c) or "" for c in range(len(line))] for r, line in enumerate(sheet.matrix))
        return table % "".join(row % "".join(cell % _text(text) for text in texts) for texts in rows)

    return draw


def word(sheet: Sheet, rng: Random) -> str:
    """Pasted from Word: a paragraph and several spans in every cell, a number cut in two spans, `o:p` behind it."""
    rows = ("".join(_word_cell(*place, rng) for place in row) for row in anchors(sheet.matrix))
    body = "".join(f"<tr style='mso-yfti-irow:{i}'>{row}</tr>" for i, row in enumerate(rows))
    return f"<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0><tbody>{body}</tbody></table>"


def _word_cell(_column: int, box: Box, down: int, across: int, rng: Random) -> str:
    cut = rng.randint(0, len(box.text)) if box.role is Role.VALUE else len(box.text)
    parts = "".join(
        f'<span lang=EN-US style="font-family:宋体">{_text(part)}</span>'
        for part in (box.text[:cut], box.text[cut:])
        if part
    )
    return (
        f"<td width=64 colspan={across} rowspan={down} style='width:48pt;padding:0 5.4pt'>\n"
        f"  <p class=MsoNormal align=center>{parts}<span lang=EN-US><o:p></o:p></span></p>\n  </td>"
    )


def drafts(sheet: Sheet, rng: Random) -> str:
    """Numbers that no reader of the page sees: hidden spans and comments beside the real ones."""
    out = spans(sheet, rng)
    for sign in ('<span style="display:none">8</span>', "<!-- 8 -->", '<i hidden="hidden">8</i>'):
        out = out.replace("</td></tr>", f"{sign}</td></tr>", rng.randint(1, 6))
    return out


def _content(paper: Paper, draw: Draw, rng: Random) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Sheet):
            yield draw(block, rng)
        else:
            yield f"<p>{'<strong>' if block.startswith('#') else ''}{_text(block.lstrip('#'))}</p>"


def _page(paper: Paper, content: str, before: str = "", after: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(paper.title)}</title></head><body>{before}"
        f"<h1>{escape(paper.title)}</h1><div class='content'>{content}</div>{after}</body></html>"
    )


def _render(draw: Draw) -> Callable[[Paper, Random], bytes]:
    return lambda paper, rng: _page(paper, "".join(_content(paper, draw, rng))).encode()


def furnished(paper: Paper, rng: Random) -> bytes:
    """The whole page: navigation, counters, a calendar as a table, news of other years, a footer."""
    calendar = "".join(f"<td>{day}</td>" for day in range(1, 8))
    before = (
        "<div class='nav'><ul><li><a href='/'>首页</a></li><li>政府信息公开</li><li>2018年政府信息公开工作年度报告</li></ul></div>"
        f"<table><tr><td>日</td><td>一</td><td>二</td><td>三</td><td>四</td><td>五</td><td>六</td></tr><tr>{calendar}</tr></table>"
        f"<p>索引号：01473{rng.randint(1000, 9999)}/2024-00{rng.randint(100, 999)}</p><p>浏览次数：<span id='hits'>137</span></p>"
    )
    after = (
        "<div><p>相关阅读</p><ul><li>某局2017年政府信息公开工作年度报告 2018-01-22</li></ul></div>"
        "<table><tr><td>昨日访问</td><td>12</td></tr><tr><td>总计</td><td>20481</td></tr></table>"
        "<p>京ICP备05012345号 网站标识码1101010001</p>"
    )
    return _page(paper, "".join(_content(paper, spans, rng)), before, after).encode()


def layout_table(paper: Paper, rng: Random) -> bytes:
    """The whole text inside a table that only places it."""
    content = "".join(_content(paper, spans, rng))
    menu = "<td width='200'><p>通知公告 12</p><p>政策文件 5</p></td>"
    return _page(paper, f"<table><tr>{menu}<td>{content}</td></tr></table>").encode()


def in_json(paper: Paper, rng: Random) -> bytes:
    """The answer of a web site's interface: the page's HTML as a string."""
    data = {"title": paper.title, "id": 20481, "hits": 137, "content": "".join(_content(paper, spans, rng))}
    return json.dumps({"code": 200, "msg": "成功", "data": data}, ensure_ascii=rng.random() < 0.5).encode()


_DIVS = '<div class="tr" style="display:table-row">%s</div>'
_DIV_CELL = '<div class="td" style="display:table-cell">%s</div>'

HTML: dict[str, Callable[[Paper, Random], bytes]] = {
    "html spans": _render(spans),
    "html repeated": _render(_grid(repeat, "<td>%s</td>", "<tr>%s</tr>", "<table>%s</table>")),
    "html empties": _render(_grid(empty, "<td>%s</td>", "<tr>%s</tr>", "<table>%s</table>")),
    "html div": _render(_grid(empty, _DIV_CELL, _DIVS, '<div class="table" style="display:table">%s</div>')),
    "html word": _render(word),
    "html drafts": _render(drafts),
    "html page": furnished,
    "html layout table": layout_table,
    "html json": in_json,
}
"""Layout: renderer; all of suffix html but the last."""
