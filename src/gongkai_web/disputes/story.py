"""What happened in a dispute, in the words of whoever reads its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.calendar import chinese_date
from gongkai.statute import DISPUTE_ENDINGS, DisputeKind, Track
from gongkai_web.disputes.kinds import STEPS, Against, Role
from gongkai_web.disputes.models import Act, Dispute, Paper

_OWN = {"record": "登记", "amend": "更正登记的内容", "void": "作废一条登记", "strike": "作废这一件"}
_QUIET = {"void"}
_PLAIN_NAMES = {
    "answer": "提交答复（答辩）",
    "evidence": "提交证据",
    "track": "转换程序",
    "limit": "另行指定期限",
    "hearing": "通知开庭、听证",
    "result": "审结",
    "withdraw": "撤回（撤诉）",
    "order": "责令重新答复",
    "replied_again": "重新答复",
    "appeal": "上诉（二审）",
    "close": "归档",
}
FIELD_NAMES = {
    "kind": "种类",
    "against": "针对什么",
    "role": "本机关的地位",
    "body": "机关、法院",
    "filed_on": "申请、起诉之日",
    "received_on": "收到副本之日",
    "track": "程序",
    "about": "为了什么",
    "after_reconsideration": "复议后起诉",
    "file_number": "案号",
    "filer": "申请人、原告",
    "filer_is_person": "申请人、原告的种类",
    "contact": "联系方式",
    "note": "备注",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story. `wrong`: why it was voided; `is_step`: it may be mended."""

    act: Act
    on: date
    title: str
    details: tuple[str, ...]
    papers: tuple[Paper, ...] = ()
    wrong: str = ""
    is_step: bool = False


def story(dispute: Dispute, *, everything: bool = False) -> list[Told]:
    """By the day it happened, those of one day in the order they were recorded."""
    acts = dispute.acts.select_related("voiding__by", "by").prefetch_related("papers__file").order_by("on", "pk")
    return [_told(act) for act in acts if everything or act.step not in _QUIET]


def title_of(step: str) -> str:
    return _PLAIN_NAMES.get(step) or _OWN.get(step, "办理")


def _told(act: Act) -> Told:
    voiding = getattr(act, "voiding", None)
    return Told(
        act=act,
        on=act.on,
        title=title_of(act.step),
        details=tuple(one for one in _details(act) if one),
        papers=tuple(act.papers.all()),
        wrong=f"{voiding.by}作废：{voiding.reason}" if voiding else "",
        is_step=act.step in STEPS and voiding is None,
    )


def _details(act: Act) -> Iterator[str]:
    if act.ending:
        yield DISPUTE_ENDINGS[act.ending].name
    if act.track:
        yield f"转为{Track(act.track).label}"
    if act.days:
        yield f"限{act.days}个工作日"
    if act.until:
        yield chinese_date(act.until)
    for name in ("time", "place", "what", "archive_number"):
        yield str(act.data.get(name, ""))
    if act.step == "amend":
        yield from _amended(act.data)
    yield act.document_number
    yield act.note


def _amended(data: dict[str, Any]) -> Iterator[str]:
    """申请、起诉之日由2026年11月2日改为2026年11月3日; of what names people only that it was changed."""
    old, new = data.get("from", {}), data.get("to", {})
    for name in data.get("fields", []):
        label = FIELD_NAMES.get(name, name)
        yield f"{label}由{_value(name, old[name])}改为{_value(name, new[name])}" if name in new else f"{label}已更正"


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return "未填"
    if isinstance(value, bool):
        return "是" if value else "否"
    if name in ("filed_on", "received_on"):
        return chinese_date(date.fromisoformat(value))
    labels: dict[str, Any] = {"against": Against, "role": Role}
    if name in labels:
        return str(labels[name](value).label)
    if name == "track":
        return Track(value).label
    return DisputeKind(value).label if name == "kind" else f"“{value}”"
