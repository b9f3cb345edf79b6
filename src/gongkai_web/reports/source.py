"""The text a report was read from, to be shown beside it: lines and tables, each with its place in the file.

It travels in the page like the report. It is only ever shown, escaped; nothing is computed from what comes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.reading import Document, Grid, GridCell, Paragraph
from gongkai.report import Place

MOST_CHARACTERS = 300_000
"""Beyond this the rest is left out and the page says so: a browser must stay quick."""

MOST_SPAN = 64


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A line of text or a cell of a table; `number` tells it apart on the page."""

    number: int
    text: str
    at: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A line (`rows` empty) or a table."""

    line: SourcePiece | None = None
    rows: tuple[tuple[SourcePiece, ...], ...] = ()

    def pieces(self) -> Iterator[SourcePiece]:
        if self.line is not None:
            yield self.line
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class SourceText:
    blocks: tuple[SourceBlock, ...] = ()
    is_cut: bool = False

    @cached_property
    def _by_place(self) -> Mapping[Place, int]:
        """Every place by what one may know of it: exactly, without its offset, by row, by line."""
        found: dict[Place, int] = {}
        for piece in (piece for block in self.blocks for piece in block.pieces()):
            for place in _coarser(piece.at):
                found.setdefault(place, piece.number)
        return found

    def number_at(self, at: Place) -> int | None:
        """The piece that stands at this place, or the nearest the file lets one tell."""
        return next((self._by_place[place] for place in _coarser(at) if place in self._by_place), None)


def _coarser(at: Place) -> Iterator[Place]:
    yield at
    yield at._replace(offset=None)
    if at.row is not None:
        yield Place(table=at.table, row=at.row, column=at.column)
        yield Place(table=at.table, row=at.row)
    if at.line is not None:
        yield Place(line=at.line, column=at.column)
        yield Place(line=at.line)


def anchor(key: str, at: Place | None, source: SourceText) -> str:
    """The id of the piece on the page, empty where the place is not known."""
    number = source.number_at(at) if at else None
    return "" if number is None else f"{key}-s{number}"


def source_text(document: Document, most: int = MOST_CHARACTERS) -> SourceText:
    """The document as it is shown, up to `most` characters."""
    blocks: list[SourceBlock] = []
    number = length = 0
    for block in document.blocks:
        shown = _grid(block, number) if isinstance(block, Grid) else _line(block, number)
        pieces = list(shown.pieces())
        number += len(pieces)
        length += sum(len(piece.text) for piece in pieces)
        if length > most:
            return SourceText(tuple(blocks), is_cut=True)
        blocks.append(shown)
    return SourceText(tuple(blocks))


def _line(block: Paragraph, number: int) -> SourceBlock:
    return SourceBlock(SourcePiece(number, block.text, block.at))


def _grid(block: Grid, first: int) -> SourceBlock:
    rows, number = [], first
    for row in block.rows:
        rows.append(tuple(_cell(cell, number + i) for i, cell in enumerate(row)))
        number += len(row)
    return SourceBlock(rows=tuple(rows))


def _cell(cell: GridCell, number: int) -> SourcePiece:
    return SourcePiece(number, cell.text, cell.at, cell.rowspan, cell.colspan)


def packed(source: SourceText) -> str:
    blocks = [
        _pack(block.line) if block.line else [[_pack(p) for p in row] for row in block.rows] for block in source.blocks
    ]
    return json.dumps({"cut": source.is_cut, "blocks": blocks}, ensure_ascii=False, separators=(",", ":"))


def _pack(piece: SourcePiece) -> dict[str, Any]:
    at = [getattr(piece.at, name) for name in Place._fields]
    return {"n": piece.number, "t": piece.text, "at": at, "span": [piece.rowspan, piece.colspan]}


def unpacked(text: str) -> SourceText:
    """What the browser kept for us; what does not look like it is no source text at all."""
    if len(text) > 4 * MOST_CHARACTERS + 1_000_000:
        return SourceText()
    try:
        data = json.loads(text)
        return SourceText(tuple(_block(item) for item in data["blocks"]), data["cut"] is True)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return SourceText()


def _block(data: Any) -> SourceBlock:
    if isinstance(data, dict):
        return SourceBlock(_piece(data))
    return SourceBlock(rows=tuple(tuple(_piece(item) for item in row) for row in data))


def _piece(data: Any) -> SourcePiece:
    numbers = [None if n is None else int(n) for n in data["at"]]
    rowspan, colspan = (min(max(int(n), 1), MOST_SPAN) for n in data["span"])
    text = str(data["t"]).encode("utf-8", "replace").decode()
    return SourcePiece(int(data["n"]), text, Place(*numbers), rowspan, colspan)
