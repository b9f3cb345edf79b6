"""Sheets of any workbook → blocks. A sheet mixes text and tables without saying which is which: borders tell, else shape.

A line with one filled cell above or below a table, or as long as a sentence, is text; lines with several are a table.
Places are those of the sheet: `table` is the sheet's number, row and column as the spreadsheet program shows them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from gongkai.reading.blocks import UNCOMPUTED, Block, Grid, GridCell, Paragraph
from gongkai.reading.problem import Clock, ReadingError
from gongkai.report import Place

Position = tuple[int, int]
"""Row and column, from 0."""

MOST_CELLS = 2_000_000
OWN_SHEETS = frozenset({"检查结果", "填报说明", "勾稽核对"})
"""The sheets of a workbook of ours that tell what was found in a report, and how to fill it in: no part of it."""
_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,2}\s*、")
_DIGITS = re.compile(r"\s*[-+]?[\d０-９][\d０-９,，.．]*\s*件?\s*")
_SENTENCE, _PHRASE, _MOST_NAMED = 46, 20, 5
_STATES_YEAR = re.compile(r"20\d\d|上年|去年|上一年|本年")


@dataclass(slots=True)
class Sheet:
    """`texts` holds every filled cell; `uncomputed` are formulas whose result the file does not hold: nobody knows it.
    `merges` are (first row, first column, last row, last column); `bordered` cells with a line around them, if known."""

    name: str
    number: int
    texts: dict[Position, str] = field(default_factory=dict)
    uncomputed: set[Position] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    bordered: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def without_hidden(self) -> str:
        """What nobody sees is left out; says what it was, or nothing."""
        hidden = [at for at in self.texts if at[0] in self.hidden_rows or at[1] in self.hidden_columns]
        for at in hidden:
            del self.texts[at]
        self.uncomputed = {at for at in self.uncomputed if at[0] not in self.hidden_rows}
        if not hidden:
            return ""
        rows, columns = (
            {at[i] for at in hidden} & own for i, own in enumerate((self.hidden_rows, self.hidden_columns))
        )
        lines = "、".join(f"第 {y + 1} 行" for y in sorted(rows)[:_MOST_NAMED])
        names = "、".join(f"第 {x + 1} 列" for x in sorted(columns)[:_MOST_NAMED])
        return f"工作表“{self.name}”隐藏的{'、'.join(filter(None, (lines, names)))}没有采用"


def sheet_blocks(sheet: Sheet, clock: Clock) -> list[Block]:
    """Raises ReadingError for a sheet far larger than any report."""
    used = {*sheet.texts, *sheet.uncomputed}
    if not used or sheet.name in OWN_SHEETS:
        return []
    height, width = max(y for y, _ in used) + 1, max(x for _, x in used) + 1
    if height * width > MOST_CELLS:
        raise ReadingError(
            f"工作表“{sheet.name}”有 {height} 行 {width} 列，太大", "请确认这是一份年度报告", clock.name, "READ_LINES"
        )
    clock.lines(height)
    return list(_Reader(sheet, _Spans(sheet, height, width, clock)).blocks())


def blocks_of(sheets: Sequence[Sheet], clock: Clock) -> list[Block]:
    """The sheets one after the other. Of several, the name is a line above the tables where it states a year."""
    blocks: list[Block] = []
    for sheet in sheets:
        own = sheet_blocks(sheet, clock)
        if len(sheets) > 1 and own and _STATES_YEAR.search(sheet.name):
            blocks.append(Paragraph(_caption(sheet.name), Place(table=sheet.number)))
        blocks += own
    return blocks


def _caption(name: str) -> str:
    """2023表三 → 2023年表三."""
    return re.sub(r"(20\d\d)(?!年)", r"\1年", name)


class _Spans:
    """Merged ranges: how far each cell reaches, and which cells lie under another."""

    def __init__(self, sheet: Sheet, height: int, width: int, clock: Clock) -> None:
        self._reach: dict[Position, Position] = {}
        self._under: set[Position] = set()
        left = MOST_CELLS
        for i, (top, first, bottom, last) in enumerate(sheet.merges):
            if i % 1000 == 0:
                clock.check()
            bottom, last = min(bottom, height - 1), min(last, width - 1)
            left -= max(0, bottom - top + 1) * max(0, last - first + 1)
            if left < 0:
                break
            self._reach[top, first] = (max(bottom, top), max(last, first))
            self._under |= {(y, x) for y in range(top, bottom + 1) for x in range(first, last + 1)} - {(top, first)}

    def end(self, at: Position) -> Position:
        """The last row and column this cell covers."""
        return self._reach.get(at, at)

    def is_covered(self, at: Position) -> bool:
        return at in self._under and at not in self._reach


@dataclass(slots=True)
class _Row:
    """One line of the sheet: its number, its filled columns from left to right, how many of its cells have a border."""

    y: int
    filled: list[int]
    borders: int = 0


class _Reader:
    def __init__(self, sheet: Sheet, spans: _Spans) -> None:
        self._sheet, self._spans = sheet, spans
        self._by_border = bool(sheet.bordered)

    def blocks(self) -> Iterator[Block]:
        below = -1
        for is_table, run in groupby(self._judged(), key=lambda judged: judged[0]):
            rows = [row for _, row in run]
            if is_table and self._is_prose(rows):
                yield from self._prose(rows)
            elif is_table:
                yield self._grid(rows)
            else:
                for row in rows:
                    yield from self._lines(row, row.y - below - 1)
                    below = row.y
            below = rows[-1].y

    def _judged(self) -> Iterator[tuple[int, _Row]]:
        """Each row with the number of its table, 0 for text."""
        table = 0
        for segment in self._segments():
            verdicts = self._drawn(segment) if self._by_border else self._by_shape(segment)
            for is_table, group in groupby(zip(verdicts, segment, strict=True), key=lambda pair: pair[0]):
                table += is_table
                yield from ((table if is_table else 0, row) for _, row in group)

    def _segments(self) -> Iterator[list[_Row]]:
        """Rows without an empty one between them; hidden ones are not there."""
        rows, hidden = self._rows(), sorted(self._sheet.hidden_rows)
        for _, group in groupby(enumerate(rows), key=lambda pair: pair[1].y - bisect(hidden, pair[1].y) - pair[0]):
            yield [row for _, row in group]

    def _rows(self) -> list[_Row]:
        columns: defaultdict[int, set[int]] = defaultdict(set)
        for y, x in [*self._sheet.texts, *self._sheet.uncomputed]:
            if not self._spans.is_covered((y, x)):
                columns[y].add(x)
        borders: defaultdict[int, int] = defaultdict(int)
        for y, _ in self._sheet.bordered:
            borders[y] += 1
        filled_or_drawn = sorted({*columns, *(y for y, count in borders.items() if count > 1)})
        return [_Row(y, sorted(columns[y]), borders[y]) for y in filled_or_drawn]

    def _drawn(self, segment: Sequence[_Row]) -> list[bool]:
        """Rows with borders, save headings and sentences that are drawn right across."""
        numbers = {row.y for row in segment}
        edge = max((x for y, x in self._sheet.bordered if y in numbers), default=0)
        return [row.borders > 1 and not (self._is_text(row) and self._reaches(row, edge)) for row in segment]

    def _reaches(self, row: _Row, edge: int) -> bool:
        return self._spans.end((row.y, row.filled[0]))[1] >= edge

    def _by_shape(self, segment: Sequence[_Row]) -> list[bool]:
        """Without borders: from the first to the last row with several cells, save headings and sentences."""
        several = [i for i, row in enumerate(segment) if len(row.filled) > 1]
        if not several:
            return [False] * len(segment)
        if not any(self._has_number(row) for row in segment):
            return [i >= several[0] for i in range(len(segment))]
        inside = range(several[0], several[-1] + 1)
        return [i in inside and not self._is_text(row) for i, row in enumerate(segment)]

    def _has_number(self, row: _Row) -> bool:
        return any(_DIGITS.fullmatch(self._text(row, x)) for x in row.filled)

    def _is_text(self, row: _Row) -> bool:
        if len(row.filled) != 1:
            return False
        text = self._text(row, row.filled[0])
        return len(text) > _SENTENCE or _HEADING.match(text) is not None

    def _text(self, row: _Row, x: int) -> str:
        return self._sheet.texts.get((row.y, x), "")

    def _lines(self, row: _Row, gap: int) -> Iterator[Paragraph]:
        """A row of text: its cells on one line; line breaks inside a cell are line breaks."""
        cells = [text for x in row.filled if (text := self._text(row, x).strip())]
        for line in "  ".join(cells).split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), self._at(row.y, row.filled[0]), max(0, gap))
                gap = 0

    def _is_prose(self, rows: Sequence[_Row]) -> bool:
        """Two columns, a heading and the text that belongs to it, some of it long: drawn like a table, and none.

        A row without a heading goes on with the text above.
        """
        columns = sorted({x for row in rows for x in row.filled})
        if len(columns) != 2 or len(rows[0].filled) != 2:
            return False
        texts = [self._text(row, columns[1]) for row in rows]
        numbers = sum(_DIGITS.fullmatch(text) is not None for text in texts)
        return numbers * 3 < len(texts) and any(len(text) > _PHRASE for text in texts)

    def _prose(self, rows: Sequence[_Row]) -> Iterator[Paragraph]:
        """Each heading once, its texts below it."""
        left, right = sorted({x for row in rows for x in row.filled})
        last = ""
        for row in rows:
            heading, text = (self._text(row, x).strip() for x in (left, right))
            lines = [*([heading] if heading not in ("", last) else []), *text.split("\n")]
            yield from (Paragraph(line.strip(), self._at(row.y, row.filled[0])) for line in lines if line.strip())
            last = heading or last

    def _grid(self, rows: Sequence[_Row]) -> Grid:
        first, last = self._edges(rows)
        index = {row.y: i for i, row in enumerate(rows)}
        cells = tuple(tuple(self._cells(row, first, last, index)) for row in rows)
        return Grid(cells, exact=True, at=self._at(rows[0].y, first))

    def _edges(self, rows: Sequence[_Row]) -> tuple[int, int]:
        """First and last column in use."""
        numbers = {row.y for row in rows}
        columns = {x for row in rows for x in row.filled} | {x for y, x in self._sheet.bordered if y in numbers}
        return min(columns), max(columns)

    def _cells(self, row: _Row, first: int, last: int, index: dict[int, int]) -> Iterator[GridCell]:
        for x in range(first, last + 1):
            at = (row.y, x)
            if self._spans.is_covered(at):
                continue
            bottom, right = self._spans.end(at)
            rowspan = sum(y in index for y in _range(row.y, bottom))
            note = UNCOMPUTED if at in self._sheet.uncomputed else ""
            text = self._text(row, x).strip()
            place = self._at(*at)
            yield GridCell(text, index[row.y], x - first, max(1, rowspan), min(right, last) - x + 1, place, note)

    def _at(self, y: int, x: int) -> Place:
        return Place(table=self._sheet.number, row=y + 1, column=x + 1)


def _range(first: int, last: int) -> Iterable[int]:
    return range(first, last + 1)


def notes_on(sheets: list[Sheet]) -> list[str]:
    count = sum(len(sheet.uncomputed) for sheet in sheets if sheet.name not in OWN_SHEETS)
    if not count:
        return []
    return [f"有 {count} 个公式没有保存计算结果，这些格子读不出数；请用 Excel 或 WPS 打开，重新保存后再试"]
