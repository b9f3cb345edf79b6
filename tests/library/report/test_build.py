"""From ledgers to the report: the counting table of the facts, row by row, and what must hold for any ledger."""

import fnmatch
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks import check
from gongkai.report import FORMS, AnnualReport, Severity, Verdict, dumps, judge
from gongkai.report import loads as load_report
from gongkai.report.build import build, in_wan
from gongkai.report.facts import FactsError, loads
from tests.library.report.facts_samples import TOWNSHIP, as_text, changed, ledgers, township

Facts = dict[str, Any]


def report_of(facts: Facts) -> AnnualReport:
    return build(loads(as_text(facts)))


def values(report: AnnualReport, prefix: str) -> dict[str, Any]:
    """Cells under this prefix that are not 0, by what follows it."""
    found = {path.removeprefix(prefix): report.value(path) for path in report.form.paths if path.startswith(prefix)}
    return {key: value for key, value in found.items() if value}


def request(received: str, closed: str | None = None, outcome: str = "granted", who: str = "business") -> Facts:
    outcome = outcome if closed else None
    return {"id": "A", "applicant": who, "received_on": received, "outcome": outcome, "closed_on": closed}


@pytest.mark.parametrize(
    ("case", "rows"),
    [
        (request("2023-01-01", "2023-12-31"), {"new", "granted", "result_total"}),
        (request("2023-12-31"), {"new", "carried_out"}),
        (request("2023-12-01", "2024-01-02"), {"new", "carried_out"}),
        (request("2022-12-31", "2023-01-01"), {"carried_in", "granted", "result_total"}),
        (request("2021-05-05"), {"carried_in", "carried_out"}),
        (request("2022-11-01", "2024-03-01"), {"carried_in", "carried_out"}),
        (request("2022-01-01", "2022-12-31"), set()),
        (request("2024-01-01"), set()),
        (request("2023-03-01", "2023-03-01", "other_misc"), {"new", "other_misc", "result_total"}),
    ],
)
def test_in_which_rows_an_application_counts(case: Facts, rows: set[str]) -> None:
    counted = values(report_of(township(requests=[case])), "requests.")
    assert counted == {f"{row}.{column}": 1 for row in rows for column in ("business", "total")}


@pytest.mark.parametrize("outcome", ["other_not_corrected", "other_fee_unpaid", "other_misc"])
def test_the_old_form_has_one_row_for_other_outcomes(outcome: str) -> None:
    report = report_of(township(year=2020, requests=[request("2020-02-01", "2020-03-01", outcome)]))
    assert values(report, "requests.other.") == {"business": 1, "total": 1}


def document(issued: str, ended: str | None = None, kind: str = "normative_document") -> Facts:
    by = "expired" if ended else None
    return {"kind": kind, "number": "大政〔1〕1号", "issued_on": issued, "ended_on": ended, "ended_by": by}


@pytest.mark.parametrize(
    ("case", "cells"),
    [
        (document("2023-01-01"), {"issued": 1, "in_force": 1}),
        (document("2023-12-31"), {"issued": 1, "in_force": 1}),
        (document("2009-06-01"), {"in_force": 1}),
        (document("2009-06-01", "2023-12-31"), {"repealed": 1}),
        (document("2009-06-01", "2024-01-01"), {"in_force": 1}),
        (document("2023-02-01", "2023-11-01"), {"issued": 1, "repealed": 1}),
        (document("2020-02-01", "2022-12-31"), {}),
        (document("2024-01-01"), {}),
    ],
)
def test_how_a_document_counts(case: Facts, cells: dict[str, int]) -> None:
    report = report_of(township(documents=[case]))
    assert values(report, "proactive.normative_documents.") == cells
    assert values(report, "proactive.rules.") == {}


def dispute(filed: str, closed: str | None = None, kind: str = "litigation", after: bool = False) -> Facts:
    result = "corrected" if closed else None
    named = {"id": "D", "kind": kind, "after_reconsideration": after}
    return named | {"filed_on": filed, "result": result, "closed_on": closed}


@pytest.mark.parametrize(
    ("case", "cell"),
    [
        (dispute("2023-05-01", "2023-12-31", "reconsideration"), "reconsideration.corrected"),
        (dispute("2023-05-01", None, "reconsideration"), "reconsideration.pending"),
        (dispute("2023-05-01", "2023-09-01"), "litigation_direct.corrected"),
        (dispute("2023-05-01", "2023-09-01", after=True), "litigation_after_reconsideration.corrected"),
        (dispute("2022-05-01", "2023-01-01"), "litigation_direct.corrected"),
        (dispute("2023-05-01", "2024-01-01"), "litigation_direct.pending"),
        (dispute("2021-05-01", None, after=True), "litigation_after_reconsideration.pending"),
        (dispute("2022-05-01", "2022-12-31"), None),
        (dispute("2024-01-01"), None),
    ],
)
def test_where_a_dispute_counts(case: Facts, cell: str | None) -> None:
    total = cell and f"{cell.split('.')[0]}.total"
    expected = {cell: 1, total: 1} if cell else {}
    assert values(report_of(township(disputes=[case])), "disputes.") == expected


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("0.49", "0"),
        ("0.50", "0.0001"),
        ("1", "0.0001"),
        ("1.5", "0.0002"),
        ("2.5", "0.0003"),
        ("10000", "1"),
        ("100000.00", "10"),
        ("961716000", "96171.6"),
        ("592372449.00", "59237.2449"),
        ("3164410000.00", "316441"),
        ("999999999999999999", "99999999999999.9999"),
        ("12345.4999", "1.2345"),
    ],
)
def test_charges_in_wan(yuan: str, wan: str) -> None:
    assert f"{in_wan(Decimal(yuan))}" == wan
    report = report_of(township(charges_yuan=yuan))
    assert report.cell("proactive.charges").printed == wan
    assert load_report(dumps(report)).cell("proactive.charges").printed == wan


def test_decisions_are_those_of_the_ledger() -> None:
    report = report_of(TOWNSHIP)
    assert [report.value(f"proactive.{key}") for key in ("licensing", "penalties", "compulsory_measures")] == [0, 17, 0]


def test_table_two_of_the_old_form() -> None:
    report = report_of(township(year=2020, documents=[document("2020-05-01"), document("2020-06-01", kind="rules")]))
    assert values(report, "proactive.") == {
        "rules.made": 1,
        "normative_documents.made": 1,
        "normative_documents.disclosed": 2,
        "normative_documents.total_disclosed": 9,
        "licensing.prior_items": 12,
        "licensing.change": -8,
        "other_services.prior_items": 30,
        "other_services.change": 1,
        "other_services.decisions": 412,
        "penalties.prior_items": 3,
        "penalties.change": 1,
        "penalties.decisions": 17,
        "charges.prior_items": 1,
        "charges.change": -1,
        "procurement.projects": 4,
        "procurement.amount": Decimal("52.15"),
    }
    assert report.cell("proactive.procurement.amount").unit == "万元"


def test_the_old_form_may_repeat_what_the_ledger_says_but_not_contradict_it() -> None:
    repeated = changed("form_2019.penalties.decisions", 17, township(year=2020))
    assert report_of(repeated).value("proactive.penalties.decisions") == 17
    with pytest.raises(FactsError, match="写的是 18，台账是 17") as caught:
        report_of(changed("form_2019.penalties.decisions", 18, township(year=2020)))
    assert caught.value.where == "form_2019.penalties.decisions"


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023])
def test_a_year_without_anything_is_a_report_of_zeros_not_of_blanks(year: int) -> None:
    empty = township(year=year, documents=[], requests=[], disputes=[], publications=[])
    report = report_of(empty | {"decisions": {"licensing": 0, "penalties": 0, "compulsory_measures": 0}})
    assert set(report.tables) == set(report.form.paths)
    assert all(cell.printed != "" for cell in report.tables.values())
    assert values(report, "requests.") == values(report, "disputes.") == {}


@given(ledgers())
def test_every_relation_of_the_form_holds_for_any_ledger(facts: Facts) -> None:
    report = report_of(facts)
    assert {judge(relation, report.tables).verdict for relation in report.relations()} == {Verdict.HOLDS}
    assert load_report(dumps(report)) == report


@given(ledgers())
def test_two_years_of_one_ledger_join(facts: Facts) -> None:
    this, following = (report_of(township(**facts | {"year": year})) for year in (facts["year"], facts["year"] + 1))
    for column in FORMS["2021"].paths:
        if column.startswith("requests.carried_out."):
            assert this.value(column) == following.value(column.replace("carried_out", "carried_in"))


@given(ledgers(), st.integers(2021, 2024))
def test_documents_in_force_continue_from_year_to_year(facts: Facts, year: int) -> None:
    before, after = (report_of(township(**facts | {"year": y})) for y in (year, year + 1))
    for row in ("rules", "normative_documents"):
        cells = {key: after.value(f"proactive.{row}.{key}") for key in ("issued", "repealed", "in_force")}
        assert before.value(f"proactive.{row}.in_force") + cells["issued"] - cells["repealed"] == cells["in_force"]


@given(ledgers())
def test_each_application_stands_in_exactly_the_year_of_its_receipt_and_of_its_reply(facts: Facts) -> None:
    years = [report_of(township(**facts | {"year": year})) for year in range(2019, 2026)]
    for row, key in (("new", "received_on"), ("result_total", "closed_on")):
        counted = sum(report.value(f"requests.{row}.total") for report in years)
        assert counted == sum((r[key] or "2018") >= "2019" for r in facts["requests"])


def test_the_report_is_named_and_signed_but_not_dated() -> None:
    report = report_of(TOWNSHIP)
    assert report.title == "大峪镇人民政府2023年政府信息公开工作年度报告"
    assert (report.agency, report.year, report.format) == ("大峪镇人民政府", 2023, "2021")
    assert (report.signature, report.signed_on, report.findings) == ("大峪镇人民政府", None, [])


@pytest.mark.parametrize(("year", "code"), [(2020, "2019"), (2021, "2021")])
def test_six_sections_with_the_titles_of_the_form(year: int, code: str) -> None:
    report = report_of(township(year=year))
    assert [s.title for s in report.sections] == list(FORMS[code].sections)
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [bool(s.text) for s in report.sections] == [True, False, False, False, True, True]
    assert FORMS[code].notice in report.opening and f"{year}年1月1日至12月31日" in report.opening


def section(report: AnnualReport, number: int) -> str:
    return report.sections[number - 1].text


def test_section_one_states_the_numbers_of_the_facts_under_the_five_aspects() -> None:
    text = section(report_of(TOWNSHIP), 1)
    for aspect in ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"):
        assert f"）{aspect}。" in text
    for sentence in (
        "全年主动公开政府信息1条。",
        "作出行政许可处理决定0件、行政处罚处理决定17件、行政强制处理决定0件。",
        "全年新收政府信息公开申请1件，上年结转0件，办结1件，结转下年度继续办理0件。",
        "予以公开1件，部分公开0件，不予公开0件，无法提供0件，不予处理0件，其他处理0件。",
        "被申请行政复议1件，其中结果维持1件、结果纠正0件、其他结果0件、尚未审结0件；",
        "被提起行政诉讼0件，其中未经复议直接起诉0件、复议后起诉0件。",
        "本年制发行政规范性文件1件，废止（含失效）0件，截至年底现行有效1件。",
        "政府信箱收到来信33件，答复33件。",
    ):
        assert sentence in text


@settings(max_examples=30)
@given(ledgers())
def test_the_text_says_what_the_tables_say(facts: Facts) -> None:
    """Every number the narrative reader finds is that of its cells, and no check of text or sums objects."""
    report = report_of(facts)
    stated = {statement.what: statement.value for statement in report.narrative}
    assert {"requests.new.total", "requests.carried_out.total", "information_fee_yuan"} <= set(stated)
    for what, value in stated.items():
        cells = fnmatch.filter(report.form.paths, what.replace("other_*", "other*"))
        assert what == "information_fee_yuan" or value == sum(map(report.value, cells)), what
    objections = {finding.rule for finding in check(report) if finding.severity is not Severity.INFO}
    assert objections <= {"FORM-UNFILLED", "T2-RULEPOWER"}


def test_publications_are_told_by_channel_and_only_those_of_the_year() -> None:
    items = [
        {"published_on": day, "channel": channel, "column": "政策文件", "count": count}
        for day, channel, count in (
            ("2023-04-01", "website", 249),
            ("2023-05-01", "wechat", 2171),
            ("2023-06-01", "政务抖音号", 3),
            ("2022-12-31", "website", 7),
        )
    ]
    text = section(report_of(township(publications=items)), 1)
    assert "全年主动公开政府信息2423条，其中政府网站249条、政务微信2171条、政务抖音号3条。" in text


def test_what_the_ledgers_cannot_say_is_left_to_the_office() -> None:
    report = report_of(township(publications=None, letters=None))
    assert section(report, 5).startswith("【请填写：") and section(report, 5).endswith("】")
    assert "【请填写：通过各渠道主动公开政府信息的条数】" in section(report, 1)
    assert "来信" not in section(report, 1)


@pytest.mark.parametrize(("name", "told"), [("大峪镇人民政府", True), ("大峪县审计局", False)])
def test_governments_must_also_report_assessment_and_accountability(name: str, told: bool) -> None:
    report = report_of(changed("organ.name", name))
    assert ("工作考核、社会评议和责任追究" in section(report, 1)) is told


@pytest.mark.parametrize(
    ("yuan", "told"),
    [("0.00", "0元"), ("3940.00", "3940元"), ("40.50", "40.50元"), ("0.005", "0.005元"), ("1000000", "1000000元")],
)
def test_section_six_states_the_information_fee_in_yuan(yuan: str, told: str) -> None:
    report = report_of(township(information_fee_yuan=yuan, charges_yuan="1000000"))
    assert f"2023年，本机关收取信息处理费{told}。" in section(report, 6)


def test_a_correction_moves_the_clock_never_the_year_of_receipt() -> None:
    """A corrected request keeps `received_on`: received in December, corrected and answered in January."""
    case = request("2022-12-30", "2023-02-10")
    assert values(report_of(township(year=2022, requests=[case])), "requests.new.") == {"business": 1, "total": 1}
    assert values(report_of(township(year=2023, requests=[case])), "requests.new.") == {}


def test_dates_of_the_facts_are_days_not_moments() -> None:
    assert loads(as_text(TOWNSHIP)).requests[0].received_on == date(2023, 2, 3)
