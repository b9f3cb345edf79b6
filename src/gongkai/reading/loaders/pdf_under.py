"""Which words of a PDF's text layer lie in given boxes of its pages, which do not, and where each character stands."""

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


def letters_of(data: bytes, clock: Clock) -> list[tuple[str, list[int]]]:
    """Of each page its characters, and four edges of each (left, top, right, bottom) in ten thousandths of the page as it is
    shown; a break has no extent. Raises ReadingError."""
    found = []
    with closing(opened(data, "")) as pdf:
        for page in pages_of(pdf, ""):
            clock.check()
            with closing(page):
                found.append(_letters(page))
    return found


def _letters(page: pdfium.PdfPage) -> tuple[str, list[int]]:
    text: list[str] = []
    edges: list[int] = []
    with closing(page.get_textpage()) as words:
        for index in range(words.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(words.raw, index))
            if 0xD800 <= ord(letter) < 0xE000:
                letter = "\ufffd"
            text.append(letter)
            edges += [0, 0, 0, 0] if letter.isspace() else _edges(page, *words.get_charbox(index, loose=True))
    return "".join(text), edges


def _edges(page: pdfium.PdfPage, left: float, bottom: float, right: float, top: float) -> list[int]:
    corners = [_steps(page, x, y) for x, y in ((left, bottom), (right, top))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return [min(max(edge, 0), _STEPS) for edge in (xs[0], ys[0], xs[1], ys[1])]


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
    across, down = _steps(page, (left + right) / 2, (bottom + top) / 2)
    return across / _STEPS, down / _STEPS


def _steps(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, _STEPS, _STEPS, 0, x, y, across, down)
    return across.value, down.value
