"""The text of a revision with its findings at their places: each has an address, and leads to what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from gongkai.errors import GongkaiError
from gongkai.proofing.model import BODY
from gongkai.reading import Limits, load
from gongkai.reading.blocks import Block, Grid
from gongkai.report import Place, Severity
from gongkai_web.publishing.findings import Checked, page_of
from gongkai_web.publishing.models import Revision

LIMITS = Limits(quick=True, seconds=10.0)
MOST_OFFERED = 8
"""Beyond that the list of links is longer than the finding; the marks themselves all stand in the text."""
Key = tuple[int, ...]
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "div", "dt", "dd", "caption"})
_SIGNS = {Severity.ERROR: "错", Severity.WARNING: "疑", Severity.INFO: "注"}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its number on the page; `marks` are the marks in the text that lead to it, by their addresses."""

    number: int
    checked: Checked
    marks: tuple[str, ...] = ()

    @property
    def is_in_text(self) -> bool:
        return bool(self.marks)

    @property
    def further(self) -> tuple[str, ...]:
        """The marks after the first, as many as one wants to be offered by their address."""
        return self.marks[1:MOST_OFFERED]

    @property
    def kind(self) -> str:
        return _NAMES[self.checked.finding.severity]

    @property
    def sign(self) -> str:
        return _SIGNS[self.checked.finding.severity]


def placed(revision: Revision, found: Sequence[Checked]) -> tuple[str, list[Placed]]:
    """The body with a mark before every place where something was found, and the findings numbered in their order."""
    numbered = list(enumerate(found, 1))
    if not revision.body.strip() or not any(_keys(one) for one in found):
        return revision.body, [Placed(number, one) for number, one in numbered]
    root = lxml_html.fragment_fromstring(revision.body, create_parent="div")
    elements = dict(_elements(_blocks(revision), root))
    kept = [Placed(number, one, _marked(elements, number, one)) for number, one in numbered]
    return _inside(root), kept


def _keys(one: Checked) -> list[Key]:
    """Every place of the finding in the text itself, each once."""
    if one.file or one.finding.part != BODY:
        return []
    keys = (_key(at) for at in (one.finding.at, *one.finding.also))
    return list(dict.fromkeys(key for key in keys if key))


def _key(at: Place) -> Key | None:
    """A cell by table, row and column; a line by its number."""
    if at.table is not None and at.row is not None and at.column is not None:
        return at.table, at.row, at.column
    return (at.line,) if at.line is not None else None


def _marked(elements: Mapping[Key, lxml_html.HtmlElement], number: int, one: Checked) -> tuple[str, ...]:
    """The first mark is place-3, the next place-3-2."""
    found = [element for element in map(elements.get, _keys(one)) if element is not None]
    names = [f"place-{number}" if nth == 1 else f"place-{number}-{nth}" for nth in range(1, len(found) + 1)]
    for element, name in zip(found, names, strict=True):
        _mark(element, name, number, one)
    return tuple(names)


def _elements(blocks: Iterable[Block], root: lxml_html.HtmlElement) -> Iterator[tuple[Key, lxml_html.HtmlElement]]:
    """Every line and cell that the checks know of, with the element it was read from."""
    lines = [one for one in root.iterdescendants() if one.tag in _LINES and not _in_table(one)]
    tables = [one for one in root.iter("table") if not _in_table(one)]
    for block in blocks:
        if isinstance(block, Grid):
            if tables:
                yield from _cells(block, tables.pop(0))
            continue
        for place, element in enumerate(lines):
            if _tight(block.text) in _tight(str(element.text_content())):
                yield (block.at.line or 0,), element
                del lines[:place]
                break


def _blocks(revision: Revision) -> list[Block]:
    """What the checks have read, without the title and the summary that stand before the text."""
    try:
        blocks = load(page_of(revision), "正文.html", limits=LIMITS).blocks
    except GongkaiError:
        return []
    return blocks[bool(revision.title.strip()) + bool(revision.summary.strip()) :]


def _cells(grid: Grid, table: lxml_html.HtmlElement) -> Iterator[tuple[Key, lxml_html.HtmlElement]]:
    cells = list(table.iter("td", "th"))
    for cell, element in zip((cell for row in grid.rows for cell in row), cells, strict=False):
        if cell.at.table is not None:
            yield (cell.at.table, cell.row + 1, cell.column + 1), element


def _in_table(element: lxml_html.HtmlElement) -> bool:
    return any(one.tag == "table" for one in element.iterancestors())


def _tight(text: str) -> str:
    return "".join(text.split())


def _mark(element: lxml_html.HtmlElement, name: str, number: int, one: Checked) -> None:
    kind, sign = _NAMES[one.finding.severity], _SIGNS[one.finding.severity]
    mark = lxml_html.Element("a")
    mark.set("class", f"mark mark--{kind}")
    mark.set("href", f"#finding-{number}")
    mark.set("id", name)
    mark.text = f"{sign}{number}"
    before = len(element.find_class("mark"))
    if before:
        mark.tail, element[before - 1].tail = element[before - 1].tail, None
    else:
        mark.tail, element.text = element.text, None
    element.insert(before, mark)
    if "found-here" not in element.get("class", ""):
        element.set("class", f"{element.get('class', '')} found-here".strip())


def _inside(root: lxml_html.HtmlElement) -> str:
    parts = [etree.tostring(one, encoding="unicode", method="html") for one in root]
    return (root.text or "") + "".join(parts)
