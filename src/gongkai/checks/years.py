"""What must agree between a report and the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.case import Case
from gongkai.checks.organs import same_organ
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, Needs, rule
from gongkai.checks.sums import ALL_UNDECIDED, UNDECIDED, broken, difference, magnitude
from gongkai.report import PREVIOUS, AnnualReport, Cell, Judgement, Relation, Severity, relations_between
from gongkai.report.forms import COLUMNS, PROACTIVE
from gongkai.report.relations import DOCUMENT_ROWS

_REORGANISED = re.compile(r"机构改革|机构调整|撤并|合并组建|职能划转|职能调整|职责划转|区划调整|划入|划出")


def misfit(report: AnnualReport, previous: AnnualReport) -> str | None:
    """Why `previous` is not the report of the same organ one year before; None where it is."""
    if report.year is None or previous.year is None:
        return "两份报告中有一份没有读出统计年度"
    if previous.year != report.year - 1:
        return f"它是 {previous.year} 年度的报告，应为 {report.year - 1} 年度"
    if report.agency and previous.agency and not same_organ(report.agency, previous.agency):
        return f"它是“{previous.agency}”的报告，本报告是“{report.agency}”"
    return None


@rule(
    "PAIR-FIT",
    Severity.INFO,
    title="所给的上年报告应是本机关上一年度的报告",
    title_en="The report given as last year's is this organ's and one year older",
    description="机关或年度对不上时，不核对两年之间的关系。",
    message="所给的上年报告不能用来核对：{reason}。两年之间的关系没有核对，请换一份。",
    basis="《条例》第四十九条、第五十条",
)
def previous_fits(case: Case) -> Iterator[Found]:
    """Otherwise every relation over two years would accuse the wrong report."""
    reason = misfit(case.report, case.offered) if case.offered else None
    if reason:
        yield Found({"reason": reason})


def _both_years(case: Case) -> dict[str, Cell]:
    """Cells of both reports in one mapping; last year's under PREVIOUS."""
    before = case.previous.tables if case.previous else {}
    return {**case.report.tables, **{f"{PREVIOUS}{path}": cell for path, cell in before.items()}}


@rule(
    "T3-CARRY",
    Severity.ERROR,
    title="上年结转等于上一年报告的结转下年度继续办理",
    title_en="Carried in equals last year's carried out",
    description="本年“上年结转”应等于上一年报告的“结转下年度继续办理”；总计列不符是错误，单列不符是警告（申请人类型可能更正）。",
    message={
        MAIN: "表三“{column}”一列：上年结转填 {actual}，上一年报告的结转下年度是 {expected}，相差 {difference}。请核对结转数。",
        UNDECIDED: "表三“{column}”一列的上年结转无法与上一年报告核对：{reason}。",
        ALL_UNDECIDED: "两份报告的结转数至少有一份没有填写，上年结转无法核对。",
    },
    basis=f"{FORM_NOTICES}附件表三",
    needs=Needs.PAIR,
)
def carried_over(case: Case) -> Iterator[Found]:
    """The rows are the same in both forms, so this holds from 2020 to 2021 too."""
    return broken(_relations(case, "T3-CARRY"), _both_years(case), _carried)


def _relations(case: Case, rule: str) -> list[Relation]:
    between = relations_between(case.report.form, case.previous.form if case.previous else None)
    return [relation for relation in between if relation.rule == rule]


def carry_severity(column: str) -> Severity:
    """Single columns may differ where an applicant's kind was corrected."""
    return Severity.ERROR if column == "total" else Severity.WARNING


def _carried(relation: Relation, judgement: Judgement) -> Found:
    fill = {
        "column": COLUMNS[relation.locus],
        "expected": judgement.expected,
        "actual": judgement.actual,
        "difference": difference(judgement),
    }
    severity = carry_severity(relation.locus)
    return Found(fill, expected=judgement.expected, actual=judgement.actual, severity=severity)


@rule(
    "T2-CONTINUITY",
    Severity.ERROR,
    title="现行有效件数＝上年现行有效＋本年制发－本年废止",
    title_en="In force = in force last year + issued - repealed",
    description="规章、行政规范性文件的现行有效件数应与上年衔接；两年都用 2021 年格式时核对，报告写明机构改革的为警告。",
    message={
        MAIN: "表二“{item}”：上年现行有效 {before}＋本年制发 {issued}－本年废止 {repealed}＝{expected}，"
        "现行有效填 {actual}，相差 {difference}。请核对，确有其他原因的请在文字中说明。",
        UNDECIDED: "表二“{item}”的现行有效件数无法与上年核对：{reason}。",
        ALL_UNDECIDED: "两份报告的现行有效件数至少有一份没有填写，无法与上年核对。",
    },
    basis="国办公开办函〔2021〕30号附件表二",
    needs=Needs.PAIR,
)
def documents_continue(case: Case) -> Iterator[Found]:
    """现行有效 of the 2021 form is not 对外公开总数量 of the 2019 form: not compared across the break."""
    relations = _relations(case, "T2-CONTINUITY")
    return broken(relations, _both_years(case), lambda relation, judgement: _continued(case, relation, judgement))


def continuity_severity(text: str) -> Severity:
    """A report that speaks of a reorganisation explains why the years need not fit."""
    return Severity.WARNING if _REORGANISED.search(text) else Severity.ERROR


def _continued(case: Case, relation: Relation, judgement: Judgement) -> Found:
    path = f"{PROACTIVE}.{relation.locus}"
    before = case.previous.value(f"{path}.in_force") if case.previous else None
    repealed = case.report.value(f"{path}.repealed") or 0
    expected, actual = (judgement.expected or 0) - repealed, (judgement.actual or 0) - repealed
    fill = {
        "item": DOCUMENT_ROWS[relation.locus],
        "before": before or 0,
        "issued": case.report.value(f"{path}.issued") or 0,
        "repealed": repealed,
        "expected": expected,
        "actual": actual,
        "difference": magnitude(expected - actual),
    }
    severity = continuity_severity(case.text())
    return Found(fill, expected=expected, actual=actual, severity=severity)
