"""The official forms of the annual report, as data: every table with its real merged heads, every cell with its path.

One definition serves whoever reads a file, draws a table, checks a relation or fills in a form.
Sources: 国办公开办函〔2019〕60号 (report years 2019 and 2020), 国办公开办函〔2021〕30号 (2021 and later).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

COLUMNS: dict[str, str] = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "social_organization": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
"""Columns of table three, in their order."""

APPLICANTS = tuple(COLUMNS)[:-1]
"""The six kinds of applicant; their sum is the column `total`."""

OUTCOME_LABELS: dict[str, str] = {
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "denied_state_secret": "1.属于国家秘密",
    "denied_by_law": "2.其他法律行政法规禁止公开",
    "denied_security": "3.危及“三安全一稳定”",
    "denied_third_party": "4.保护第三方合法权益",
    "denied_internal": "5.属于三类内部事务信息",
    "denied_process": "6.属于四类过程性信息",
    "denied_enforcement": "7.属于行政执法案卷",
    "denied_inquiry": "8.属于行政查询事项",
    "unable_not_held": "1.本机关不掌握相关政府信息",
    "unable_not_ready_made": "2.没有现成信息需要另行制作",
    "unable_unclear": "3.补正后申请内容仍不明确",
    "refused_petition": "1.信访举报投诉类申请",
    "refused_repeat": "2.重复申请",
    "refused_publication": "3.要求提供公开出版物",
    "refused_excessive": "4.无正当理由大量反复申请",
    "refused_reconfirm": "5.要求行政机关确认或重新出具已获取信息",
    "other_not_corrected": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_misc": "3.其他",
}
"""The 21 outcomes of the 2021 form, in the order of table three."""

OUTCOMES = tuple(OUTCOME_LABELS)
OTHER_OUTCOMES = ("other_not_corrected", "other_fee_unpaid", "other_misc")

GROUPS: dict[str, str] = {
    "denied": "（三）不予公开",
    "unable": "（四）无法提供",
    "refused": "（五）不予处理",
    "other": "（六）其他处理",
}
"""Groups of outcomes, by the first word of their rows; on paper they are merged labels without numbers."""


def outcome_in_full(outcome: str) -> str:
    """The row with the group it stands in, for where it stands alone: “3.其他” is not said of a request by itself."""
    group = GROUPS.get(outcome.partition("_")[0], "")
    return f"{group} {OUTCOME_LABELS.get(outcome, '')}".strip()


REQUEST_LABELS: dict[str, str] = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    **OUTCOME_LABELS,
    "other": "（六）其他处理",
    "result_total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
"""Rows of table three; `other` stands in the 2019 form in place of the three `other_*`."""

DISPUTE_GROUPS: dict[str, str] = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
DISPUTE_RESULTS: dict[str, str] = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

BALANCE_SENTENCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS_LABEL = "三、本年度办理结果"
PROACTIVE, REQUESTS, DISPUTES = "proactive", "requests", "disputes"


class Role(StrEnum):
    """What a printed cell of the form is for."""

    HEAD = "head"
    LABEL = "label"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A printed cell of the blank form; merged cells stand once, at their upper left corner. `path` only on VALUE."""

    text: str
    role: Role
    rowspan: int = 1
    colspan: int = 1
    path: str | None = None


Row = tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """One statutory table: `rows` from top to bottom, each from left to right, without the places a merge covers."""

    key: str
    title: str
    columns: int
    head_rows: int
    rows: tuple[Row, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(cell.path for row in self.rows for cell in row if cell.path)


def _head(text: str, colspan: int = 1, rowspan: int = 1) -> FormCell:
    return FormCell(text, Role.HEAD, rowspan, colspan)


def _label(text: str, colspan: int = 1, rowspan: int = 1) -> FormCell:
    return FormCell(text, Role.LABEL, rowspan, colspan)


def _value(path: str, colspan: int = 1) -> FormCell:
    return FormCell("", Role.VALUE, 1, colspan, path)


def _proactive_block(
    article: str, heads: tuple[str, ...], items: tuple[tuple[str, str, tuple[str, ...]], ...]
) -> list[Row]:
    """A block of table two: the article over four columns, the heads, one row an item; the last column takes the rest."""
    spans = [1] * (len(heads) - 1) + [4 - len(heads)]
    rows: list[Row] = [
        (_head(f"第二十条第（{article}）项", 4),),
        (_head("信息内容"), *(_head(text, span) for text, span in zip(heads, spans, strict=True))),
    ]
    for label, key, fields in items:
        names = [f"{PROACTIVE}.{key}.{field}" if field else f"{PROACTIVE}.{key}" for field in fields]
        rows.append((_label(label), *(_value(name, span) for name, span in zip(names, spans, strict=True))))
    return rows


def _proactive_2021() -> FormTable:
    documents, decisions = ("issued", "repealed", "in_force"), ("",)
    rows = [
        *_proactive_block(
            "一",
            ("本年制发件数", "本年废止件数", "现行有效件数"),
            (("规章", "rules", documents), ("行政规范性文件", "normative_documents", documents)),
        ),
        *_proactive_block("五", ("本年处理决定数量",), (("行政许可", "licensing", decisions),)),
        *_proactive_block(
            "六",
            ("本年处理决定数量",),
            (("行政处罚", "penalties", decisions), ("行政强制", "compulsory_measures", decisions)),
        ),
        *_proactive_block("八", ("本年收费金额（单位：万元）",), (("行政事业性收费", "charges", decisions),)),
    ]
    return FormTable(PROACTIVE, "主动公开政府信息情况", 4, 0, tuple(rows))


def _proactive_2019() -> FormTable:
    documents = ("made", "disclosed", "total_disclosed")
    items = ("prior_items", "change", "decisions")
    item_heads = ("上一年项目数量", "本年增/减", "处理决定数量")
    rows = [
        *_proactive_block(
            "一",
            ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
            (("规章", "rules", documents), ("规范性文件", "normative_documents", documents)),
        ),
        *_proactive_block(
            "五",
            item_heads,
            (("行政许可", "licensing", items), ("其他对外管理服务事项", "other_services", items)),
        ),
        *_proactive_block(
            "六",
            item_heads,
            (("行政处罚", "penalties", items), ("行政强制", "compulsory_measures", items)),
        ),
        *_proactive_block("八", item_heads[:2], (("行政事业性收费", "charges", items[:2]),)),
        *_proactive_block(
            "九", ("采购项目数量", "采购总金额"), (("政府集中采购", "procurement", ("projects", "amount")),)
        ),
    ]
    return FormTable(PROACTIVE, "主动公开政府信息情况", 4, 0, tuple(rows))


def _request_values(row: str) -> Row:
    return tuple(_value(f"{REQUESTS}.{row}.{column}") for column in COLUMNS)


def _request_heads() -> list[Row]:
    names = list(COLUMNS.values())
    return [
        (_head(BALANCE_SENTENCE, 3, 3), _head("申请人情况", 7)),
        (_head(names[0], rowspan=2), _head("法人或其他组织", 5), _head(names[6], rowspan=2)),
        tuple(_head(name) for name in names[1:6]),
    ]


def _outcome_rows(outcomes: tuple[str, ...]) -> list[Row]:
    """The rows under 三、本年度办理结果: a group label stands once, over all its rows."""
    rows: list[Row] = []
    seen: set[str] = set()
    for name in outcomes:
        group = name.split("_")[0]
        members = [other for other in outcomes if other.split("_")[0] == group]
        if group not in GROUPS or name == "other":
            rows.append((_label(REQUEST_LABELS[name], 2), *_request_values(name)))
            continue
        opening = () if group in seen else (_label(GROUPS[group], rowspan=len(members)),)
        seen.add(group)
        rows.append((*opening, _label(REQUEST_LABELS[name]), *_request_values(name)))
    rows[0] = (_label(RESULTS_LABEL, rowspan=len(rows)), *rows[0])
    return rows


def _requests(outcomes: tuple[str, ...]) -> FormTable:
    rows = [
        *_request_heads(),
        (_label(REQUEST_LABELS["new"], 3), *_request_values("new")),
        (_label(REQUEST_LABELS["carried_in"], 3), *_request_values("carried_in")),
        *_outcome_rows((*outcomes, "result_total")),
        (_label(REQUEST_LABELS["carried_out"], 3), *_request_values("carried_out")),
    ]
    return FormTable(REQUESTS, "收到和处理政府信息公开申请情况", 10, 3, tuple(rows))


def _disputes() -> FormTable:
    results = tuple(DISPUTE_RESULTS.values())
    rows: list[Row] = [
        (_head("行政复议", 5), _head("行政诉讼", 10)),
        (*(_head(text, rowspan=2) for text in results), _head("未经复议直接起诉", 5), _head("复议后起诉", 5)),
        tuple(_head(text) for text in (*results, *results)),
        tuple(_value(f"{DISPUTES}.{group}.{result}") for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS),
    ]
    return FormTable(DISPUTES, "政府信息公开行政复议、行政诉讼情况", 15, 3, tuple(rows))


@dataclass(frozen=True, eq=False)
class Form:
    """One official form: its years, notice, section titles, tables, and outcome rows of table three. There is one object
    for each form, so that it is its own key."""

    code: str
    notice: str
    first_year: int
    last_year: int | None
    sections: tuple[str, ...]
    outcomes: tuple[str, ...]
    money: frozenset[str]
    tables: tuple[FormTable, ...] = field(repr=False)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every cell of the three tables, in printed order."""
        return tuple(path for table in self.tables for path in table.paths)

    @cached_property
    def request_rows(self) -> tuple[str, ...]:
        """Rows of table three that carry numbers, in printed order."""
        return ("new", "carried_in", *self.outcomes, "result_total", "carried_out")

    def table(self, key: str) -> FormTable:
        return next(table for table in self.tables if table.key == key)


_OUTCOMES_2019 = (*OUTCOMES[: -len(OTHER_OUTCOMES)], "other")

FORM_2021 = Form(
    code="2021",
    notice="国办公开办函〔2021〕30号",
    first_year=2021,
    last_year=None,
    sections=(
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ),
    outcomes=OUTCOMES,
    money=frozenset({f"{PROACTIVE}.charges"}),
    tables=(_proactive_2021(), _requests(OUTCOMES), _disputes()),
)

FORM_2019 = Form(
    code="2019",
    notice="国办公开办函〔2019〕60号",
    first_year=2019,
    last_year=2020,
    sections=(
        "总体情况",
        "行政机关主动公开政府信息情况",
        "行政机关收到和处理政府信息公开申请情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "其他需要报告的事项",
    ),
    outcomes=_OUTCOMES_2019,
    money=frozenset({f"{PROACTIVE}.procurement.amount"}),
    tables=(_proactive_2019(), _requests(_OUTCOMES_2019), _disputes()),
)

FORMS: dict[str, Form] = {form.code: form for form in (FORM_2019, FORM_2021)}

REQUESTS_COLLAPSED = _requests(_OUTCOMES_2019)
"""Table three with one row 其他处理, as some reports on the 2021 form print it."""

COLLAPSED_OTHER = tuple(f"{REQUESTS}.other.{column}" for column in COLUMNS)
"""Cells of the one row 其他处理 that some reports on the 2021 form print in place of the three `other_*`."""


def form_for_year(year: int) -> Form | None:
    """The form a report of this 统计年度 must use; None before 2019, when the layout was free."""
    return next((f for f in FORMS.values() if f.first_year <= year <= (f.last_year or year)), None)


_PROACTIVE_FIELDS = {
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "made": "本年新制作数量",
    "disclosed": "本年新公开数量",
    "total_disclosed": "对外公开总数量",
    "prior_items": "上一年项目数量",
    "change": "本年增/减",
    "decisions": "处理决定数量",
    "projects": "采购项目数量",
    "amount": "采购总金额",
}
_PROACTIVE_ITEMS = {
    "rules": "规章",
    "normative_documents": "规范性文件",
    "licensing": "行政许可",
    "other_services": "其他对外管理服务事项",
    "penalties": "行政处罚",
    "compulsory_measures": "行政强制",
    "charges": "行政事业性收费",
    "procurement": "政府集中采购",
}


@lru_cache(maxsize=64)
def row_name(row: str) -> str:
    """A row of table three by its words alone: 不予公开·属于国家秘密; without what every such row says as well."""
    if row == "result_total":
        return "办理结果总计"
    label = REQUEST_LABELS[row].lstrip("（一二三四五六七）、1234567890.").split("（")[0].split("、行政机关")[0]
    group = GROUPS.get(row.split("_")[0]) if row != "other" else None
    return f"{group[3:]}·{label}" if group else label


@lru_cache(maxsize=512)
def cell_name(path: str) -> str:
    """The Chinese name of a cell, as one would say it to a colleague: 表三“予以公开”自然人."""
    table, row, column = cell_words(path)
    return f"{table}“{row}”{column}"


def cell_words(path: str) -> tuple[str, str, str]:
    """Table, row and column of a cell in Chinese; the column is empty where the row has but one number."""
    table, row, *column = path.split(".")
    if table == REQUESTS:
        return "表三", row_name(row), COLUMNS[column[0]]
    if table == DISPUTES:
        return "表四", DISPUTE_GROUPS[row], DISPUTE_RESULTS[column[0]]
    return "表二", _PROACTIVE_ITEMS[row], _PROACTIVE_FIELDS[column[0]] if column else ""
