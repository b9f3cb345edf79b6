"""The annual report from random ledgers: every table held against an independent count, files written and read back."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from typing import Any

from tests.library.report.facts_samples import as_text
from tests.library.report.naive import random_facts, tables
from tests.library.report.test_random_facts import wrong_in
from tests.library.writing.test_round_trip import FORMS_WRITTEN, comes_back, random_year

from benchmarks.harness import Row, rate
from gongkai.report.build import build
from gongkai.report.facts import loads

YEARS, REPORTS, SEED = 10_000, 200, 1949


def run() -> list[Row]:
    chance = random.Random(SEED)
    years = [random_facts(chance) for _ in range(YEARS)]
    wrong, seconds = _tried(years, _is_wrong)
    few = years[:500]
    texts = [as_text(facts) for facts in few]
    mean = sum(len(facts["requests"]) for facts in years) / YEARS
    return [
        Row(
            "random years with another table or a broken relation",
            "gongkai",
            wrong,
            f"of {YEARS}",
            ours=True,
            higher_is_better=False,
            note=f"{mean:.0f} requests a year; {seconds:.0f} s",
        ),
        Row(
            "reports built",
            "gongkai",
            rate(lambda: [build(loads(text)) for text in texts], len(few)),
            "a second",
            ours=True,
        ),
        Row(
            "reports built",
            "cell by cell, tables only",
            rate(lambda: [tables(one) for one in few], len(few)),
            "a second",
        ),
        *map(_read_back, FORMS_WRITTEN),
    ]


def _is_wrong(facts: dict[str, Any]) -> bool:
    return wrong_in(facts) != []


def _read_back(form: str) -> Row:
    chance = random.Random(SEED)
    wrong, seconds = _tried([random_year(chance) for _ in range(REPORTS)], lambda report: not _is_same(report, form))
    unit, note = f"of {REPORTS}", f"{seconds:.0f} s"
    return Row(f"{form} written and read back otherwise", "gongkai", wrong, unit, True, False, note)


def _is_same(report: Any, form: str) -> bool:
    try:
        comes_back(report, form)
    except AssertionError:
        return False
    return True


def _tried(cases: Iterable[Any], fails: Callable[[Any], bool]) -> tuple[int, float]:
    start = time.perf_counter()
    return sum(fails(case) for case in cases), time.perf_counter() - start
