"""What every loader yields: paragraphs and grids in the order of the file, each with its place. Nothing of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.report import Place

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running text as printed, inner spaces kept; `gap` counts the empty lines before it."""

    text: str
    at: Place = NOWHERE
    gap: int = 0


class Region(NamedTuple):
    """Part of a page as a viewer shows it, in shares of its width and height (0 to 1) from its upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture of so many pixels, in a file of so many `pages`."""

    png: bytes
    width: int
    height: int
    pages: int


UNCOMPUTED = "uncomputed"
"""Note of a cell whose formula has no stored result: it is neither 0 nor blank, the file does not have the number."""
FORMULA = "="
"""What stands in such a cell's place in a line."""


class GridCell(NamedTuple):
    """One cell, merged cells once at their upper left corner; `row` and `column` count from 0. `note` says what its text
    cannot."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    at: Place = NOWHERE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `exact`: the file form itself says which column a cell is in (docx, html, xlsx); False where columns
    were only counted (tabs, pipes), so that one lost cell may have moved the others."""

    rows: tuple[tuple[GridCell, ...], ...]
    exact: bool = True
    at: Place = NOWHERE


Block = Paragraph | Grid


@dataclass(slots=True)
class Document:
    """A loaded file: its blocks, and where they come from.

    `notes` are plain sentences about what the loader left out, or did otherwise than expected; `unread` are those about
    parts of the file that it could not read and in which a table may stand. Neither ends with a full stop. `regions` are
    the places of lines and cells on their pages, for files that have pages; `pictures` the pages that are pictures of text,
    and `once` the places where something stands that was recognised once, and not twice by different means.
    """

    blocks: list[Block]
    name: str
    reader: str
    media_type: str
    sha256: str = ""
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    regions: dict[Place, Region] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    once: set[Place] = field(default_factory=set)

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))

    def region(self, at: Place | None) -> Region | None:
        """Where on its page the cell or line stands that this place (`Cell.at`) names; None where nobody knows."""
        return self.regions.get(at._replace(offset=None)) if at else None
