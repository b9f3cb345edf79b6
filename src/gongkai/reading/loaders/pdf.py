"""PDF → blocks, in a process of its own: a hostile file may hang pdfium or eat its memory, never the program that asks."""

from __future__ import annotations

from importlib.util import find_spec

from gongkai.reading.blocks import Document, PageImage
from gongkai.reading.loaders.pdf_helper import READ, HelperDiedError, Order, ask
from gongkai.reading.loaders.pdf_wire import document_from, picture_from
from gongkai.reading.problem import Clock, ReadingError

_GRACE = 1.0

if find_spec("pypdfium2") is None:
    raise ImportError("pypdfium2")


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for a damaged or locked file, one without text, one whose text cannot be known, and one that
    takes longer or more memory than any report needs."""
    return document_from(_asked(data, name, clock, READ), name)


def page_image(data: bytes, name: str, page: int, dpi: float, clock: Clock) -> PageImage:
    """Raises ReadingError for a damaged or locked file, and for a page that it does not have."""
    return picture_from(_asked(data, name, clock, Order(page, dpi)), name)


def _asked(data: bytes, name: str, clock: Clock, order: Order) -> bytes:
    clock.check()
    try:
        return ask(data, clock.left, clock.left + _GRACE, order)
    except HelperDiedError as death:
        clock.check()
        text = "PDF 已损坏，或构造异常，读不下去"
        raise ReadingError(text, "请从 Word、WPS 重新导出 PDF 后再试", name, "READ_BROKEN") from death
