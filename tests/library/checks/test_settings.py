"""Switching rules off and lowering them, always with a reason."""

import pytest

from gongkai.checks import Settings, SettingsError, Thresholds, check, checked
from gongkai.report import Cell, Finding, Kind, Severity

from .reports import golden, golden_before, with_cells, with_values

WRONG = with_values(golden(), {"requests.granted.total": 1372})


def severities(settings: Settings) -> dict[str, str]:
    return {finding.rule: finding.severity.value for finding in check(WRONG, settings=settings)}


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert "T3-ROW" not in severities(Settings(off={"T3-ROW": "合并统计口径"}))
    assert "T3-SUM" in severities(Settings(off={"T3-ROW": "合并统计口径"}))


def test_a_lowered_rule_is_never_raised() -> None:
    lowered = severities(
        Settings(severity={"T3-ROW": (Severity.WARNING, "口径不同"), "TX-OPEN": (Severity.ERROR, "严格")})
    )
    assert (lowered["T3-ROW"], lowered["TX-OPEN"]) == ("warning", "warning")


def test_what_was_switched_off_is_said_with_its_reason() -> None:
    settings = Settings(off={"T2-JUMP": "新设机关"}, severity={"TX-DUP": (Severity.INFO, "上级统一文本")})
    assert settings.notes() == [
        "规则 T2-JUMP（许可、处罚、强制的件数与上年相差较大）已关闭。理由：新设机关",
        "规则 TX-DUP（文字不应与上年报告大量重复）最高按“提示”报告。理由：上级统一文本",
    ]


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [
        ("T3-ROWS", "理由", "是不是：T3-ROW"),
        ("t3-balance", "理由", "T3-BALANCE"),
        ("随便", "理由", "docs/reference/rules.md"),
        ("T3-ROW", "  ", "写明理由"),
        ("READ-PLACE", "理由", "不能关闭"),
    ],
)
def test_a_wrong_name_or_no_reason_is_one_clear_error(name: str, reason: str, words: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings(off={name: reason})
    assert words in str(error.value) and name in str(error.value)
    with pytest.raises(SettingsError):
        Settings(severity={name: (Severity.INFO, reason)})


def test_a_threshold_can_be_set() -> None:
    report = with_values(golden(), {"proactive.licensing": 400000})
    assert not [f for f in check(report, golden_before()) if f.rule == "T2-JUMP"]
    settings = Settings(thresholds=Thresholds(jump=Thresholds().jump / 10))
    assert [f.rule for f in check(report, golden_before(), settings=settings)] == ["T2-JUMP"]


def test_findings_of_the_reading_stay_and_others_are_computed_anew() -> None:
    read = Finding("READ-PLACE", Severity.WARNING, "请核对", ("requests.granted.total",), kind=Kind.READING)
    stale = Finding("T4-SUM", Severity.ERROR, "旧的")
    report = checked(WRONG.with_findings([stale, read]))
    assert {"READ-PLACE", "T3-ROW", "T3-SUM"} <= {f.rule for f in report.findings}
    assert stale not in report.findings
    assert checked(report) == report


def test_checking_changes_nothing_in_the_report_given() -> None:
    report = with_cells(golden(), {"requests.new.total": Cell.blank()})
    checked(report)
    assert report.findings == []
