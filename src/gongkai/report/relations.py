"""The arithmetic a report must satisfy inside one year: which cells add up to which.

The official note in the head of table three: 第一项加第二项之和，等于第三项加第四项之和. The same relations serve the checks,
which report a broken one, and the reading, which may use one to choose between placements of printed digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from gongkai.report.cells import Cell, CellState, Certainty, Number
from gongkai.report.forms import (
    APPLICANTS,
    COLLAPSED_OTHER,
    COLUMNS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    DISPUTES,
    FORM_2021,
    OTHER_OUTCOMES,
    PROACTIVE,
    REQUESTS,
    Form,
)

PREVIOUS = "previous."
"""Prefix of a cell of last year's report in a relation over two years."""
DOCUMENT_ROWS = {"rules": "规章", "normative_documents": "行政规范性文件"}
"""Rows of table two whose documents stay in force from year to year."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`parts` add up to what `totals` add up to. `locus` is the row, column or group it speaks of.

    The first of `totals` is a printed total: without it nothing can be decided. Further ones count like parts.
    """

    rule: str
    locus: str
    parts: tuple[str, ...]
    totals: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.parts, *self.totals)


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a relation says of a report. `blanks` counted as 0; `expected` is the sum of the parts, `actual` as printed."""

    verdict: Verdict
    expected: Number | None = None
    actual: Number | None = None
    blanks: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()


def judge(relation: Relation, cells: Mapping[str, Cell]) -> Judgement:
    """Spec: a blank or not_applicable part counts as 0; a total without a number, or a part that is missing or unreadable,
    leaves the relation undecided."""
    uncertain = tuple(path for path in relation.cells if path in cells and cells[path].certainty is Certainty.UNCERTAIN)
    if _number(cells, relation.totals[0]) is None:
        return Judgement(Verdict.UNDECIDED, uncertain=uncertain)
    blanks = tuple(path for path in relation.cells if _counts_as_zero(cells, path))
    if any(_number(cells, path) is None and path not in blanks for path in relation.cells):
        return Judgement(Verdict.UNDECIDED, blanks=blanks, uncertain=uncertain)
    expected = sum((_number(cells, path) or 0 for path in relation.parts), start=0)
    actual = sum((_number(cells, path) or 0 for path in relation.totals), start=0)
    verdict = Verdict.HOLDS if expected == actual else Verdict.FAILS
    return Judgement(verdict, expected, actual, blanks, uncertain)


def _number(cells: Mapping[str, Cell], path: str) -> Number | None:
    cell = cells.get(path)
    return None if cell is None else cell.value


def _counts_as_zero(cells: Mapping[str, Cell], path: str) -> bool:
    return path in cells and cells[path].state in (CellState.BLANK, CellState.NOT_APPLICABLE)


@lru_cache(maxsize=8)
def relations_of(form: Form, *, collapsed_other: bool = False) -> tuple[Relation, ...]:
    """Every relation of one report on this form; `collapsed_other`: a 2021 report with a single row 其他处理."""
    outcomes = form.outcomes
    if collapsed_other:
        outcomes = (*(name for name in outcomes if name not in OTHER_OUTCOMES), "other")
    return (*_rows(outcomes), *_sums(outcomes), *_balances(), *_dispute_sums())


@lru_cache(maxsize=8)
def relations_between(form: Form | None, previous: Form | None) -> tuple[Relation, ...]:
    """Every relation of a report with that of the year before, whose cells stand under PREVIOUS.

    The rows of table three are the same in both forms. 现行有效 of the 2021 form is not 对外公开总数量 of the 2019 form: not
    compared across the break.
    """
    documents = tuple(map(_continuity, DOCUMENT_ROWS)) if form is previous is FORM_2021 else ()
    return (*map(_carry, COLUMNS), *documents)


def _carry(column: str) -> Relation:
    parts, totals = (f"{PREVIOUS}{_at('carried_out', column)}",), (_at("carried_in", column),)
    return Relation("T3-CARRY", column, parts, totals)


def _continuity(item: str) -> Relation:
    """Added up without a minus sign: last year's and what was issued are what is in force and what was repealed."""
    issued, repealed, in_force = (f"{PROACTIVE}.{item}.{field}" for field in ("issued", "repealed", "in_force"))
    return Relation("T2-CONTINUITY", item, (f"{PREVIOUS}{in_force}", issued), (in_force, repealed))


def has_collapsed_other(form: Form, cells: Mapping[str, Cell]) -> bool:
    """Whether a report on the 2021 form was filed with one row 其他处理 (spec/report-json, table three)."""
    return "other" not in form.outcomes and any(path in cells for path in COLLAPSED_OTHER)


def _at(row: str, column: str) -> str:
    return f"{REQUESTS}.{row}.{column}"


def _rows(outcomes: tuple[str, ...]) -> Iterator[Relation]:
    for row in ("new", "carried_in", *outcomes, "result_total", "carried_out"):
        yield Relation("T3-ROW", row, tuple(_at(row, c) for c in APPLICANTS), (_at(row, "total"),))


def _sums(outcomes: tuple[str, ...]) -> Iterator[Relation]:
    for column in COLUMNS:
        yield Relation("T3-SUM", column, tuple(_at(row, column) for row in outcomes), (_at("result_total", column),))


def _balances() -> Iterator[Relation]:
    for column in COLUMNS:
        parts = (_at("new", column), _at("carried_in", column))
        yield Relation("T3-BALANCE", column, parts, (_at("result_total", column), _at("carried_out", column)))


def _dispute_sums() -> Iterator[Relation]:
    for group in DISPUTE_GROUPS:
        parts = tuple(f"{DISPUTES}.{group}.{result}" for result in DISPUTE_RESULTS if result != "total")
        yield Relation("T4-SUM", group, parts, (f"{DISPUTES}.{group}.total",))
