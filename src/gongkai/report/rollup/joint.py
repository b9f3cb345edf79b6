"""A document or a case of several organs: each has it in its own report, the government counts it once."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.report.cells import Number
from gongkai.report.forms import DISPUTES, OTHER_OUTCOMES, REQUESTS


@dataclass(frozen=True, slots=True)
class Joint:
    """`count` matters (件, or an amount) that each of `organs` (codes of parts) counts in each of `cells`, and why that is known."""

    cells: tuple[str, ...]
    organs: tuple[str, ...]
    count: Number
    reason: str

    def __post_init__(self) -> None:
        if len(set(self.organs)) < 2 or len(set(self.organs)) != len(self.organs):
            raise ValueError("a joint matter has two organs or more, each once")
        if self.count <= 0 or not self.cells or not self.reason.strip():
            raise ValueError("a joint matter has cells, a count above 0 and a reason")


def cells_of_request(entered: str, outcome: str, applicant: str) -> tuple[str, ...]:
    """The cells a request stands in: where it came in (`new`, `carried_in`), how it went out (an outcome, or `carried_out`), and
    the totals of both. Leaving one out would unbalance the sum."""
    rows = [entered, outcome]
    if outcome != "carried_out":
        rows.append("result_total")
    return tuple(f"{REQUESTS}.{row}.{column}" for row in rows for column in (applicant, "total"))


def cells_of_dispute(group: str, result: str) -> tuple[str, ...]:
    """The cells a dispute stands in: its result and the total of its group."""
    return (f"{DISPUTES}.{group}.{result}", f"{DISPUTES}.{group}.total")


def in_one_row(path: str) -> str:
    """The cell in a table that has one row 其他处理 in place of three."""
    table, row, *column = path.split(".")
    return f"{REQUESTS}.other.{column[0]}" if table == REQUESTS and row in OTHER_OUTCOMES else path
