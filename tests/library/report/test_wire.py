"""`gongkai.report/1` loses nothing, and says where a foreign object is wrong."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report import (
    FORMS,
    AnnualReport,
    Cell,
    CellState,
    Certainty,
    Finding,
    Kind,
    Place,
    ReportJsonError,
    Section,
    Severity,
    Source,
    Statement,
    dumps,
    loads,
    to_json,
)

PLACES = st.none() | st.builds(Place, *(st.none() | st.integers(0, 99),) * 6)
TEXT = st.text(max_size=12)


def cells(*, money: bool) -> st.SearchStrategy[Cell]:
    numbers = st.decimals(-9999, 9999, places=4) if money else st.integers(-99, 10**7)
    certain, unit = st.sampled_from(Certainty), st.none()
    other = st.sampled_from([state for state in CellState if state is not CellState.NUMBER])
    number = st.builds(Cell, numbers, st.just(CellState.NUMBER), st.none() | TEXT, certain, PLACES, unit)
    return number | st.builds(Cell, st.none(), other, st.none() | TEXT, certain, PLACES, unit)


@st.composite
def reports(draw: st.DrawFn) -> AnnualReport:
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    chosen = draw(st.lists(st.sampled_from(form.paths), unique=True, max_size=12))
    finding = st.builds(
        Finding,
        st.sampled_from(["READ-UNCERTAIN", "READ-EXTRA"]),
        st.sampled_from(Severity),
        TEXT,
        st.lists(st.sampled_from(form.paths), max_size=3).map(tuple),
        st.none() | st.integers(),
        st.none() | st.decimals(0, 9, places=2),
        st.sampled_from(Kind),
    )
    tables = {path: Cell.missing() for path in form.paths}
    tables |= {path: draw(cells(money=path in form.money)) for path in chosen}
    return AnnualReport(
        agency=draw(st.none() | TEXT),
        year=draw(st.none() | st.integers(2008, 2030)),
        format=form.code,
        title=draw(st.none() | TEXT),
        opening=draw(st.none() | TEXT),
        sections=draw(st.lists(st.builds(Section, st.none() | st.integers(1, 6), TEXT, TEXT), max_size=3)),
        signature=draw(st.none() | TEXT),
        signed_on=draw(st.none() | st.dates(date(2009, 1, 1), date(2030, 1, 1))),
        tables=tables,
        narrative=draw(st.lists(st.builds(Statement, TEXT, st.integers(0, 99), TEXT, st.none() | TEXT), max_size=2)),
        findings=draw(st.lists(finding, max_size=2)),
        source=draw(st.none() | st.builds(Source, TEXT, TEXT, TEXT, TEXT)),
    )


@given(reports())
def test_nothing_is_lost_on_the_way_out_and_in(report: AnnualReport) -> None:
    assert loads(dumps(report)) == report


def test_printed_digits_of_money_stay() -> None:
    report = AnnualReport(format="2021", tables={"proactive.charges": Cell.number(Decimal("0.00"))})
    assert to_json(report)["tables"]["proactive"]["charges"]["value"] == "0.00"
    assert loads(dumps(report)).cell("proactive.charges").printed == "0.00"


def test_only_findings_of_the_reading_are_loaded() -> None:
    report = AnnualReport(
        findings=[Finding("T3-SUM", Severity.ERROR, ""), Finding("READ-BLANK", Severity.WARNING, "看")]
    )
    assert [finding.rule for finding in loads(dumps(report)).findings] == ["READ-BLANK"]


def test_a_form_has_all_its_cells_and_the_single_row_other_only_where_filed() -> None:
    report = AnnualReport(format="2021")
    assert "other" not in to_json(report)["tables"]["requests"]
    assert to_json(report)["tables"]["requests"]["new"]["total"]["state"] == "missing"
    report.tables["requests.other.total"] = Cell.number(3)
    assert to_json(report)["tables"]["requests"]["other"]["total"]["value"] == 3
    assert loads(dumps(report)).collapsed_other


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"year": "2023"}, "year"),
        ({"signed_on": "2023-13-01"}, "signed_on"),
        ({"sections": ["text"]}, "sections[0]"),
        (
            {"tables": {"requests": {"new": {"total": {"value": 1.5, "state": "number"}}}}},
            "tables.requests.new.total.value",
        ),
        (
            {"tables": {"requests": {"new": {"total": {"value": "1.5", "state": "number"}}}}},
            "tables.requests.new.total.value",
        ),
        ({"tables": {"requests": {"new": {"total": {"value": 1, "state": "blank"}}}}}, "tables.requests.new.total"),
        ({"tables": {"requests": {"new": {"sum": {"value": 1, "state": "number"}}}}}, "tables.requests.new.sum"),
        ({"findings": [{"rule": "READ-X", "severity": "fatal"}]}, "findings[0].severity"),
    ],
)
def test_a_wrong_object_is_refused_by_place(change: dict, where: str) -> None:
    data = {**to_json(AnnualReport(format="2021")), **change}
    with pytest.raises(ReportJsonError) as caught:
        loads(json.dumps(data))
    assert caught.value.where == where


@pytest.mark.parametrize("text", ["", "[]", "{}", "nul", '{"schema": "gongkai.report/2"}', "[" * 100_000])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ReportJsonError):
        loads(text)
