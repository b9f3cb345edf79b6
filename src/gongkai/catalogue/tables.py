"""A page → its tables: heads, rows below them, titles above, legends and notes between, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.catalogue.between import (
    is_column_numbers,
    is_footer,
    is_lost_table,
    is_title,
    short,
    text_line,
    title_of,
)
from gongkai.catalogue.body import Body
from gongkai.catalogue.channels import is_legend
from gongkai.catalogue.fields import Fields, field_name
from gongkai.catalogue.heads import Head, head_at
from gongkai.catalogue.labels import Kind
from gongkai.catalogue.model import Note, NoteKind, Row, Table, Where
from gongkai.catalogue.pages import Box, Page

_LOOK_AHEAD = 4
_SHORTEST_NAME = re.compile(r"(?i)sheet\d*|工作表\d*|表\d*|\d+")


@dataclass(slots=True)
class _Found:
    """A table while its rows are read; a column 领域 or a heading may put its rows into several fields."""

    head: Head
    title: str
    at: Where
    rows: list[tuple[str, Row]] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """One page, line by line."""

    page: Page
    file: str
    fields: Fields
    legend: bool
    notes: list[Note] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    has_boxes: bool = False
    _found: list[_Found] = field(default_factory=list)
    _pending: list[str] = field(default_factory=list)
    _alone: list[tuple[str, Where]] = field(default_factory=list)
    _body: Body | None = None

    def read(self) -> None:
        index = 0
        while index < len(self.page.lines):
            head = head_at(self.page, index)
            if head:
                self._begin(head)
                index = head.last + 1
                continue
            self._line(index)
            index += 1
        self._finish()

    def _where(self, index: int) -> Where:
        line = self.page.lines[index]
        grid = f"第 {line.grid} 个表格" if not self.page.name and line.grid and self._grids > 1 else self.page.name
        return Where(self.file, grid, line.number)

    @property
    def _grids(self) -> int:
        return max(line.grid for line in self.page.lines)

    def _note(self, kind: NoteKind, code: str, text: str, remedy: str, index: int) -> None:
        self.notes.append(Note(kind, code, text, remedy, self._where(index)))

    def _begin(self, head: Head) -> None:
        """A head again without a title of its own is the same table on the next page of paper."""
        title, self._pending = title_of(self._pending), []
        last = self._found[-1] if self._found else None
        if last and head.labels == last.head.labels and title in ("", last.title) and self._body:
            self._body.head = head
            return
        at = self._where(head.first)
        if not title and not _SHORTEST_NAME.fullmatch(self.page.name.strip()):
            title = self.page.name.strip()
        self._found.append(_Found(head, title, at))
        self._body = Body(self.page, head, self.legend)
        for doubt in head.doubts:
            self._note(NoteKind.ASSUMPTION, "HEAD", doubt, "请核对表头", head.first)

    def _line(self, index: int) -> None:
        boxes = self.page.filled(index)
        if not boxes or (self._body and not self.page.own(index)):
            return  # nothing, or nothing but cells that reach down from above
        text = text_line(boxes, self.page.lines[index].grid, self._body.head if self._body else None)
        if text is not None:
            self._text(index, text)
        elif (
            self._body is None
            or self.page.lines[index].grid == 0
            or len(self.page.lines[index].boxes) != self._body.head.width
        ):
            self._refused_without_head(index, boxes)
        elif is_column_numbers(boxes):
            self._note(NoteKind.ASIDE, "COLUMN_NUMBERS", "表头下的栏次号，不是事项", "", index)
        else:
            self._row(index)

    def _text(self, index: int, text: str) -> None:
        if is_title(text) and self._head_follows(index):
            self._pending.append(text)
        elif self._body and not is_footer(text) and not is_legend(text) and self._row_follows(index):
            self._heading(index, text)
        elif is_lost_table(text):
            remedy = "请在 Word 中检查这张表，另存为 docx 或改用 xlsx 后重新导入"
            self._note(NoteKind.REFUSED, "LOST_TABLE", f"像是一张表，但文件里不是表格：{short(text)}", remedy, index)
        elif self._body is None and self._head_follows(index, far=True):
            self._pending.append(text)
            if not is_title(text):
                self._note(NoteKind.ASIDE, "ABOVE", short(text), "", index)
        else:
            if is_title(text) and "目录" in text:
                self._alone.append((text, self._where(index)))
            self._note(NoteKind.ASIDE, "BESIDE", short(text), "", index)

    def _heading(self, index: int, text: str) -> None:
        """A heading between rows: a field, or the 一级事项 of those below it where they have none."""
        assert self._body  # noqa: S101 — only asked for below a head
        plain = re.sub(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*", "", text.strip())
        if "领域" in plain or any(plain == one.name for one in self.fields):
            self._body.field_name = field_name(plain) or plain
            meant = "以下各行归入这个领域"
        elif self._body.head.of(Kind.FIRST) is None:
            self._body.section = plain
            meant = "以下各行以它为一级事项"
        else:
            meant = "没有作为事项"
        self._note(NoteKind.ASSUMPTION, "HEADING", f"“{short(text)}”是行间的小标题，{meant}", "请核对", index)

    def _row(self, index: int) -> None:
        body = self._body
        assert body  # noqa: S101 — only asked for below a head
        at = self._where(index)
        row = body.row(index, at)
        for kind, code, text, remedy in body.doubts:
            self.notes.append(Note(kind, code, text, remedy, at))
        self.has_boxes |= body.has_boxes
        if row is None:
            said = " | ".join(box.text for box in self.page.own(index) or self.page.filled(index))
            remedy = "请在原表补上事项名称后重新导入；它是上一行的续行的，请与上一行合并"
            self._note(NoteKind.REFUSED, "NO_ITEM", f"没有事项名称，没有导入：{short(said)}", remedy, index)
            return
        self._found[-1].rows.append((self._field_of(index, body), row))

    def _field_of(self, index: int, body: Body) -> str:
        column = body.head.of(Kind.FIELD)
        if column and (own := body.above.get(column.at, "")):
            body.field_name = "".join(own.split()).removesuffix("领域")
        return body.field_name

    def _refused_without_head(self, index: int, boxes: Sequence[Box]) -> None:
        said = short(" | ".join(box.text for box in boxes))
        remedy = "请确认表头有“公开事项、公开内容、公开时限、公开主体”等栏目，再重新导入"
        why = "上面没有认得的表头" if self._body is None else "列数与上面的表头不同"
        self._note(NoteKind.REFUSED, "NO_HEAD", f"{why}，没有导入：{said}", remedy, index)

    def _head_follows(self, index: int, *, far: bool = False) -> bool:
        """Within a few lines, or before any other row."""
        for later in range(index + 1, min(len(self.page.lines), index + (_LOOK_AHEAD if not far else 30) + 1)):
            if head_at(self.page, later):
                return True
            boxes = self.page.filled(later)
            if boxes and text_line(boxes, self.page.lines[later].grid, None) is None:
                return False
        return False

    def _row_follows(self, index: int) -> bool:
        """The next filled line is a row of the same table."""
        for later in range(index + 1, len(self.page.lines)):
            boxes = self.page.filled(later)
            if boxes:
                head = self._body.head if self._body else None
                grid = self.page.lines[later].grid
                return grid == self.page.lines[index].grid and text_line(boxes, grid, head) is None
        return False

    def _finish(self) -> None:
        for found in self._found:
            by_field: dict[str, list[Row]] = {}
            for name, row in found.rows:
                by_field.setdefault(name, []).append(row)
            for name, rows in by_field.items() or [("", [])]:
                self._table(found, name, rows)
        self._titles_alone()

    def _titles_alone(self) -> None:
        """A title of a field that has no table; a list of contents names those that have."""
        known = {table.field.code for table in self.tables if table.field}
        for title, at in self._alone:
            field_of_title = self.fields.match(title)
            if field_of_title and field_of_title.code not in known and self.tables:
                text, remedy = f"标题“{short(title)}”下面没有读出表格", "请核对原文件中这张表是否完整"
                self.notes.append(Note(NoteKind.DOUBT, "TITLE_ALONE", text, remedy, at))

    def _table(self, found: _Found, name: str, rows: list[Row]) -> None:
        known = self.fields.match(name or found.title) or (None if name else self.fields.match(self.page.name))
        says = name or field_name(found.title) or found.title or self.page.name
        levels = bool(found.head.all(Kind.LEVEL) or found.head.of(Kind.LEVELS))
        table = Table(found.title, known, known.name if known else says, rows, found.head.labels, found.at, levels)
        table.legend = self.legend
        self.tables.append(table)
        if not rows:
            self.notes.append(Note(NoteKind.DOUBT, "NO_ROWS", "表头下没有一行事项", "请确认是否选错了文件", found.at))
        if known is None:
            remedy = "请在导入时选择领域，或在设置中增加这个领域"
            self.notes.append(Note(NoteKind.DOUBT, "FIELD", f"认不出“{short(says)}”是哪个领域", remedy, found.at))
