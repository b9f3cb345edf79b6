"""The cells of a Word file by their places, counted as the reading counts them (gongkai.reading.loaders.docx).

Tables from 1 in the order of the text; a table that only frames other tables does not count, those inside it do. Rows from
1 without rows deleted by a tracked change. Columns from 1 on the table's grid; a merged cell stands at its upper left.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.report import Place

Element = etree._Element

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AROUND_BLOCKS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_AROUND_ROWS = frozenset({"sdt", "sdtContent", "ins", "customXml"})
_AROUND_CELLS = frozenset({"sdt", "sdtContent", "customXml"})


def name_of(element: Element) -> str:
    """The element's name in the Word namespace, transitional or strict; "" for all others."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) and tag.startswith(_NAMESPACES) else ""


def child_of(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next((child for child in element if name_of(child) == name), None) if element is not None else None
    return element


def value_of(element: Element | None, default: str) -> str:
    found = (
        [str(text) for key, text in element.attrib.items() if str(key).endswith("}val")] if element is not None else []
    )
    return found[0] if found else default


def cells_by_place(root: Element) -> dict[Place, Element]:
    """Place (table, row, column) → cell element, for the whole document."""
    body = child_of(root, "body")
    tables = list(_tables(body)) if body is not None else []
    return {
        Place(table=number, row=row, column=column): cell
        for number, table in enumerate(tables, 1)
        for (row, column), cell in _corners(table)
    }


def _tables(container: Element) -> Iterator[Element]:
    for child in container:
        name = name_of(child)
        if name == "p":
            for box in _text_boxes(child):
                yield from _tables(box)
        elif name == "tbl":
            yield from _of_table(child)
        elif name in _AROUND_BLOCKS:
            yield from _tables(child)


def _of_table(table: Element) -> Iterator[Element]:
    cells = [cell for row in _inside(table, "tr", _AROUND_ROWS) for cell in _inside(row, "tc", _AROUND_CELLS)]
    if any(child_of(cell, "tbl") is not None for cell in cells):
        for cell in cells:
            yield from _tables(cell)
    else:
        yield table


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Outermost text boxes, each once: not the copy drawn for old programs."""
    for box in paragraph.iter(*(f"{space}txbxContent" for space in _NAMESPACES)):
        around = _ancestors(box, paragraph)
        if not any(outer.tag == _FALLBACK or name_of(outer) == "txbxContent" for outer in around):
            yield box


def _ancestors(element: Element, end: Element) -> Iterator[Element]:
    outer = element.getparent()
    while outer is not None and outer is not end:
        yield outer
        outer = outer.getparent()


def _inside(element: Element, wanted: str, around: frozenset[str]) -> Iterator[Element]:
    for child in element:
        name = name_of(child)
        if name == wanted:
            if child_of(child, "trPr", "del") is None:
                yield child
        elif name in around:
            yield from _inside(child, wanted, around)


def _corners(table: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    merged: set[int] = set()
    for y, row in enumerate(_inside(table, "tr", _AROUND_ROWS), 1):
        x = 1 + _count(child_of(row, "trPr", "gridBefore"), 0)
        for cell in _inside(row, "tc", _AROUND_CELLS):
            vertical, horizontal = child_of(cell, "tcPr", "vMerge"), child_of(cell, "tcPr", "hMerge")
            goes_on = vertical is not None and value_of(vertical, "continue") != "restart" and x in merged
            if not goes_on and (horizontal is None or value_of(horizontal, "continue") == "restart"):
                yield (y, x), cell
                merged = merged | {x} if vertical is not None else merged - {x}
            x += max(1, _count(child_of(cell, "tcPr", "gridSpan"), 1))


def _count(element: Element | None, default: int) -> int:
    text = value_of(element, str(default))
    return int(text) if text.isdecimal() else default
