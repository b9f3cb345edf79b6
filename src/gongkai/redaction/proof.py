"""The proof: whatever gets text out of a PDF is tried on the result, and none may get any."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from gongkai.reading import Limits
from gongkai.reading.problem import Clock
from gongkai.redaction.errors import RedactionError

_NAMES = rb"/(?:Font|Annots|AcroForm|EmbeddedFiles?|Filespec|Metadata|Info|JavaScript|OCG|OCProperties|Outlines|ToUnicode|Alt)\b"
_SHOWN = rb"\b(?:BT|Tj|TJ)\b"
_STREAM = re.compile(
    rb"<<(?P<about>[^>]*(?:>(?!>)[^>]*|<<[^>]*>>)*)>>\s*stream\r?\n(?P<body>.*?)\nendstream", re.DOTALL
)
_IN_PICTURES = (b"Exif\0", b"ns.adobe.com", b"<x:xmp", b"8BIM")
_ENCODINGS = ("utf-8", "utf-16-be", "gb18030")
_LEAST_BYTES = 4


def prove(pdf: bytes, removed: Sequence[str] = (), *, limits: Limits | None = None) -> tuple[str, ...]:
    """The names of what was tried. Raises RedactionError where text, or anything beside the pictures, is found.

    `removed`: words that must not be in the bytes either, in any usual encoding.
    """
    bounds = limits or Limits(seconds=120.0)
    tried = []
    for name, extract in _extractors(bounds):
        found = extract(pdf).strip()
        if found:
            raise _refused(f"用 {name} 还能取出文字")
        tried.append(name)
    _refuse_parts(pdf)
    _refuse_words(pdf, removed)
    return (*tried, "逐字节查找")


def _extractors(limits: Limits) -> list[tuple[str, Callable[[bytes], str]]]:
    """pdfium always; the others where they are installed."""
    found: list[tuple[str, Callable[[bytes], str]]] = [("pdfium", lambda pdf: _by_pdfium(pdf, limits))]
    for name, extract in (("pdfplumber", _by_pdfplumber), ("pypdf", _by_pypdf), ("pdfminer", _by_pdfminer)):
        if find_spec(name):
            found.append((name, extract))
    return found


def _by_pdfium(pdf: bytes, limits: Limits) -> str:
    """Its text, remarks, links, and what it says about itself."""
    from gongkai.reading.loaders.pdf import behind, words_under

    _, beside = words_under(pdf, "", (), Clock(limits))
    hidden = {key: value for key, value in behind(pdf, "", Clock(limits)).items() if value}
    return "".join(beside) + (str(hidden) if hidden else "")


def _by_pdfplumber(pdf: bytes) -> str:
    with import_module("pdfplumber").open(io.BytesIO(pdf)) as opened:
        return "".join(page.extract_text() or "" for page in opened.pages)


def _by_pypdf(pdf: bytes) -> str:
    opened = import_module("pypdf").PdfReader(io.BytesIO(pdf))
    return "".join(page.extract_text() for page in opened.pages) + str(opened.metadata or "")


def _by_pdfminer(pdf: bytes) -> str:
    return str(import_module("pdfminer.high_level").extract_text(io.BytesIO(pdf)))


def _refuse_parts(pdf: bytes) -> None:
    """A PDF of pictures has no fonts, remarks, attachments or metadata, and its drawing shows no text."""
    outside = _STREAM.sub(b"", pdf)
    if found := re.search(_NAMES, outside):
        raise _refused(f"文件里还有 {found[0].decode('ascii')}")
    for about, body in _streams(pdf):
        if b"/Image" in about:
            if any(mark in body for mark in _IN_PICTURES):
                raise _refused("页面的图片里还有拍摄、编辑信息")
        elif re.search(_SHOWN, _inflated(body)):
            raise _refused("页面里还有文字")


def _refuse_words(pdf: bytes, removed: Sequence[str]) -> None:
    """Outside the pixels: those are seen, not searched."""
    parts = [_STREAM.sub(b"", pdf), *(_inflated(body) for about, body in _streams(pdf) if b"/Image" not in about)]
    for word in removed:
        written = [word.encode(encoding) for encoding in _ENCODINGS]
        sought = [one for one in (*written, *(one.hex().encode() for one in written)) if len(one) >= _LEAST_BYTES]
        if any(one in part for one in sought for part in parts):
            raise _refused("文件的内容里还能找到遮盖掉的字")


def _streams(pdf: bytes) -> list[tuple[bytes, bytes]]:
    return [(found["about"], found["body"]) for found in _STREAM.finditer(pdf)]


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return body


def _refused(what: str) -> RedactionError:
    return RedactionError(
        f"遮盖没有通过核验：{what}", "没有生成文件，请把这句话告诉开发人员", code="REDACTION_NOT_PROVEN"
    )
