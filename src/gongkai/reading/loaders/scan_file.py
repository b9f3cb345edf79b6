"""A picture file through Pillow: its pages, the way up that the camera says, and one of them to show."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image as PillowImage
from PIL import ImageOps, ImageSequence

from gongkai.reading.blocks import PageImage
from gongkai.reading.problem import ReadingError

_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "MPO")
_POINTS, _POINTS_A4 = 72.0, 842.0


def picture_page(data: bytes, number: int, dpi: float) -> PageImage:
    """Page `number` (from 1) as PNG, as large as A4 would be at `dpi`, not larger than it is. Raises ReadingError."""
    total = 0
    for count, (frame, total) in enumerate(frames(data), 1):
        if count == number:
            longest = round(dpi / _POINTS * _POINTS_A4)
            frame.thumbnail((longest, longest))
            out = io.BytesIO()
            frame.save(out, "PNG")
            return PageImage(out.getvalue(), frame.width, frame.height, total)
    raise ReadingError(f"图片没有第 {number} 页", f"这个文件有 {total} 页", code="READ_PAGE")


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


def stated_size(frame: PillowImage.Image) -> tuple[float, float]:
    """In points, as the file states its resolution; without one, in pixels."""
    dpi = frame.info.get("dpi") or (_POINTS, _POINTS)
    across, down = (float(one) if one and float(one) > 1 else _POINTS for one in dpi)
    return frame.width * _POINTS / across, frame.height * _POINTS / down
