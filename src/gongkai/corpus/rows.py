"""What was read from one file → rows of the tables, as plain data that travels between processes as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.checks import checked
from gongkai.checks.case import Case
from gongkai.checks.doubts import with_doubts
from gongkai.checks.years import continuity_severity
from gongkai.corpus.tables import places, storable, variant_of
from gongkai.reading import each_its_own_file
from gongkai.report import AnnualReport, Cell, CellState, Certainty, Number, Place, Severity

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
_NO_PLACE = Place()
_UNREAD = (CellState.MISSING, CellState.UNREADABLE)


def rows_of(reports: Sequence[AnnualReport], sm3: str) -> Rows:
    """Rows of `reports`, `cells`, `findings`, `texts`, each in the order of `tables.own_names`."""
    rows: Rows = {"reports": [], "cells": [], "findings": [], "texts": []}
    for ordinal, report in enumerate(each_its_own_file(list(reports)), start=1):
        key = f"{sm3[:16]}-{ordinal}"
        judged, doubtful = checked(report), with_doubts(report)
        cells = list(_cells(key, report, doubtful))
        rows["cells"] += cells
        rows["reports"].append(_report(key, judged, cells, ordinal, sm3))
        rows["findings"] += _findings(key, judged)
        rows["texts"] += _texts(key, report)
    return rows


def _report(key: str, report: AnnualReport, cells: list[Row], ordinal: int, sm3: str) -> Row:
    case, source = Case(report), report.source
    severities = [finding.severity for finding in report.findings]
    return (
        key,
        _small(report.year),
        report.format,
        report.agency,
        report.collapsed_other,
        report.title,
        report.signature,
        report.signed_on.isoformat() if report.signed_on else None,
        sum(cell[_STATE] == CellState.NUMBER for cell in cells),
        sum(cell[_DOUBTED] for cell in cells),
        sum(cell[_STATE] in _UNREAD for cell in cells),
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        continuity_severity(case.text()) is Severity.WARNING,
        _digest(cells),
        ordinal,
        source.file if source else None,
        source.media_type if source else None,
        source.reader if source else None,
        sm3,
    )


_VALUE, _STATE, _DOUBTED = 3, 4, 6


def _digest(cells: list[Row]) -> str:
    text = "\n".join(f"{cell[1]} {cell[_VALUE]} {cell[_STATE]}" for cell in cells)
    return hashlib.new("sm3", text.encode()).hexdigest()


def _cells(key: str, report: AnnualReport, doubtful: AnnualReport) -> Iterator[Row]:
    if report.form is None:
        return
    variant = variant_of(report)
    for seq, path in enumerate(places(variant), start=1):
        cell, at = report.cell(path), report.cell(path).at or _NO_PLACE
        value, state = _stored(cell)
        doubted = value is not None and doubtful.cell(path).certainty is Certainty.UNCERTAIN
        yield (
            *(key, seq, variant, value, state.value, cell.certainty.value, doubted, cell.raw, cell.unit),
            *map(_count, (at.page, at.table, at.row, at.column, at.line)),
        )


def _stored(cell: Cell) -> tuple[str | None, CellState]:
    """A number with more digits than the tables keep is no number here; `raw` still has it."""
    value = _decimal(cell.value)
    return value, CellState.UNREADABLE if cell.value is not None and value is None else cell.state


def _decimal(value: Number | None) -> str | None:
    number = storable(value)
    return None if number is None else f"{number:f}"


def _findings(key: str, report: AnnualReport) -> Iterator[Row]:
    for seq, found in enumerate(report.findings, start=1):
        yield (
            *(key, seq, found.rule, found.severity.value, found.kind.value, found.message, list(found.cells)),
            *(_decimal(found.expected), _decimal(found.actual), found.quote, found.section),
        )


def _texts(key: str, report: AnnualReport) -> Iterator[Row]:
    if report.opening:
        yield (key, 0, None, None, report.opening)
    for seq, (number, section) in enumerate(Case(report).sections, start=1):
        yield (key, seq, _small(number), section.title, section.text)


def _small(number: int | None) -> int | None:
    """A JSON file may say anything; what cannot be a year or a section is none."""
    return number if number is not None and 0 <= number < 10_000 else None


def _count(number: int | None) -> int | None:
    return number if number is not None and 0 <= number < 2**31 else None
