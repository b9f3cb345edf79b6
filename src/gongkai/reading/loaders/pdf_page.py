"""One page of a PDF through pdfium → what is drawn on it. The only module, with `pdf_paths`, that speaks pdfium's language."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.loaders.pdf_covers import Covers, clip_of, is_hidden
from gongkai.reading.loaders.pdf_paths import UNCHANGED, Frame, Matrix, address, darkness, draw_shapes
from gongkai.reading.loaders.pdf_shapes import SLANTED, Box, Drawn, Glyph, Ink
from gongkai.reading.problem import Clock

UNKNOWN = "\ufffd"
"""Stands for a glyph whose font does not say which character it is."""

_ASCENT = 0.8
_LEANS = 0.02
_TALLEST = 3.0
_LARGEST_TILT = 7.0
_EVERY = 2000
_HIDDEN_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_TYPED_SPACES = frozenset(" \xa0\u3000\u2002\u2003\u2009\u202f\t")
_IGNORED = frozenset("\u200b\u200c\u200d\u2060\ufeff\xad\r\n\x00")
_LINE_END_HYPHEN = "\x02"


def read_page(page: pdfium.PdfPage, clock: Clock) -> Drawn:
    """Text in the order of the file, and every straight line, on the page as displayed (its /Rotate and crop applied)."""
    frame = Frame.of(page)
    drawn = Drawn(frame.width, frame.height)
    covers = Covers(page.pdf.raw)
    outers = draw_shapes(page, frame, drawn, covers, clock)
    with closing(page.get_textpage()) as textpage:
        drawn.glyphs = _without_false_digits(list(_glyphs(textpage, frame, outers, covers, clock)))
    return drawn


@dataclass(slots=True)
class _Run:
    """A text object: its ink, the turn of its line, how far its letters lean, the form around it, where its last character
    was, what it is clipped to, and what was painted over it."""

    ink: Ink
    turn: int
    lean: float
    outer: Matrix | None
    last: tuple[float, float]
    clip: Box | None = None
    covers: Sequence[Box] = ()

    def is_left_behind(self, here: tuple[float, float]) -> bool:
        """pdfium forgets to move some characters (those it writes in another form, ⾏ as 行) with the form they are in."""
        if self.outer is None:
            return False
        return math.dist(self.outer.point(*here), self.last) < math.dist(here, self.last)


_WIDEST_DIGIT = 0.85


def _without_false_digits(glyphs: list[Glyph]) -> list[Glyph]:
    """A digit as wide as a Chinese character is none: its font numbers its glyphs at will, and none of them can be known."""
    straight = (g for g in glyphs if g.turn != SLANTED and g.char in "0123456789")
    false = {g.ink.font for g in straight if _length(g) > _WIDEST_DIGIT * g.ink.em}
    return [replace(glyph, char=UNKNOWN) if glyph.ink.font in false else glyph for glyph in glyphs]


def _length(glyph: Glyph) -> float:
    return glyph.box.height if glyph.turn in (1, 3) else glyph.box.width


def _glyphs(
    textpage: pdfium.PdfTextPage, frame: Frame, outers: dict[int, Matrix], covers: Covers, clock: Clock
) -> Iterator[Glyph]:
    """Every character with its advance box. Spaces are not glyphs: they set `parted` on the one that follows."""
    runs: dict[int, _Run] = {}
    parted = False
    for i in range(textpage.count_chars()):
        if i % _EVERY == 0:
            clock.check()
        char = _char(textpage, i)
        if char is None or raw.FPDFText_IsGenerated(textpage, i):
            continue
        if char in _TYPED_SPACES:
            parted = True
            continue
        owner = raw.FPDFText_GetTextObject(textpage, i)
        key = address(owner)
        run = runs.get(key)
        if run is None:
            run = runs[key] = _run(textpage, i, owner, len(runs), frame, outers.get(key))
            run.clip, run.covers = clip_of(owner, run.outer or UNCHANGED, frame), covers.over(key)
        box = _box(textpage, i, run, frame)
        unseen = (run.clip or run.covers) and is_hidden(box, run.clip, run.covers)
        yield Glyph(char, box, replace(run.ink, shown=False) if unseen else run.ink, i, run.turn, parted)
        parted = False


def _box(textpage: pdfium.PdfTextPage, i: int, run: _Run, frame: Frame) -> Box:
    edges, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(textpage, i, edges)
    raw.FPDFText_GetCharOrigin(textpage, i, x, y)
    here, low, high = (x.value, y.value), (edges.left, edges.bottom), (edges.right, edges.top)
    if run.outer is not None and run.is_left_behind(here):
        here, low, high = run.outer.point(*here), run.outer.point(*low), run.outer.point(*high)
    run.last = here
    box = _upright_letter(frame.box(*low, *high), frame.point(*here), run)
    return _em_box(box, frame.point(*here), run.ink.size, run.turn)


def _upright_letter(box: Box, origin: tuple[float, float], run: _Run) -> Box:
    """The advance of a leaning letter: pdfium's box also holds what leans out of it."""
    (x, y), lean = origin, run.lean
    if abs(lean) < _LEANS:
        return box
    across, down = box.width - lean * box.height, box.height - lean * box.width
    match run.turn:
        case 0:
            return Box(x, box.y0, x + across, box.y1)
        case 1:
            return Box(box.x0, y - down, box.x1, y)
        case 2:
            return Box(x - across, box.y0, x, box.y1)
        case 3:
            return Box(box.x0, y, box.x1, y + down)
    return box


def _char(textpage: pdfium.PdfTextPage, i: int) -> str | None:
    """None for what prints nothing."""
    if raw.FPDFText_HasUnicodeMapError(textpage, i) > 0:
        return UNKNOWN
    return _cleaned(raw.FPDFText_GetUnicode(textpage, i))


@lru_cache(maxsize=8192)
def _cleaned(code: int) -> str | None:
    char = chr(code) if code < 0x110000 else UNKNOWN
    if char == _LINE_END_HYPHEN:
        return "-"
    if char in _IGNORED:
        return None
    if char in _TYPED_SPACES:
        return " "
    if unicodedata.category(char) in ("Co", "Cs", "Cc"):
        return UNKNOWN
    return _unified(char)


_RADICALS = str.maketrans(
    "⺁⺌⺒⺓⺛⺝⺟⺠⺧⺩⺪⺫⺬⺮⺯⺶⺷⺼⻁⻃⻄⻅⻆⻇⻉⻊⻋⻏⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
    "厂小巳幺无月母民牛王疋目示竹糸羊羊月虎西西见角角贝足车邑長长门阜雨青韦页风飞食食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟",
)
"""Radicals that share their glyph with a character: some programs name the glyph by the radical (⺠ for 民, ⻚ for 页)."""


def _unified(char: str) -> str:
    """The character itself where the font names its glyph by a radical (⼀) or a compatibility form (行)."""
    if "\u2e80" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char.translate(_RADICALS))
    if "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f":
        return unicodedata.normalize("NFC", char)
    return char


def _run(textpage: pdfium.PdfTextPage, i: int, owner: Any, number: int, frame: Frame, outer: Matrix | None) -> _Run:
    m = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, i, m)
    em, height = math.hypot(m.a, m.b), math.hypot(m.c, m.d)
    nominal = _nominal_size(textpage, i, max(em, height))
    shown = raw.FPDFTextObj_GetTextRenderMode(owner) not in _HIDDEN_MODES
    font = address(raw.FPDFTextObj_GetFont(owner))
    ink = Ink(number, nominal * height, nominal * em, shown, darkness(owner), font)
    area = m.a * m.d - m.b * m.c
    lean = abs((m.a * m.c + m.b * m.d) / area) if area else 0.0
    return _Run(ink, _turn(m, frame), lean, outer, (m.e, m.f))


def _nominal_size(textpage: pdfium.PdfTextPage, i: int, scale: float) -> float:
    """The size of the type before its matrix; a font of drawings may state any, then its letters' box tells."""
    stated: float = raw.FPDFText_GetFontSize(textpage, i) or 1.0
    edges = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, i, edges)
    seen = max(edges.right - edges.left, edges.top - edges.bottom)
    return seen / scale if scale and seen > _TALLEST * stated * scale else stated


def _turn(matrix: raw.FS_MATRIX, frame: Frame) -> int:
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    quarters = round(angle / 90)
    return SLANTED if abs(angle - 90 * quarters) > _LARGEST_TILT else (quarters - frame.rotation) % 4


def _em_box(box: Box, origin: tuple[float, float], size: float, turn: int) -> Box:
    """Along the line the advance, across it the em about the baseline: boxes of one line are then of one height."""
    x, y = origin
    up, down = _ASCENT * size, (1 - _ASCENT) * size
    match turn:
        case 0:
            return Box(box.x0, y - up, box.x1, y + down)
        case 1:
            return Box(x - up, box.y0, x + down, box.y1)
        case 2:
            return Box(box.x0, y - down, box.x1, y + up)
        case 3:
            return Box(x - down, box.y0, x + up, box.y1)
    return box
