"""Markup → blocks: the text as a browser shows it, real tables with their spans, tables made of boxes.

The page is parsed by lxml (libxml2): it takes linear time and stops at a depth, whatever it is given. A strict HTML5
parser was tried and needed minutes for deeply nested boxes. Nothing is fetched, no script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.reading.blocks import Block, Grid
from gongkai.reading.loaders.html_flow import numbered
from gongkai.reading.loaders.html_walk import Walker
from gongkai.reading.problem import Clock, ReadingError

_TAGS_PER_LINE = 2


def markup_blocks(text: str, clock: Clock) -> tuple[list[Block], list[str]]:
    """The blocks of a page or of a piece of markup, and what a person should know about them."""
    if not text.strip():
        return [], []
    root = _parsed(text, clock)
    blocks = Walker(root, clock).blocks()
    if any(isinstance(block, Grid) for block in blocks):
        return numbered(blocks), []
    everything = Walker(root, clock, with_hidden=True).blocks()
    if any(isinstance(block, Grid) for block in everything):
        return numbered(everything), ["网页显示的部分没有表格，隐藏的部分也读了"]
    return numbered(blocks), []


_INLINE = re.compile(r"</?(?:font|b|i|u|em|strong|big|small|a|o:\w+|st1:\w+|span)(?:\s[^<>]*)?/?>", re.IGNORECASE)


_ATTRIBUTE = r"""[^\s/>=][^\s/>=]*+|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?"""
_TAG = re.compile(rf"<[A-Za-z](?:[\s/]++|{_ATTRIBUTE})*+")
_ROW_WITHOUT_START = re.compile(r"</tr>\s*+(?=<t[dh][\s>])", re.IGNORECASE)
_LONG_TAG, _MOST_ATTRIBUTES = 10_000, 1_000


def _parsed(text: str, clock: Clock) -> etree._Element:
    text = _without_scripts(text)
    if text.count("<") > clock.limits.lines * _TAGS_PER_LINE or any(_attributes_above(text)):
        raise ReadingError("网页的标签太多，已停止读取", "请确认这是一份年度报告", clock.name, "READ_LINES")
    text = _ROW_WITHOUT_START.sub("</tr><tr>", text)
    root, too_deep = _parse(text)
    if too_deep:
        root, too_deep = _parse(_INLINE.sub("", text))
    if too_deep or root is None:
        raise ReadingError(
            "网页的标签套得太深，读不全", "请在浏览器中全选复制到 Word，另存为 docx 后再试", clock.name, "READ_DEPTH"
        )
    clock.check()
    return root


def _without_scripts(text: str) -> str:
    for begin, end in (("<!--", "-->"), ("<script", "</script>")):
        text = _without(text, begin, end)
    return text


def _without(text: str, begin: str, end: str) -> str:
    """Without what stands between these; the rest is kept where the end never comes."""
    parts: list[str] = []
    lower, at = text.lower(), 0
    if len(lower) != len(text):
        return text
    while (start := lower.find(begin, at)) >= 0 and (stop := lower.find(end, start)) >= 0:
        parts.append(text[at:start])
        at = stop + len(end)
    return "".join([*parts, text[at:]])


def _attributes_above(text: str) -> Iterator[bool]:
    """The parser's time grows with the square of the attributes of one tag."""
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONG_TAG:
            yield sum(1 for _ in re.finditer(_ATTRIBUTE, tag.group())) > _MOST_ATTRIBUTES


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser stopped at its greatest depth and left the rest out."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    too_deep = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return (root if root is not None else etree.Element("html")), too_deep
