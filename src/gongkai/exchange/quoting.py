"""Text that goes into a cell of a workbook and comes out again the same, and is a formula on no way."""

from __future__ import annotations

import re

from gongkai.writing.layout import printable
from gongkai.writing.neutral import neutral

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def plain(text: str) -> str:
    """The text as any file can hold it: lines end in one way, and no control character is left."""
    return printable(_LINE_ENDS.sub("\n", text))


def quoted(text: str) -> str:
    """With ' before what a spreadsheet could compute, and before what begins with ' itself: `unquoted` takes one away."""
    return f"'{text}" if text.startswith("'") else neutral(text)


def unquoted(text: str) -> str:
    return text.removeprefix("'")
