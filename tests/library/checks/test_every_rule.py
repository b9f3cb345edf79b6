"""Each rule has a report that breaks it; a real consistent report breaks none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.checks import RULES, Rule, check_roll_up
from gongkai.checks.registry import MAIN
from gongkai.report import AnnualReport, Cell, Section, Severity
from gongkai.report.rollup import Joint, Options, Part, PartKind, RollUp, roll_up

from .reports import OTHER_TEXT, found, golden, golden_before, rules_of, told, with_cells, with_text, with_values, zeros

Pair = tuple[AnnualReport, AnnualReport | None]


def alone(change: Callable[[AnnualReport], AnnualReport]) -> Callable[[], Pair]:
    return lambda: (change(golden()), None)


def beside(
    change: Callable[[AnnualReport], AnnualReport],
    before: Callable[[AnnualReport], AnnualReport] = lambda report: report,
) -> Callable[[], Pair]:
    return lambda: (change(golden()), before(golden_before()))


def one(path: str, value: int | Decimal) -> Callable[[AnnualReport], AnnualReport]:
    return lambda report: with_values(report, {path: value})


def says(number: int, text: str) -> Callable[[AnnualReport], AnnualReport]:
    return lambda report: with_text(report, number, text)


def same(report: AnnualReport) -> AnnualReport:
    return report


def without_section(number: int) -> Callable[[AnnualReport], AnnualReport]:
    return lambda report: replace(report, sections=[s for s in report.sections if s.number != number])


def one_other_row(report: AnnualReport) -> AnnualReport:
    cells = {path: cell for path, cell in report.tables.items() if ".other_" not in path}
    return replace(report, tables={**cells, "requests.other.total": Cell.number(187)})


BREAKS: dict[str, Callable[[], Pair]] = {
    "T3-ROW": alone(one("requests.granted.total", 1372)),
    "T3-SUM": alone(one("requests.granted.total", 1372)),
    "T3-BALANCE": alone(one("requests.new.business", 54)),
    "T3-INT": alone(one("requests.new.business", -1)),
    "T3-O2": alone(says(6, "无其他需要报告的事项，今后继续做好工作。")),
    "T2-INT": alone(one("proactive.penalties", -3)),
    "T2-GE": alone(one("proactive.rules.in_force", 0)),
    "T2-RULEPOWER": lambda: (with_values(zeros(), {"proactive.rules.in_force": 6}), None),
    "T2-UNIT": beside(one("proactive.charges", Decimal(961716000))),
    "T2-NORM": alone(says(1, "全年主动公开政府信息8条。")),
    "T2-JUMP": beside(one("proactive.penalties", 398)),
    "T2-CONTINUITY": beside(one("proactive.normative_documents.in_force", 67)),
    "T3-CARRY": beside(same, one("requests.carried_out.total", 35)),
    "T4-SUM": alone(one("disputes.reconsideration.total", 350)),
    "T4-INT": alone(one("disputes.reconsideration.total", -1)),
    "T4-REL": beside(one("disputes.reconsideration.total", 0), one("disputes.reconsideration.total", 0)),
    "T4-PENDING": beside(same, one("disputes.litigation_direct.pending", 27)),
    "TX-NEW": alone(says(1, "2024年，全市共受理政府信息公开申请3120件。")),
    "TX-CARRY": alone(says(1, "2024年，共受理政府信息公开申请3119件，上年结转33件。")),
    "TX-REPLY": alone(says(1, "2024年，共受理政府信息公开申请3119件，答复3051件。")),
    "TX-OPEN": alone(says(1, "2024年，共受理政府信息公开申请3119件，其中不予公开177件。")),
    "TX-RV": alone(says(1, "因政府信息公开被申请行政复议134件。")),
    "TX-NORM": alone(says(1, "全年制发行政规范性文件11件。")),
    "TX-PCT": alone(says(1, "2024年，共受理政府信息公开申请3119件，答复3050件，其中予以公开1362件，占54.7%。")),
    "TX-1": alone(says(1, "全年主动公开政府信息35120条。")),
    "TX-5": alone(says(5, "无")),
    "TX-FEE": alone(says(6, "无")),
    "TX-YEAR": alone(says(1, "2023年，全市共受理政府信息公开申请3119件。")),
    "TX-ORG": lambda: (told(replace(zeros(), sections=[Section(1, "总体情况", "我乡认真开展工作。")])), None),
    "TX-DUP": beside(says(1, OTHER_TEXT)),
    "FORM-TITLE": alone(lambda report: replace(report, title="淮安市人民政府2024年政府信息公开工作报告")),
    "FORM-AGENCY": alone(lambda report: replace(report, agency=None)),
    "FORM-YEAR": alone(lambda report: replace(report, year=None)),
    "FORM-WRONG": alone(lambda report: replace(report, year=2020)),
    "FORM-OTHER": alone(one_other_row),
    "FORM-TEMPLATE": alone(lambda report: replace(report, tables=dict.fromkeys(report.tables, Cell.blank()))),
    "FORM-BLANK": alone(lambda report: with_cells(report, {"requests.new.research": Cell.not_applicable("/")})),
    "FORM-MISSING": alone(lambda report: with_cells(report, {"requests.new.research": Cell.missing()})),
    "FORM-UNFILLED": alone(says(6, "收取信息处理费3940元。【请填写：其他事项】")),
    "FORM-DATE": alone(lambda report: replace(report, signed_on=date(2025, 4, 1))),
    "FORM-SECTION": alone(without_section(4)),
    "FORM-HEADING": alone(lambda report: replace(report, sections=[Section(5, "存在的困难、问题和打算", "")])),
    "PAIR-FIT": beside(same, lambda report: replace(report, year=2022)),
}


def of_parts(*reports: AnnualReport | None, year: int = 2024, **options: object) -> Callable[[], RollUp]:
    """A roll-up of departments; one without a report is missing."""
    parts = [
        Part(f"{n}", f"{n}局", PartKind.DEPARTMENT, one, "" if one else "没有报送") for n, one in enumerate(reports)
    ]
    return lambda: roll_up("甲县人民政府", year, parts, Options(**options))  # type: ignore[arg-type]


def amount(unit: str | None) -> AnnualReport:
    return with_cells(zeros("2019"), {"proactive.procurement.amount": Cell.number(Decimal(1), unit=unit)})


QUIET = with_values(golden(), {f"proactive.rules.{field}": 0 for field in ("issued", "repealed", "in_force")})
ROLLUPS: dict[str, Callable[[], RollUp]] = {
    "ROLLUP-MISSING": of_parts(QUIET, None),
    "ROLLUP-SUM": of_parts(QUIET, QUIET),
    "ROLLUP-BLANK": of_parts(with_cells(QUIET, {"requests.new.research": Cell.blank()})),
    "ROLLUP-UNREAD": of_parts(with_cells(QUIET, {"requests.new.research": Cell.unreadable("?")})),
    "ROLLUP-FORM": of_parts(QUIET, replace(zeros("2019"), year=2024)),
    "ROLLUP-RULES": of_parts(golden()),
    "ROLLUP-UNIT": of_parts(amount("万元"), amount(None), year=2020, form="2019"),
    "ROLLUP-YEAR": of_parts(replace(QUIET, year=None)),
    "ROLLUP-JOINT": of_parts(QUIET, zeros(), joint=(Joint(("requests.new.total",), ("0", "1"), 1, "同一件"),)),
    "ROLLUP-PART": of_parts(with_values(QUIET, {"requests.new.business": 54})),
}


def test_every_rule_has_a_report_that_breaks_it() -> None:
    assert {*BREAKS, *ROLLUPS} == set(RULES)


@pytest.mark.parametrize("rule", ROLLUPS)
def test_a_broken_rule_of_the_roll_up_is_found(rule: str) -> None:
    assert rule in {finding.rule for finding in check_roll_up(ROLLUPS[rule](), QUIET)}


def test_a_government_that_adds_up_breaks_none() -> None:
    assert check_roll_up(of_parts(QUIET)(), QUIET) == []


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_found(rule: str) -> None:
    report, previous = BREAKS[rule]()
    assert found(rule, report, previous)


def test_a_real_consistent_report_breaks_none() -> None:
    assert rules_of(golden()) == []


def test_nor_does_it_beside_its_predecessor() -> None:
    assert rules_of(golden(), golden_before()) == []


@pytest.mark.parametrize("code", ["2021", "2019"])
def test_a_township_where_nothing_happened_breaks_none(code: str) -> None:
    assert rules_of(zeros(code)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_tells_what_it_is_and_on_what_it_rests(rule: Rule) -> None:
    assert rule.title and rule.title_en and rule.description.endswith("。") and rule.basis
    assert all(message.endswith("。") for message in rule.messages.values())
    assert MAIN in rule.messages


@pytest.mark.parametrize("rule", BREAKS)
def test_a_message_is_a_whole_sentence_in_chinese(rule: str) -> None:
    report, previous = BREAKS[rule]()
    for finding in found(rule, report, previous):
        assert finding.message.endswith("。")
        assert "None" not in finding.message and "{" not in finding.message and ".total" not in finding.message


@pytest.mark.parametrize("rule", BREAKS)
def test_cells_are_paths_of_this_report(rule: str) -> None:
    report, previous = BREAKS[rule]()
    known = {*report.paths(), *report.tables}
    assert all(set(finding.cells) <= known for finding in found(rule, report, previous))


def test_text_rules_are_warnings_and_relations_errors() -> None:
    severities = {rule.id: rule.severity for rule in RULES.values()}
    assert {severities[name] for name in RULES if name.startswith("TX-")} == {Severity.WARNING}
    assert {severities[name] for name in ("T3-ROW", "T3-SUM", "T3-BALANCE", "T4-SUM")} == {Severity.ERROR}
