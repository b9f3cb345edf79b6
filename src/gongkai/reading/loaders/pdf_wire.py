"""A loaded PDF, or the error that says why there is none, between the helper process and its parent, as JSON."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from gongkai.errors import GongkaiError
from gongkai.reading.blocks import Block, Document, Grid, GridCell, PageImage, Paragraph, Region
from gongkai.reading.problem import ReadingError
from gongkai.report import Place

PDF = "application/pdf"


def document_to(document: Document) -> bytes:
    blocks = [_block_to(block) for block in document.blocks]
    regions = [[at.page, at.table, at.row, at.column, at.line, *region] for at, region in document.regions.items()]
    once = [at[:5] for at in document.once]
    said = {"reader": document.reader, "notes": document.notes, "unread": document.unread}
    return _dump({**said, "blocks": blocks, "regions": regions, "pictures": document.pictures, "once": once})


def picture_to(picture: PageImage) -> bytes:
    return _dump({**asdict(picture), "png": b64encode(picture.png).decode()})


def behind_to(behind: Any) -> bytes:
    return _dump(asdict(behind))


def under_to(found: tuple[list[str], list[str]]) -> bytes:
    return _dump({"under": found[0], "beside": found[1]})


def letters_to(pages: list[tuple[str, list[int]]]) -> bytes:
    return _dump({"pages": pages})


def error_to(error: GongkaiError) -> bytes:
    return _dump({"error": [error.text, error.remedy, error.code]})


def defect_to(error: Exception) -> bytes:
    """An error the program should not have made: its kind only."""
    return _dump({"defect": type(error).__name__})


def document_from(answer: bytes, name: str, media_type: str = PDF) -> Document:
    """Raises the ReadingError that the helper met."""
    message = _loaded(answer, name)
    blocks = [_block_from(block) for block in message["blocks"]]
    regions = {Place(*entry[:5]): Region(*entry[5:]) for entry in message["regions"]}
    said = {key: message[key] for key in ("notes", "unread", "pictures")}
    once = {Place(*at) for at in message["once"]}
    return Document(blocks, name, message["reader"], media_type, regions=regions, once=once, **said)


def picture_from(answer: bytes, name: str) -> PageImage:
    """Raises the ReadingError that the helper met."""
    message = _loaded(answer, name)
    return PageImage(**{**message, "png": b64decode(message["png"])})


def behind_from(answer: bytes, name: str) -> dict[str, Any]:
    """Raises the ReadingError that the helper met."""
    return _loaded(answer, name)


def under_from(answer: bytes, name: str) -> tuple[list[str], list[str]]:
    """Raises the ReadingError that the helper met."""
    message = _loaded(answer, name)
    return message["under"], message["beside"]


def letters_from(answer: bytes, name: str) -> list[tuple[str, list[int]]]:
    """Raises the ReadingError that the helper met."""
    return [(text, edges) for text, edges in _loaded(answer, name)["pages"]]


def _loaded(answer: bytes, name: str) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(answer)
    if "error" in message:
        text, remedy, code = message["error"]
        raise ReadingError(text, remedy, name, code)
    if "defect" in message:
        raise RuntimeError(f"reading a PDF failed: {message['defect']}")
    return message


def _dump(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _block_to(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.text, block.at.page, block.at.line, block.gap]
    rows = [[[c.text, c.row, c.column, c.rowspan, c.colspan] for c in row] for row in block.rows]
    return [rows, block.at.page, block.at.table, block.exact]


def _block_from(block: list[Any]) -> Block:
    content, page, number, rest = block
    if isinstance(content, str):
        return Paragraph(content, Place(page=page, line=number), rest)
    rows = tuple(tuple(_cell_from(cell, page, number) for cell in row) for row in content)
    return Grid(rows, rest, Place(page=page, table=number))


def _cell_from(cell: list[Any], page: int, table: int) -> GridCell:
    text, row, column, rowspan, colspan = cell
    return GridCell(text, row, column, rowspan, colspan, Place(page=page, table=table, row=row + 1, column=column + 1))
