"""Cells that hold something which cannot be a count: a number below 0, a fraction, a word."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from gongkai.checks.registry import Found
from gongkai.report import AnnualReport, Cell, CellState, Certainty, Kind, Severity, cell_name

_NUMBER = re.compile(r"[-−－]?\d+(?:\.\d+)?")


def not_counts(report: AnnualReport, table: str, *, without: Container[str] = ()) -> Iterator[Found]:
    """Each cell of the table that is no count; cells of which the reading already says so are left to it."""
    known = {path for finding in report.reading_findings() for path in finding.cells}
    for path in report.paths():
        cell = report.cell(path)
        told = cell.state is CellState.UNREADABLE and path in known
        if path.startswith(f"{table}.") and path not in without and _is_no_count(cell) and not told:
            yield _found(path, cell)


def _is_no_count(cell: Cell) -> bool:
    if cell.state is CellState.UNREADABLE:
        return True
    return cell.value is not None and (cell.value < 0 or cell.value != int(cell.value))


def _found(path: str, cell: Cell) -> Found:
    """A number that was read is the report's fault; anything else may be the reading's."""
    plain = cell.value is not None or _NUMBER.fullmatch((cell.raw or "").strip()) is not None
    sure = plain and cell.certainty is not Certainty.UNCERTAIN
    fill = {"cell": cell_name(path), "printed": (cell.raw or cell.printed).strip()}
    if sure:
        return Found(fill, cells=(path,))
    return Found(fill, cells=(path,), severity=Severity.WARNING, kind=Kind.READING)
