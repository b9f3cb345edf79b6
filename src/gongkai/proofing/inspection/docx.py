"""Word documents: revisions, remarks, hidden and blackened text, headers and notes, the author, links, embedded files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.proofing.case import Behind, Passage, Trace
from gongkai.proofing.inspection.parts import Package, attribute, common, plain
from gongkai.reading import Limits
from gongkai.reading.loaders.docx_text import child_of, is_on, name_of, text_of, value_of

_BODY = "word/document.xml"
_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_DARK = frozenset({"000000", "black", "0D0D0D", "1A1A1A"})
_LIGHT = frozenset({"FFFFFF", "white"})


def inspect(data: bytes, name: str, limits: Limits) -> Behind:
    package = Package(data, name, limits)
    behind = Behind()
    for part in [_BODY, *package.names("word/header", ".xml"), *package.names("word/footer", ".xml")]:
        root = package.xml(part)
        if root is not None:
            if part != _BODY:
                behind.passages += _paragraphs(root, "页眉页脚")
            _revisions(root, behind)
            _hidden(root, behind)
    for part, label in (("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注")):
        root = package.xml(part)
        behind.passages += _paragraphs(root, label) if root is not None else ()
    _remarks(package, behind)
    common(package, behind)
    return behind


def _paragraphs(root: etree._Element, part: str) -> Iterator[Passage]:
    for paragraph in root.iter():
        if name_of(paragraph) == "p" and (text := text_of(paragraph).strip()):
            yield Passage(text.replace("\n", " "), part=part)


def _revisions(root: etree._Element, behind: Behind) -> None:
    """Text that was taken out is still there for everyone who opens the file."""
    marks = [element for element in root.iter() if name_of(element) in _REVISIONS and not _is_mark_only(element)]
    if not marks:
        return
    behind.traces.append(Trace("PF-TRACKED", str(len(marks)), part="修订"))
    gone = ["".join(_all_text(mark)) for mark in marks if name_of(mark) in ("del", "moveFrom")]
    behind.passages += [Passage(text.replace("\n", " "), part="修订里删除的文字") for text in gone if text.strip()]


def _is_mark_only(element: etree._Element) -> bool:
    """w:ins in the properties of a paragraph or row: a paragraph mark that was put in."""
    parent = element.getparent()
    return parent is not None and name_of(parent) in ("rPr", "trPr", "tcPr", "numPr")


def _all_text(element: etree._Element) -> Iterable[str]:
    return (part.text or "" for part in element.iter() if name_of(part) in ("t", "delText"))


def _hidden(root: etree._Element, behind: Behind) -> None:
    for kind, label, judge in (("hidden", "隐藏文字", _is_hidden), ("black", "涂黑的文字", _is_blackened)):
        texts = ["".join(_all_text(run)).strip() for run in root.iter() if name_of(run) == "r" and judge(run)]
        joined = "".join(texts)
        if joined:
            rule = "PF-HIDDEN" if kind == "hidden" else "PF-COVERED"
            template = "main" if kind == "hidden" else "blackened"
            behind.traces.append(Trace(rule, f"{len(joined)}", part=label, kind=template))
            behind.passages.append(Passage(joined.replace("\n", " "), part=label))


def _is_hidden(run: etree._Element) -> bool:
    return is_on(child_of(run, "rPr", "vanish")) or is_on(child_of(run, "rPr", "webHidden"))


def _is_blackened(run: etree._Element) -> bool:
    """A black ground behind letters that are not white."""
    properties = child_of(run, "rPr")
    if properties is None or value_of(child_of(properties, "color")).upper() in _LIGHT:
        return False
    shade = child_of(properties, "shd")
    ground = attribute(shade, "fill").upper() if shade is not None else ""
    return value_of(child_of(properties, "highlight")) == "black" or ground in _DARK


def _remarks(package: Package, behind: Behind) -> None:
    root = package.xml("word/comments.xml")
    remarks = [element for element in root if plain(element) == "comment"] if root is not None else []
    if remarks:
        behind.traces.append(Trace("PF-COMMENT", str(len(remarks)), part="批注"))
        texts = (" ".join("".join(_all_text(remark)).split()) for remark in remarks)
        behind.passages += [Passage(text, part="批注") for text in texts if text]
