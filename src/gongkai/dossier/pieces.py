"""What a dossier is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The 卷皮. `purpose` is what the dossier is for in words (归档, 提交行政复议机关 …), `to` whom it is sent to, "" for the
    archive; `retention` the period of keeping, as it is printed."""

    organ: str
    title: str
    number: str
    archive_number: str = ""
    began: date | None
    ended: date | None
    retention: str
    purpose: str
    to: str = ""
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document (件) of a dossier. `pages` is a PDF as `pages_of` gives it: A4, drawn only. `author` is the 责任者,
    `number` the 文号; `proves` what it is evidence of, for the 证据目录."""

    title: str
    pages: bytes
    number: str = ""
    author: str = ""
    on: date | None = None
    remark: str = ""
    proves: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A document of the case that is not in this dossier, and why."""

    title: str
    number: str = ""
    on: date | None = None
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the 卷内目录: the piece and its pages in the whole dossier, from 1."""

    piece: Piece
    first: int
    last: int

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"


@dataclass(frozen=True, slots=True)
class Bound:
    """The dossier as PDF. `pages` are the numbered ones; `front` how many stand before them without a number."""

    pdf: bytes
    pages: int
    front: int
    entries: tuple[Entry, ...]
