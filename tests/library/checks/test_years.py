"""A report and the one before it."""

from dataclasses import replace

import pytest

from gongkai.checks import check, misfit, same_organ
from gongkai.report import AnnualReport, Cell, Certainty, Severity
from gongkai.report.forms import COLUMNS

from .reports import found, golden, golden_before, with_cells, with_text, with_values, zeros

CARRIED = {f"requests.carried_in.{column}" for column in COLUMNS}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({}, []),
        ({"total": 35}, [("requests.carried_in.total", "error", 35, 34)]),
        (
            {"natural_person": 30, "business": 4},
            [
                ("requests.carried_in.natural_person", "warning", 30, 34),
                ("requests.carried_in.business", "warning", 4, 0),
            ],
        ),
    ],
)
def test_what_was_carried_out_is_carried_in(before: dict[str, int], expected: list[object]) -> None:
    previous = with_values(golden_before(), {f"requests.carried_out.{c}": n for c, n in before.items()})
    findings = found("T3-CARRY", golden(), previous)
    assert [(f.cells[0], f.severity.value, f.expected, f.actual) for f in findings] == expected


def test_a_blank_of_last_year_counts_as_nothing_and_is_said() -> None:
    previous = with_cells(golden_before(), {"requests.carried_out.total": Cell.blank()})
    [finding] = found("T3-CARRY", golden(), previous)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.WARNING, 0, 34)
    assert "上年表三“结转下年度继续办理”总计没有填数字" in finding.message


def test_a_number_last_year_does_not_have_decides_nothing() -> None:
    previous = with_cells(golden_before(), {"requests.carried_out.total": Cell.missing()})
    [finding] = found("T3-CARRY", golden(), previous)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.INFO, None, None)


def test_a_doubtful_number_of_last_year_makes_it_a_matter_of_the_reading() -> None:
    doubtful = Cell.number(33).marked(Certainty.UNCERTAIN)
    [finding] = found("T3-CARRY", golden(), with_cells(golden_before(), {"requests.carried_out.total": doubtful}))
    assert (finding.kind.value, finding.severity.value) == ("reading", "warning")


def test_documents_in_force_continue() -> None:
    [finding] = found("T2-CONTINUITY", with_values(golden(), {"proactive.rules.in_force": 12}), golden_before())
    assert (finding.expected, finding.actual, finding.severity) == (11, 12, Severity.ERROR)
    assert "上年现行有效 10＋本年制发 1－本年废止 0＝11，现行有效填 12，相差 1" in finding.message
    assert finding.cells == ("proactive.rules.issued", "proactive.rules.in_force", "proactive.rules.repealed")


def test_a_declared_reorganisation_makes_it_a_warning() -> None:
    report = with_text(golden(), 6, "因机构改革，部分文件划转。收取信息处理费3940元。")
    [finding] = found("T2-CONTINUITY", with_values(report, {"proactive.rules.in_force": 12}), golden_before())
    assert finding.severity is Severity.WARNING


def test_more_repealed_than_there_was() -> None:
    report = with_values(golden(), {"proactive.rules.repealed": 12})
    assert [f.expected for f in found("T2-GE", report, golden_before())] == [11]


def break_of_forms() -> tuple[AnnualReport, AnnualReport]:
    previous = zeros("2019")
    return replace(zeros(), year=2021, title="甲县乙镇人民政府2021年政府信息公开工作年度报告"), previous


def test_from_2020_to_2021_requests_are_compared_and_documents_are_not() -> None:
    report, previous = break_of_forms()
    previous = with_values(previous, {"requests.carried_out.total": 2, "proactive.rules.total_disclosed": 9})
    rules = {f.rule for f in check(report, previous)}
    assert "T3-CARRY" in rules and "T2-CONTINUITY" not in rules


def test_decisions_are_compared_across_the_forms() -> None:
    report, previous = break_of_forms()
    report = with_values(report, {"proactive.penalties": 100})
    [finding] = found("T2-JUMP", report, with_values(previous, {"proactive.penalties.decisions": 20}))
    assert finding.cells == ("proactive.penalties",)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"year": 2022}, "2022 年度"),
        ({"year": 2024}, "2024 年度"),
        ({"year": None}, "没有读出统计年度"),
        ({"agency": "宿迁市人民政府"}, "宿迁市人民政府"),
    ],
)
def test_a_report_that_does_not_fit_is_said_and_not_compared(changes: dict[str, object], word: str) -> None:
    previous = replace(with_values(golden_before(), {"requests.carried_out.total": 99}), **changes)
    [finding] = check(golden(), previous)
    assert (finding.rule, finding.severity) == ("PAIR-FIT", Severity.INFO)
    assert word in finding.message


def test_an_organ_that_could_not_be_read_is_no_misfit() -> None:
    assert misfit(golden(), replace(golden_before(), agency=None)) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青山口乡", "青山口乡人民政府", True),
        ("汤阴县白营镇政府", "白营镇人民政府", True),
        ("兴庆区前进街街道办事处", "前进街街道办事处", True),
        ("淮安市人民政府", "宿迁市人民政府", False),
        ("高平市人民政府", "高平市人民政府办公室", False),
        ("淮安市司法局", "淮安市民政局", False),
        (None, "淮安市人民政府", False),
    ],
)
def test_which_names_are_one_organ(one: str | None, other: str | None, same: bool) -> None:
    assert same_organ(one, other) is same
