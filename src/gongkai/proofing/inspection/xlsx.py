"""Workbooks (xlsx): hidden sheets, rows and columns with what they hold, remarks, the author, links, embedded files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from gongkai.proofing.case import Behind, Passage, Trace
from gongkai.proofing.inspection.parts import Package, attribute, common, plain
from gongkai.reading import Limits

_MOST_TEXTS = 20_000


def inspect(data: bytes, name: str, limits: Limits) -> Behind:
    """Workbooks of the older binary forms cannot be looked behind, and a trace says so."""
    if not data.startswith(b"PK"):
        return Behind(traces=[Trace("PF-UNCHECKED")])
    package = Package(data, name, limits)
    behind = Behind()
    book = package.xml("xl/workbook.xml")
    if book is None:
        behind.traces.append(Trace("PF-UNCHECKED"))
    else:
        shared = _shared(package)
        for sheet, part in _sheets(package, book):
            _look_behind(package, sheet, part, shared, behind)
    _remarks(package, behind)
    common(package, behind)
    return behind


def _sheets(package: Package, book: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {r.get("Id"): r.get("Target", "") for r in relations} if relations is not None else {}
    for sheet in book.iter():
        if plain(sheet) == "sheet":
            target = str(targets.get(attribute(sheet, "id"), ""))
            yield sheet, target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _shared(package: Package) -> Sequence[str]:
    root = package.xml("xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in item.iter() if plain(t) == "t") for item in root] if root is not None else []


@dataclass(slots=True)
class _Hidden:
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    sheet: list[str] = field(default_factory=list)


def _look_behind(package: Package, sheet: etree._Element, part: str, shared: Sequence[str], behind: Behind) -> None:
    root = package.xml(part)
    if root is None:
        return
    name, is_hidden = sheet.get("name", ""), sheet.get("state", "visible") != "visible"
    found = _hidden_texts(root, shared, whole=is_hidden)
    for kind, texts in (("sheet", found.sheet), ("rows", found.rows), ("columns", found.columns)):
        if texts:
            label = f"工作表“{name}”"
            behind.traces.append(Trace("PF-HIDDEN-CELLS", str(len(texts)), part=label, kind=kind))
            behind.passages += [Passage(text, part=f"{label}隐藏的内容") for text in texts[:_MOST_TEXTS]]


def _hidden_texts(root: etree._Element, shared: Sequence[str], *, whole: bool) -> _Hidden:
    found = _Hidden()
    spans = [c for c in root.iter() if plain(c) == "col" and c.get("hidden") in ("1", "true")]
    hidden = [(_whole(c.get("min", "")), _whole(c.get("max", ""))) for c in spans]
    for row in (element for element in root.iter() if plain(element) == "row"):
        into = found.sheet if whole else found.rows if row.get("hidden") in ("1", "true") else None
        for cell in row:
            if into is None and not any(first <= _column(cell.get("r", "")) <= last for first, last in hidden):
                continue
            if text := _text(cell, shared):
                (found.columns if into is None else into).append(text)
    return found


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _column(reference: str) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = 26 * number + ord(letter) - 64
    return number


def _text(cell: etree._Element, shared: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter() if plain(t) == "t").strip()
    value = next((v.text or "" for v in cell if plain(v) == "v"), "").strip()
    if kind == "s":
        return shared[_whole(value)].strip() if value and _whole(value) < len(shared) else ""
    return value


def _remarks(package: Package, behind: Behind) -> None:
    texts: list[str] = []
    for part in package.names("xl/", ".xml"):
        if "omments" in part and (root := package.xml(part)) is not None:
            remarks = [element for element in root.iter() if plain(element) in ("comment", "threadedComment")]
            texts += [
                " ".join("".join(t.text or "" for t in one.iter() if plain(t) in ("t", "text")).split())
                for one in remarks
            ]
    if texts:
        behind.traces.append(Trace("PF-COMMENT", str(len(texts)), part="批注"))
        behind.passages += [Passage(text, part="批注") for text in texts if text]
