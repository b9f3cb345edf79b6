"""Hears the elements of any HTML, as it comes from an editor, Word, WPS, a web page or an attacker, and tells the writer
what of it is text and structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai_web.publishing import rich_styles
from gongkai_web.publishing.rich_boxes import opening
from gongkai_web.publishing.rich_elements import (
    BLOCKS,
    BOXES,
    BREAKS,
    BULLETS,
    DROPPED,
    MARKS,
    ORDER,
    OWN_PICTURE,
    WEB,
    kept,
)
from gongkai_web.publishing.rich_styles import Styles
from gongkai_web.publishing.rich_writer import Mark, Writer

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
MOST_ELEMENTS = 250_000
"""Ten times those of a long report out of Word; each takes its while to look at."""

End = Callable[[], None]


def _nothing() -> None:
    return


class TooManyElementsError(Exception):
    """Nobody wrote this by hand."""


class Reader:
    """A target of lxml's parser: bounded by the length of what it hears, however deep that is nested."""

    def __init__(self) -> None:
        self._writer = Writer()
        self._ends: list[End] = []
        self._heard: list[str] = []
        self._count = self._skipped = 0
        self._marks: dict[str, int] = dict.fromkeys(ORDER, 0)
        self._links: list[str] = []
        self._aligns = [""]
        self._heads = 0
        self._pre = self._level = 0
        self._marker: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise TooManyElementsError
        self._flush()
        if self._skipped:
            self._skipped += 1
            return
        tag = tag.lower()
        styles = rich_styles.parsed(attributes.get("style"))
        if tag in DROPPED or rich_styles.is_hidden(tag, attributes, styles):
            self._skipped = 1
            return
        self._ends.append(self._begun(tag, attributes, styles))

    def end(self, tag: str) -> None:
        self._flush()
        if self._skipped:
            self._skipped -= 1
        elif self._ends:
            self._ends.pop()()

    def data(self, data: str) -> None:
        """The parser may give every character by itself."""
        if not self._skipped:
            self._heard.append(data)

    def _flush(self) -> None:
        if not self._heard:
            return
        data = _UNSEEN.sub("", "".join(self._heard))
        self._heard.clear()
        if self._marker is not None:
            self._marker.append(data)
        elif self._pre:
            self._lines(data)
        else:
            self._text(data)

    def comment(self, text: str) -> None:
        """Word's conditions are comments."""

    def close(self) -> str:
        self._flush()
        return self._writer.html()

    def _begun(self, tag: str, attributes: Mapping[str, str], styles: Styles) -> End:
        """Tell the writer what begins; gives what is to be done at its end."""
        if tag in BLOCKS:
            return self._block(tag, attributes, styles)
        if tag in BOXES:
            return self._box(tag, attributes, styles)
        if tag in BREAKS:
            return self._break(tag, attributes, styles)
        if tag in ("thead", "tbody", "tfoot"):
            return self._group(tag)
        if tag == "a":
            return self._link(attributes.get("href") or "")
        if tag == "br":
            self._writer.line_break()
        elif tag == "img":
            self._picture(attributes)
        elif rich_styles.is_list_marker(styles):
            return self._begin_marker()
        return self._words(tag, styles)

    def _block(self, tag: str, attributes: Mapping[str, str], styles: Styles) -> End:
        said = rich_styles.alignment(attributes, styles)
        self._writer.block(BLOCKS[tag], self._aligns[-1] if said is None else said)
        self._level = rich_styles.list_level(styles)
        return self._writer.end_block

    def _break(self, tag: str, attributes: Mapping[str, str], styles: Styles) -> End:
        """What only parts one paragraph from the next; and may say how those in it stand."""
        said = "center" if tag == "center" else rich_styles.alignment(attributes, styles)
        self._aligns.append(self._aligns[-1] if said is None else said)
        self._writer.block("p", self._aligns[-1])
        self._pre += tag == "pre"

        def end() -> None:
            self._pre -= tag == "pre"
            self._aligns.pop()
            self._writer.block("p", self._aligns[-1])

        return end

    def _box(self, tag: str, attributes: Mapping[str, str], styles: Styles) -> End:
        tag = "th" if tag == "td" and self._heads else tag
        box = self._writer.open(tag, kept(tag, attributes, styles))
        self._aligns.append("")
        heads, self._heads = self._heads, 0 if tag == "table" else self._heads

        def end() -> None:
            self._aligns.pop()
            self._heads = heads
            if box is None:
                self._writer.end_block()
            else:
                self._writer.close(box)

        return end

    def _group(self, tag: str) -> End:
        """The rows of a head are headings, which Word does not say of their cells."""
        heads, self._heads = self._heads, int(tag == "thead")

        def end() -> None:
            self._heads = heads

        return end

    def _link(self, address: str) -> End:
        address = address.strip()
        if not WEB.fullmatch(address):
            return _nothing
        self._links.append(address)
        return lambda: self._links.pop() and None

    def _picture(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src") or ""
        if OWN_PICTURE.fullmatch(source):
            self._writer.raw(opening("img", {"src": source, "alt": attributes.get("alt", "")}))

    def _begin_marker(self) -> End:
        """The number or sign that Word writes before an item of a list."""
        if self._marker is not None:
            return _nothing
        self._marker = []
        return self._end_marker

    def _end_marker(self) -> None:
        marker, self._marker = "".join(self._marker or ()).strip(), None
        if marker in BULLETS and self._level:
            self._writer.bullet(self._level)
        elif marker not in BULLETS:
            self._text(f"{marker} " if marker[-1:].isascii() else marker)

    def _words(self, tag: str, styles: Styles) -> End:
        on, off = rich_styles.marks(styles)
        if tag in MARKS and MARKS[tag] not in off:
            on.add(MARKS[tag])
        before = dict(self._marks)
        self._marks |= dict.fromkeys(off, 0) | dict.fromkeys(on, 1)
        return lambda: self._marks.update(before)

    def _text(self, data: str) -> None:
        marks: list[Mark] = [(mark, f"<{mark}>") for mark in ORDER if self._marks[mark]]
        if self._links:
            marks.insert(0, ("a", opening("a", {"href": self._links[-1]})))
        self._writer.text(data, marks, blanks_count=bool(self._marks["u"]))

    def _lines(self, data: str) -> None:
        for number, line in enumerate(data.split("\n")):
            if number:
                self._writer.line_break()
            self._text(line)
