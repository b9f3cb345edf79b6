"""Word documents (docx) → blocks: paragraphs and tables in their order, merged cells once with their true span.

Deleted text of tracked changes is left out, inserted text stays; text boxes and nested tables stand where they are
anchored. Office Open XML, ECMA-376 part 1 §17.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.reading.blocks import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.loaders.docx_text import (
    DEEPEST,
    STRICT,
    WORD,
    child_of,
    is_on,
    is_placeholder,
    name_of,
    notes_on,
    text_of,
    value_of,
)
from gongkai.reading.problem import Clock, ReadingError
from gongkai.report import Place

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WIDEST = 500


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for a damaged document. Nothing outside the file is fetched and no entity is expanded."""
    root = _root(data, name, clock)
    walker = _Walker(clock)
    body = next((child for child in root if name_of(child) == "body"), None)
    blocks = list(walker.blocks(body)) if body is not None else []
    return Document(blocks, name, "docx", MEDIA_TYPE, notes=list(notes_on(root)))


_BROKEN = (
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)


def _root(data: bytes, name: str, clock: Clock) -> etree._Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as stream:
            xml = stream.read(clock.limits.unpacked + 1)
        if len(xml) > clock.limits.unpacked:
            raise ReadingError("文件解压后过大，已停止读取", "请确认这是一份年度报告", name, "READ_BOMB")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        return etree.fromstring(xml, parser)
    except _BROKEN as error:
        raise ReadingError("Word 文件已损坏，打不开", "请用 Word 或 WPS 打开后重新保存", name, "READ_BROKEN") from error


@dataclass(slots=True)
class _Walker:
    clock: Clock
    gap: int = 0
    tables: int = 0
    lines: int = 0
    seen: int = 0

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables of a body, cell, text box or content control."""
        if depth > DEEPEST:
            return
        for child in container:
            self._tick()
            if is_placeholder(child):
                continue
            match name_of(child):
                case "p":
                    yield from self._paragraph(child, depth)
                case "tbl":
                    yield from self._table(child, depth)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self.blocks(child, depth + 1)

    def _tick(self) -> None:
        self.seen += 1
        if self.seen % 500 == 0:
            self.clock.check()
            self.clock.lines(self.lines)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        for text in text_of(paragraph).split("\n"):
            if text.strip():
                self.lines += 1
                yield Paragraph(text.rstrip(), Place(line=self.lines), self.gap)
                self.gap = 0
            else:
                self.gap += 1
        for box in _text_boxes(paragraph):
            yield from self.blocks(box, depth + 1)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """A table with tables inside is a frame around text: its content stands in its place."""
        rows = list(_rows(table))
        if any(name_of(child) == "tbl" for row in rows for cell in _cells(row) for child in cell):
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell, depth + 1)
            return
        self.tables += 1
        self.gap = 0
        grid = _grid(rows, Place(table=self.tables), self)
        if grid.rows:
            yield grid

    def row_seen(self) -> None:
        self.lines += 1
        self._tick()


def _rows(table: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    for child in table:
        if name_of(child) == "tr":
            if child_of(child, "trPr", "del") is None and not is_on(child_of(child, "trPr", "hidden")):
                yield child
        elif name_of(child) in ("sdt", "sdtContent", "ins", "customXml") and depth < DEEPEST:
            yield from _rows(child, depth + 1)


def _cells(row: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    for child in row:
        if name_of(child) == "tc":
            yield child
        elif name_of(child) in ("sdt", "sdtContent", "customXml") and depth < DEEPEST:
            yield from _cells(child, depth + 1)


def _number(text: str) -> int:
    return min(int(text), _WIDEST) if text.isdigit() else 0


def _grid(rows: list[etree._Element], at: Place, walker: _Walker) -> Grid:
    """Cells with their true spans: a vertical merge is one cell, counted at its first row."""
    table: list[list[GridCell]] = []
    open_merges: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(rows):
        walker.row_seen()
        table.append([])
        x = _number(value_of(child_of(row, "trPr", "gridBefore")))
        for cell in _cells(row):
            span = max(1, _number(value_of(child_of(cell, "tcPr", "gridSpan"), "1")))
            merge = child_of(cell, "tcPr", "vMerge")
            if merge is not None and value_of(merge, "continue") != "restart" and x in open_merges:
                first_row, index = open_merges[x]
                first = table[first_row][index]
                table[first_row][index] = first._replace(rowspan=y - first_row + 1)
            elif (beside := child_of(cell, "tcPr", "hMerge")) is not None and value_of(beside, "continue") != "restart":
                table[y][-1:] = [last._replace(colspan=last.colspan + span) for last in table[y][-1:]]
            else:
                place = at._replace(row=y + 1, column=x + 1)
                table[y].append(GridCell(_cell_text(cell), y, x, 1, span, place))
                if merge is not None:
                    open_merges[x] = (y, len(table[y]) - 1)
                else:
                    open_merges.pop(x, None)
            x += span
            if x > _WIDEST:
                break
    return Grid(tuple(tuple(row) for row in table), exact=True, at=at)


def _cell_text(cell: etree._Element) -> str:
    paragraphs = [child for child in cell.iter() if name_of(child) == "p" and not _in_box(child, cell)]
    return "\n".join(text for paragraph in paragraphs if (text := text_of(paragraph).strip()))


def _in_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Paragraphs of a text box come as often as there are ways to draw it; only the first is text."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if parent.tag == _FALLBACK or name_of(parent) == "del" or is_placeholder(parent):
            return True
        parent = parent.getparent()
    return False


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a paragraph, each once: not in the fallback drawn for old programs."""
    if not any(True for _ in paragraph.iter(f"{WORD}txbxContent", f"{STRICT}txbxContent")):
        return
    for box in paragraph.iter(f"{WORD}txbxContent", f"{STRICT}txbxContent"):
        outer = box.getparent()
        inside = False
        while outer is not None and outer is not paragraph:
            inside = inside or outer.tag == _FALLBACK or name_of(outer) == "txbxContent"
            outer = outer.getparent()
        if not inside:
            yield box
