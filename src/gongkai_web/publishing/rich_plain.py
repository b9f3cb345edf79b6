"""The words of rich text, for search, proofing, differences and summaries."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai_web.publishing.rich_elements import DROPPED

_LINES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "li", "ul", "ol", "table", "tr", "caption", "blockquote"}
)
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")


class Plain:
    """A target of lxml's parser."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._cells: list[str] = []
        self._in_cell = self._skipped = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or tag in DROPPED:
            self._skipped += 1
        elif tag in _CELLS:
            self._in_cell += 1
            self._end_line() if self._in_cell == 1 else self._line.append(" ")
        elif tag in _LINES or tag == "br":
            self._part()

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag in _CELLS and self._in_cell:
            self._in_cell -= 1
            self._end_cell() if not self._in_cell else self._line.append(" ")
        elif tag in _LINES:
            self._part()
            self._end_row() if tag in ("tr", "table") and not self._in_cell else None

    def data(self, data: str) -> None:
        if not self._skipped:
            self._line.append(data)

    def comment(self, text: str) -> None:
        """Comments are no words."""

    def close(self) -> str:
        self._end_line()
        self._end_row()
        return "\n".join(self._lines)

    def _part(self) -> None:
        if self._in_cell:
            self._line.append(" ")
        else:
            self._end_line()

    def _end_line(self) -> None:
        if words := self._words():
            self._lines.append(words)

    def _end_cell(self) -> None:
        self._cells.append(self._words())

    def _end_row(self) -> None:
        if any(self._cells):
            self._lines.append("\t".join(self._cells))
        self._cells = []

    def _words(self) -> str:
        words = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line = []
        return words
