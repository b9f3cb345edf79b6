"""PDF → blocks, in a process of its own: a hostile file may hang pdfium or eat its memory, never the program that asks."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from gongkai.reading.blocks import Document, PageImage
from gongkai.reading.loaders.pdf_helper import READ, HelperDiedError, Order, ask
from gongkai.reading.loaders.pdf_wire import behind_from, document_from, letters_from, picture_from, under_from
from gongkai.reading.problem import Clock, ReadingError

_GRACE = 1.0

if find_spec("pypdfium2") is None:
    raise ImportError("pypdfium2")


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for a damaged or locked file, one without text, one whose text cannot be known, and one that
    takes longer or more memory than any report needs."""
    try:
        document = document_from(_asked(data, name, clock, READ), name)
    except ReadingError as error:
        if error.code != "READ_SCAN" or not can_recognise():
            raise
        return _recognised(data, name, clock)
    return _recognised(data, name, clock) if document.pictures and can_recognise() else document


def _recognised(data: bytes, name: str, clock: Clock) -> Document:
    clock.begin_slow()
    return document_from(recognised(data, name, clock, Order(recognise=True)), name)


def can_recognise() -> bool:
    """Whether the packages that recognise characters in pictures are installed."""
    return all(find_spec(package) for package in ("rapidocr", "onnxruntime", "cv2"))


def recognised(data: bytes, name: str, clock: Clock, order: Order) -> bytes:
    """The helper's answer about pictures, for which every page has time of its own."""
    clock.check()
    seconds = clock.left + clock.limits.page_seconds
    clock.tell(0, 0)
    try:
        with clock.apart():
            return ask(data, seconds, seconds + _GRACE, order, clock.tell)
    except HelperDiedError as death:
        text = "文字识别没有完成：页面过大、过于复杂，或者内存不够"
        raise ReadingError(text, "请只留需要的几页，或以每英寸 200 点重新扫描后再试", name, "READ_TIME") from death


def page_image(data: bytes, name: str, page: int, dpi: float, clock: Clock, *, is_picture: bool = False) -> PageImage:
    """Of a PDF or, with `is_picture`, of a picture file. Raises ReadingError for a damaged or locked file, and for a page
    that it does not have."""
    return picture_from(_asked(data, name, clock, Order(page, dpi, is_picture=is_picture)), name)


def behind(data: bytes, name: str, clock: Clock) -> dict[str, Any]:
    """What it holds beside what its pages show. Raises ReadingError for a damaged or locked file."""
    return behind_from(_asked(data, name, clock, Order(behind=True)), name)


def words_under(
    data: bytes, name: str, boxes: Sequence[tuple[int, float, float, float, float]], clock: Clock
) -> tuple[list[str], list[str]]:
    """The words of the text layer below each box, and of each page beside its boxes. Raises ReadingError."""
    return under_from(_asked(data, name, clock, Order(under=tuple(boxes))), name)


def letters(data: bytes, name: str, clock: Clock) -> list[tuple[str, list[int]]]:
    """Each page's characters and their edges (`pdf_under.letters_of`). Raises ReadingError."""
    return letters_from(_asked(data, name, clock, Order(letters=True)), name)


def _asked(data: bytes, name: str, clock: Clock, order: Order) -> bytes:
    clock.check()
    try:
        return ask(data, clock.left, clock.left + _GRACE, order)
    except HelperDiedError as death:
        clock.check()
        text = "PDF 已损坏，或构造异常，读不下去"
        raise ReadingError(text, "请从 Word、WPS 重新导出 PDF 后再试", name, "READ_BROKEN") from death
