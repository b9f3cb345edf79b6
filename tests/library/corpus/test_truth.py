"""The made corpus must be right about itself: a wrong truth would blame the reading for the maker's mistake."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from benchmarks.corpus.case import Case, judged
from benchmarks.corpus.damage import _splits
from benchmarks.corpus.faults import FAULTS, GAPS, HANDS
from benchmarks.corpus.forms import FILE_LAYOUTS, TEXT_LAYOUTS
from benchmarks.corpus.make import Recipe, corpus, make
from benchmarks.corpus.numbers import SIZES, report
from benchmarks.corpus.paper import anchors, paper
from benchmarks.corpus.score import reading, score

from gongkai.reading import read_bytes
from gongkai.report import Cell, CellState, Verdict, judge, relations_of

HARD = {"pdf two up", "xlsx uncached"}
"""Tables that go on in the other column of the page; totals that the file does not hold."""


def _cells(case: Case) -> dict[str, Cell]:
    return {path: _cell(case, path, value) for path, value in case.values.items()}


def _cell(case: Case, path: str, value: int | Decimal | None) -> Cell:
    return Cell(None, CellState(case.state[path]), "") if value is None else Cell.number(value)


def _broken(case: Case) -> list[tuple[str, frozenset[str]]]:
    relations = relations_of(case.form, collapsed_other=case.collapsed)
    cells = _cells(case)
    broken = [relation for relation in relations if judge(relation, cells).verdict is Verdict.FAILS]
    return sorted(((r.rule, frozenset(r.cells)) for r in broken), key=str)


def _stated(case: Case) -> list[tuple[str, frozenset[str]]]:
    return sorted(((str(f["rule"]), frozenset(f["cells"])) for f in judged(case)[0]), key=str)  # type: ignore[call-overload]


@pytest.mark.parametrize("code", ["2019", "2021"])
@pytest.mark.parametrize("size", SIZES)
def test_a_report_without_a_fault_breaks_no_relation(size: str, code: str) -> None:
    for seed in range(20):
        case = report(Random(seed), size, code, collapsed=seed % 2 == 0)
        assert judged(case) == ([], [])
        assert _broken(case) == []


@pytest.mark.parametrize("change", [*FAULTS, *GAPS])
def test_the_truth_names_the_broken_relations_and_no_others(change: str) -> None:
    for seed in range(20):
        case = report(Random(seed), "county", "2021")
        (FAULTS | GAPS)[change](case, Random(seed))
        assert {(rule, cells) for rule, cells in _broken(case)} == set(_stated(case))


@pytest.mark.parametrize("change", ["wrong_total", "carried_wrong", "dispute_total_zero"])
def test_a_fault_is_in_the_truth(change: str) -> None:
    case = report(Random(1), "few", "2021")
    FAULTS[change](case, Random(1))
    assert judged(case)[0]


@pytest.mark.parametrize("change", HANDS)
def test_another_hand_writes_the_same_numbers(change: str) -> None:
    case = report(Random(3), "county", "2021")
    before = dict(case.values)
    HANDS[change](case, Random(3))
    assert case.values == before


def test_every_number_is_printed_once() -> None:
    case = report(Random(5), "city", "2021")
    boxes = [box for sheet in paper(case).sheets() for row in anchors(sheet.matrix) for _, box, _, _ in row]
    assert {box.path: box.text for box in boxes if box.path} == {path: case.text(path) for path in case.values}


@pytest.mark.parametrize(("digits", "ways"), [("2000002", 1), ("0000000", 1), ("1100002", 1), ("11213", 0)])
def test_glued_digits_are_cut_in_every_way_that_adds_up(digits: str, ways: int) -> None:
    assert len(_splits(digits)) == ways


def test_glued_digits_that_can_be_cut_in_two_ways() -> None:
    assert len(_splits("112212121076")) == 3


@pytest.mark.parametrize("layout", [*TEXT_LAYOUTS, *FILE_LAYOUTS])
def test_the_same_seed_makes_the_same_file(layout: str) -> None:
    plan = Recipe(layout, "few", "2021", False, [])
    one, other = (make(plan, Random(9), "x") for _ in range(2))
    assert (one.data, one.truths) == (other.data, other.truths)


def test_a_file_does_not_depend_on_how_many_there_are() -> None:
    few, many = corpus(4, 3), corpus(4, 9)
    assert [plan for _, plan, _ in few] == [plan for _, plan, _ in many[:3]]


@pytest.mark.parametrize("layout", sorted({*TEXT_LAYOUTS, *FILE_LAYOUTS} - HARD))
def test_a_report_without_any_change_is_read_whole(layout: str) -> None:
    """Shows the maker as well as the reader: a file that no one could read would prove nothing."""
    made = make(Recipe(layout, "county", "2021", False, []), Random(3), "x")
    (report,) = read_bytes(made.data, f"x.{made.suffix}")
    assert score(made.truths[0], [reading(report)]).perfect


def test_two_reports_in_a_file_have_two_truths() -> None:
    made = make(Recipe("docx", "few", "2021", False, [], two=True), Random(3), "x")
    later, earlier = made.truths
    assert later["year"] == int(earlier["year"]) + 1  # type: ignore[call-overload]
    assert len(read_bytes(made.data, "x.docx")) == len(made.truths)


def test_the_old_form_of_a_later_year_is_a_fault() -> None:
    (told,) = make(Recipe("docx", "few", "2021", False, [], old_form=True), Random(3), "x").truths
    assert (told["format"], told["fails"]) == ("2019", [{"rule": "FORM-WRONG", "cells": []}])
