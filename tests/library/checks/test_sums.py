"""The relations of tables three and four: what is said of a wrong, blank, missing or doubtful number."""

from dataclasses import replace

import pytest

from gongkai.checks import check
from gongkai.report import Cell, Certainty, Finding, Kind, Severity

from .reports import found, golden, with_cells, with_values, zeros

GRANTED = "requests.granted"
ROW = tuple(
    f"{GRANTED}.{c}"
    for c in ("natural_person", "business", "research", "social_organization", "legal_service", "other", "total")
)


def brief(finding: Finding) -> tuple[object, object, str, str]:
    return finding.expected, finding.actual, finding.severity.value, finding.kind.value


def test_a_wrong_total_is_found_in_its_row_and_in_its_column_and_nowhere_else() -> None:
    findings = check(with_values(golden(), {f"{GRANTED}.total": 1372}))
    numbers = [f for f in findings if f.rule.startswith("T") and f.rule[1].isdigit()]
    assert [(f.rule, f.expected, f.actual) for f in numbers] == [("T3-ROW", 1362, 1372), ("T3-SUM", 3060, 3050)]


def test_a_row_is_said_as_one_would_say_it() -> None:
    [row] = found("T3-ROW", with_values(golden(), {f"{GRANTED}.total": 1372}))
    assert row.message == "表三“予以公开”一行：各类申请人合计 1362，总计填 1372，相差 10。请核对这一行的数字。"
    assert row.cells == ROW


def test_a_column_names_all_its_outcomes_and_its_total() -> None:
    [column] = found("T3-SUM", with_values(golden(), {f"{GRANTED}.total": 1372}))
    assert (len(column.cells), column.cells[0], column.cells[-1]) == (
        22,
        f"{GRANTED}.total",
        "requests.result_total.total",
    )


def test_a_balance_shows_its_four_numbers() -> None:
    report = with_values(golden(), {"requests.new.business": 45, "requests.new.research": 8})
    business, research = found("T3-BALANCE", report)
    assert (business.expected, business.actual) == (45, 53)
    assert "本年新收 8＋上年结转 0＝8，办理结果总计 0＋结转下年度 0＝0，相差 8" in research.message
    assert len(research.cells) == 4


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({f"{GRANTED}.business": Cell.number(22)}, [(1363, 1362, "error", "filing")]),
        ({f"{GRANTED}.business": Cell.blank()}, [(1341, 1362, "warning", "filing")]),
        ({f"{GRANTED}.business": Cell.not_applicable("/")}, [(1341, 1362, "warning", "filing")]),
        ({f"{GRANTED}.research": Cell.blank()}, []),
        ({f"{GRANTED}.total": Cell.blank()}, [(None, None, "info", "filing")]),
        ({f"{GRANTED}.total": Cell.missing()}, [(None, None, "info", "filing")]),
        ({f"{GRANTED}.business": Cell.missing()}, [(None, None, "info", "filing")]),
        ({f"{GRANTED}.business": Cell.unreadable("2l")}, [(None, None, "info", "filing")]),
        ({f"{GRANTED}.business": Cell.number(12).marked(Certainty.UNCERTAIN)}, [(1353, 1362, "warning", "reading")]),
        ({f"{GRANTED}.business": Cell.number(12).marked(Certainty.REPAIRED)}, [(1353, 1362, "error", "filing")]),
        ({f"{GRANTED}.business": Cell.number(21).marked(Certainty.UNCERTAIN)}, []),
    ],
)
def test_what_a_blank_a_gap_or_a_doubt_does_to_a_row(cells: dict[str, Cell], expected: list[object]) -> None:
    assert [brief(finding) for finding in found("T3-ROW", with_cells(golden(), cells))] == expected


def test_a_blank_that_counted_as_nothing_is_named() -> None:
    [row] = found("T3-ROW", with_cells(golden(), {f"{GRANTED}.business": Cell.blank()}))
    assert "表三“予以公开”商业企业没有填数字，按 0 计算" in row.message


def test_the_cells_to_look_at_first_are_named() -> None:
    doubtful = Cell.number(12).marked(Certainty.UNCERTAIN)
    [row] = found("T3-ROW", with_cells(golden(), {f"{GRANTED}.business": doubtful}))
    assert "表三“予以公开”商业企业读得没有把握，请先对照原文看" in row.message


def test_why_a_row_cannot_be_decided_is_said() -> None:
    [row] = found("T3-ROW", with_cells(golden(), {f"{GRANTED}.total": Cell.blank()}))
    assert row.message == "表三“予以公开”一行无法核对：表三“予以公开”总计空白。请补上后再核对。"


def test_a_blank_carry_over_counts_as_nothing() -> None:
    [column] = found("T3-BALANCE", with_cells(golden(), {"requests.carried_out.total": Cell.blank()}))
    assert (column.expected, column.actual, column.severity) == (3153, 3050, Severity.WARNING)


def test_each_group_of_table_four_stands_for_itself() -> None:
    report = with_values(golden(), {"disputes.litigation_direct.total": 0})
    [group] = found("T4-SUM", report)
    assert group.message == "表四“未经复议直接起诉”：四种结果合计 26，总计填 0，相差 26。请核对这一组的数字。"
    assert group.cells == tuple(
        f"disputes.litigation_direct.{r}" for r in ("upheld", "corrected", "other", "pending", "total")
    )


def test_an_empty_table_is_one_finding_and_one_hint_for_each_kind_of_sum() -> None:
    empty = {path: Cell.blank() for path in golden().tables if path.startswith("requests.")}
    findings = [f for f in check(with_cells(golden(), empty)) if not f.rule.startswith("TX-")]
    assert [(f.rule, f.severity.value) for f in findings] == [
        ("FORM-BLANK", "warning"),
        ("T3-ROW", "info"),
        ("T3-BALANCE", "info"),
        ("T3-SUM", "info"),
    ]


def test_the_single_row_of_other_outcomes_is_added_up_in_both_forms() -> None:
    for report in (zeros("2019"), _collapsed()):
        [row] = found("T3-ROW", with_values(report, {"requests.other.total": 4}))
        [column] = found("T3-SUM", with_values(report, {"requests.other.total": 4}))
        assert row.cells[-1] == "requests.other.total" and "requests.other.total" in column.cells


def _collapsed():
    report = zeros()
    kept = {path: cell for path, cell in report.tables.items() if ".other_" not in path}
    row = {f"requests.other.{path.split('.')[-1]}": Cell.number(0) for path in ROW}
    return replace(report, tables={**kept, **row})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell.number(-1), [("error", "filing")]),
        (Cell.unreadable("1.5"), [("error", "filing")]),
        (Cell.unreadable("若干"), [("warning", "reading")]),
        (Cell.number(-1).marked(Certainty.UNCERTAIN), [("warning", "reading")]),
        (Cell.blank(), []),
        (Cell.not_applicable("无"), []),
        (Cell.number(0), []),
    ],
)
def test_what_is_no_count(cell: Cell, expected: list[tuple[str, str]]) -> None:
    report = with_cells(golden(), {"requests.new.other": cell})
    assert [(f.severity.value, f.kind.value) for f in found("T3-INT", report)] == expected


def test_what_the_reading_says_of_a_cell_is_not_said_again() -> None:
    report = with_cells(golden(), {"requests.new.other": Cell.unreadable("若干")})
    said = Finding("READ-UNREADABLE", Severity.WARNING, "请核对", ("requests.new.other",), kind=Kind.READING)
    assert found("T3-INT", report.with_findings([said])) == []
