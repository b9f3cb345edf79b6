"""Document and boxes in; a PDF of pictures, proven to hold no text, out."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from gongkai.errors import MissingExtraError
from gongkai.reading import Limits
from gongkai.reading.picture_pages import as_pdf
from gongkai.redaction.boxes import Box
from gongkai.redaction.errors import RedactionError
from gongkai.redaction.proof import prove
from gongkai.redaction.source import LIMITS, Source, source_of

DPI = 200.0
MOST_PAGES = 300
_TOKENS = re.compile(r"[A-Za-z0-9@.\-]{4,}|[\u3400-\u9fff]{2,}")
_SPREAD = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Between the signs of a line that is set to its full width, pdfium sees spaces."""
_MOST_ELSEWHERE = 50


@dataclass(frozen=True, slots=True)
class Redacted:
    """`pdf` to be handed out. `proven_by` names what tried to get text out of it. `elsewhere`: words that lie below a box
    and stand open on another place, with the page: a guess for a person to look at, from the text layer alone."""

    pdf: bytes
    pages: int
    boxes: int
    proven_by: tuple[str, ...]
    elsewhere: tuple[tuple[int, str], ...]


def redact(
    source: Source | bytes, boxes: Sequence[Box], *, name: str = "", dpi: float = DPI, limits: Limits = LIMITS
) -> Redacted:
    """Of a Source, or of a file's bytes. Raises ReadingError for a file that cannot be opened, RedactionError for boxes on
    no page and for a result that is not proven, MissingExtraError without Pillow."""
    steps = redact_by_pages(source, boxes, name=name, dpi=dpi, limits=limits)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Redacted = end.value
            return done


def redact_by_pages(
    source: Source | bytes, boxes: Sequence[Box], *, name: str = "", dpi: float = DPI, limits: Limits = LIMITS
) -> Generator[int, None, Redacted]:
    """The same, page by page, for a program that has other things to do in between: yields how many pages are done, and
    returns the result after the proof. Whoever stops in between has nothing."""
    if not find_spec("PIL"):
        raise MissingExtraError.of("redacting", "redaction")
    from gongkai.redaction.burning import burned

    pages = source if isinstance(source, Source) else source_of(source, name, limits)
    _refuse_misplaced(pages, boxes)
    pictures = []
    for number in range(1, pages.pages + 1):
        mine = [box for box in boxes if box.page == number]
        pictures.append((pages.name, burned(pages.page(number, dpi, limits).png, mine)))
        yield number
    under, beside = pages.words(boxes, limits)
    removed = list(dict.fromkeys(token for words in under for token in _TOKENS.findall(_SPREAD.sub("", words))))
    pdf = as_pdf(pictures, dpi=dpi)
    proven_by = prove(pdf, removed, limits=limits)
    return Redacted(pdf, pages.pages, len(boxes), proven_by, tuple(_elsewhere(removed, beside)))


def _refuse_misplaced(pages: Source, boxes: Sequence[Box]) -> None:
    if pages.pages > MOST_PAGES:
        text = f"有 {pages.pages} 页，一次最多遮盖 {MOST_PAGES} 页"
        raise RedactionError(text, "请拆成几份后再遮盖", pages.name, "REDACTION_PAGES")
    for number, box in enumerate(boxes, 1):
        if box.page > pages.pages:
            text = f"第 {number} 个遮盖框在第 {box.page} 页，文件只有 {pages.pages} 页"
            raise RedactionError(text, "请核对页码", pages.name, "REDACTION_PAGE")
    if not boxes:
        raise RedactionError(
            "没有遮盖框", "请先画出要遮盖的地方；不用遮盖的，直接提供原件", pages.name, "REDACTION_NONE"
        )


def _elsewhere(removed: Sequence[str], beside: Sequence[str]) -> list[tuple[int, str]]:
    joined = ["".join(text.split()) for text in beside]
    found = [(page, word) for page, text in enumerate(joined, 1) for word in removed if word in text]
    return found[:_MOST_ELSEWHERE]
