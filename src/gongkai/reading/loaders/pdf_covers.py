"""What hides text on a PDF page: shapes painted over it later, and the path it is clipped to."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from gongkai.reading.loaders.pdf_paths import Frame, Matrix, address
from gongkai.reading.loaders.pdf_shapes import Box

_MOST = 500
_RECTANGLE = 6
_SLACK = 1.0


@dataclass(slots=True)
class Covers:
    """Opaque surfaces in the order of painting, each with the number of texts below it; texts have theirs by address."""

    pdf: raw.FPDF_DOCUMENT
    boxes: list[tuple[int, Box]] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)

    def text(self, item: raw.FPDF_PAGEOBJECT) -> None:
        self.texts[address(item)] = len(self.texts)

    def surface(self, item: raw.FPDF_PAGEOBJECT, box: Box, outer: Matrix, frame: Frame) -> None:
        if self.texts and len(self.boxes) < _MOST and self._is_opaque(item):
            clip = clip_of(item, outer, frame)
            self.boxes.append((len(self.texts), _common(box, clip) if clip else box))

    def over(self, text: int) -> list[Box]:
        """What was painted after the text object of this address."""
        number = self.texts.get(text)
        return [box for below, box in self.boxes if number is not None and number < below]

    def _is_opaque(self, item: raw.FPDF_PAGEOBJECT) -> bool:
        if raw.FPDFPageObj_HasTransparency(item):
            return False
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            return not has_mask(self.pdf, item)
        return bool(raw.FPDFPath_CountSegments(item) <= _RECTANGLE)


def _common(one: Box, other: Box) -> Box:
    return Box(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def has_mask(pdf: raw.FPDF_DOCUMENT, picture: raw.FPDF_PAGEOBJECT) -> bool:
    """A seal that lets the text below it show through. A picture whose nature cannot be known hides nothing."""
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(pdf, None, picture)
    if not bitmap:
        return True
    try:
        return _alpha(bitmap) < 1
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _alpha(bitmap: raw.FPDF_BITMAP) -> float:
    """The least opacity of any dot."""
    if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
        return 1.0
    width, height, stride = (
        measure(bitmap) for measure in (raw.FPDFBitmap_GetWidth, raw.FPDFBitmap_GetHeight, raw.FPDFBitmap_GetStride)
    )
    dots = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    return min(min(dots[row * stride + 3 : row * stride + 4 * width : 4]) for row in range(height)) / 255


def clip_of(item: raw.FPDF_PAGEOBJECT, outer: Matrix, frame: Frame) -> Box | None:
    """The part of the page to which an object is clipped; None where it is not, or not to rectangles only."""
    path = raw.FPDFPageObj_GetClipPath(item)
    clip: Box | None = None
    for i in range(max(raw.FPDFClipPath_CountPaths(path), 0) if path else 0):
        box = _path_box(path, i, outer, frame)
        if box is not None:
            clip = _common(clip, box) if clip else box
    return clip.grown(_SLACK) if clip else None


def _path_box(path: raw.FPDF_CLIPPATH, index: int, outer: Matrix, frame: Frame) -> Box | None:
    count = raw.FPDFClipPath_CountPathSegments(path, index)
    if not 0 < count <= _RECTANGLE:
        return None
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, index, i), x, y)
        points.append(frame.point(*outer.point(x.value, y.value)))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_hidden(box: Box, clip: Box | None, covers: Sequence[Box]) -> bool:
    """Whether the middle of a letter is clipped away or painted over."""
    x, y = box.mid_x, box.mid_y
    return (clip is not None and not clip.holds(x, y)) or any(cover.holds(x, y) for cover in covers)
