"""Thousands of random years: the tables built are those an independent count gives, and every relation holds.

`python -m benchmarks annual` tries ten thousand; here are as many as a commit can wait for.
"""

import random
from typing import Any

import pytest

from gongkai.report import AnnualReport, Verdict, judge
from gongkai.report.build import build
from gongkai.report.facts import loads
from tests.library.report.facts_samples import as_text
from tests.library.report.naive import random_facts, tables

CASES, SEED = 400, 2021


def wrong_in(facts: dict[str, Any]) -> list[str]:
    """What the library has otherwise than the independent count, and which relations do not hold."""
    report = build(loads(as_text(facts)))
    return [*_cells(report, facts), *_relations(report)]


def _cells(report: AnnualReport, facts: dict[str, Any]) -> list[str]:
    counted = tables(facts)
    assert set(counted) == set(report.form.paths)
    return [f"{path}: {report.value(path)}, not {n}" for path, n in counted.items() if report.value(path) != n]


def _relations(report: AnnualReport) -> list[str]:
    relations = report.relations()
    return [f"{r.rule} {r.locus}" for r in relations if judge(r, report.tables).verdict is not Verdict.HOLDS]


def test_random_years_are_counted_as_somebody_else_counts_them() -> None:
    chance, forms, filled = random.Random(SEED), set(), 0
    for _ in range(CASES):
        facts = random_facts(chance)
        assert wrong_in(facts) == [], facts
        forms.add(facts["year"] < 2021)
        filled += bool(tables(facts)["requests.new.total"])
    assert forms == {True, False}
    assert filled > CASES / 2, "too few of them say anything"


@pytest.mark.parametrize("row", ["new", "carried_in", "granted", "carried_out"])
def test_a_count_that_is_one_too_high_is_noticed(row: str) -> None:
    """The comparison itself can fail."""
    facts = random_facts(random.Random(SEED)) | {"year": 2023}
    report = build(loads(as_text(facts)))
    path = f"requests.{row}.business"
    report.tables[path] = type(report.cell(path)).number(report.value(path) + 1)
    assert any(said.startswith(path) for said in _cells(report, facts)) and _relations(report)
