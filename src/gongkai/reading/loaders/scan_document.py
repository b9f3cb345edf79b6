"""Pages that are pictures → what is drawn on them: pages of a PDF, and the pages of picture files.

Runs in a process of its own, see `pdf` and `scan`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

import numpy as np
import pypdfium2 as pdfium
from PIL import Image as PillowImage
from PIL import ImageOps, ImageSequence

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf_blocks import Pages, laid_out
from gongkai.reading.loaders.pdf_document import Recognise
from gongkai.reading.loaders.pdf_shapes import Drawn, View
from gongkai.reading.loaders.scan_engine import Engine
from gongkai.reading.loaders.scan_page import Picture, grey, recognise, resized, size_in_points
from gongkai.reading.problem import Clock, ReadingError

_DPI, _POINTS = 200.0, 72.0
_MOST_PAGES = 100
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "MPO")


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
        width, height = size_in_points(*_stated_size(frame))
        yield Picture(resized(pixels, round(max(width, height) * _DPI / _POINTS)), width, height), total


def frames(data: bytes) -> Iterator[tuple[PillowImage.Image, int]]:
    """The pages of a picture file in colour, the way up that the camera says, with how many there are."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with PillowImage.open(io.BytesIO(data), formats=_FORMATS) as picture:
                for frame in ImageSequence.Iterator(picture):
                    _refuse_large(frame)
                    upright = ImageOps.exif_transpose(_on_white(frame))
                    upright.info.setdefault("dpi", picture.info.get("dpi"))
                    yield upright, getattr(picture, "n_frames", 1)
    except ReadingError:
        raise
    except Exception as error:
        # Pillow's decoders raise whatever a damaged file leads them to.
        raise ReadingError("图片已损坏，打不开", "请重新保存或重新扫描后再试", code="READ_BROKEN") from error


def _on_white(frame: PillowImage.Image) -> PillowImage.Image:
    if not frame.has_transparency_data:
        return frame.convert("RGB")
    white = PillowImage.new("RGBA", frame.size, "white")
    white.alpha_composite(frame.convert("RGBA"))
    return white.convert("RGB")


def _refuse_large(frame: PillowImage.Image) -> None:
    if frame.width * frame.height > _MOST_PIXELS:
        text = f"图片有 {frame.width}×{frame.height} 个像素，太大"
        raise ReadingError(text, "请以每英寸 200 点重新扫描后再试", code="READ_SIZE")


def _stated_size(frame: PillowImage.Image) -> tuple[float, float]:
    """In points, as the file states its resolution; without one, in pixels."""
    dpi = frame.info.get("dpi") or (_POINTS, _POINTS)
    across, down = (float(one) if one and float(one) > 1 else _POINTS for one in dpi)
    return frame.width * _POINTS / across, frame.height * _POINTS / down
