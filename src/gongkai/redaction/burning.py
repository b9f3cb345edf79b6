"""Boxes burned into the picture of a page: black, a little wider than drawn, with the article in white where there is room."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from gongkai.redaction.boxes import Box

_MARGIN = 2
"""Pixels more on every side: the soft edges of letters would still tell something."""
_SMALLEST, _LARGEST = 12, 44
_JPEG_FROM = 700_000
_QUALITY = 85


def burned(png: bytes, boxes: Sequence[Box]) -> bytes:
    """The picture with these boxes, as PNG or JPEG without any metadata; what lay below them is in no pixel of it."""
    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGB")
    draw = ImageDraw.Draw(page)
    areas = [_area(box, page.width, page.height) for box in boxes]
    for area in areas:
        draw.rectangle(area, fill="black")
    for area, box in zip(areas, boxes, strict=True):
        _label(draw, area, box.label)
    return _packed(page)


def _area(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    return (
        max(0, math.floor(box.left * width) - _MARGIN),
        max(0, math.floor(box.top * height) - _MARGIN),
        min(width - 1, math.ceil(box.right * width) + _MARGIN),
        min(height - 1, math.ceil(box.bottom * height) + _MARGIN),
    )


def _label(draw: Any, area: tuple[int, int, int, int], text: str) -> None:
    """In the middle; where the box is too small, nothing."""
    left, top, right, bottom = area
    size = min(_LARGEST, int((bottom - top) * 0.7), int((right - left) * 0.9 / len(text)))
    if size >= _SMALLEST:
        middle = ((left + right) / 2, (top + bottom) / 2)
        draw.text(middle, text, fill="white", font=_font(size), anchor="mm")


@cache
def _font(size: int) -> Any:
    return ImageFont.truetype(io.BytesIO(_font_bytes()), size)


@cache
def _font_bytes() -> bytes:
    return (files("gongkai.writing") / "fonts" / "GongkaiSans-Bold.otf").read_bytes()


def _packed(page: Any) -> bytes:
    """Text pages without colour are smaller, and sharper, as PNG."""
    grey = page.convert("L")
    if grey.convert("RGB").tobytes() == page.tobytes():
        page = grey
        png = _saved(page, "PNG", optimize=True)
        if len(png) <= _JPEG_FROM:
            return png
    return _saved(page, "JPEG", quality=_QUALITY)


def _saved(page: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    page.save(out, form, **options)
    return out.getvalue()
