"""A cell of the report's tables: a value, what kind of thing was printed, how sure the reading is, and where it stood.

Blank, "/", 0 and unreadable are different facts (spec/report-json: "A cell"); a blank is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Number = int | Decimal


class CellState(StrEnum):
    """What the file has at this place of the form."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class Certainty(StrEnum):
    """`repaired`: moved or split, and exactly one placement satisfies the relations; `uncertain`: a person must look."""

    READ = "read"
    REPAIRED = "repaired"
    UNCERTAIN = "uncertain"


class Place(NamedTuple):
    """Where a cell was read: as much as the file form lets one know. All counts start at 1, `offset` at 0.

    A tuple, because every word of a file has one.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is None exactly when `state` is not NUMBER; money is a Decimal that keeps its printed digits."""

    value: Number | None
    state: CellState
    raw: str | None = None
    certainty: Certainty = Certainty.READ
    at: Place | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is CellState.NUMBER):
            raise ValueError(f"a cell of state {self.state} cannot hold {self.value!r}")

    @classmethod
    def number(cls, value: Number, raw: str | None = None, at: Place | None = None, *, unit: str | None = None) -> Cell:
        return cls(value, CellState.NUMBER, str(value) if raw is None else raw, at=at, unit=unit)

    @classmethod
    def blank(cls, raw: str = "", at: Place | None = None) -> Cell:
        return cls(None, CellState.BLANK, raw, at=at)

    @classmethod
    def not_applicable(cls, raw: str, at: Place | None = None) -> Cell:
        return cls(None, CellState.NOT_APPLICABLE, raw, at=at)

    @classmethod
    def unreadable(cls, raw: str, at: Place | None = None) -> Cell:
        return cls(None, CellState.UNREADABLE, raw, at=at)

    @classmethod
    def missing(cls) -> Cell:
        return _MISSING

    def marked(self, certainty: Certainty) -> Cell:
        return replace(self, certainty=certainty)

    @property
    def printed(self) -> str:
        """What stands in the cell on paper: the number in its own digits, "/" as it was, nothing for a blank."""
        if self.value is not None:
            return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)
        return self.raw.strip() if self.raw and self.state is not CellState.BLANK else ""


_MISSING = Cell(None, CellState.MISSING)
