"""Words of a Word document as they are printed: without what is deleted, hidden, struck out or a placeholder (ECMA-376 §17.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteReference", "commentReference", "rt"}
)
DEEPEST = 40
_SYMBOL = "□"
"""A character of a symbol font: something stands there, and no text says what."""
_BOXES = {
    "Wingdings": {"6E": "■", "6F": "□", "A8": "□", "FE": "☑", "FC": "√", "FD": "☒", "FB": "×", "A7": "■", "71": "□"},
    "Wingdings 2": {"52": "☑", "53": "☒", "54": "☒", "50": "√", "A3": "□", "A2": "■", "4F": "×", "30": "□"},
}
"""Boxes and ticks of the two symbol fonts that Word's own forms take them from."""


def name_of(element: etree._Element | None) -> str:
    """The element's name in the Word namespace; "" for all others."""
    return "" if element is None else _plain_name(element.tag)


@lru_cache(maxsize=256)
def _plain_name(tag: object) -> str:
    """Every element is asked for its name many times, and a file has few names."""
    return tag.rpartition("}")[2] if isinstance(tag, str) and tag.startswith((WORD, STRICT)) else ""


@lru_cache(maxsize=64)
def _tags(name: str) -> tuple[str, str]:
    return f"{WORD}{name}", f"{STRICT}{name}"


def value_of(element: etree._Element | None, default: str = "") -> str:
    if element is None:
        return default
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), default)


def child_of(element: etree._Element, *path: str) -> etree._Element | None:
    for name in path:
        found = next(element.iterchildren(*_tags(name)), None)
        if found is None:
            return None
        element = found
    return element


def text_of(element: etree._Element, depth: int = 0) -> str:
    """The text of a paragraph as it would be printed, without that of its text boxes."""
    if depth > DEEPEST:
        return ""
    parts: list[str] = []
    for child in element:
        name = name_of(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in ("tab", "ptab"):
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "sym":
            parts.append(_symbol(child))
        elif name in _LEFT_OUT or not name or is_void(child) or is_placeholder(child):
            continue
        else:
            text = text_of(child, depth + 1)
            parts.append(f"（注{text}）" if text and _is_note_mark(child) else text)
    return "".join(parts)


def _symbol(element: etree._Element) -> str:
    """The character code may be given with or without its place in the private area (F0..)."""
    told = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    return _BOXES.get(told.get("font", ""), {}).get(told.get("char", "").upper()[-2:], _SYMBOL)


def is_void(run: etree._Element) -> bool:
    """Text nobody is meant to read: hidden, struck out, or white on white."""
    if name_of(run) != "r" or (properties := child_of(run, "rPr")) is None:
        return False
    return any(is_on(child_of(properties, mark)) for mark in ("vanish", "strike", "dstrike")) or _is_white(properties)


def _is_white(properties: etree._Element) -> bool:
    if value_of(child_of(properties, "color")).upper() != "FFFFFF":
        return False
    around = [properties, *properties.iterancestors()]
    grounds = [shade for one in around for shade in _shades(one)]
    return not grounds and child_of(properties, "highlight") is None


def _shades(element: etree._Element) -> Iterator[etree._Element]:
    """The shading of a run, paragraph, cell or table that is no white itself."""
    for path in (("shd",), ("pPr", "shd"), ("tcPr", "shd"), ("tblPr", "shd")):
        shade = child_of(element, *path)
        fill = next((v for k, v in shade.attrib.items() if str(k).endswith("}fill")), "") if shade is not None else ""
        if shade is not None and str(fill).upper() not in ("", "AUTO", "FFFFFF"):
            yield shade


def is_placeholder(control: etree._Element) -> bool:
    """A content control that nobody has filled in shows what to do there."""
    return name_of(control) == "sdt" and is_on(child_of(control, "sdtPr", "showingPlcHdr"))


def is_on(mark: etree._Element | None) -> bool:
    return mark is not None and value_of(mark, "true") not in ("0", "false", "off")


def _is_note_mark(run: etree._Element) -> bool:
    """A raised figure beside a number is a note's mark: 17¹ is not 171."""
    return name_of(run) == "r" and value_of(child_of(run, "rPr", "vertAlign")) == "superscript"


def notes_on(root: etree._Element) -> Iterator[str]:
    if any(True for _ in _all(root, "ins", "del", "moveFrom")):
        yield "文件里有还没有接受的修订，按接受以后的样子读"
    if any(is_on(mark) for mark in _all(root, "hidden") if name_of(mark.getparent()) == "trPr"):
        yield "表格里有隐藏的行，没有采用"
    if any(is_on(mark) for mark in _all(root, "strike", "dstrike")):
        yield "文件里有加了删除线的文字，没有采用"


def _all(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return root.iter(*(space + name for name in names for space in (WORD, STRICT)))
