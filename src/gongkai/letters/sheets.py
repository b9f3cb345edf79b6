"""The internal forms of a request (办理用表单) as data: what stands in which row; filled with what is known, printed as PDF.

What nobody knows yet stays blank, for the pen. A form cites nothing and tells nobody anything: it is no letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.letters.errors import LetterError
from gongkai.writing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "sheet.typ"
_FLOW = Path(__file__).parent / "flow.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`rows` hold one label, whose value takes the whole width, or two; `tall` are those with room to write and sign."""

    code: str
    title: str
    when: str
    rows: tuple[tuple[str, ...], ...]
    tall: frozenset[str] = frozenset()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.rows for label in row)


_WHICH = (("登记编号", "收到申请之日"), ("申请人", "申请人类别"))

APPLICATION = Sheet(
    code="application",
    title="政府信息公开申请表",
    when="申请人提出的内容，按提出时的记录打印",
    rows=(
        ("登记编号", "收件日期"),
        ("申请人", "申请人类别"),
        ("证件", "联系方式"),
        ("法定代表人、联系人",),
        ("代理人",),
        ("信息名称",),
        ("文号",),
        ("其他特征性描述",),
        ("提供形式", "获取方式"),
        ("需要的帮助", "提交方式"),
        ("申请人签名",),
    ),
    tall=frozenset({"申请人签名"}),
)
REGISTRATION = Sheet(
    code="registration",
    title="政府信息公开申请登记表",
    when="收到申请以后登记，办理中随时补记",
    rows=(
        ("登记编号", "归档号"),
        ("收件日期", "渠道"),
        ("邮件号", "收到申请之日"),
        ("确认方式", "确认人"),
        ("申请人", "申请人类别"),
        ("申请内容",),
        ("提供形式", "获取方式"),
        ("拆分、重复",),
        ("承办单位", "承办人"),
        ("各项期限",),
        ("文书",),
        ("办理结果", "办结日期"),
        ("信息处理费",),
        ("复议、诉讼",),
        ("备注",),
    ),
)
APPROVAL = Sheet(
    code="approval",
    title="政府信息公开审查呈批单",
    when="拟作答复时送审，逐级签署意见",
    rows=(
        *_WHICH,
        ("答复期限", "承办单位"),
        ("申请内容",),
        ("五问",),
        ("拟办意见",),
        ("依据和理由",),
        ("征求意见情况",),
        ("协办情况",),
        ("承办人",),
        ("审核意见",),
        ("保密审查意见",),
        ("签发",),
    ),
    tall=frozenset({"承办人", "审核意见", "保密审查意见", "签发"}),
)
SEARCH = Sheet(
    code="search",
    title="政府信息检索记录",
    when="查找申请公开的信息时记录；答复信息不存在的必须有",
    rows=(
        *_WHICH,
        ("申请内容",),
        ("检索人", "检索时间"),
        ("检索范围",),
        ("检索词、年份",),
        ("检索结果",),
        ("检索人签名",),
    ),
    tall=frozenset({"检索人签名"}),
)
EXTENSION = Sheet(
    code="extension_approval",
    title="延长答复期限呈批表",
    when="不能在期限内答复，报政府信息公开工作机构负责人同意（《条例》第三十三条第二款）",
    rows=(
        *_WHICH,
        ("申请内容",),
        ("答复期限", "拟延长"),
        ("延长的理由",),
        ("报请人", "报请日期"),
        ("负责人意见",),
    ),
    tall=frozenset({"负责人意见"}),
)
OPINION = Sheet(
    code="opinion",
    title="征求意见情况记录",
    when="征求第三方、共同制作机关或者其他机关的意见",
    rows=(
        ("登记编号", "种类"),
        ("征求意见对象", "联系方式"),
        ("发出日期", "收到日期"),
        ("答复日期", "意见"),
        ("理由",),
    ),
)
CO_HANDLING = Sheet(
    code="co_handling",
    title="协办情况记录",
    when="请本机关的站所（科室）协助办理",
    rows=(("登记编号", "协办单位"), ("提出日期", "要求的期限"), ("协办事项",), ("答复日期", "答复人"), ("答复",)),
)
FEE = Sheet(
    code="fee",
    title="信息处理费收取记录",
    when="决定收取信息处理费的（国办函〔2020〕109号）",
    rows=(("登记编号", "计收方式"), ("数量", "金额"), ("通知日期", "通知文号"), ("缴费日期", "票据号")),
)
SECRECY = Sheet(
    code="secrecy",
    title="政府信息公开保密审查表",
    when="提供信息以前逐项审查（《条例》第十七条）",
    rows=(
        ("登记编号", "文书"),
        ("所审内容的SM3",),
        ("逐项审查",),
        ("结论", "审查日期"),
        ("遮盖的内容",),
        ("报请确定的部门",),
        ("意见",),
        ("审查人",),
    ),
    tall=frozenset({"审查人"}),
)
SERVICE = Sheet(
    code="service",
    title="送达情况记录",
    when="每次发出文书以后登记；签收的送达回证另附",
    rows=(
        ("登记编号", "受送达人"),
        ("文书",),
        ("送达方式", "邮件号"),
        ("发出日期", "送达日期"),
        ("退回日期", "登记人"),
        ("说明",),
    ),
)
DISPUTE = Sheet(
    code="dispute",
    title="行政复议、行政诉讼登记",
    when="申请人或者第三方申请复议、提起诉讼以后",
    rows=(
        ("登记编号", "本机关编号"),
        ("种类", "本机关的地位"),
        ("复议机关、法院", "案号"),
        ("提出日期", "收到副本日期"),
        ("争议的事项",),
        ("办理经过",),
        ("结果", "审结日期"),
    ),
)
MESSAGES = Sheet(
    code="messages",
    title="与申请人的往来留言",
    when="通过网站与申请人的往来",
    rows=(("登记编号", "条数"), ("留言",)),
)

SHEETS: Mapping[str, Sheet] = {
    one.code: one
    for one in (
        *(APPLICATION, REGISTRATION, APPROVAL, SEARCH, EXTENSION),
        *(OPINION, CO_HANDLING, FEE, SECRECY, SERVICE, DISPUTE, MESSAGES),
    )
}
"""Code → form."""


def sheet_pdf(sheet: Sheet, organ: str, values: Mapping[str, str]) -> bytes:
    """The form with these values by their labels; a label that is not given stays blank. Raises LetterError for a label
    the form does not have: a value would be lost."""
    stray = [label for label in values if label not in sheet.labels]
    if stray:
        raise LetterError(f"{sheet.title}里没有“{stray[0]}”这一栏", f"可以填：{'、'.join(sheet.labels)}", sheet.title)
    rows = [[[label, values.get(label, ""), label in sheet.tall] for label in row] for row in sheet.rows]
    data = {"title": sheet.title, "organ": organ, "rows": rows}
    return typeset(_TEMPLATE, {"sheet": json.dumps(data, ensure_ascii=False)}, archival=False, borrow_fonts=True)


@dataclass(frozen=True, slots=True)
class Stage:
    """One box of a 办理流程图: what was or is to be done, and when. `state`: done, now or ahead."""

    title: str
    when: str = ""
    lines: tuple[str, ...] = ()
    state: str = "done"


def flow_pdf(organ: str, subject: str, stages: Sequence[Stage], foot: Sequence[str] = ()) -> bytes:
    """The 办理流程图 of one request: boxes from above to below, each with its day."""
    boxes = [{"title": one.title, "when": one.when, "lines": list(one.lines), "state": one.state} for one in stages]
    data = {
        "title": "政府信息公开申请办理流程图",
        "organ": organ,
        "subject": subject,
        "stages": boxes,
        "foot": list(foot),
    }
    return typeset(_FLOW, {"flow": json.dumps(data, ensure_ascii=False)}, archival=False, borrow_fonts=True)
