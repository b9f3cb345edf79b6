"""Which words of a PDF's text layer lie in given boxes of its pages, and which do not."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.loaders.pdf_file import opened, pages_of
from gongkai.reading.problem import Clock

Box = tuple[int, float, float, float, float]
_STEPS = 10_000
"""A page is measured in so many steps each way, as a screen would be."""


def words_under(data: bytes, boxes: Sequence[Box], clock: Clock) -> tuple[list[str], list[str]]:
    """The text below each box, and the text of each page that is below none. Raises ReadingError."""
    under, beside = [""] * len(boxes), []
    with closing(opened(data, "")) as pdf:
        for number, page in enumerate(pages_of(pdf, ""), 1):
            clock.check()
            with closing(page):
                mine = [(index, box[1:]) for index, box in enumerate(boxes) if box[0] == number]
                left: list[str] = []
                for text, at in _characters(page):
                    inside = [index for index, box in mine if at is None or _holds(box, at)]
                    for index in inside:
                        under[index] += text
                    if not inside or at is None:
                        left.append(text)
                beside.append("".join(left))
    return under, beside


def _holds(box: tuple[float, ...], at: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return left <= at[0] <= right and top <= at[1] <= bottom


def _characters(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[float, float] | None]]:
    """Each with its middle, in shares of the page as it is shown; breaks have no place."""
    with closing(page.get_textpage()) as words:
        for index in range(words.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(words.raw, index))
            yield (text, None) if text.isspace() else (text, _shown(page, *words.get_charbox(index, loose=True)))


def _shown(page: pdfium.PdfPage, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    x, y = ctypes.c_int(), ctypes.c_int()
    middle = ((left + right) / 2, (bottom + top) / 2)
    raw.FPDF_PageToDevice(page.raw, 0, 0, _STEPS, _STEPS, 0, *middle, x, y)
    return x.value / _STEPS, y.value / _STEPS
