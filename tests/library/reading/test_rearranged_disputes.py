"""Table four in the shapes that offices give it: what stands beside and above a number decides, not its place."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from drawn import drawn
from making import Made, make, right_share, silent_errors

from gongkai.reading import Document, Grid, GridCell
from gongkai.reading.problem import Clock, Limits
from gongkai.reading.reader import reports_in
from gongkai.report import AnnualReport, Certainty
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTE_RESULTS

GROUPS, RESULTS = list(DISPUTE_GROUPS.values()), list(DISPUTE_RESULTS.values())
Rows = list[list[tuple[str, int]]]


def _wide(values: list[str], groups: list[int], results: list[int]) -> Rows:
    return [
        [(GROUPS[g], 5) for g in groups],
        [(RESULTS[r], 1) for _ in groups for r in results],
        [(values[g * 5 + r], 1) for g in groups for r in results],
    ]


def groups_in_another_order(values: list[str]) -> Rows:
    return _wide(values, [2, 0, 1], [0, 1, 2, 3, 4])


def totals_first(values: list[str]) -> Rows:
    return _wide(values, [0, 1, 2], [4, 0, 1, 2, 3])


def one_group_a_row(values: list[str]) -> Rows:
    heads: Rows = [[("类别", 1), *((name, 1) for name in RESULTS)]]
    return heads + [[(name, 1), *((v, 1) for v in values[g * 5 : g * 5 + 5])] for g, name in enumerate(GROUPS)]


def one_result_a_row(values: list[str]) -> Rows:
    heads: Rows = [[("", 1), *((name, 1) for name in GROUPS)]]
    return heads + [[(name, 1), *((values[g * 5 + r], 1) for g in range(3))] for r, name in enumerate(RESULTS)]


def one_number_a_row(values: list[str]) -> Rows:
    return [[(GROUPS[i // 5] if i % 5 == 0 else "", 1), (RESULTS[i % 5], 1), (v, 1)] for i, v in enumerate(values)]


def a_label_in_front(values: list[str]) -> Rows:
    front = [("", 1), ("", 1), ("件数", 1)]
    return [[label, *row] for label, row in zip(front, _wide(values, [0, 1, 2], [0, 1, 2, 3, 4]), strict=True)]


def a_stray_number_in_front(values: list[str]) -> Rows:
    front = [("", 1), ("", 1), ("7", 1)]
    return [[stray, *row] for stray, row in zip(front, _wide(values, [0, 1, 2], [0, 1, 2, 3, 4]), strict=True)]


def last_year_above(values: list[str]) -> Rows:
    rows = a_label_in_front(values)
    return [*rows[:2], [("上年", 1), *[("3", 1)] * 15], [("本年", 1), *rows[2][1:]]]


SHAPES: tuple[Callable[[list[str]], Rows], ...] = (
    groups_in_another_order,
    totals_first,
    one_group_a_row,
    one_result_a_row,
    one_number_a_row,
    a_label_in_front,
    a_stray_number_in_front,
    last_year_above,
)


def grid_of(rows: Rows) -> Grid:
    cells: list[list[GridCell]] = [[] for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for text, span in row:
            cells[y].append(GridCell(text, y, x, 1, span))
            x += span
    return Grid(tuple(map(tuple, cells)))


def read_as(made: Made, rows: Rows) -> AnnualReport:
    document: Document = drawn(made, "as_the_form", random.Random(1))
    at = max(i for i, block in enumerate(document.blocks) if isinstance(block, Grid))
    document.blocks[at] = grid_of(rows)
    return reports_in(document, Clock(Limits()))[0]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_number_is_read_by_its_words(shape: Callable[[list[str]], Rows]) -> None:
    for seed in range(3):
        made = make(random.Random(seed), busy=0.7)
        report = read_as(made, shape([str(v) for v in made.disputes]))
        assert (silent_errors(report, made), right_share(report, made)) == ({}, 1.0)
        assert Certainty.UNCERTAIN not in {cell.certainty for cell in report.tables.values()}


def test_two_rows_of_numbers_without_a_word_are_doubtful_where_they_differ() -> None:
    made = make(random.Random(2), busy=0.7)
    values = [str(v) for v in made.disputes]
    rows = _wide(values, [0, 1, 2], [0, 1, 2, 3, 4])
    other = [(str(int(v) + 1), 1) if i < 3 else (v, 1) for i, v in enumerate(values)]
    report = read_as(made, [*rows, other])
    doubted = [path for path, cell in report.tables.items() if cell.certainty is Certainty.UNCERTAIN]
    assert doubted == [f"disputes.reconsideration.{result}" for result in list(DISPUTE_RESULTS)[:3]]


def test_heads_against_sums_that_hold_without_them_are_not_believed() -> None:
    """Totals stand last, as in the form, though the heads say first: the heads are wrong, or the numbers."""
    made = make(random.Random(5), busy=1)
    values = [str(v) for v in made.disputes]
    rows = _wide(values, [0, 1, 2], [4, 0, 1, 2, 3])
    rows[2] = [(v, 1) for v in values]
    report = read_as(made, rows)
    assert all(cell.certainty is Certainty.UNCERTAIN for path, cell in report.tables.items() if "disputes" in path)
