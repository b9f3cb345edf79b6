"""Any consistent report has no finding of arithmetic; any single number changed has at least one that names it."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks import check
from gongkai.report import FORM_2021, FORMS, AnnualReport, Cell, Finding
from gongkai.report.build import build
from gongkai.report.facts import loads
from gongkai.report.forms import APPLICANTS, DISPUTE_GROUPS, DISPUTE_RESULTS, OTHER_OUTCOMES, Form
from tests.library.report.facts_samples import as_text, ledgers, township

COUNTS = st.integers(min_value=0, max_value=9999)
FORMS_USED = st.sampled_from([*FORMS.values()])


@st.composite
def consistent(draw: st.DrawFn) -> AnnualReport:
    """A report on any form, also one with a single row 其他处理, in which everything adds up."""
    form = draw(FORMS_USED)
    collapsed = form is FORM_2021 and draw(st.booleans())
    values = {path: draw(COUNTS) for path in form.paths if path.startswith("proactive.")}
    values |= _table_two(draw, form) | _table_three(draw, form, collapsed) | _table_four(draw)
    money = form.money
    tables = {path: Cell.number(Decimal(value) if path in money else value) for path, value in values.items()}
    return AnnualReport("甲市人民政府", form.first_year, form.code, tables=tables)


def _table_two(draw: st.DrawFn, form: Form) -> dict[str, int]:
    if form is not FORM_2021:
        return {}
    out = {}
    for item in ("rules", "normative_documents"):
        issued, repealed, more = draw(COUNTS), draw(COUNTS), draw(COUNTS)
        in_force = max(issued - repealed, 0) + more
        out |= {
            f"proactive.{item}.{k}": v
            for k, v in zip(("issued", "repealed", "in_force"), (issued, repealed, in_force), strict=True)
        }
    return out


def _table_three(draw: st.DrawFn, form: Form, collapsed: bool) -> dict[str, int]:
    outcomes = form.outcomes
    if collapsed:
        outcomes = (*(name for name in outcomes if name not in OTHER_OUTCOMES), "other")
    rows = {name: draw(st.lists(COUNTS, min_size=6, max_size=6)) for name in (*outcomes, "carried_out")}
    rows["result_total"] = [sum(column) for column in zip(*(rows[name] for name in outcomes), strict=True)]
    all_cases = [a + b for a, b in zip(rows["result_total"], rows["carried_out"], strict=True)]
    rows["carried_in"] = [draw(st.integers(0, n)) for n in all_cases]
    rows["new"] = [a - b for a, b in zip(all_cases, rows["carried_in"], strict=True)]
    return {
        f"requests.{row}.{column}": number
        for row, numbers in rows.items()
        for column, number in zip((*APPLICANTS, "total"), (*numbers, sum(numbers)), strict=True)
    }


def _table_four(draw: st.DrawFn) -> dict[str, int]:
    out = {}
    for group in DISPUTE_GROUPS:
        parts = draw(st.lists(COUNTS, min_size=4, max_size=4))
        out |= {f"disputes.{group}.{r}": n for r, n in zip(DISPUTE_RESULTS, (*parts, sum(parts)), strict=True)}
    return out


def arithmetic(report: AnnualReport) -> list[Finding]:
    return [f for f in check(report) if f.rule[:3] in ("T2-", "T3-", "T4-")]


@given(consistent())
@settings(max_examples=40)
def test_a_consistent_report_has_no_finding_of_arithmetic(report: AnnualReport) -> None:
    assert arithmetic(report) == []


@given(consistent(), st.data())
@settings(max_examples=60)
def test_one_changed_number_is_named_by_an_error(report: AnnualReport, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([p for p in report.tables if not p.startswith("proactive.")]))
    other = data.draw(COUNTS.filter(lambda n: n != report.value(path)))
    changed = _with(report, path, Cell.number(other))
    assert any(path in finding.cells and finding.severity.value == "error" for finding in arithmetic(changed))


@given(consistent(), st.data())
@settings(max_examples=60)
def test_one_blanked_cell_is_named_by_a_warning_and_never_by_an_error(
    report: AnnualReport, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from([*report.tables]))
    findings = check(_with(report, path, Cell.blank()))
    named = {finding.severity.value for finding in findings if path in finding.cells}
    assert "warning" in named and "error" not in named


@given(consistent(), st.data())
@settings(max_examples=40)
def test_a_report_spoiled_anyhow_never_breaks_the_checks(report: AnnualReport, data: st.DataObject) -> None:
    cells = st.sampled_from(
        [Cell.blank(), Cell.missing(), Cell.unreadable("?"), Cell.not_applicable("/"), Cell.number(-7)]
    )
    paths = data.draw(st.lists(st.sampled_from([*report.tables]), max_size=30, unique=True))
    tables = {**report.tables, **{path: data.draw(cells) for path in paths}}
    report.tables = tables
    assert all(finding.message for finding in check(report, report))


@given(ledgers())
@settings(max_examples=40)
def test_two_reports_counted_from_one_ledger_agree_in_numbers_and_words(facts: dict[str, Any]) -> None:
    before, report = (
        build(loads(as_text(township(**facts | {"year": y})))) for y in (facts["year"], facts["year"] + 1)
    )
    held_against = [
        f for f in check(report, before) if f.severity.value == "error" or (f.rule[:3] == "TX-" and f.cells)
    ]
    assert {finding.rule for finding in held_against} <= {"T2-RULEPOWER"}


def _with(report: AnnualReport, path: str, cell: Cell) -> AnnualReport:
    return AnnualReport(report.agency, report.year, report.format, tables={**report.tables, path: cell})
