"""Pages of government web sites: the report among navigation, counters, share links and news with numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from random import Random

from benchmarks.corpus.html import Draw, spans, word
from benchmarks.corpus.paper import Paper, Sheet

Render = Callable[[Paper, Random], bytes]


def digits(sheet: Sheet, rng: Random) -> str:
    """Every sign of a cell in a span of its own, as some converters of PDF write them."""
    return re.sub(r"(?<=>)([^<>]+)(?=</td>)", lambda found: _signs(unescape(found[1])), spans(sheet, rng))


def _signs(text: str) -> str:
    return "".join(f"<span>{escape(sign)}</span>" for sign in text)


@dataclass(frozen=True)
class Hand:
    draw: Draw
    head: str
    foot: str
    encoding: str = "utf-8"


def _info_bar(paper: Paper, rng: Random) -> str:
    return (
        f"<div class='info'><span>发布时间：{rng.randint(2020, 2026)}-01-{rng.randint(10, 31)} {rng.randint(8, 18)}:05</span>"
        f"<span>来源：办公室</span><span>浏览次数：<b id='hits'>{rng.randint(3, 9999)}</b></span>"
        "<span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span><span><a>打印</a></span><span><a>关闭</a></span></div>"
    )


def _index_table(paper: Paper, rng: Random) -> str:
    rows = (
        ("索 引 号", f"0{rng.randint(1000000, 9999999)}/{rng.randint(2020, 2026)}-{rng.randint(10000, 99999)}", "主题分类", "综合政务"),
        ("发布机构", paper.title[:6], "成文日期", f"{rng.randint(2020, 2026)}年1月{rng.randint(5, 30)}日"),
        ("文　　号", "无", "有 效 性", "有效"),
    )  # fmt: skip
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table class='xxgk'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _menu(_: Paper, rng: Random) -> str:
    names = (
        "首页",
        "政务公开",
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
    )
    years = "".join(f"<li><a href='#'>{year}年</a></li>" for year in range(2025, 2018, -1))
    items = "".join(f"<li><a href='/{i}'>{name}</a></li>" for i, name in enumerate(names))
    return (
        f"<ul class='menu'>{items}</ul><ul class='years'>{years}</ul><p>您现在的位置：<a>首页</a> &gt; <a>年报</a></p>"
    )


def _below(paper: Paper, rng: Random) -> str:
    year = rng.randint(2018, 2024)
    return (
        f"<p>附件：<a href='a.docx'>{escape(paper.title)}.docx</a>（{rng.randint(20, 90)}.5KB）下载次数：{rng.randint(1, 60)}</p>"
        f"<p>上一篇：<a>某局{year}年政府信息公开工作年度报告</a></p><p>下一篇：没有了</p>"
        "<p>分享到：<a>微信</a><a>微博</a> 0</p><p>扫一扫在手机打开当前页</p>"
    )


def _footer(_: Paper, rng: Random) -> str:
    return (
        f"<div class='foot'><p>主办：某市人民政府办公室　网站标识码：{rng.randint(10**9, 10**10 - 1)}</p>"
        f"<p>湘ICP备{rng.randint(10**7, 10**8 - 1)}号-1　湘公网安备 {rng.randint(10**13, 10**14 - 1)}号</p>"
        f"<p>您是第 {rng.randint(1000, 999999)} 位访客　今日访问 {rng.randint(1, 99)}</p></div>"
    )


_PARTS = {"info": _info_bar, "index": _index_table, "menu": _menu, "below": _below, "footer": _footer}


def _content(paper: Paper, draw: Draw, rng: Random) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Sheet):
            yield f"<div style='text-align:center'>{draw(block, rng)}</div>"
        else:
            yield f"<p style='text-indent:2em'>{escape(block.lstrip('#'))}</p>"


def _render(hand: Hand) -> Render:
    def render(paper: Paper, rng: Random) -> bytes:
        head, foot = ("".join(_PARTS[name](paper, rng) for name in names.split()) for names in (hand.head, hand.foot))
        charset = "gb2312" if hand.encoding == "gb18030" else "utf-8"
        style = "<style>td{border:1px solid #000;padding:2px}table{border-collapse:collapse}</style>"
        page = (
            f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>{escape(paper.title)}_某政府网</title>{style}"
            f"<script>var hits=12;function go(){{return 0;}}</script></head><body>{head}<h1>{escape(paper.title)}</h1>"
            f"<div id='zoom'>{''.join(_content(paper, hand.draw, rng))}</div>{foot}</body></html>"
        )
        return page.encode(hand.encoding)

    return render


PAGES: dict[str, Render] = {
    "site plain": _render(Hand(spans, "info", "footer")),
    "site whole": _render(Hand(spans, "menu info", "below footer")),
    "site index": _render(Hand(word, "menu index info", "below footer")),
    "site digits": _render(Hand(digits, "menu", "footer")),
    "site gb": _render(Hand(spans, "index info", "below footer", "gb18030")),
}
"""Name → renderer."""
