"""The picture of a page, to be shown beside a cell that a person must look at.

Where on the page a cell stands is known when the file is loaded: `load(data, name).region(cell.at)`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from gongkai.errors import MissingExtraError
from gongkai.reading.blocks import PageImage
from gongkai.reading.picture_pages import as_pdf, is_page_picture
from gongkai.reading.problem import Clock, Limits, ReadingError
from gongkai.reading.sniff import sniff

_DEFAULT = Limits()
_DPI = 110.0


def page_image(data: bytes, name: str, page: int, *, dpi: float = _DPI, limits: Limits = _DEFAULT) -> PageImage:
    """Page number `page` (from 1) of a PDF or of a picture file, drawn at `dpi`.

    Raises ReadingError (READ_NO_PAGES) for a file form that has no pages of its own, MissingExtraError without the packages
    that open it.
    """
    has_pillow = find_spec("PIL") is not None
    if is_page_picture(data) and not has_pillow:
        data = as_pdf([(name, data)])
    kind = sniff(data, name, limits)
    if kind not in ("pdf", "picture"):
        raise ReadingError("这种文件没有可以显示的页面", "请直接打开原文件对照", name, "READ_NO_PAGES")
    if kind == "picture" and not has_pillow:
        raise MissingExtraError.of("showing a picture", "ocr")
    try:
        pdf = import_module("gongkai.reading.loaders.pdf")
    except ImportError as error:
        raise MissingExtraError.of("showing a page", "pdf") from error
    picture: PageImage = pdf.page_image(data, name, page, dpi, Clock(limits, name), is_picture=kind == "picture")
    return picture
