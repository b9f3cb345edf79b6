"""A page's tree → blocks, in one pass from start tag to end tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.reading.blocks import Block, Grid
from gongkai.reading.loaders.html_flow import Flow, FlowCell, FlowRow, table_blocks
from gongkai.reading.loaders.html_hidden import HiddenByClass, is_hidden
from gongkai.reading.loaders.html_style import (
    BLOCKS,
    BY_TAG,
    PARAGRAPHS,
    Role,
    Roles,
    is_left_out,
    stands_apart,
    takes_room,
)
from gongkai.reading.loaders.text import blocks_of, split_lines
from gongkai.reading.problem import Clock, ReadingError

_MOST_CELLS_A_ROW = 500
_TALLEST_SPAN = 65_534


@dataclass(slots=True)
class _Table:
    """A table that is being read. An `owner` that is no table holds rows or cells that stand in none."""

    owner: etree._Element
    rows: list[FlowRow] = field(default_factory=list)
    row: FlowRow | None = None
    cell: FlowCell | None = None
    group: int = 0

    def begin_row(self) -> None:
        self.row, self.cell = FlowRow(group=self.group), None
        self.rows.append(self.row)

    def begin_cell(self, element: etree._Element) -> None:
        if self.row is None:
            self.begin_row()
        self.cell = FlowCell(Flow(), _span(element, "rowspan"), _span(element, "colspan") or 1)
        self.rows[-1].cells.append(self.cell)

    @property
    def is_real(self) -> bool:
        """Not drawn with boxes: its spans say which column a cell is in."""
        return self.owner.tag == "table" or any(part.tag in BY_TAG for part in self.owner)


def _span(element: etree._Element, name: str) -> int:
    """0 is a value of its own: a rowspan to the end of the group."""
    text = element.get(name) or element.get(f"data-{name}")
    digits = re.match("[0-9]+", text.strip()[:12]) if text else None
    return min(int(digits.group()), _TALLEST_SPAN) if digits else 1


class Walker:
    """One pass over the tree, from start tag to end tag. Text outside the cells of a table stands before the table."""

    def __init__(self, root: etree._Element, clock: Clock, *, with_hidden: bool = False) -> None:
        self._root, self._clock, self._with_hidden = root, clock, with_hidden
        self._roles = Roles(root)
        self._by_class = HiddenByClass(root)
        self._page = Flow()
        self._tables: list[_Table] = []
        self._fresh = False

    def blocks(self) -> list[Block]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        skipped: etree._Element | None = None
        for count, (event, element) in enumerate(walk):
            if count % 2000 == 0:
                self._clock.check()
            if event == "start":
                if self._is_skipped(element):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._start(element)
            elif skipped is not None and element is skipped:
                self._say(skipped.tail)
            else:
                self._end(element)
        while self._tables:
            self._close_table()
        blocks = self._page.finished()
        self._clock.lines(sum(len(block.rows) if isinstance(block, Grid) else 1 for block in blocks))
        return blocks

    def _flow(self) -> Flow:
        return next((table.cell.flow for table in reversed(self._tables) if table.cell), self._page)

    def _say(self, text: str | None) -> None:
        if text:
            self._flow().say(text)
            self._fresh = self._fresh and not text.strip(" \t\r\n\f\xa0\u3000")

    def _is_skipped(self, element: etree._Element) -> bool:
        """Elements that are left out, and those that are read as a whole."""
        tag = element.tag
        if is_left_out(element):
            return True
        if not self._with_hidden and (is_hidden(element) or self._by_class.hides(element)):
            self._keep_room(element)
            return True
        if tag == "pre":
            self._flow().end_line()
            self._flow().add(*blocks_of(split_lines(_plain(element), self._clock), self._clock))
        elif tag == "select":
            chosen = next((option for option in element.iter("option") if option.get("selected") is not None), None)
            self._say(f" {_plain(chosen)} " if chosen is not None else None)
        elif tag == "sup":
            note = _plain(element).strip()
            self._say(f"（注{note}）" if note else None)
        return tag in _READ_WHOLE

    def _keep_room(self, element: etree._Element) -> None:
        """A cell that is there but not visible still takes its column."""
        if BY_TAG.get(str(element.tag)) is Role.CELL and takes_room(element):
            self._start_part(Role.CELL, element)
            self._end_part(Role.CELL)

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        role = self._roles.of(element)
        if role:
            self._start_part(role, element)
        elif tag in BLOCKS:
            self._flow().end_line()
            self._fresh = tag in PARAGRAPHS
        elif tag == "br":
            if not self._flow().end_line():
                self._flow().empty_line()
            self._fresh = False
        elif tag == "img":
            self._flow().has_picture |= (element.get("width") or "").strip() not in _INVISIBLY_NARROW
        elif tag == "input":
            typed = (element.get("type") or "text").lower() in ("text", "number", "tel")
            self._say(f" {element.get('value') or ''} " if typed else None)
        elif stands_apart(element):
            self._say(" ")
        self._say(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        role = self._roles.of(element)
        if role:
            self._end_part(role)
        elif tag in BLOCKS:
            self._end_block(tag)
        elif stands_apart(element):
            self._say(" ")
        while self._tables and self._tables[-1].owner is element:
            self._close_table()
        self._say(element.tail)

    def _end_block(self, tag: str) -> None:
        if not self._flow().end_line() and tag in PARAGRAPHS and self._fresh:
            self._flow().empty_line()
        self._fresh = False

    # ---- tables

    def _start_part(self, role: Role, element: etree._Element) -> None:
        self._flow().end_line()
        if role is Role.TABLE:
            self._close_unended(element)
            self._tables.append(_Table(element))
            return
        table = self._table_of(element)
        if role is Role.GROUP:
            table.group += 1
            table.row = table.cell = None
        elif role is Role.ROW:
            table.begin_row()
        elif table.row and len(table.row.cells) >= _MOST_CELLS_A_ROW:
            raise ReadingError(
                f"表格一行超过 {_MOST_CELLS_A_ROW} 格", "请确认这是一份年度报告", self._clock.name, "READ_LINES"
            )
        else:
            table.begin_cell(element)

    def _close_unended(self, element: etree._Element) -> None:
        """A table that begins between the rows of another: the end tag of the first was forgotten."""
        if self._tables and not self._tables[-1].cell and element.tag == "table" and self._tables[-1].is_real:
            self._close_table()

    def _table_of(self, element: etree._Element) -> _Table:
        """The open table; rows and cells outside any table make one that lasts as long as the element around them."""
        inside = self._tables[-1] if self._tables else None
        if inside is None or (inside.cell and inside.is_real and element.tag not in BY_TAG):
            parent = element.getparent()
            inside = _Table(self._root if parent is None else parent)
            self._tables.append(inside)
        return inside

    def _end_part(self, role: Role) -> None:
        self._flow().end_line()
        if not self._tables or role is Role.TABLE:
            return
        table = self._tables[-1]
        table.cell = None
        if role is not Role.CELL:
            table.row = None
        if role is Role.GROUP:
            table.group += 1

    def _close_table(self) -> None:
        table = self._tables.pop()
        blocks = table_blocks(table.rows, self._clock, exact=table.is_real)
        if blocks:
            self._flow().end_line()
            self._flow().add(*blocks)


_READ_WHOLE = frozenset({"pre", "select", "sup"})
_INVISIBLY_NARROW = frozenset({"0", "1", "2"})


def _plain(element: etree._Element) -> str:
    """The text inside, with its line breaks as written."""
    return "".join(_plain_parts(element))


def _plain_parts(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if part.tag == "br" else ""
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""
