"""A Word document → rich text. Its pictures, headers and comments stay in the file."""

from __future__ import annotations

import io
import zipfile
import zlib

import mammoth
from lxml import etree

from gongkai_web.publishing.docx_numbers import W, write_numbers
from gongkai_web.publishing.errors import PublishingError

_MOST_BYTES, _MOST_LIGHT_BYTES = 30_000_000, 4_000_000
"""Of a part unpacked, and of the text without what only says how it looks: some hundreds of pages, in seconds."""
_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_READ = (_DOCUMENT, _NUMBERING, _STYLES, "word/footnotes.xml", "word/endnotes.xml")
_KEPT = frozenset({*_READ, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"})
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_STYLE_MAP = """
p[style-name='gk center'] => p[align='center']:fresh
p[style-name='gk right'] => p[align='right']:fresh
u => u
"""
_KEPT_OF_RUNS = frozenset(f"{W}{name}" for name in ("b", "i", "u", "strike", "dstrike", "vertAlign"))
_NOISE = tuple(f"{W}{name}" for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "sectPr"))
_ALIGNED = {"center": "gk center", "right": "gk right", "end": "gk right"}


def docx_html(content: bytes) -> str:
    """HTML as the document means it, not cleaned. Raises PublishingError."""
    try:
        package = _prepared(content)
        converted = mammoth.convert_to_html(
            package,
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=lambda _: [],
            transform_document=mammoth.transforms.paragraph(_aligned),
        )
    except (*_BROKEN, etree.XMLSyntaxError, AttributeError, IndexError, RecursionError) as error:
        raise PublishingError("这份 Word 文档打不开", "请用 Word 或 WPS 打开，另存为 docx 后再试") from error
    return str(converted.value)


def _aligned(paragraph: mammoth.documents.Paragraph) -> mammoth.documents.Paragraph:
    style = _ALIGNED.get(paragraph.alignment or "")
    if not style or (paragraph.style_name or "").lower().startswith(("heading", "gk ")):
        return paragraph
    return paragraph.copy(style_name=style, style_id=None)


def _prepared(content: bytes) -> io.BytesIO:
    """The document with its numbers written out and without hidden text; nothing else of the package goes in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as prepared:
        names = set(package.namelist())
        parts = {name: _part(package, name) for name in _KEPT & names}
        document = _xml(parts[_DOCUMENT])
        _drop_hidden(document)
        _lighten(document)
        write_numbers(document, *(_xml(parts[name]) if name in parts else None for name in (_NUMBERING, _STYLES)))
        light = etree.tostring(document, encoding="utf-8", xml_declaration=True)
        if len(light) > _MOST_LIGHT_BYTES:
            raise _too_long()
        for name, part in (parts | {_DOCUMENT: light}).items():
            prepared.writestr(name, part)
    out.seek(0)
    return out


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _MOST_BYTES:
        raise _too_long()
    part = package.read(name)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ValueError(name)
    return part


def _too_long() -> PublishingError:
    return PublishingError("这份 Word 文档太长，不能转成正文", "请把它作为附件，正文里只留要点")


def _xml(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(part, parser)


def _drop_hidden(document: etree._Element) -> None:
    """What nobody sees in Word is not to be seen on the page."""
    for mark in list(document.iter(f"{W}vanish")):
        run = mark.getparent().getparent() if mark.getparent() is not None else None
        if run is not None and run.tag == f"{W}r" and mark.get(f"{W}val") not in ("0", "false", "off"):
            run.getparent().remove(run)


def _lighten(document: etree._Element) -> None:
    """Fonts, sizes, marks of sessions: most of what Word writes, and none of it is kept."""
    for noise in list(document.iter(*_NOISE)):
        if noise.getparent() is not None:
            noise.getparent().remove(noise)
    for element in document.iter(f"{W}rPr"):
        for child in [child for child in element if child.tag not in _KEPT_OF_RUNS]:
            element.remove(child)
    for element in document.iter(f"{W}p", f"{W}r", f"{W}tr"):
        element.attrib.clear()
