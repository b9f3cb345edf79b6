"""Printed lines that are one paragraph: the line before is full, and the next neither indented nor numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.loaders.pdf_columns import Words
from gongkai.reading.loaders.pdf_lines import size_of

_NARROWEST = 18
_FULL = 2.2
_INDENT = 0.7
_LEADING = 1.4
_BEGINS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[条章]"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Where the running text of a column begins and ends, in points."""

    left: float = 0.0
    right: float = 0.0

    @classmethod
    def of(cls, lines: Sequence[Words]) -> Block:
        """`lines` are those that stand alone on their height."""
        if not lines:
            return cls()
        return cls(min(words.box.x0 for words in lines), max(words.box.x1 for words in lines))

    def goes_on(self, upper: Words, lower: Words, leading: float) -> bool:
        """Whether the lower line belongs to the paragraph of the upper one. A number is never put together here."""
        size = size_of(upper.glyphs)
        if self.right - self.left < _NARROWEST * size or abs(size_of(lower.glyphs) - size) > 0.1 * size:
            return False
        full = upper.box.x1 >= self.right - _FULL * size
        flush = lower.box.x0 <= self.left + _INDENT * size
        near = 0 < lower.box.mid_y - upper.box.mid_y <= _LEADING * leading
        number = upper.text[-1:].isascii() and lower.text[:1].isascii()
        return full and flush and near and not number and _BEGINS.match(lower.text) is None
