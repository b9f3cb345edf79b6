"""Picture files (scanned pages, photographs, screenshots) → blocks, in a process of its own."""

from __future__ import annotations

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf import can_recognise, recognised
from gongkai.reading.loaders.pdf_document import NEEDS_RECOGNITION
from gongkai.reading.loaders.pdf_helper import Order
from gongkai.reading.loaders.pdf_wire import document_from
from gongkai.reading.problem import Clock, ReadingError

_MEDIA_TYPE = "image/*"


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError where characters cannot be recognised here, and for a damaged picture."""
    if not can_recognise():
        text = "这是图片，没有文字层"
        raise ReadingError(text, f"请找到原来的 Word 文件；只有图片时，{NEEDS_RECOGNITION}", name, "READ_PICTURE")
    clock.begin_slow()
    answer = recognised(data, name, clock, Order(recognise=True, is_picture=True))
    return document_from(answer, name, _MEDIA_TYPE)
