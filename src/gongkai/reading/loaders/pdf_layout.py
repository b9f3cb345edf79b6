"""Words on a page → lines of text in which everything stands as far from the left as on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongkai.reading.lines import width
from gongkai.reading.loaders.pdf_columns import Words
from gongkai.reading.loaders.pdf_fields import COLUMN_GAP
from gongkai.reading.loaders.pdf_lines import TOUCHING, glue_of, is_numeric, line_text, parts, size_of

_APART = 2


def _is_labelled(line: Sequence[Words]) -> bool:
    """A label put together from several lines stands in front of its values."""
    return len(line) > 1 and line[0].downwards


@dataclass(frozen=True, slots=True)
class Scale:
    """How wide a half-width character is where the page has columns, where the page begins, in points, and how far apart
    the digits of one number stand on it, in ems. `values` is where the first value behind a label put together stands."""

    unit: float = 1.0
    left: float = 0.0
    glue: float = TOUCHING
    values: float = 0.0

    @classmethod
    def of(cls, words: Sequence[Words]) -> Scale:
        if not words:
            return cls()
        several = {number for number, group in groupby(words, key=lambda w: w.line) if len(list(group)) > 1}
        sizes = [size_of(w.glyphs) for w in words if w.line in several] or [size_of(words[0].glyphs)]
        numbers = [part for w in words for part in parts(w.glyphs, COLUMN_GAP) if all(map(is_numeric, part))]
        return cls(max(min(sizes) / 2, 1.0), min(w.box.x0 for w in words), glue_of(numbers))

    def text(self, words: Words) -> str:
        return words.text if words.downwards else line_text(words.glyphs, self.glue)

    def laid_out(self, line: Sequence[Words]) -> str:
        """The line with each part where it stands on the page, counted in half-width characters. A label put together
        from several lines ends before all values."""
        text = ""
        pieces = [(self._place(x), piece) for x, piece in self._pieces(line)]
        if _is_labelled(line):
            place, label = pieces[0]
            pieces[0] = (min(place, self._place(self.values) - _APART - width(label)), label)
        for place, piece in pieces:
            text += " " * max(place - width(text), _APART if text else 0) + piece
        return text

    def with_room(self, lines: Sequence[Sequence[Words]]) -> Scale:
        """The page begins further left where labels put together are longer than the room in front of their values."""
        labelled = [line for line in lines if _is_labelled(line)]
        if not labelled:
            return self
        values = min(line[1].box.x0 for line in labelled)
        need = max(width(line[0].text) for line in labelled) + _APART - self._place(values)
        return replace(self, left=self.left - max(0, need) * self.unit, values=values)

    def _place(self, x: float) -> int:
        return round((x - self.left) / self.unit)

    def _pieces(self, line: Sequence[Words]) -> Iterator[tuple[float, str]]:
        """Where each piece of a line begins, and its text."""
        for words in line:
            if words.downwards:
                yield words.box.x0, words.text
            else:
                yield from ((p[0].box.x0, line_text(p, self.glue)) for p in parts(words.glyphs, COLUMN_GAP))
