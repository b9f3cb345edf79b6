"""Offers are right or not made: never by a blank taken for 0, never in place of what was typed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.report import FORMS, AnnualReport, Cell, Certainty, Verdict, empty_tables, judge
from gongkai_web.reports.offers import adopt_all, cells_to_zero, fill_zeros, offers, total_cells

SUMS = {"T3-ROW", "T3-SUM", "T4-SUM"}
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def empty(code: str = "2021") -> AnnualReport:
    return AnnualReport(year=int(code), format=code, tables=empty_tables(FORMS[code]))


@st.composite
def half_filled(draw: st.DrawFn) -> AnnualReport:
    """A form in which some cells that are no totals are typed."""
    report = empty(draw(st.sampled_from(sorted(FORMS))))
    parts = [path for path in report.paths() if path not in total_cells(report)]
    typed = draw(st.dictionaries(st.sampled_from(parts), st.integers(0, 10**7), max_size=40))
    return replace(report, tables=report.tables | {path: Cell.number(n) for path, n in typed.items()})


@given(half_filled())
@QUICK
def test_zeros_and_totals_complete_any_form_and_every_sum_holds(report: AnnualReport) -> None:
    full = adopt_all(fill_zeros(report))
    assert [path for path in full.paths() if full.value(path) is None] == []
    sums = [relation for relation in full.relations() if relation.rule in SUMS]
    assert {judge(relation, full.tables).verdict for relation in sums} == {Verdict.HOLDS}


@given(half_filled())
@QUICK
def test_what_was_typed_is_never_changed(report: AnnualReport) -> None:
    full = adopt_all(fill_zeros(report))
    typed = {path: report.value(path) for path in report.paths() if report.value(path) is not None}
    assert {path: full.value(path) for path in typed} == typed


@given(half_filled())
@QUICK
def test_an_offer_rests_on_known_cells_only(report: AnnualReport) -> None:
    relations = [relation for relation in report.relations() if relation.rule in SUMS]
    for path, figure in offers(report).items():
        backing = [r for r in relations if r.totals[0] == path and all(report.value(p) is not None for p in r.parts)]
        assert figure in {sum(report.value(p) for p in r.parts) for r in backing}


def test_nothing_is_offered_on_an_empty_form() -> None:
    assert offers(empty()) == {}


def test_an_uncertain_cell_backs_no_offer() -> None:
    report = fill_zeros(empty())
    path = "requests.new.business"
    doubtful = replace(report, tables=report.tables | {path: Cell.number(3).marked(Certainty.UNCERTAIN)})
    assert "requests.new.total" in offers(report)
    assert "requests.new.total" not in offers(doubtful)


def test_where_two_relations_disagree_nothing_is_offered() -> None:
    report = adopt_all(fill_zeros(empty()))
    corner = "requests.result_total.total"
    changed = {"requests.granted.total": Cell.number(5), corner: Cell.blank()}
    assert corner not in offers(replace(report, tables=report.tables | changed))


@pytest.mark.parametrize("code", sorted(FORMS))
def test_totals_are_not_among_the_cells_to_zero(code: str) -> None:
    report = empty(code)
    assert not set(cells_to_zero(report)) & total_cells(report)


def test_a_figure_that_follows_from_last_year_is_not_zeroed() -> None:
    path = "proactive.normative_documents.in_force"
    before = replace(empty(), year=2020, tables=empty().tables | {path: Cell.number(66)})
    assert path in cells_to_zero(empty())
    assert path not in cells_to_zero(empty(), before)
    assert offers(fill_zeros(empty(), before), before)[path] == 66


def test_an_uncertain_figure_of_last_year_is_not_used() -> None:
    path = "proactive.rules.in_force"
    before = replace(empty(), tables=empty().tables | {path: Cell.number(6).marked(Certainty.UNCERTAIN)})
    assert path not in offers(fill_zeros(empty(), before), before)
