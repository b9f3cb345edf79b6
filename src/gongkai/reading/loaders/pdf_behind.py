"""What a PDF holds beside what its pages show: text under boxes painted or laid over it, remarks, links, its author."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.loaders.pdf_covers import has_mask
from gongkai.reading.loaders.pdf_file import MOST_PAGES, opened
from gongkai.reading.loaders.pdf_paths import UNCHANGED, Matrix, address, darkness, objects_of
from gongkai.reading.problem import Clock

_DARK = 0.6
_OPAQUE = 0.95
_MOST_OF_PAGE = 0.6
_OCR_SHARE = 0.5
_MOST_SURFACES = 2000
_LONGEST = 4000
_REMARKS = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_HIGHLIGHT)


class Area(NamedTuple):
    """A rectangle in the page's own coordinates, y growing upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    @property
    def size(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


@dataclass(slots=True)
class BehindPdf:
    """Entries begin with the number of the page. `covered` is text below a dark box or picture, `pale` below a light box,
    `redactions` text that is marked to be taken out and is still there."""

    covered: list[tuple[int, str]] = field(default_factory=list)
    pale: list[tuple[int, str]] = field(default_factory=list)
    redactions: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Surface:
    area: Area
    order: int
    darkness: float
    is_picture: bool = False


def behind_pdf(data: bytes, name: str, clock: Clock) -> BehindPdf:
    """Raises ReadingError for a damaged or locked file."""
    found = BehindPdf()
    with closing(opened(data, name)) as pdf:
        found.about = {key: value for key, value in pdf.get_metadata_dict().items() if value}
        for index in range(min(len(pdf), MOST_PAGES)):
            clock.check()
            # A damaged page is the reading's to tell.
            with suppress(pdfium.PdfiumError), closing(pdf.get_page(index)) as page:
                # Not by `page_at`, which paints remarks on the page: here they are still wanted as remarks.
                _look_behind(page, index + 1, found)
    return found


def _look_behind(page: pdfium.PdfPage, number: int, found: BehindPdf) -> None:
    surfaces, texts = _painted(page)
    marked: list[Area] = []
    for note in _notes(page):
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == raw.FPDF_ANNOT_REDACT:
            marked.append(_area_of(note))
        elif kind == raw.FPDF_ANNOT_LINK:
            found.links += [(number, address) for address in _address_of(page, note)]
        elif _is_dark_box(note):
            surfaces.append(_Surface(_area_of(note), _LAST, 1.0))
        if kind in _REMARKS and (words := _said(note)):
            found.remarks.append((number, words))
        raw.FPDFPage_CloseAnnot(note)
    _sort_characters(page, number, surfaces, texts, marked, found)


_LAST = 1 << 30


def _painted(page: pdfium.PdfPage) -> tuple[list[_Surface], dict[int, tuple[int, float]]]:
    """Opaque surfaces that are not the page's ground, and for each text object its order and darkness."""
    surfaces: list[_Surface] = []
    texts: dict[int, tuple[int, float]] = {}
    largest = _MOST_OF_PAGE * page.get_width() * page.get_height()
    for order, (item, outer) in enumerate(objects_of(page)):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts[address(item)] = (order, darkness(item))
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE) and len(surfaces) < _MOST_SURFACES:
            surface = _surface(page, item, outer, order)
            if surface and 0 < surface.area.size < largest:
                surfaces.append(surface)
    return surfaces, texts


def _surface(page: pdfium.PdfPage, item: Any, outer: Matrix, order: int) -> _Surface | None:
    is_picture = raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE
    if raw.FPDFPageObj_HasTransparency(item):
        return None
    if is_picture:
        return None if has_mask(page.pdf.raw, item) else _Surface(_bounds(item, outer), order, 1.0, is_picture=True)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return _Surface(_bounds(item, outer), order, darkness(item)) if fill.value and _alpha(item) >= _OPAQUE else None


def _alpha(item: Any) -> float:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    return alpha.value / 255 if raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) else 1.0


def _bounds(item: Any, outer: Matrix) -> Area:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    if outer is UNCHANGED:
        return Area(left.value, bottom.value, right.value, top.value)
    corners = [outer.point(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _notes(page: pdfium.PdfPage) -> Iterator[Any]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        if note := raw.FPDFPage_GetAnnot(page, index):
            yield note


def _area_of(note: Any) -> Area:
    edges = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, edges)
    return Area(
        min(edges.left, edges.right),
        min(edges.bottom, edges.top),
        max(edges.left, edges.right),
        max(edges.bottom, edges.top),
    )


def _is_dark_box(note: Any) -> bool:
    """A drawn rectangle filled with a dark colour, or a highlight in one; its look may be painted or only stated."""
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind not in (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_HIGHLIGHT):
        return False
    for index in range(max(raw.FPDFAnnot_GetObjectCount(note), 0)):
        item = raw.FPDFAnnot_GetObject(note, index)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value and darkness(item) > _DARK:
            return True
    stated = raw.FPDFANNOT_COLORTYPE_InteriorColor if kind == raw.FPDF_ANNOT_SQUARE else raw.FPDFANNOT_COLORTYPE_Color
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFAnnot_HasKey(note, b"IC" if kind == raw.FPDF_ANNOT_SQUARE else b"C"):
        return False
    known = raw.FPDFAnnot_GetColor(note, stated, red, green, blue, alpha)
    return bool(known) and (red.value + green.value + blue.value) / 765 < 1 - _DARK and alpha.value / 255 >= _OPAQUE


def _said(note: Any) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    if not 2 < size < 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()


def _address_of(page: pdfium.PdfPage, note: Any) -> Iterator[str]:
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0) if action else 0
    if 1 < size < _LONGEST:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, size)
        yield buffer.value.decode("utf-8", "replace")


def _sort_characters(
    page: pdfium.PdfPage,
    number: int,
    surfaces: list[_Surface],
    texts: dict[int, tuple[int, float]],
    marked: list[Area],
    found: BehindPdf,
) -> None:
    if not surfaces and not marked:
        return
    covered, pale, redacted, under_pictures, total = _Words(), _Words(), _Words(), 0, 0
    with closing(page.get_textpage()) as textpage:
        for index in range(textpage.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(textpage, index))
            if not char.isprintable() or char.isspace():
                continue
            total += 1
            x, y = _middle(textpage, index)
            order, ink = texts.get(address(raw.FPDFText_GetTextObject(textpage, index)), (_LAST, 1.0))
            over = _hiding([s for s in surfaces if s.area.holds(x, y)], order, ink)
            under_pictures += over is not None and over.is_picture
            (covered if over and over.darkness > _DARK else pale).put(index, char, over is not None)
            redacted.put(index, char, any(area.holds(x, y) for area in marked))
    # Most of a page below pictures is what a scanner recognised, laid under the strips of its picture.
    if under_pictures <= _OCR_SHARE * total:
        found.covered += [(number, words) for words in covered.runs()]
        found.pale += [(number, words) for words in pale.runs()]
    found.redactions += [(number, words) for words in redacted.runs()]


def _hiding(here: list[_Surface], order: int, ink: float) -> _Surface | None:
    """What is painted over a letter, or dark ground below a dark letter: a highlighter in black."""
    above = [surface for surface in here if surface.order > order]
    if above:
        return max(above, key=lambda surface: surface.order)
    ground = max(here, key=lambda surface: surface.order, default=None)
    hides = ground is not None and not ground.is_picture and ground.darkness > 0.8 and ink > 0.8
    return ground if hides else None


def _middle(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    left, bottom, right, top = textpage.get_charbox(index)
    return (left + right) / 2, (bottom + top) / 2


@dataclass(slots=True)
class _Words:
    """Characters picked out of a page, those beside one another as one."""

    picked: list[tuple[int, str]] = field(default_factory=list)

    def put(self, index: int, char: str, wanted: bool) -> None:
        if wanted:
            self.picked.append((index, char))

    def runs(self) -> Iterator[str]:
        run, last = "", -10
        for index, char in self.picked:
            if index - last > 3 and run:
                yield run
                run = ""
            run, last = run + char, index
        if run:
            yield run
