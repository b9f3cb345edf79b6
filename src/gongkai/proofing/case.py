"""The text to be proofed: one long string in which each line and cell has its place, and what lies behind the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gongkai.proofing.model import BODY, Metadata
from gongkai.proofing.options import Options
from gongkai.reading import Document, Grid, Paragraph
from gongkai.reading.blocks import NOWHERE
from gongkai.report import Place

_FULL_WIDTH = {
    full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF20)
}


def folded(text: str) -> str:
    """Full-width digits and letters as the plain ones; every character keeps its place."""
    return text.translate(_FULL_WIDTH)


class Passage(NamedTuple):
    """A line or a cell. `head` is the head of its column, `row` the text of the row it stands in."""

    text: str
    at: Place = NOWHERE
    part: str = BODY
    head: str = ""
    row: str = ""

    @property
    def is_cell(self) -> bool:
        return self.at.row is not None


class Link(NamedTuple):
    """An address the file leads to."""

    address: str
    at: Place = NOWHERE
    part: str = BODY


class Trace(NamedTuple):
    """What a file holds beside what it shows; `kind` is the template of the rule that tells it."""

    rule: str
    text: str = ""
    at: Place = NOWHERE
    part: str = BODY
    kind: str = "main"


@dataclass(slots=True)
class Behind:
    """What the inspection of a file found behind its text."""

    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


class Case:
    """What every rule is given. `text` joins all passages with line ends; offsets are those of it."""

    def __init__(
        self,
        passages: Iterable[Passage],
        *,
        grids: Sequence[Grid] = (),
        behind: Behind | None = None,
        metadata: Metadata | None = None,
        options: Options | None = None,
    ) -> None:
        self.behind = behind or Behind()
        self.passages = [*passages, *self.behind.passages]
        self.grids = grids
        self.metadata = metadata
        self.options = options or Options()
        self.text = folded("\n".join(passage.text for passage in self.passages))
        self._starts = _starts(self.passages)

    @classmethod
    def of(
        cls,
        document: Document,
        behind: Behind | None = None,
        metadata: Metadata | None = None,
        options: Options | None = None,
    ) -> Case:
        return cls(
            passages_of(document), grids=list(document.grids()), behind=behind, metadata=metadata, options=options
        )

    def passage(self, start: int) -> Passage:
        return self.passages[self._index(start)]

    def place(self, start: int) -> tuple[Place, str]:
        index = self._index(start)
        passage = self.passages[index]
        return passage.at._replace(offset=start - self._starts[index]), passage.part

    def before(self, start: int, width: int = 24) -> str:
        """The column's head and the characters before; of a cell only its own."""
        index = self._index(start)
        passage, first = self.passages[index], self._starts[index]
        from_ = max(start - width, first if passage.is_cell else 0)
        return passage.head + self.text[from_:start]

    def sentence_before(self, start: int, width: int = 90) -> str:
        """The column's head and what of the sentence stands before."""
        return re.split(r"[。；\n]", self.before(start, width))[-1]

    def after(self, end: int, width: int = 12) -> str:
        return self.text[end : end + width]

    def line(self, start: int) -> str:
        return folded(self.passage(start).text)

    def heads_beside(self, start: int) -> str:
        """All heads of the table in which this cell stands; "" outside tables."""
        at = self.passage(start).at
        return self._heads.get((at.page, at.table), "") if at.row is not None else ""

    @cached_property
    def _heads(self) -> dict[tuple[int | None, int | None], str]:
        return {(grid.at.page, grid.at.table): " ".join(column_heads(grid).values()) for grid in self.grids}

    @cached_property
    def lines(self) -> list[tuple[int, Passage]]:
        """The lines and cells of the body, each with its offset."""
        return [
            (start, passage)
            for start, passage in zip(self._starts, self.passages, strict=True)
            if passage.part == BODY and passage.text.strip()
        ]

    def _index(self, start: int) -> int:
        return max(0, bisect_right(self._starts, start) - 1)


def _starts(passages: Sequence[Passage]) -> list[int]:
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + 1
    return starts


def passages_of(document: Document) -> Iterable[Passage]:
    """The lines and cells of a document in their order; a line break inside a cell joins its lines, as it reads."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Passage(block.text.replace("\n", " "), block.at)
        else:
            yield from _cells(block)


def _cells(grid: Grid) -> Iterable[Passage]:
    heads = column_heads(grid)
    for row in grid.rows:
        whole = " ".join(cell.text for cell in row)[:500].replace("\n", " ")
        for cell in row:
            if cell.text.strip():
                at = cell.at if cell.at.row else grid.at._replace(row=cell.row + 1, column=cell.column + 1)
                head = heads.get(cell.column, "") if cell.row else ""
                yield Passage(_unbroken(cell.text), at, head=head, row=whole)


_BROKEN_NUMBER = re.compile(r"(?<![0-9])([0-9]{2,17})\n([0-9]{1,17}[Xx]?)(?![0-9A-Za-z])")
_BROKEN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff])\n|\n(?=[\u4e00-\u9fff])")
_LENGTHS = (11, 15, 16, 17, 18, 19)
"""Of telephone, identity and card numbers."""


def _unbroken(text: str) -> str:
    """A cell's lines as one; a number that a narrow column broke is whole again, two numbers of full length stay two."""
    return _BROKEN_WORDS.sub("", _BROKEN_NUMBER.sub(_joined, text)).replace("\n", " ")


def _joined(match: re.Match[str]) -> str:
    is_one = len(match[1] + match[2]) in _LENGTHS and not {len(match[1]), len(match[2])} & {11, 15, 18, 19}
    return match[1] + match[2] if is_one else match[0]


_HEAD_ROWS = 3
_LONGEST_HEAD = 24


def column_heads(grid: Grid) -> dict[int, str]:
    """Column → the words above it in the first rows, as long as they look like heads: short, and without long numbers."""
    heads: dict[int, str] = {}
    for row in grid.rows[:_HEAD_ROWS]:
        if any(sum(map(str.isdigit, cell.text)) > 4 for cell in row):
            break
        if len([cell for cell in row if cell.text.strip()]) < 2:
            continue
        for cell in row:
            words = "".join(cell.text.split())
            if words and len(words) <= _LONGEST_HEAD:
                for column in range(cell.column, cell.column + min(cell.colspan, 50)):
                    heads[column] = heads.get(column, "") + words + " "
    return heads
