"""Web pages → blocks. Where the page itself has no table, the data in its scripts is read too."""

from __future__ import annotations

import re

from gongkai.reading.blocks import Block, Document, Grid
from gongkai.reading.loaders.html_flow import numbered
from gongkai.reading.loaders.html_page import markup_blocks
from gongkai.reading.loaders.html_text import page_text
from gongkai.reading.loaders.structured import data_blocks
from gongkai.reading.problem import Clock

MEDIA_TYPE = "text/html"
_SCRIPT = re.compile(r"<script\b[^>]{0,500}>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TABLE_INSIDE = re.compile(r"(?:<|\\u003c|\\x3c|&lt;|%3c)t[dr]\b", re.IGNORECASE)


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for pages too large or too deep."""
    text, notes = page_text(data, name)
    blocks, more = markup_blocks(text, clock)
    if not any(isinstance(block, Grid) for block in blocks):
        blocks, more = _with_scripts(text, blocks, more, clock)
    return Document(blocks, name, "html", MEDIA_TYPE, notes=[*notes, *more])


def _with_scripts(text: str, blocks: list[Block], notes: list[str], clock: Clock) -> tuple[list[Block], list[str]]:
    """Pages that a script fills when they are opened."""
    for script in _SCRIPT.findall(text):
        if _TABLE_INSIDE.search(script):
            more, said = data_blocks(script, clock)
            blocks, notes = [*blocks, *more], [*notes, *said, "表格在网页的脚本里"]
    return numbered(blocks), notes
