"""Writes well-formed HTML of paragraphs, lists and tables, whatever order it is told things in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from gongkai_web.publishing.rich_boxes import Boxes, opening

_BLANK = " \t\r\n\f"
_ANY_BLANK = f"{_BLANK}\xa0\u3000"
_INDENT = re.compile(r"\u3000{1,2}|\xa0{1,8}")
_WIDE = r"\u2014\u2018-\u201d\u2026\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BROKEN_LINE = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n\f][{_BLANK}]*(?=[{_WIDE}])")
_BLANKS = re.compile(rf"[{_BLANK}]+")
_IS_WIDE = re.compile(f"[{_WIDE}]")

Mark = tuple[str, str]
"""A tag, and its whole opening."""


@dataclass(slots=True)
class Wanted:
    """The paragraph or heading that the next words begin; `level` of an item of a list that only looks like one."""

    tag: str = "p"
    align: str = ""
    level: int = 0


class Writer(Boxes):
    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._block: str | None = None
        self._block_at = 0
        self._marks: list[Mark] = []
        self._gap = ""
        self._breaks = 0
        self._last = ""

    def html(self) -> str:
        self.end_block()
        self.close(self._boxes[0])
        return "".join(self._out)

    # Words

    def text(self, data: str, marks: Iterable[Mark], *, blanks_count: bool = False) -> None:
        """Words as in a page: runs of blanks are one. `blanks_count` where blanks are underlined, as in a form."""
        edges = _BLANK if blanks_count else _ANY_BLANK
        core = data.strip(edges)
        if not core:
            self._gap += data
            return
        start = data.find(core)
        self._gap += data[:start]
        self._write(_BLANKS.sub(" ", _BROKEN_LINE.sub("", core)), marks)
        self._gap = data[start + len(core) :]

    def raw(self, markup: str) -> None:
        """An element that stands among words, written by the caller."""
        self._begin_words()
        self._set_marks([])
        self._out.append(markup)
        self._last = "x"

    def line_break(self) -> None:
        """Two of them end the paragraph, as people mean it."""
        if self._block:
            self._breaks += 1
            self._gap = ""

    def _write(self, words: str, marks: Iterable[Mark]) -> None:
        gap, marks = self._begin_words(), list(marks)
        self._set_marks(marks[: self._shared(marks)])
        if gap and not ("\n" in gap and _IS_WIDE.match(self._last) and _IS_WIDE.match(words)):
            self._out.append(_BLANKS.sub(" ", gap))
        self._set_marks(marks)
        self._out.append(escape(words, quote=False))
        self._last = words[-1]

    def _begin_words(self) -> str:
        """The block is open and the breaks are written; gives the blanks that stand before the words."""
        gap, self._gap = self._gap, ""
        if self._breaks > 1:
            wanted = self._wanted
            self.end_block()
            self._wanted = Wanted(wanted.tag, wanted.align)
        breaks, self._breaks = self._breaks, 0
        if self._block is None:
            self._open_block()
            gap = gap.strip(_BLANK)
            return "" if _INDENT.fullmatch(gap) else gap
        if breaks:
            self._set_marks([])
            self._out.append("<br>")
            return gap.strip(_BLANK)
        return gap

    def _set_marks(self, marks: list[Mark]) -> None:
        same = self._shared(marks)
        self._out += [f"</{tag}>" for tag, _ in reversed(self._marks[same:])]
        self._out += [opening for _, opening in marks[same:]]
        self._marks = marks

    def _shared(self, marks: list[Mark]) -> int:
        """How many of these marks are set already, from the outermost on."""
        same = 0
        while same < min(len(marks), len(self._marks)) and marks[same] == self._marks[same]:
            same += 1
        return same

    # Paragraphs and headings

    def block(self, tag: str = "p", align: str = "") -> None:
        """The next words begin a new one; without words there is none."""
        self.end_block()
        self._wanted = Wanted(tag, align)

    def bullet(self, level: int) -> None:
        """The block that was asked for is an item of a list, of this level."""
        if self._block is None:
            self._wanted.level = level

    def end_block(self) -> None:
        self._wanted = Wanted()
        self._gap, self._breaks, self._last = "", 0, ""
        if self._block is None:
            return
        self._set_marks([])
        self._out.append(f"</{self._block}>")
        self._block = None
        paragraphs = self._boxes[-1].paragraphs
        if paragraphs and paragraphs[-1][0] == self._block_at:
            paragraphs[-1] = (self._block_at, len(self._out) - 1, paragraphs[-1][2])

    def _open_block(self) -> None:
        wanted = self._wanted
        if wanted.level:
            self._item(wanted.level)
        else:
            self._leave_bullets()
            self._make_room()
        box, tag = self._boxes[-1], wanted.tag
        self._block, self._block_at = tag, len(self._out)
        if tag == "p":
            box.paragraphs.append((self._block_at, 0, wanted.align))
        box.children += 1
        self._out.append(opening(tag, {"align": wanted.align}))
