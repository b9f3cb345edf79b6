"""What a page says about showing: what is not shown, what stands apart, and what is drawn as a table without being one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from lxml import etree


class Role(StrEnum):
    """What an element is in a table, whatever its tag. GROUP holds rows (head, body, foot)."""

    TABLE = "table"
    GROUP = "group"
    ROW = "row"
    CELL = "cell"


BY_TAG: dict[str, Role] = {
    "table": Role.TABLE,
    "thead": Role.GROUP,
    "tbody": Role.GROUP,
    "tfoot": Role.GROUP,
    "tr": Role.ROW,
    "td": Role.CELL,
    "th": Role.CELL,
}
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})
"""An empty one shows as an empty line."""
BLOCKS = PARAGRAPHS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend"),
    *("main", "menu", "nav", "ol", "option", "pre", "section", "summary", "textarea", "ul"),
}
"""They begin and end a line."""
_BY_DISPLAY = {
    "table": Role.TABLE,
    "inline-table": Role.TABLE,
    "table-header-group": Role.GROUP,
    "table-row-group": Role.GROUP,
    "table-footer-group": Role.GROUP,
    "table-row": Role.ROW,
    "table-cell": Role.CELL,
}
_BY_ARIA = {
    "table": Role.TABLE,
    "grid": Role.TABLE,
    "rowgroup": Role.GROUP,
    "row": Role.ROW,
    "cell": Role.CELL,
    "gridcell": Role.CELL,
    "columnheader": Role.CELL,
    "rowheader": Role.CELL,
}

_DISPLAY = re.compile(r"(?:^|[;{\s])display\s*:\s*([\w-]+)", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_STRIKING = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_APART = re.compile(r"(?:^|[;\s])(?:display\s*:\s*inline-|float\s*:\s*(?:left|right)|position\s*:\s*absolute)", re.I)
_NEVER_SHOWN = frozenset(
    {"script", "style", "head", "noscript", "template", "xml", "svg", "math", "object", "iframe", "datalist"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_LONGEST_STYLE_SHEET = 500_000


def style_of(element: etree._Element) -> str:
    return element.get("style") or ""


def takes_room(element: etree._Element) -> bool:
    """Hidden, but its place is kept."""
    return element.get("hidden") is None and display_of(element) != "none"


def is_left_out(element: etree._Element) -> bool:
    """Never part of the text: scripts and the like, and what is struck out."""
    tag = element.tag
    return tag in _NEVER_SHOWN or tag in _STRUCK or _STRIKING.search(style_of(element)) is not None


def stands_apart(element: etree._Element) -> bool:
    """Drawn beside its neighbours with space between, though no space is written."""
    style = element.get("style")
    return style is not None and _APART.search(style) is not None


def display_of(element: etree._Element) -> str:
    found = _DISPLAY.search(style_of(element))
    return found[1].lower() if found else ""


class Roles:
    """The role of each element: by tag, by display, by ARIA, or by class names in a shape that only a table has."""

    def __init__(self, root: etree._Element) -> None:
        self._display = _class_displays(root)
        self._found: dict[etree._Element, Role] = {}

    def of(self, element: etree._Element) -> Role | None:
        role = BY_TAG.get(str(element.tag)) or self._found.get(element) or self._by_style(element)
        if role is None and len(element) > 1 and element.tag in _BOXES:
            role = self._by_classes(element)
        return role

    def _by_style(self, element: etree._Element) -> Role | None:
        if not element.attrib:
            return None
        aria = _BY_ARIA.get(element.get("role") or "")
        return aria or _BY_DISPLAY.get(display_of(element)) or self._by_style_sheet(element)

    def _by_style_sheet(self, element: etree._Element) -> Role | None:
        if not self._display:
            return None
        names = (element.get("class") or "").split()
        return next((role for name in names if (role := self._display.get(name))), None)

    def _by_classes(self, element: etree._Element) -> Role | None:
        rows = list(_rows_by_class(element))
        if len(rows) < 2 or not all(_cells_by_class(row) for row in rows):
            return None
        for row in rows:
            self._found[row] = Role.ROW
            self._found.update(dict.fromkeys(row, Role.CELL))
        self._found[element] = Role.TABLE
        return Role.TABLE


_BOXES = frozenset({"div", "section", "ul", "ol", "article", "main"})
_ROW_CLASS = re.compile(r"(?:[a-z]+[-_])*(?:table|grid|list)?(?:row|tr|line)(?:[-_]?\w{0,8})?", re.IGNORECASE)
_CELL_CLASS = re.compile(r"(?:[a-z]+[-_])*(?:table|grid)?(?:cell|td|th|col|column)(?:[-_]?\w{0,8}){0,2}", re.IGNORECASE)
_LONGEST_CELL = 200
_NO_CELL_HOLDS = ("table", "ul", "ol", "h1", "h2", "h3", "h4", "section", "article")


def _rows_by_class(element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    for child in element:
        if _has_class(child, _ROW_CLASS):
            yield child
        elif depth == 0 and len(child) and child.tag in _BOXES:
            yield from _rows_by_class(child, 1)


def _cells_by_class(row: etree._Element) -> bool:
    """Whether this is a row of short cells; page layouts use the same class names around whole articles."""
    if any(not _has_class(cell, _CELL_CLASS) for cell in row) or (row.text or "").strip():
        return False
    return len(row) > 0 and all(_is_short(cell) for cell in row)


def _is_short(cell: etree._Element) -> bool:
    if next(cell.iter(*_NO_CELL_HOLDS), None) is not None:
        return False
    length = 0
    for text in cell.itertext():
        length += len(text.strip())
        if length > _LONGEST_CELL:
            return False
    return True


def _has_class(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(name) for name in (element.get("class") or "")[:200].split())


def _class_displays(root: etree._Element) -> Mapping[str, Role]:
    """Class → role, from the plain rules (.name {display: table-cell}) of the page's own style sheets."""
    found: dict[str, Role] = {}
    for sheet in root.iter("style"):
        for name, body in _CLASS_RULE.findall((sheet.text or "")[:_LONGEST_STYLE_SHEET]):
            display = _DISPLAY.search(body)
            role = _BY_DISPLAY.get(display[1].lower()) if display else None
            if role:
                found[name] = role
    return found
