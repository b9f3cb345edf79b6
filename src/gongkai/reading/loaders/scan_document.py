"""Pages that are pictures → what is drawn on them: pages of a PDF, and the pages of picture files.

Runs in a process of its own, see `pdf` and `scan`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

import numpy as np
import pypdfium2 as pdfium

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf_blocks import Pages, laid_out
from gongkai.reading.loaders.pdf_document import Recognise
from gongkai.reading.loaders.pdf_shapes import Drawn, View
from gongkai.reading.loaders.scan_engine import Engine
from gongkai.reading.loaders.scan_file import frames, stated_size
from gongkai.reading.loaders.scan_page import Picture, grey, recognise, resized, size_in_points
from gongkai.reading.problem import Clock, ReadingError

_DPI, _POINTS = 200.0, 72.0
_MOST_PAGES = 100


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine()


def page_reader() -> Recognise:
    """Reads PDF pages that are pictures. Raises ReadingError for more pages than any report has."""
    pages = 0

    def read(page: pdfium.PdfPage, clock: Clock) -> tuple[Drawn, View]:
        nonlocal pages
        pages += 1
        _refuse_many(pages)
        width, height = size_in_points(*page.get_size())
        scale = _DPI / _POINTS * width / page.get_width()
        with closing(page.render(scale=scale, rev_byteorder=True)) as drawn:
            pixels = grey(drawn.to_numpy())
        return recognise(Picture(pixels, width, height), _engine(), clock)

    return read


def read_pictures(data: bytes, clock: Clock) -> Document:
    """A picture file, each of its pages a page. Raises ReadingError for one that cannot be opened."""
    pages, count = Pages(), 0
    for count, (picture, total) in enumerate(_pictures(data), 1):
        clock.check()
        _refuse_many(count)
        pages.add(*recognise(picture, _engine(), clock), count, clock)
        clock.tell(count, total)
    laid = laid_out(pages)
    numbers = list(range(1, count + 1))
    return Document(laid.blocks, "", "ocr", "", regions=laid.regions, pictures=numbers, once=laid.once)


def _refuse_many(pages: int) -> None:
    if pages > _MOST_PAGES:
        text = f"要识别的图片超过 {_MOST_PAGES} 页"
        raise ReadingError(text, "请只留年度报告的几页", code="READ_PAGES")


def _pictures(data: bytes) -> Iterator[tuple[Picture, int]]:
    """Every page with how many there are."""
    for frame, total in frames(data):
        pixels = grey(np.asarray(frame))
        width, height = size_in_points(*stated_size(frame))
        yield Picture(resized(pixels, round(max(width, height) * _DPI / _POINTS)), width, height), total
