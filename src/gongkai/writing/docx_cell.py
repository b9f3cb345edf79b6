"""One text put into one cell of somebody's Word file: in the type that stands there, and nothing else touched.

Inside that cell a tracked change is accepted and a formula becomes plain text: a number that Word computes anew, or takes
back, would not be the number of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from gongkai.writing.docx_places import Element, child_of, name_of, value_of

_TEXT = frozenset({"t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "softHyphen"})
_GONE = frozenset({"del", "moveFrom", "fldChar", "instrText", "delText"})
_UNWRAPPED = frozenset({"ins", "moveTo", "fldSimple"})
_BOUND = frozenset({"showingPlcHdr", "dataBinding"})
_MARK_ONLY = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})
_OPAQUE = frozenset({"txbxContent", "rPr", "pPr"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_of(cell: Element) -> str:
    """The visible text of a cell without white space, to recognise it by."""
    parts = (part for run in _runs(cell) for part in run)
    return "".join("".join(_printed(part) for part in parts).split())


def _printed(part: Element) -> str:
    name = name_of(part)
    return (part.text or "") if name == "t" else "-" if name == "noBreakHyphen" else ""


def set_text(cell: Element, text: str) -> None:
    _settle(cell)
    runs = list(_runs(cell))
    target = next((run for run in runs if _has_text(run)), runs[0] if runs else None)
    if target is None:
        if not text:
            return
        target = _new_run(cell)
    for run in runs:
        for part in [part for part in run if name_of(part) in _TEXT]:
            run.remove(part)
    if text:
        _append_text(target, text)


def _settle(cell: Element) -> None:
    """Accept tracked changes, turn fields into their results, and free content controls from what would refill them."""
    for element in list(cell.iter()):
        name = name_of(element)
        parent = element.getparent()
        if parent is None or name_of(parent) in _OPAQUE or element is cell:
            continue
        if name in _GONE or (name in _BOUND and name_of(parent) == "sdtPr"):
            parent.remove(element)
        elif name in _UNWRAPPED:
            _unwrap(element, parent)


def _unwrap(element: Element, parent: Element) -> None:
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)


def _runs(container: Element) -> Iterator[Element]:
    """Visible runs in the order of the text, without those of text boxes and of deleted text."""
    for child in container:
        name = name_of(child)
        if name == "r":
            if not _is_hidden(child):
                yield child
        elif name not in _GONE and name not in _OPAQUE:
            yield from _runs(child)


def _is_hidden(run: Element) -> bool:
    vanish = child_of(run, "rPr", "vanish")
    return vanish is not None and value_of(vanish, "true") not in ("0", "false", "off")


def _has_text(run: Element) -> bool:
    return any(name_of(part) == "t" and (part.text or "").strip() for part in run)


def _append_text(run: Element, text: str) -> None:
    part = etree.SubElement(run, _tag(run, "t"))
    part.text = text
    if text != text.strip():
        part.set(_SPACE, "preserve")


def _new_run(cell: Element) -> Element:
    """A run in the cell's first paragraph, in the type of the paragraph's mark, or of the cells beside it."""
    paragraph = next((child for child in cell.iter() if name_of(child) == "p"), None)
    if paragraph is None:
        paragraph = etree.SubElement(cell, _tag(cell, "p"))
    run = etree.SubElement(paragraph, _tag(cell, "r"))
    style = child_of(paragraph, "pPr", "rPr")
    style = style if style is not None else _style_beside(cell)
    if style is not None:
        copied = deepcopy(style)
        for part in [part for part in copied if name_of(part) in _MARK_ONLY]:
            copied.remove(part)
        run.append(copied)
    return run


def _style_beside(cell: Element) -> Element | None:
    """Type of the nearest filled cell in the row, from its right end: numbers stand there, labels at the left."""
    row = cell.getparent()
    for other in reversed(list(row) if row is not None else []):
        for run in _runs(other):
            if (style := child_of(run, "rPr")) is not None:
                return style
    return None


def _tag(like: Element, name: str) -> str:
    return f"{str(like.tag).rpartition('}')[0]}}}{name}"
