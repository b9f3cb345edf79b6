"""A loaded PDF, or the error that says why there is none, between the helper process and its parent, as JSON."""

from __future__ import annotations

import json
from typing import Any

from gongkai.errors import GongkaiError
from gongkai.reading.blocks import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.problem import ReadingError
from gongkai.report import Place

_READER, _MEDIA_TYPE = "pdf", "application/pdf"


def document_to(document: Document) -> bytes:
    blocks = [_block_to(block) for block in document.blocks]
    return _dump({"blocks": blocks, "notes": document.notes, "unread": document.unread})


def error_to(error: GongkaiError) -> bytes:
    return _dump({"error": [error.text, error.remedy, error.code]})


def defect_to(error: Exception) -> bytes:
    """An error the program should not have made: its kind only."""
    return _dump({"defect": type(error).__name__})


def document_from(answer: bytes, name: str) -> Document:
    """Raises the ReadingError that the helper met."""
    message = json.loads(answer)
    if "error" in message:
        text, remedy, code = message["error"]
        raise ReadingError(text, remedy, name, code)
    if "defect" in message:
        raise RuntimeError(f"reading a PDF failed: {message['defect']}")
    blocks = [_block_from(block) for block in message["blocks"]]
    return Document(blocks, name, _READER, _MEDIA_TYPE, notes=message["notes"], unread=message["unread"])


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
