"""The lists, tables, rows, cells and quotations that are open, so that each stands only where it may."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

DEEPEST = 24
_CELLS = ("td", "th", "caption")
_HOLDERS = frozenset({"", "blockquote", "li", *_CELLS})
"""What paragraphs, lists and tables may stand in; "" is the text as a whole."""


@dataclass(slots=True)
class Box:
    """An open list, item, table, row, cell or quotation, and where in the output it begins; of a table also how many rows
    its cells still reach down."""

    tag: str
    at: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: int = 0
    rows_spanned: int = 0
    paragraphs: list[tuple[int, int, str]] = field(default_factory=list)


class Boxes:
    def __init__(self) -> None:
        self._out: list[str] = []
        self._boxes = [Box("", 0)]
        self._bullets: list[Box] = []

    def end_block(self) -> None:
        """The open paragraph ends; the writer knows of paragraphs."""
        raise NotImplementedError

    def open(self, tag: str, attributes: dict[str, str] | None = None) -> Box | None:
        """None where such a thing cannot stand, or stands too deep: what is in it then is paragraphs."""
        self.end_block()
        self._leave_bullets()
        if len(self._boxes) > DEEPEST or not self._may_stand(tag):
            return None
        return self._push(tag, attributes or {})

    def close(self, box: Box) -> None:
        """It and all that is still open in it. What has nothing in it is taken away, but for empty cells."""
        if any(box is one for one in self._boxes):
            self.end_block()
            self._pop_to(box)
            self._finish(self._boxes.pop()) if box.tag else None

    def _may_stand(self, tag: str) -> bool:
        top = self._boxes[-1]
        if tag in ("td", "th", "tr", "caption") and top.tag in _CELLS and len(self._boxes) > 2:
            return False
        if tag in ("td", "th") and top.tag == "table":
            top = self._push("tr", {})
        if tag == "tr" and top.tag == "tr":
            self._finish(self._boxes.pop())
            top = self._boxes[-1]
        if tag == "li" and top.tag in _HOLDERS and top.tag != "li":
            top = self._push("ul", {})
        needed = {"td": "tr", "th": "tr", "tr": "table"}.get(tag)
        if tag == "caption":
            return top.tag == "table" and not top.children
        if tag == "li":
            return top.tag in ("ul", "ol")
        return top.tag == needed if needed else top.tag in _HOLDERS

    def _push(self, tag: str, attributes: dict[str, str]) -> Box:
        self._boxes[-1].children += 1
        box = Box(tag, len(self._out), attributes)
        self._boxes.append(box)
        self._out.append("")
        if spanned := int(attributes.get("rowspan") or 0):
            table = self._boxes[-3]
            table.rows_spanned = max(table.rows_spanned, spanned)
        return box

    def _pop_to(self, box: Box) -> None:
        while self._boxes[-1] is not box:
            self._finish(self._boxes.pop())

    def _finish(self, box: Box) -> None:
        if self._bullets and box is self._bullets[-1]:
            self._bullets.pop()
        if box.tag == "tr":
            self._boxes[-1].rows_spanned -= 1
        if not box.children and not self._counts(box):
            del self._out[box.at :]
            self._boxes[-1].children -= 1
            return
        if box.tag in (*_CELLS, "li"):
            self._bare(box)
        self._out[box.at] = opening(box.tag, box.attributes)
        self._out.append(f"</{box.tag}>")

    def _counts(self, box: Box) -> bool:
        """Whether it has its place also with nothing in it: a cell; a row that is all cells from above."""
        return box.tag in ("td", "th") or (box.tag == "tr" and self._boxes[-1].rows_spanned >= 0)

    def _bare(self, box: Box) -> None:
        """The one paragraph of a cell or item needs no mark of its own; how it stands, the cell says."""
        if len(box.paragraphs) != 1 or box.paragraphs[0][0] != box.at + 1:
            return
        start, end, align = box.paragraphs[0]
        if align and box.tag == "li":
            return
        self._out[start] = self._out[end] = ""
        if align and box.tag != "caption":
            box.attributes["align"] = align

    def _make_room(self) -> None:
        """Words between the rows or items of something get a row or an item of their own."""
        tag = self._boxes[-1].tag
        if tag == "table":
            self._push("tr", {})
        if tag in ("table", "tr"):
            self._push("td", {})
        elif tag in ("ul", "ol"):
            self._push("li", {})

    def _item(self, level: int) -> None:
        level = min(level, len(self._bullets) + 1)
        if level < len(self._bullets):
            self.close(self._bullets[level])
        if level > len(self._bullets):
            self._make_room()
            self._bullets.append(self._push("ul", {}))
        else:
            self._pop_to(self._bullets[-1])
        self._push("li", {})

    def _leave_bullets(self) -> None:
        if self._bullets:
            self.close(self._bullets[0])


def opening(tag: str, attributes: dict[str, str]) -> str:
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{said}>"
