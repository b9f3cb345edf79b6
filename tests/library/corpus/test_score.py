"""Silent, flagged, needless: the counting rules, on one cell that is right or wrong."""

from __future__ import annotations

import pytest
from benchmarks.corpus.score import Reading, Score, score

HERE = "requests.new.total"


def _truth(value: object = 7, **more: object) -> dict[str, object]:
    plain = {"state": {}, "fails": [], "acceptable": {}, "original": {}, "form_complete": True}
    lenient = {"blank_template": False, "unrecoverable": False}
    return {"tables": {"requests": {"new": {"total": value}}}, **plain, **lenient, **more}


def _said(value: int | None, *, flagged: bool = False) -> list[Reading]:
    return [Reading({HERE: value}, frozenset([HERE] if flagged else []))]


@pytest.mark.parametrize(
    ("value", "flagged", "right", "silent", "needless"),
    [
        (7, False, 1, 0, 0),
        (7, True, 1, 0, 1),
        (8, False, 0, 1, 0),
        (8, True, 0, 0, 0),
        (None, False, 0, 0, 0),
    ],
)
def test_one_cell(value: int | None, flagged: bool, right: int, silent: int, needless: int) -> None:
    got = score(_truth(), _said(value, flagged=flagged))
    assert (got.cells, got.right, got.silent, got.needless) == (1, right, silent, needless)


def test_a_number_that_the_file_does_not_have_is_silent() -> None:
    assert score(_truth(None, state={HERE: "missing"}), _said(7)).silent == 1


def test_a_missing_cell_that_is_not_given_does_not_count() -> None:
    assert score(_truth(None, state={HERE: "missing"}), _said(None)) == Score(files=1, perfect=1)


def test_nothing_may_be_said_where_nobody_can_be_sure() -> None:
    assert score(_truth(acceptable={HERE: [None]}), _said(None)).right == 1


def test_a_flag_on_a_report_with_a_fault_is_not_needless() -> None:
    fault = [{"rule": "T3-ROW", "cells": [HERE]}]
    assert score(_truth(fails=fault), _said(7, flagged=True)).needless == 0


@pytest.mark.parametrize(("value", "flagged", "right"), [(None, False, 1), (7, False, 1), (8, True, 1), (8, False, 0)])
def test_of_a_lost_file_only_a_sure_wrong_number_is_wrong(value: int | None, flagged: bool, right: int) -> None:
    lost = _truth(None, state={HERE: "unreadable"}, original={"requests": {"new": {"total": 7}}}, unrecoverable=True)
    assert score(lost, _said(value, flagged=flagged)).right == right


def test_the_best_reading_counts_and_no_reading_loses_all() -> None:
    assert score(_truth(), [*_said(8), *_said(7)]).perfect
    assert score(_truth(), []) == Score(files=1, cells=1, null=1)


def test_money_is_compared_as_a_decimal() -> None:
    assert score(_truth("7.0"), _said(7)).right == 1
