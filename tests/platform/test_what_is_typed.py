"""What is typed, corrected, carried in the page: read as it is meant or kept as it is, never quietly something else."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reading import load
from gongkai.report import (
    FORMS,
    AnnualReport,
    Cell,
    CellState,
    Certainty,
    Finding,
    Kind,
    Place,
    Severity,
    empty_tables,
)
from gongkai_web.reports import source, state
from gongkai_web.reports.corrections import correct
from gongkai_web.reports.paper import spans
from gongkai_web.reports.remarks import Remark
from gongkai_web.reports.typed import shown, typed_cell, typed_number

QUICK = settings(max_examples=50, deadline=None)
PATH, OTHER = "requests.new.total", "requests.new.other"


@given(st.integers(0, 10**11))
@QUICK
def test_any_count_is_read_back_in_every_dress(number: int) -> None:
    full_width = "".join(chr(ord("０") + int(digit)) for digit in str(number))
    for text in (str(number), f" {number} ", f"{number:,}", full_width):
        assert typed_number(text, money=False) == number


@given(st.decimals(0, 10**9, places=4, allow_nan=False))
@QUICK
def test_money_keeps_every_digit(amount: Decimal) -> None:
    assert str(typed_number(f"{amount:f}", money=True)) == f"{amount:f}"


@given(st.text(max_size=12))
@QUICK
def test_whatever_is_typed_is_a_number_or_kept(text: str) -> None:
    cell = typed_cell(text, money=False)
    if cell.state is CellState.NUMBER:
        assert isinstance(cell.value, int)
    else:
        assert cell.value is None
        assert cell.raw in (text.strip(), "")
        assert cell.raw or not text.strip() or not "".join(text.split())


@pytest.mark.parametrize(
    ("text", "state_"),
    [("", "blank"), ("　", "blank"), ("/", "not_applicable"), ("无", "not_applicable"), ("三", "unreadable")],
)
def test_blank_slash_and_words_are_different_facts(text: str, state_: str) -> None:
    assert typed_cell(text, money=False).state.value == state_


def test_a_guess_is_not_put_into_an_input() -> None:
    assert shown(Cell.number(3).marked(Certainty.UNCERTAIN)) == ""
    assert shown(Cell.number(3)) == "3"


def doubtful(*paths: str, rule: str = "READ-PLACE") -> AnnualReport:
    tables = empty_tables(FORMS["2021"]) | {
        p: Cell.number(3, at=Place(line=5)).marked(Certainty.UNCERTAIN) for p in paths
    }
    finding = Finding(rule, Severity.WARNING, "请核对", paths, kind=Kind.READING)
    return AnnualReport(year=2021, format="2021", tables=tables, findings=[finding])


def test_a_finding_goes_when_its_last_cell_is_answered() -> None:
    once = correct(doubtful(PATH, OTHER), {PATH: "4"}).report
    assert [finding.cells for finding in once.findings] == [(OTHER,)]
    twice = correct(once, {}, [OTHER]).report
    assert twice.findings == []
    assert (twice.value(PATH), twice.value(OTHER)) == (4, 3)


def test_a_finding_on_no_cell_stays() -> None:
    report = replace(doubtful(PATH), findings=[Finding("READ-SEVERAL", Severity.ERROR, "两份")])
    assert correct(report, {PATH: "4"}).report.findings == report.findings


def test_an_unreadable_cell_cannot_be_confirmed_only_answered() -> None:
    report = doubtful(PATH)
    report.tables[PATH] = Cell.unreadable("口").marked(Certainty.UNCERTAIN)
    assert not correct(report, {}, [PATH]).answered
    assert correct(report, {PATH: "0"}).report.value(PATH) == 0


def test_what_is_not_asked_is_not_touched() -> None:
    report = doubtful(PATH)
    after = correct(report, {"requests.new.nobody": "1", "": "2"}, ["nowhere", OTHER]).report
    assert after.tables == report.tables


@pytest.mark.parametrize("name", ["seed-001.txt", "seed-004.txt", "word.docx"])
def test_the_source_travels_in_the_page_without_loss(sample, name: str) -> None:
    text = source.source_text(load(sample(name).read_bytes(), name))
    assert source.unpacked(source.packed(text)) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["blocks", "cut", "n", "t", "at", "span"]), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
@QUICK
def test_no_forged_source_breaks_the_page(data: object) -> None:
    assert isinstance(source.unpacked(json.dumps(data)), source.SourceText)


def test_a_report_travels_in_the_page_without_loss() -> None:
    report = doubtful(PATH, OTHER)
    assert state.unpacked(state.packed(report)) == report


def remark(number: int, quote: str) -> Remark:
    return Remark(number, Finding("TX-X", Severity.WARNING, "…", quote=quote), "r1", ())


@pytest.mark.parametrize(
    ("quotes", "parts"),
    [
        ([], ["共收到申请5件，办结4件。"]),
        (["申请5件"], ["共收到", "申请5件", "，办结4件。"]),
        (["申请5件", "办结4件"], ["共收到", "申请5件", "，", "办结4件", "。"]),
        (["申请5件，办结", "办结4件"], ["共收到", "申请5件，办结", "4件。"]),
        (["不在这里"], ["共收到申请5件，办结4件。"]),
    ],
)
def test_quoted_words_are_marked_where_they_stand(quotes: list[str], parts: list[str]) -> None:
    found = spans("共收到申请5件，办结4件。", [remark(n, quote) for n, quote in enumerate(quotes)])
    assert [span.text for span in found] == parts
