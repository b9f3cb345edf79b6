"""Merge fields in somebody's Word file: a field may be cut into several runs, stand in a table, a header or a text box.

Only the words of a field are replaced; the type it stands in stays.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

from gongkai.errors import MissingExtraError

try:
    import docx
    from docx.document import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.ns import qn
    from lxml import etree
except ImportError as error:
    raise MissingExtraError.of("reading .docx", "docx") from error

from gongkai.letters.errors import LetterError
from gongkai.letters.fragments import before_mark, spans_in

Element = Any
MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, PackageNotFoundError, etree.XMLSyntaxError),
    *(KeyError, ValueError, AttributeError, RuntimeError, EOFError, OSError),
)
_PARAGRAPH, _TEXT, _CELL, _SECTION = qn("w:p"), qn("w:t"), qn("w:tc"), qn("w:sectPr")
_ONCE = (qn("w:drawing"), qn("w:pict"), qn("w:br"), qn("w:tab"), qn("w:object"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def opened(data: bytes) -> Document:
    """Raises LetterError for what is no Word file, or one that is too large."""
    too_large = LetterError("Word 文件过大", "请去掉图片后重新保存", code="LETTER_TEMPLATE_SIZE")
    if len(data) > MOST_BYTES:
        raise too_large
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
                raise too_large
        return docx.Document(BytesIO(data))
    except LetterError:
        raise
    except _BROKEN as error:
        raise LetterError(
            "不是能打开的 Word 文件（.docx）", "请用 Word 或 WPS 另存为 .docx", code="LETTER_TEMPLATE_BROKEN"
        ) from error


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(document: Document) -> Iterator[tuple[Element, str]]:
    """Every paragraph with where it is, in the words of one who looks at the page: 第3段, 表格1第2行第1格, 页眉."""
    yield from _of_body(document.element.body)
    for part in document.part.package.iter_parts():
        name = str(part.partname).rsplit("/", 1)[-1].rstrip("0123456789.xml")
        root = getattr(part, "element", None)
        if name in _NAMES and root is not None:
            yield from ((paragraph, _NAMES[name]) for paragraph in root.iter(_PARAGRAPH))


def _of_body(body: Element) -> Iterator[tuple[Element, str]]:
    count = 0
    tables = {table: number for number, table in enumerate(body.iter(qn("w:tbl")), 1)}
    for paragraph in body.iter(_PARAGRAPH):
        cell = next(paragraph.iterancestors(_CELL), None)
        if cell is not None:
            yield paragraph, _cell_name(cell, tables)
        elif next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            yield paragraph, "文本框"
        else:
            count += bool(text_of(paragraph).strip())
            yield paragraph, f"第{count}段"


def _cell_name(cell: Element, tables: Mapping[Element, int]) -> str:
    row, table = cell.getparent(), next(cell.iterancestors(qn("w:tbl")))
    return f"表格{tables[table]}第{_position(row, qn('w:tr'))}行第{_position(cell, _CELL)}格"


def _position(element: Element, tag: str) -> int:
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=True))


def text_of(paragraph: Element) -> str:
    """The paragraph's own text, without that of text boxes that hang on it."""
    return "".join(node.text or "" for node in _nodes(paragraph))


def _nodes(paragraph: Element) -> list[Element]:
    return [node for node in paragraph.iter(_TEXT) if next(node.iterancestors(_PARAGRAPH)) is paragraph]


def put_values(paragraph: Element, values: Mapping[str, str]) -> None:
    """Each field gives way to its value, in the type of the field's first character; a value of several lines makes
    paragraphs like this one."""
    nodes = _nodes(paragraph)
    text = "".join(node.text or "" for node in nodes)
    for start, end, name in reversed(list(spans_in(text))):
        _replace(nodes, start, end, before_mark(values[name], text[end:]))
    if any("\n" in (node.text or "") for node in nodes):
        _split(paragraph)


def replace_text(paragraph: Element, old: str, new: str) -> None:
    """Wherever `old` stands, also cut into several runs, in the type of its first character."""
    nodes = _nodes(paragraph)
    while (start := "".join(node.text or "" for node in nodes).find(old)) >= 0:
        _replace(nodes, start, start + len(old), new)


def _replace(nodes: list[Element], start: int, end: int, value: str) -> None:
    at = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        here = at <= start < at + len(text)
        if first < last:
            _set(node, text[:first] + (value if here else "") + text[last:])
        at += len(text)


def _set(node: Element, text: str) -> None:
    node.text = text
    node.set(_SPACE, "preserve")


def _split(paragraph: Element) -> None:
    lines = text_of(paragraph).split("\n")
    copies = [deepcopy(paragraph) for _ in lines]
    start = 0
    for number, (line, copy) in enumerate(zip(lines, copies, strict=True)):
        _keep(copy, start, start + len(line))
        start += len(line) + 1
        if number:
            _remove(copy, _ONCE)
        if number + 1 < len(lines):
            _remove(copy, (_SECTION,))
    for copy in copies:
        paragraph.addprevious(copy)
    paragraph.getparent().remove(paragraph)


def _keep(paragraph: Element, start: int, end: int) -> None:
    at = 0
    for node in _nodes(paragraph):
        text = node.text or ""
        _set(node, text[max(start - at, 0) : max(end - at, 0)])
        at += len(text)


def _remove(paragraph: Element, tags: tuple[str, ...]) -> None:
    for element in [one for tag in tags for one in paragraph.iter(tag)]:
        element.getparent().remove(element)


def leave_out(paragraph: Element) -> None:
    """Without this paragraph; where the page could not be without it, without its words."""
    parent = paragraph.getparent()
    only = sum(1 for _ in parent.iterchildren(_PARAGRAPH)) == 1
    if only or next(paragraph.iter(_SECTION), None) is not None:
        for node in _nodes(paragraph):
            _set(node, "")
        return
    parent.remove(paragraph)


def in_cell(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(_CELL), None) is not None


def each(document: Document, act: Callable[[Element, str], None]) -> None:
    """`act` on every paragraph there is now; what it adds is not visited."""
    for paragraph, where in list(paragraphs(document)):
        act(paragraph, where)
