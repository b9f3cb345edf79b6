"""Figures the program can work out and offers: totals of rows and columns, and documents in force.

An offer is never put into a cell by itself. It is made only where every part is known, so that it cannot be wrong by a
blank taken for 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gongkai.report import AnnualReport, Cell, CellState, Certainty, Number
from gongkai.report.forms import PROACTIVE

_IN_FORCE = tuple(f"{PROACTIVE}.{key}.in_force" for key in ("rules", "normative_documents"))
_SUMS = frozenset({"T3-ROW", "T3-SUM", "T4-SUM"})

Offers = Mapping[str, Number]


def offers(report: AnnualReport, previous: AnnualReport | None = None) -> dict[str, Number]:
    """Cell → figure offered, for cells that do not hold it yet. A cell two relations disagree on is not offered."""
    known = {path: cell.value for path, cell in report.tables.items() if _known(cell)}
    found: dict[str, set[Number]] = {}
    for path, figure in (*_sums(report, known), *_in_force(previous, known)):
        found.setdefault(path, set()).add(figure)
    agreed = {path: figures.pop() for path, figures in found.items() if len(figures) == 1}
    return {path: figure for path, figure in agreed.items() if known.get(path) != figure}


def adopt_all(report: AnnualReport, previous: AnnualReport | None = None) -> AnnualReport:
    """Put every offered figure into its empty cell, and those that follow from them; a typed figure is not replaced."""
    while wanted := {path: n for path, n in offers(report, previous).items() if _is_blank(report.cell(path))}:
        report = with_numbers(report, wanted)
    return report


def adopt(report: AnnualReport, path: str, previous: AnnualReport | None = None) -> AnnualReport:
    """Put the offered figure into one cell, whatever it holds."""
    offered = offers(report, previous)
    return with_numbers(report, {path: offered[path]}) if path in offered else report


def cells_to_zero(report: AnnualReport, previous: AnnualReport | None = None) -> list[str]:
    """Empty cells that a person may declare to be 0: no total, and no figure that follows from last year's."""
    derived = total_cells(report) | set(_in_force_before(previous))
    return [path for path in report.paths() if path not in derived and _is_blank(report.cell(path))]


def fill_zeros(report: AnnualReport, previous: AnnualReport | None = None) -> AnnualReport:
    return with_numbers(report, dict.fromkeys(cells_to_zero(report, previous), 0))


def total_cells(report: AnnualReport) -> set[str]:
    """Cells that are the sum of others."""
    return {relation.totals[0] for relation in report.relations() if relation.rule in _SUMS}


def with_numbers(report: AnnualReport, figures: Offers) -> AnnualReport:
    filled = {path: Cell.number(number, unit=report.cell(path).unit) for path, number in figures.items()}
    return replace(report, tables=report.tables | filled)


def _known(cell: Cell) -> bool:
    return cell.state is CellState.NUMBER and cell.certainty is not Certainty.UNCERTAIN


def _is_blank(cell: Cell) -> bool:
    return cell.state is CellState.BLANK and cell.certainty is not Certainty.UNCERTAIN


def _sums(report: AnnualReport, known: Mapping[str, Number | None]) -> Iterator[tuple[str, Number]]:
    for relation in report.relations():
        if relation.rule in _SUMS and all(path in known for path in relation.parts):
            yield relation.totals[0], sum((known[path] or 0 for path in relation.parts), start=0)


def _in_force_before(previous: AnnualReport | None) -> dict[str, Number]:
    """现行有效 of last year, by cell; only where last year's form has it and it was read for certain."""
    cells = {path: previous.cell(path) for path in _IN_FORCE} if previous else {}
    return {path: cell.value for path, cell in cells.items() if cell.value is not None and _known(cell)}


def _in_force(previous: AnnualReport | None, known: Mapping[str, Number | None]) -> Iterator[tuple[str, Number]]:
    """现行有效 = last year's + 制发 − 废止."""
    for path, before in _in_force_before(previous).items():
        issued, repealed = (known.get(path.replace("in_force", field)) for field in ("issued", "repealed"))
        if issued is not None and repealed is not None:
            yield path, before + issued - repealed
