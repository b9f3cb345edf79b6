"""All relations of a corpus at once say what the rules say of each report alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks import check
from gongkai.corpus import opened
from gongkai.corpus.sums import broken, by_rule, judge_all
from gongkai.report import PREVIOUS, AnnualReport, Cell, Certainty, Severity, judge, relations_between
from gongkai.report.forms import COLLAPSED_OTHER, OTHER_OUTCOMES

from .making import ask, corpus_of, made, with_cells

RULES = ("T3-ROW", "T3-SUM", "T3-BALANCE", "T4-SUM", "T3-CARRY", "T2-CONTINUITY")
STRANGE = (
    Cell.blank(),
    Cell.not_applicable("/"),
    Cell.missing(),
    Cell.unreadable("?"),
    Cell.number(3).marked(Certainty.UNCERTAIN),
)


def spoiled(report: AnnualReport, rng: Random) -> AnnualReport:
    """With a few cells that are wrong, empty, missing or in doubt; sometimes with one row 其他处理."""
    if report.format == "2021" and rng.random() < 0.3:
        kept = {
            p: c for p, c in report.tables.items() if not p.startswith(tuple(f"requests.{o}." for o in OTHER_OUTCOMES))
        }
        report = made(report.agency or "", report.year or 0, tables=kept | {p: Cell.number(0) for p in COLLAPSED_OTHER})
    paths = list(report.tables)
    changes = {
        rng.choice(paths): rng.choice((*STRANGE, *map(Cell.number, (0, 1, 7)))) for _ in range(rng.randint(0, 12))
    }
    return with_cells(report, {p: c for p, c in changes.items() if not isinstance(report.tables[p].value, Decimal)})


def random_corpus(seed: int) -> list[AnnualReport]:
    rng = Random(seed)
    organs = [f"甲县{name}乡人民政府" for name in "天地玄黄"]
    return [spoiled(made(organ, year), rng) for organ in organs for year in range(2019, 2024) if rng.random() < 0.8]


def judged_alone(report: AnnualReport, previous: AnnualReport | None) -> set[tuple[object, ...]]:
    """What `judge` says of each relation, over two years also."""
    cells = dict(report.tables)
    relations = list(report.relations())
    if previous is not None:
        cells |= {f"{PREVIOUS}{path}": cell for path, cell in previous.tables.items()}
        relations += relations_between(report.form, previous.form)
    said = [(r, judge(r, cells)) for r in relations]
    return {(r.rule, r.locus, j.verdict.value, j.expected, j.actual) for r, j in said}


@given(st.integers(0, 10**6))
@settings(max_examples=6)
def test_each_relation_is_judged_as_it_is_alone(seed: int) -> None:
    reports = {(r.agency, r.year): r for r in random_corpus(seed)}
    with TemporaryDirectory() as folder:
        corpus = corpus_of(Path(folder), *reports.values())
        with opened(corpus) as open_corpus:
            judge_all(open_corpus)
            rows = open_corpus.ask(
                "SELECT r.organ, r.year, n.rule, n.locus, j.verdict, j.expected, j.actual"
                " FROM judged j JOIN relation_names n USING (rel) JOIN reports r USING (report)"
            ).rows
    for (organ, year), report in reports.items():
        together = {row[2:] for row in rows if row[:2] == (organ, year)}
        assert together == judged_alone(report, reports.get((organ, year - 1)))


@given(st.integers(0, 10**6))
@settings(max_examples=6)
def test_what_fails_is_as_severe_as_the_rules_say(seed: int) -> None:
    reports = {(r.agency, r.year): r for r in random_corpus(seed)}
    with TemporaryDirectory() as folder, opened(corpus_of(Path(folder), *reports.values())) as corpus:
        rows = broken(corpus).dicts()
    together = sorted((r["organ"], r["year"], r["rule"], r["severity"]) for r in rows)
    alone = sorted(
        (organ, year, found.rule, found.severity.value)
        for (organ, year), report in reports.items()
        for found in check(report, reports.get((organ, year - 1)))
        if found.rule in RULES and found.severity is not Severity.INFO
    )
    assert together == alone


def test_a_difference_names_its_place_and_the_cells_without_a_number(tmp_path: Path) -> None:
    report = with_cells(made(), {"requests.new.total": 10**6, "requests.new.research": Cell.blank()})
    with opened(corpus_of(tmp_path, report)) as corpus:
        row = next(row for row in broken(corpus, rule="T3-ROW").dicts())
    assert (row["place"], row["severity"], row["actual"]) == ("本年新收政府信息公开申请数量", "warning", 10**6)
    assert row["unsure_cells"] == ["表三“本年新收政府信息公开申请数量”科研机构"]


def test_carry_over_is_held_against_the_version_that_is_taken(tmp_path: Path) -> None:
    from dataclasses import replace
    from datetime import date

    old = replace(made(year=2022), signed_on=date(2023, 1, 5))
    corrected = with_cells(replace(old, signed_on=date(2023, 6, 1)), {"requests.carried_out.total": 77})
    corpus = corpus_of(tmp_path, old, corrected, with_cells(made(year=2023), {"requests.carried_in.total": 77}))
    with opened(corpus) as open_corpus:
        places = [row["place"] for row in broken(open_corpus, rule="T3-CARRY").dicts()]
    assert "总计" not in places


def test_the_summary_counts_what_cannot_be_judged_apart(tmp_path: Path) -> None:
    report = with_cells(made(), {"disputes.reconsideration.total": Cell.missing()})
    with opened(corpus_of(tmp_path, report)) as corpus:
        row = next(row for row in by_rule(corpus).dicts() if row["rule"] == "T4-SUM")
    assert (row["relations"], row["holds"], row["fails"], row["undecided"]) == (3, 2, 0, 1)


@pytest.mark.parametrize("sql", ["SELECT count(*) FROM cells WHERE (value IS NULL) = (state = 'number')"])
def test_a_cell_has_a_value_exactly_when_it_is_a_number(tmp_path: Path, sql: str) -> None:
    assert ask(corpus_of(tmp_path, *random_corpus(7)), sql) == [(0,)]
