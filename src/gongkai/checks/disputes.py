"""Table four: reconsideration and litigation."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.case import Case
from gongkai.checks.counts import not_counts
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, Needs, rule
from gongkai.checks.sums import ALL_UNDECIDED, UNDECIDED, broken_sums, difference
from gongkai.report import Judgement, Relation, Severity
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTES

_TABLE = f"{FORM_NOTICES}附件表四"
_AFTER, _RECONSIDERATION = f"{DISPUTES}.litigation_after_reconsideration.total", f"{DISPUTES}.reconsideration.total"


@rule(
    "T4-SUM",
    Severity.ERROR,
    title="表四每一组：四种结果合计等于总计",
    title_en="Table 4, each group: the four results add up to the total",
    description="结果维持、结果纠正、其他结果、尚未审结之和应等于同一组的总计。",
    message={
        MAIN: "表四“{group}”：四种结果合计 {expected}，总计填 {actual}，相差 {difference}。请核对这一组的数字。",
        UNDECIDED: "表四“{group}”无法核对：{reason}。请补上后再核对。",
        ALL_UNDECIDED: "表四各组都缺少数字，合计无法核对。请补上后再核对。",
    },
    basis=_TABLE,
)
def results_add_up(case: Case) -> Iterator[Found]:
    """Three groups of five: 行政复议, 未经复议直接起诉, 复议后起诉."""
    return broken_sums(case.report, "T4-SUM", _group)


def _group(relation: Relation, judgement: Judgement) -> Found:
    fill = {
        "group": DISPUTE_GROUPS[relation.locus],
        "expected": judgement.expected,
        "actual": judgement.actual,
        "difference": difference(judgement),
    }
    return Found(fill, expected=judgement.expected, actual=judgement.actual)


@rule(
    "T4-INT",
    Severity.ERROR,
    title="表四的件数是不小于 0 的整数",
    title_en="Table 4: counts are whole numbers, none below 0",
    description="表四各格填写件数，应为不小于 0 的整数；空白、“/”另按 FORM-BLANK 报告。",
    message="{cell}填的是“{printed}”，件数应为不小于 0 的整数。请改正。",
    basis=_TABLE,
)
def disputes_are_counts(case: Case) -> Iterator[Found]:
    """Fifteen counts."""
    return not_counts(case.report, DISPUTES)


@rule(
    "T4-REL",
    Severity.WARNING,
    title="有复议后起诉，却连续两年没有行政复议",
    title_en="Suits after reconsideration, but no reconsideration in two years",
    description="复议后起诉的案件应先经过行政复议；本年和上年表四行政复议总计都是 0 时需要说明。",
    message="表四复议后起诉 {count} 件，但今年和去年行政复议总计都是 0。请核对是否漏填行政复议。",
    basis=_TABLE,
    needs=Needs.PAIR,
)
def suits_follow_reconsideration(case: Case) -> Iterator[Found]:
    """A reconsideration closed last year may be sued over this year, so one year alone proves nothing."""
    previous = case.previous
    count = case.report.value(_AFTER)
    if previous and count and case.report.value(_RECONSIDERATION) == 0 and previous.value(_RECONSIDERATION) == 0:
        yield Found({"count": count}, cells=(_RECONSIDERATION, _AFTER))


@rule(
    "T4-PENDING",
    Severity.WARNING,
    title="上年尚未审结的案件，今年应再次统计",
    title_en="Cases pending last year must appear again this year",
    description="上年尚未审结的案件在今年审结或继续审理，都应再次计入；上年“尚未审结”大于今年“总计”需要说明。",
    message="表四“{group}”：上年尚未审结 {pending} 件，今年总计只有 {total} 件。请核对是否漏填上年未结案件。",
    basis=_TABLE,
    needs=Needs.PAIR,
)
def pending_cases_return(case: Case) -> Iterator[Found]:
    """No strict balance: new cases come in as well."""
    for group, name in DISPUTE_GROUPS.items():
        pending = case.previous.value(f"{DISPUTES}.{group}.pending") if case.previous else None
        total = case.report.value(f"{DISPUTES}.{group}.total")
        if pending is not None and total is not None and pending > total:
            cells = (f"{DISPUTES}.{group}.total",)
            yield Found({"group": name, "pending": pending, "total": total}, cells, expected=pending, actual=total)
