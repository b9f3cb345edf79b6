"""The sum beside the report a government typed: cell by cell, and what can be said of a difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.report.cells import Cell, Number
from gongkai.report.model import AnnualReport
from gongkai.report.rollup.parts import LeftOut, Share
from gongkai.report.rollup.shares import added, cells_in
from gongkai.report.rollup.summing import RollUp, SummedCell


class Standing(StrEnum):
    """`open`: the numbers differ, and an organ or a cell is missing from the sum, so that nobody can say who is right;
    `no_number`: the typed report, or the sum, has none there; `not_comparable`: the typed report's form has no such cell, or no part's
    number may be added there."""

    EQUAL = "equal"
    DIFFERS = "differs"
    OPEN = "open"
    NO_NUMBER = "no_number"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: `summed` from the parts, `typed` as the report has it; `by` is typed less summed."""

    path: str
    summed: Number | None
    typed: Number | None
    standing: Standing
    typed_cells: tuple[str, ...] = ()

    @property
    def by(self) -> Number | None:
        return None if self.summed is None or self.typed is None else self.typed - self.summed


def differences(sums: RollUp, typed: AnnualReport) -> list[Difference]:
    """Every cell of the sum, in the order of the form."""
    return [_difference(sums, cell, typed) for cell in sums.cells.values()]


def _difference(sums: RollUp, cell: SummedCell, typed: AnnualReport) -> Difference:
    paths = cells_in(typed, cell.path)
    found = [typed.cell(path) for path in paths]
    value = added([one.value for one in found if one.value is not None])
    return Difference(cell.path, cell.value, value, _standing(sums, cell, found, value), paths)


def _standing(sums: RollUp, cell: SummedCell, found: list[Cell], typed: Number | None) -> Standing:
    if not found or all(share.left_out for share in cell.shares):
        return Standing.NOT_COMPARABLE
    if cell.value is None or typed is None:
        return Standing.EQUAL if cell.value is typed else Standing.NO_NUMBER
    if cell.value == typed:
        return Standing.EQUAL
    certain = _is_decided(sums, cell, typed)
    return Standing.DIFFERS if certain and all(one.value is not None for one in found) else Standing.OPEN


def _is_decided(sums: RollUp, cell: SummedCell, typed: Number) -> bool:
    """What is missing can only add: a typed number below the sum is wrong whoever is missing. 本年增/减 may be negative."""
    if any(share.uncertain for share in cell.shares):
        return False
    only_adds = not cell.path.endswith(".change")
    incomplete = bool(sums.missing) or any(share.unread or _is_lost(share) for share in cell.shares)
    return not incomplete or (only_adds and cell.value is not None and typed < cell.value)


def _is_lost(share: Share) -> bool:
    """A number that belongs to the sum and could not be added; what only the government has does not."""
    return share.left_out in (LeftOut.OTHER_FORM, LeftOut.UNIT)
