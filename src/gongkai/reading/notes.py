"""What a loader left out or could not read → findings, so that nobody takes the report for the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.reading.blocks import Document
from gongkai.reading.rules import finding
from gongkai.report import Cell, CellState, Finding


def note_findings(document: Document, cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """READ-NOTE for each note. What is unread is READ-UNREAD where cells are missing that may stand there, else a note."""
    missing = [path for path, cell in cells.items() if cell.state is CellState.MISSING]
    for text in document.unread:
        if missing or not cells:
            yield finding("READ-UNREAD", f"{text}，没有找到的格可能在那里，请对照原文核对", missing)
        else:
            yield finding("READ-NOTE", text)
    for text in document.notes:
        yield finding("READ-NOTE", text)
