"""Lines and rectangles of a PDF page, whatever a program draws them with: strokes, thin fills, dots, thin pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.loaders.pdf_shapes import Box, Drawn, Fill, Stroke
from gongkai.reading.problem import Clock

_THICKEST = 3.5
"""A filled bar thinner than this many points is a line."""

_ONE_RECTANGLE = 5
_DOT = 0.5
_STRAIGHT = 0.6
_DEEPEST = 12
_MOST_POINTS = 400_000


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates to what a reader sees. `rotation` counts quarter turns clockwise."""

    crop: Box
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        left, bottom, right, top = page.get_cropbox()
        return cls(Box(left, bottom, right, top), page.get_rotation() // 90)

    @property
    def width(self) -> float:
        return self.crop.height if self.rotation % 2 else self.crop.width

    @property
    def height(self) -> float:
        return self.crop.width if self.rotation % 2 else self.crop.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """In `crop`, y1 is the upper edge: the page's own y grows upwards."""
        match self.rotation:
            case 1:
                return y - self.crop.y0, x - self.crop.x0
            case 2:
                return self.crop.x1 - x, y - self.crop.y0
            case 3:
                return self.crop.y1 - y, self.crop.x1 - x
        return x - self.crop.x0, self.crop.y1 - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (ax, ay), (bx, by) = self.point(left, bottom), self.point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


class Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where this matrix puts the point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: Matrix) -> Matrix:
        """This matrix first, then the outer one."""
        e, f = outer.point(self.e, self.f)
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return Matrix(a, b, c, d, e, f)


UNCHANGED = Matrix()
_Points = list[tuple[float, float]]


class Painting(Protocol):
    """Is told of every text object, and of every surface that may hide what was painted before it, in their order."""

    def text(self, item: raw.FPDF_PAGEOBJECT) -> None: ...

    def surface(self, item: raw.FPDF_PAGEOBJECT, box: Box, outer: Matrix, frame: Frame) -> None: ...


def draw_shapes(
    page: pdfium.PdfPage, frame: Frame, drawn: Drawn, painting: Painting, clock: Clock
) -> dict[int, Matrix]:
    """Fill in the strokes, fills and pictures of a page, those inside nested forms too.

    Returns the matrix of the form around it for each text object that stands inside one.
    """
    points = 0
    outers: dict[int, Matrix] = {}
    for number, (item, outer) in enumerate(objects_of(page)):
        if number % 200 == 0:
            clock.check()
        kind = raw.FPDFPageObj_GetType(item)
        fills, pictures = len(drawn.fills), len(drawn.pictures)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            painting.text(item)
        if kind == raw.FPDF_PAGEOBJ_PATH and points < _MOST_POINTS:
            points += max(raw.FPDFPath_CountSegments(item), 0)
            _draw_path(item, outer, frame, drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            _draw_picture(_matrix(item).within(outer), frame, drawn)
        elif outer != UNCHANGED:
            outers[address(item)] = outer
        if len(drawn.fills) > fills or len(drawn.pictures) > pictures:
            for box in (*(fill.box for fill in drawn.fills[fills:]), *drawn.pictures[pictures:]):
                painting.surface(item, box, outer, frame)
    return outers


def objects_of(page: pdfium.PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    for i in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, i), UNCHANGED, 0)


def _inside(item: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
        yield item, outer
    elif depth < _DEEPEST:
        inner = _matrix(item).within(outer)
        for i in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _inside(raw.FPDFFormObj_GetObject(item, i), inner, depth + 1)


def _matrix(item: raw.FPDF_PAGEOBJECT) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return Matrix(m.a, m.b, m.c, m.d, m.e, m.f)


def _draw_path(item: raw.FPDF_PAGEOBJECT, outer: Matrix, frame: Frame, drawn: Drawn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value:
        for points in _on_page(item, outer, frame):
            for (ax, ay), (bx, by) in pairwise(points):
                _draw_stroke(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), drawn)
    elif fill.value:
        _draw_fills(item, _filled(item, outer, frame), drawn)


def _filled(item: raw.FPDF_PAGEOBJECT, outer: Matrix, frame: Frame) -> list[Box]:
    """The rectangles of a fill; one alone is its own bounds, which spares reading the points of each dot of a line."""
    if raw.FPDFPath_CountSegments(item) > _ONE_RECTANGLE:
        return [_bounds(points) for points in _on_page(item, outer, frame) if len(points) > 3]
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    if outer is UNCHANGED:
        return [frame.box(left.value, bottom.value, right.value, top.value)]
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return [_bounds([frame.point(*outer.point(*corner)) for corner in corners])]


def _on_page(item: raw.FPDF_PAGEOBJECT, outer: Matrix, frame: Frame) -> list[_Points]:
    matrix = _matrix(item).within(outer)
    return [[frame.point(*matrix.point(x, y)) for x, y in points] for points in _subpaths(item)]


def _subpaths(item: raw.FPDF_PAGEOBJECT) -> Iterator[_Points]:
    """Each run of straight segments; a curve ends one, and closing a path adds its last side."""
    points: _Points = []
    start: tuple[float, float] = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
            start = here if kind == raw.FPDF_SEGMENT_MOVETO else start
        points.append(here)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(start)
    if len(points) > 1:
        yield points


def _bounds(points: _Points) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _draw_stroke(box: Box, drawn: Drawn) -> None:
    if box.height <= _STRAIGHT and box.height <= box.width:
        drawn.across.append(Stroke(box.mid_y, box.x0, box.x1))
    elif box.width <= _STRAIGHT:
        drawn.down.append(Stroke(box.mid_x, box.y0, box.y1))


def _draw_fills(item: raw.FPDF_PAGEOBJECT, boxes: list[Box], drawn: Drawn) -> None:
    """A thin bar is a line, a rectangle with a slightly smaller one inside is a frame, anything else a fill."""
    for i, box in enumerate(boxes):
        if min(box.width, box.height) <= _THICKEST:
            _draw_bar(box, drawn)
        elif i + 1 < len(boxes) and _is_frame(box, boxes[i + 1]):
            _draw_frame(box, drawn)
        else:
            drawn.fills.append(Fill(box, darkness(item)))


def _draw_bar(box: Box, drawn: Drawn) -> None:
    """A dot may belong to a line of dots either way."""
    if box.width > _DOT * box.height:
        drawn.across.append(Stroke(box.mid_y, box.x0, box.x1))
    if box.height > _DOT * box.width:
        drawn.down.append(Stroke(box.mid_x, box.y0, box.y1))


def _is_frame(outer: Box, inner: Box) -> bool:
    margins = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    return all(0 <= margin <= _THICKEST for margin in margins)


def _draw_frame(box: Box, drawn: Drawn) -> None:
    drawn.across += [Stroke(box.y0, box.x0, box.x1), Stroke(box.y1, box.x0, box.x1)]
    drawn.down += [Stroke(box.x0, box.y0, box.y1), Stroke(box.x1, box.y0, box.y1)]


def _draw_picture(matrix: Matrix, frame: Frame, drawn: Drawn) -> None:
    corners = [frame.point(*matrix.point(x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    box = _bounds(corners)
    if min(box.width, box.height) <= _THICKEST:
        _draw_bar(box, drawn)
    else:
        drawn.pictures.append(box)


def address(item: Any) -> int:
    """What tells one object of pdfium from another."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def darkness(item: raw.FPDF_PAGEOBJECT) -> float:
    """How dark an object's fill is: 1 for black, 0 for white or clear."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return 1.0
    light = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return (1 - light) * alpha.value / 255
