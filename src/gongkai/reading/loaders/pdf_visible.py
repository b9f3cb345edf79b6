"""Which glyphs a reader of the printed page sees: watermarks, hidden and doubled text are left out, and it is said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from gongkai.reading.loaders.pdf_shapes import SLANTED, Box, Drawn, Glyph

_FAINT = 0.1
_LIGHT = 0.45
_LARGE = 2.0
_SMALLEST_WATERMARK = 24.0
_DOUBLED = 0.15
_FEWEST_GLYPHS = 10
_PICTURE_SHARE = 0.3


@dataclass(slots=True)
class LeftOut:
    """What was left out of one page."""

    watermark: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    outside: list[Glyph] = field(default_factory=list)


def keep_visible(drawn: Drawn) -> LeftOut:
    """Takes out of the page what is not seen on it, and returns it."""
    out = LeftOut()
    kept: list[Glyph] = []
    usual = median(glyph.ink.size for glyph in drawn.glyphs) if drawn.glyphs else 0.0
    for glyph in drawn.glyphs:
        unseen = _unseen(glyph, drawn, usual, out)
        (kept if unseen is None else unseen).append(glyph)
    drawn.glyphs = list(_once(kept))
    return out


def _unseen(glyph: Glyph, drawn: Drawn, usual: float, out: LeftOut) -> list[Glyph] | None:
    """None for a glyph to keep."""
    ink = glyph.ink
    if not ink.shown:
        return out.hidden
    if not 0 <= glyph.box.mid_x <= drawn.width or not 0 <= glyph.box.mid_y <= drawn.height:
        return out.outside
    if glyph.turn == SLANTED or (ink.darkness < _LIGHT and ink.size >= max(_LARGE * usual, _SMALLEST_WATERMARK)):
        return out.watermark
    if ink.darkness < _FAINT and not _lies_on_dark(glyph.box, drawn):
        return out.hidden
    return None


def _lies_on_dark(box: Box, drawn: Drawn) -> bool:
    """White on a dark ground, or on a picture, can be read."""
    x, y = box.mid_x, box.mid_y
    on_fill = any(fill.darkness > _FAINT and fill.box.holds(x, y) for fill in drawn.fills)
    return on_fill or any(picture.holds(x, y) for picture in drawn.pictures)


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Text printed twice, a hair apart, to look bold is there once."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        step = max(_DOUBLED * glyph.ink.size, 0.1)
        column, row = int(glyph.box.mid_x / step), int(glyph.box.mid_y / step)
        places = [(glyph.char, column + c, row + r) for c in (-1, 0, 1) for r in (-1, 0, 1)]
        if not any(_is_double(glyph, other, step) for place in places if place in seen for other in seen[place]):
            seen.setdefault((glyph.char, column, row), []).append(glyph)
            yield glyph


def _is_double(glyph: Glyph, other: Glyph, step: float) -> bool:
    near = abs(glyph.box.mid_x - other.box.mid_x) <= step and abs(glyph.box.mid_y - other.box.mid_y) <= step
    return near and glyph.ink is not other.ink


def is_picture_of_text(drawn: Drawn) -> bool:
    """A page that shows a picture, and next to no text of its own: a scan."""
    if len(drawn.glyphs) >= _FEWEST_GLYPHS:
        return False
    covered = sum(box.width * box.height for box in drawn.pictures)
    return covered >= _PICTURE_SHARE * drawn.width * drawn.height


def words(glyphs: Sequence[Glyph], most: int = 20) -> str:
    """The beginning of what was left out, to show."""
    text = "".join(glyph.char for glyph in glyphs[: most + 1])
    return text[:most] + "…" if len(text) > most else text
