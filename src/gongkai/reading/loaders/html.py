"""Web pages → blocks. Where the page itself has no table, what it carries along is read too: scripts, frames, text fields."""

from __future__ import annotations

import html
import re

from gongkai.reading.blocks import Block, Document, Grid
from gongkai.reading.loaders.html_flow import numbered
from gongkai.reading.loaders.html_page import markup_blocks
from gongkai.reading.loaders.html_text import page_text
from gongkai.reading.loaders.structured import data_blocks
from gongkai.reading.problem import Clock

MEDIA_TYPE = "text/html"
_CARRIED = re.compile(
    r"<(script|textarea|noscript|template)\b[^>]{0,500}>(.*?)</\1>|\bsrcdoc\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*')",
    re.IGNORECASE | re.DOTALL,
)
_TABLE_INSIDE = re.compile(r"(?:<|\\u003c|\\x3c|&lt;|%3c)t[dr]\b", re.IGNORECASE)


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for pages too large or too deep."""
    text, notes = page_text(data, name)
    blocks, more = markup_blocks(text, clock)
    if not any(isinstance(block, Grid) for block in blocks):
        blocks, more = _with_carried(text, blocks, more, clock)
    return Document(blocks, name, "html", MEDIA_TYPE, notes=[*notes, *more])


def _with_carried(text: str, blocks: list[Block], notes: list[str], clock: Clock) -> tuple[list[Block], list[str]]:
    """Pages that a script fills when they are opened, or that hold the report as a text of its own."""
    for kind, inside, srcdoc in _CARRIED.findall(text):
        carried = inside or srcdoc[1:-1]
        if not _TABLE_INSIDE.search(carried):
            continue
        if kind.lower() == "script":
            more, said = data_blocks(carried, clock)
            said = [*said, "表格在网页的脚本里"]
        else:
            more, said = markup_blocks(carried if "<t" in carried else html.unescape(carried), clock)
            said = [*said, "表格在网页的内嵌部分里"]
        blocks, notes = [*blocks, *more], [*notes, *said]
    return numbered(blocks), notes
