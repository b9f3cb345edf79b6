"""The numbers that Word counts by itself, written into the text: 第一条 is part of what an office says, not of how it looks.

Bullets stay lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai_web.publishing.docx_counting import counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_Element = etree._Element


@dataclass(slots=True)
class Level:
    how: str
    text: str
    start: int
    in_digits: bool


@dataclass(slots=True)
class Numbering:
    """By the number of a list and its level; `styles` are the paragraph styles that are numbered by themselves."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)


def write_numbers(document: _Element, numbering: _Element | None, styles: _Element | None) -> None:
    """Changes the document: each numbered paragraph begins with its number, and is numbered no more."""
    if numbering is None:
        return
    known = _read(numbering, styles)
    counts: dict[str, dict[int, int]] = {}
    for paragraph in document.iter(f"{W}p"):
        number, at = _numbered(paragraph, known)
        level = known.levels.get((number, at))
        if level and level.how != "bullet":
            _count(counts.setdefault(known.source.get(number, number), {}), at, level)
            _write(paragraph, _said(counts[known.source.get(number, number)], number, at, known))


def _read(numbering: _Element, styles: _Element | None) -> Numbering:
    known = Numbering()
    abstract = {_value(one, "abstractNumId"): one for one in numbering.iterchildren(f"{W}abstractNum")}
    for one in numbering.iterchildren(f"{W}num"):
        number, source = _value(one, "numId"), _value(one.find(f"{W}abstractNumId"))
        if source not in abstract:
            continue
        # A list that begins anew counts for itself; all others of one kind count on together, as in Word.
        overrides = {_number(_value(change, "ilvl")): change for change in one.iterchildren(f"{W}lvlOverride")}
        known.source[number] = f"own {number}" if overrides else source
        for level in abstract[source].iterchildren(f"{W}lvl"):
            at = _number(_value(level, "ilvl"))
            known.levels[number, at] = _level(level, overrides.get(at))
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        if (own := style.find(f"{W}pPr/{W}numPr")) is not None:
            known.styles[_value(style, "styleId")] = _list_of(own)
    return known


def _level(level: _Element, override: _Element | None) -> Level:
    whole = override.find(f"{W}lvl") if override is not None else None
    level = whole if whole is not None else level
    begins = override.find(f"{W}startOverride") if override is not None else None
    start = _value(begins if begins is not None else level.find(f"{W}start"))
    return Level(
        _value(level.find(f"{W}numFmt")) or "decimal",
        _value(level.find(f"{W}lvlText")),
        _number(start) if start else 1,
        level.find(f"{W}isLgl") is not None,
    )


def _numbered(paragraph: _Element, known: Numbering) -> tuple[str, int]:
    own = paragraph.find(f"{W}pPr/{W}numPr")
    style = known.styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), ("", 0))
    if own is None:
        return style
    number, at = _list_of(own)
    return number or style[0], at


def _list_of(properties: _Element) -> tuple[str, int]:
    return _value(properties.find(f"{W}numId")), _number(_value(properties.find(f"{W}ilvl")))


def _count(counts: dict[int, int], at: int, level: Level) -> None:
    counts[at] = counts.get(at, level.start - 1) + 1
    for deeper in [one for one in counts if one > at]:
        del counts[deeper]


def _said(counts: dict[int, int], number: str, at: int, known: Numbering) -> str:
    level = known.levels[number, at]

    def place(found: re.Match[str]) -> str:
        other = known.levels.get((number, int(found[1]) - 1), level)
        count = counts.get(int(found[1]) - 1, other.start)
        return counted(count, "decimal" if level.in_digits else other.how)

    return _PLACE.sub(place, level.text)


def _write(paragraph: _Element, said: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for own in properties.findall(f"{W}numPr"):
        properties.remove(own)
    numbered = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(numbered, f"{W}numId").set(f"{W}val", "0")
    run = etree.Element(f"{W}r")
    words = etree.SubElement(run, f"{W}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = f"{said} " if said and said[-1].isascii() else said
    properties.addnext(run)


def _value(element: _Element | None, name: str = "val") -> str:
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
