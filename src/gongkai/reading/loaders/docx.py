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
from functools import lru_cache

from lxml import etree

from gongkai.reading.blocks import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.problem import Clock, ReadingError
from gongkai.report import Place

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteReference", "commentReference", "rt"}
)
_WIDEST, _DEEPEST = 500, 40


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for a damaged document. Nothing outside the file is fetched and no entity is expanded."""
    root = _root(data, name, clock)
    walker = _Walker(clock)
    body = next((child for child in root if _name(child) == "body"), None)
    blocks = list(walker.blocks(body)) if body is not None else []
    return Document(blocks, name, "docx", MEDIA_TYPE)


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


def _name(element: etree._Element) -> str:
    """The element's name in the Word namespace; "" for all others."""
    return _plain_name(element.tag)


@lru_cache(maxsize=256)
def _plain_name(tag: object) -> str:
    """Every element is asked for its name many times, and a file has few names."""
    return tag.rpartition("}")[2] if isinstance(tag, str) and tag.startswith((_W, _STRICT)) else ""


@lru_cache(maxsize=64)
def _tags(name: str) -> tuple[str, str]:
    return f"{_W}{name}", f"{_STRICT}{name}"


def _value(element: etree._Element | None, default: str = "") -> str:
    if element is None:
        return default
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), default)


def _child(element: etree._Element, *path: str) -> etree._Element | None:
    for name in path:
        found = next(element.iterchildren(*_tags(name)), None)
        if found is None:
            return None
        element = found
    return element


@dataclass(slots=True)
class _Walker:
    clock: Clock
    gap: int = 0
    tables: int = 0
    lines: int = 0
    seen: int = 0

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables of a body, cell, text box or content control."""
        if depth > _DEEPEST:
            return
        for child in container:
            self._tick()
            match _name(child):
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
        for text in _text(paragraph).split("\n"):
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
        if any(_name(child) == "tbl" for row in rows for cell in _cells(row) for child in cell):
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
        if _name(child) == "tr" and _child(child, "trPr", "del") is None:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins", "customXml") and depth < _DEEPEST:
            yield from _rows(child, depth + 1)


def _cells(row: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) in ("sdt", "sdtContent", "customXml") and depth < _DEEPEST:
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
        x = _number(_value(_child(row, "trPr", "gridBefore")))
        for cell in _cells(row):
            span = max(1, _number(_value(_child(cell, "tcPr", "gridSpan"), "1")))
            merge = _child(cell, "tcPr", "vMerge")
            if merge is not None and _value(merge, "continue") != "restart" and x in open_merges:
                first_row, index = open_merges[x]
                first = table[first_row][index]
                table[first_row][index] = first._replace(rowspan=y - first_row + 1)
            elif (beside := _child(cell, "tcPr", "hMerge")) is not None and _value(beside, "continue") != "restart":
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
    paragraphs = [child for child in cell.iter() if _name(child) == "p" and not _in_box(child, cell)]
    return "\n".join(text for paragraph in paragraphs if (text := _text(paragraph).strip()))


def _in_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Paragraphs of a text box come as often as there are ways to draw it; only the first is text."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if parent.tag == _FALLBACK or _name(parent) == "del":
            return True
        parent = parent.getparent()
    return False


def _text(element: etree._Element, depth: int = 0) -> str:
    """The text of a paragraph as it would be printed, without that of its text boxes."""
    if depth > _DEEPEST:
        return ""
    parts: list[str] = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in ("tab", "ptab"):
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name in _LEFT_OUT or not name or _is_void(child):
            continue
        else:
            text = _text(child, depth + 1)
            parts.append(f"（{text}）" if text and _is_note_mark(child) else text)
    return "".join(parts)


def _is_void(run: etree._Element) -> bool:
    """Text nobody is meant to read: hidden, or struck out."""
    look = _child(run, "rPr") if _name(run) == "r" else None
    return look is not None and any(_is_on(_child(look, mark)) for mark in ("vanish", "strike", "dstrike"))


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and _value(mark, "true") not in ("0", "false", "off")


def _is_note_mark(run: etree._Element) -> bool:
    """A raised figure beside a number is a note's mark: 17¹ is not 171."""
    return _name(run) == "r" and _value(_child(run, "rPr", "vertAlign")) == "superscript"


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a paragraph, each once: not in the fallback drawn for old programs."""
    if not any(True for _ in paragraph.iter(f"{_W}txbxContent", f"{_STRICT}txbxContent")):
        return
    for box in paragraph.iter(f"{_W}txbxContent", f"{_STRICT}txbxContent"):
        outer = box.getparent()
        inside = False
        while outer is not None and outer is not paragraph:
            inside = inside or outer.tag == _FALLBACK or _name(outer) == "txbxContent"
            outer = outer.getparent()
        if not inside:
            yield box
