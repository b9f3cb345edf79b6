"""Table three: what was asked, how it was answered, and that nothing got lost between the years."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.case import Case
from gongkai.checks.counts import not_counts
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, rule
from gongkai.checks.sums import ALL_UNDECIDED, UNDECIDED, broken_sums, difference
from gongkai.report import Judgement, Relation, Severity
from gongkai.report.forms import COLUMNS, REQUESTS, row_name
from gongkai.report.phrases import SPEAKS_OF_FEE

_TABLE = f"{FORM_NOTICES}附件表三"
_FEE_ROW = "requests.other_fee_unpaid"


@rule(
    "T3-ROW",
    Severity.ERROR,
    title="表三每一行：六类申请人合计等于总计",
    title_en="Table 3, each row: the six kinds of applicant add up to the total",
    description="自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他六列之和应等于同一行的总计。",
    message={
        MAIN: "表三“{row}”一行：各类申请人合计 {expected}，总计填 {actual}，相差 {difference}。请核对这一行的数字。",
        UNDECIDED: "表三“{row}”一行无法核对：{reason}。请补上后再核对。",
        ALL_UNDECIDED: "表三各行都缺少数字，行合计无法核对。请补上后再核对。",
    },
    basis=_TABLE,
)
def rows_add_up(case: Case) -> Iterator[Found]:
    """Table three has no sum column for 法人; the six columns stand side by side."""
    return broken_sums(case.report, "T3-ROW", _row)


def _row(relation: Relation, judgement: Judgement) -> Found:
    fill = {
        "row": row_name(relation.locus),
        "expected": judgement.expected,
        "actual": judgement.actual,
        "difference": difference(judgement),
    }
    return Found(fill, expected=judgement.expected, actual=judgement.actual)


@rule(
    "T3-SUM",
    Severity.ERROR,
    title="表三每一列：各种办理结果合计等于（七）总计",
    title_en="Table 3, each column: the outcomes add up to (7) total",
    description="予以公开、部分公开、不予公开、无法提供、不予处理、其他处理各行之和应等于同一列的“（七）总计”。",
    message={
        MAIN: "表三“{column}”一列：各种办理结果合计 {expected}，“（七）总计”填 {actual}，相差 {difference}。"
        "请核对这一列的办理结果。",
        UNDECIDED: "表三“{column}”一列的办理结果无法核对：{reason}。请补上后再核对。",
        ALL_UNDECIDED: "表三各列都缺少数字，办理结果合计无法核对。请补上后再核对。",
    },
    basis=_TABLE,
)
def outcomes_add_up(case: Case) -> Iterator[Found]:
    """Group rows （三）–（六） carry no numbers of their own; 部分公开 is counted there only."""
    return broken_sums(case.report, "T3-SUM", _column)


def _column(relation: Relation, judgement: Judgement) -> Found:
    fill = {
        "column": COLUMNS[relation.locus],
        "expected": judgement.expected,
        "actual": judgement.actual,
        "difference": difference(judgement),
    }
    return Found(fill, expected=judgement.expected, actual=judgement.actual)


@rule(
    "T3-BALANCE",
    Severity.ERROR,
    title="表三每一列：本年新收＋上年结转＝办理结果总计＋结转下年度",
    title_en="Table 3, each column: new + carried in = results + carried out",
    description="表头所印的勾稽关系：第一项加第二项之和，等于第三项加第四项之和。",
    message={
        MAIN: "表三“{column}”一列：本年新收 {new}＋上年结转 {carried_in}＝{expected}，"
        "办理结果总计 {result_total}＋结转下年度 {carried_out}＝{actual}，相差 {difference}。请核对这四个数字。",
        UNDECIDED: "表三“{column}”一列的勾稽关系无法核对：{reason}。请补上后再核对。",
        ALL_UNDECIDED: "表三各列都缺少数字，勾稽关系无法核对。请补上后再核对。",
    },
    basis=f"{_TABLE}表头",
)
def columns_balance(case: Case) -> Iterator[Found]:
    """The sentence in the head of table three."""

    def describe(relation: Relation, judgement: Judgement) -> Found:
        names = ("new", "carried_in", "result_total", "carried_out")
        values = {name: case.report.value(path) or 0 for name, path in zip(names, relation.cells, strict=True)}
        found = _column(relation, judgement)
        return Found({**found.fill, **values}, expected=found.expected, actual=found.actual)

    return broken_sums(case.report, "T3-BALANCE", describe)


@rule(
    "T3-INT",
    Severity.ERROR,
    title="表三的件数是不小于 0 的整数",
    title_en="Table 3: counts are whole numbers, none below 0",
    description="表三各格填写件数，应为不小于 0 的整数；空白、“/”另按 FORM-BLANK 报告。",
    message="{cell}填的是“{printed}”，件数应为不小于 0 的整数。请改正。",
    basis=_TABLE,
)
def requests_are_counts(case: Case) -> Iterator[Found]:
    """Half an application, or fewer than none, cannot be."""
    return not_counts(case.report, REQUESTS)


@rule(
    "T3-O2",
    Severity.WARNING,
    title="有逾期未缴费的申请，第六部分应说明信息处理费",
    title_en="Requests closed for unpaid fees: section six must speak of the fee",
    description="“申请人逾期未按收费通知要求缴纳费用”大于 0，说明发过收费通知，第六部分应报告信息处理费情况。",
    message="表三有 {count} 件申请因逾期未缴费不再处理，说明发过收费通知，但第六部分没有提到信息处理费。请补写收取情况。",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号附件第六项",
)
def unpaid_fee_is_reported(case: Case) -> Iterator[Found]:
    """Only where the report has a section six; a missing one is FORM-SECTION."""
    count = case.report.value(f"{_FEE_ROW}.total")
    if count and case.has_section(6) and not SPEAKS_OF_FEE.search(case.text(6)):
        yield Found({"count": count}, cells=(f"{_FEE_ROW}.total",), section="6")
