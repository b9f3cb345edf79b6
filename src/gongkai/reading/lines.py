"""Blocks → lines of tokens: the one shape in which the assembler, the matcher and the resolver see every file form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from gongkai.reading.blocks import FORMULA, NOWHERE, UNCOMPUTED, Document, Grid, GridCell, Paragraph
from gongkai.reading.labels import bare
from gongkai.reading.numbers import UNITS, Printed, Shape, printed
from gongkai.reading.problem import Clock
from gongkai.reading.unfold import unfolded
from gongkai.reading.upright import upright
from gongkai.report import Place

_CJK = re.compile("[\u3007\u4e00-\u9fff]")


class Geometry(StrEnum):
    """What is known of columns. EXACT: the file says them; COUNTED: cells were counted; LAYOUT: `x` is a position on
    the printed line; ORDER: only the order is known."""

    EXACT = "exact"
    COUNTED = "counted"
    LAYOUT = "layout"
    ORDER = "order"


DRAWN = (Geometry.EXACT, Geometry.COUNTED)
"""Cells of a table, not words on a line."""


class Token(NamedTuple):
    """One printed cell, or one word of a line. `x` to `end` is its column or its position in half-width characters."""

    text: str
    printed: Printed
    x: int = 0
    end: int = 1
    at: Place = NOWHERE

    @property
    def words(self) -> str:
        return bare(self.text)

    @property
    def is_value(self) -> bool:
        return self.printed.is_value

    @property
    def is_blank(self) -> bool:
        return self.printed.shape is Shape.BLANK

    @property
    def is_label(self) -> bool:
        return self.printed.is_label

    @property
    def is_lone_word(self) -> bool:
        """One Chinese character that could be a numeral or 无, and could be a piece of a label."""
        return len(self.text) == 1 and self.is_value and _CJK.match(self.text) is not None

    @property
    def is_number(self) -> bool:
        return self.printed.shape in (Shape.NUMBER, Shape.SEVERAL, Shape.GLUED)


@dataclass(slots=True)
class Line:
    """One visual row. `block` is its block in the document, `gap` the empty lines before it."""

    tokens: list[Token]
    geometry: Geometry
    block: int
    gap: int = 0
    text: str = ""
    page: int | None = None
    labels: tuple[str, ...] = field(init=False)
    values: list[Token] = field(init=False)
    value_count: int = field(init=False)
    reach: int = field(init=False)
    """Where the last of its counted cells ends."""

    def __post_init__(self) -> None:
        counted = self.geometry is Geometry.COUNTED and self.tokens
        self.reach = max([token.end for token in self.tokens]) if counted else 0
        start, self.labels, self.value_count = _parted(tuple([token.text for token in self.tokens]))
        self.values = self.tokens[start:]

    @property
    def only_values(self) -> bool:
        return not self.labels and self.value_count > 0

    @property
    def at(self) -> Place:
        return self.tokens[0].at if self.tokens else Place()


@lru_cache(maxsize=4096)
def _parted(texts: tuple[str, ...]) -> tuple[int, tuple[str, ...], int]:
    """Where the values of a line begin, the words of its labels, and how many values it has: most rows stand in many files."""
    tokens = [Token(text, printed(text)) for text in texts]
    start = _values_start(tokens)
    labels = tuple(words for token in tokens[:start] if token.is_label and (words := token.words))
    return start, labels, printed_numbers(tokens[start:])


def _values_start(tokens: Sequence[Token]) -> int:
    """Values begin behind the labels; once a number stood behind a label, no label follows in the same row.

    A lone 三 or 无 in front of a label, or of a whole row of table three, is a piece of a label written downwards; in front
    of the fourteen other values of table four it is the first of them. A bracket alone is a piece of a label as well.
    """
    start, labelled = 0, False
    for i, token in enumerate(tokens):
        if token.is_label:
            start, labelled = i + 1, True
        elif token.text and _MARKS_ONLY.fullmatch(token.text):
            start = i + 1
        elif labelled and not token.is_blank and not token.is_lone_word:
            break
    lone = start < len(tokens) and tokens[start].is_lone_word
    rest = tokens[start + 1 :]
    return start + 1 if lone and printed_numbers(rest) >= _WHOLE_ROW and len(rest) < 2 * _WHOLE_ROW else start


_WHOLE_ROW = 7


_GAP = re.compile(r"\t|[ \u3000\xa0]{2,}|\u3000")
_WORD = re.compile(
    rf"-?\d[\d,.]*[ \xa0]?[（(][^（）()\d]{{1,12}}[ \xa0]?\d+[ \xa0]?(?:{UNITS})?[）)]"  # 22（其中修订 16 件）
    rf"|-?\d[\d,.]*[ \xa0](?:{UNITS})(?=\s|$)"  # 22 件
    r"|\S+"
)
_MARKS_ONLY = re.compile("[\\s|¦│“”\"'‘’（）()《》「」『』、，。,.；：;:]+")
_LONGEST_ROW = 4000


def lines_of(document: Document, clock: Clock) -> list[Line]:
    """Every line of the document in its order; a table gives one line a row. Columns left out become a note of it."""
    lines: list[Line] = []
    left_out: dict[str, None] = {}
    cells = 0
    for number, block in enumerate(document.blocks):
        if number % 200 == 0:
            clock.check()
        cells += sum(map(len, block.rows)) if isinstance(block, Grid) else block.text.count(" ") + 1
        clock.cells(cells)
        if isinstance(block, Grid):
            for piece in upright(block, left_out):
                lines.extend(_grid_lines(piece, number))
        else:
            lines.extend(_paragraph_lines(block, number))
    clock.lines(len(lines))
    if left_out:
        heads = "、".join(f"“{' '.join(head.split())}”" for head in left_out)
        document.notes.append(f"表格里有规定格式以外的列{heads}，没有读入")
    return lines


def _grid_lines(grid: Grid, block: int) -> Iterator[Line]:
    geometry = Geometry.EXACT if grid.exact else Geometry.COUNTED
    for row in grid.rows:
        tokens = [_cell_token(cell) for cell in row]
        text = " ".join(cell.text for cell in row if cell.text)
        yield Line(tokens, geometry, block, text=text, page=row[0].at.page if row else None)


def _cell_token(cell: GridCell) -> Token:
    text = FORMULA if cell.note == UNCOMPUTED else cell.text
    return Token(text, printed(text), cell.column, cell.column + cell.colspan, cell.at)


def _paragraph_lines(paragraph: Paragraph, block: int) -> Iterator[Line]:
    text, at = paragraph.text.rstrip(), paragraph.at
    geometry, rows = (_known_rows if len(text) <= _LONGEST_KNOWN else _rows_of)(text)
    gap = paragraph.gap
    for tokens, own in rows:
        placed = [Token(t[0], t[1], t[2], t[3], Place(*at[:5], t[4].offset)) for t in tokens]
        yield Line(placed, geometry, block, gap, own, at.page)
        gap = 0


def _rows_of(text: str) -> tuple[Geometry, list[tuple[list[Token], str]]]:
    """The rows of a paragraph as if it stood nowhere: their tokens, and the part of the text that is theirs."""
    spans_of_rows = unfolded(text)
    laid_out = text.startswith("  ") or _GAP.search(text.strip()) is not None
    rows: list[tuple[list[Token], str]] = []
    for spans in spans_of_rows:
        tokens = list(_tokens((piece for span in spans for piece in _pieces(text, *span)), text))
        own = text[spans[0][0] : spans[-1][1]]
        rows += [(part, "" if n else own) for n, part in enumerate(_rows_in(tokens))]
    return (Geometry.LAYOUT if laid_out and len(spans_of_rows) == 1 else Geometry.ORDER), rows


_LONGEST_KNOWN = 120
_known_rows = lru_cache(maxsize=4096)(_rows_of)
"""Labels and rows of zeros are the same in all files; prose is not, and would fill the memory."""


def _rows_in(tokens: list[Token]) -> list[list[Token]]:
    """Some extractors put several rows on one line: a label behind two numbers or more begins the next row."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.is_label and printed_numbers(rows[-1][-2:]) == 2 and any(t.is_label for t in rows[-1]):
            rows.append([])
        rows[-1].append(token)
    return rows


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """Words of a line that stand apart, with their offset; a number stands apart by one space, words by two or more."""
    if stop - start >= _LONGEST_ROW:
        return
    for gap in [*_GAP.finditer(text, start, stop), None]:
        piece = text[start : gap.start()] if gap else text[start:stop]
        if piece.strip():
            yield from _split_numbers(piece, start)
        start = gap.end() if gap else len(text)


def _split_numbers(piece: str, offset: int) -> Iterator[tuple[str, int]]:
    for is_label, group in groupby(_WORD.finditer(piece), key=lambda word: _joins_label(word.group())):
        run = list(group)
        for first, last in [(run[0], run[-1])] if is_label else [(word, word) for word in run]:
            yield piece[first.start() : last.end()], offset + first.start()


def _joins_label(word: str) -> bool:
    """Words and the marks between them: 3.危及 “ 三安全一稳定 ” is one label."""
    return printed(word).is_label or _MARKS_ONLY.fullmatch(word) is not None


def _tokens(pieces: Iterable[tuple[str, int]], line: str) -> Iterator[Token]:
    """The pieces that are more than marks, each with its printed position and its offset."""
    x = reached = 0
    for piece, offset in pieces:
        if _MARKS_ONLY.fullmatch(piece):
            continue
        text = piece.strip()
        start = offset + len(piece) - len(piece.lstrip())
        x += width(line[reached:start])
        reached = start
        yield Token(text, printed(text), x, x + width(text), Place(offset=start))


def width(text: str) -> int:
    """Printed width in half-width characters."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def printed_numbers(tokens: Sequence[Token]) -> int:
    return sum(token.is_value for token in tokens)
