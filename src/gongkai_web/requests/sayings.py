"""What the log says of requests: the words of every key of this part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.calendar import chinese_date
from gongkai.procedure.steps import NEXT_STEPS, State
from gongkai_web.audit.sayings import Words, plain, register

_OWN = {
    "registered": "登记申请",
    "confirmed": "与申请人确认收到申请",
    "receipt_mended": "更正收到申请之日",
    "split": "一事一申请，拆分",
    "assigned": "指定承办",
    "repeat_linked": "对应重复的申请",
    "amended": "更正申请内容的录入",
    "applicant_amended": "更正申请人的录入",
    "notice_received": "登记告知书送达",
    "act_voided": "作废一条登记",
    "answer": "回答五问",
    "evidence": "写明答复依据的证据",
    "pointed": "选定已经公开的信息",
    "unpointed": "去掉选定的已公开信息",
    "unit_asked": "请站所（科室）协办",
    "unit_answered": "收到协办的结果",
    "consent_asked": "报请延长答复期限",
    "consent_decided": "办理延长答复期限的报请",
    "recounted": "按新的放假安排重新计算期限",
    "registers_taken": "导出登记台账",
    "refusal_reviewed": "评估审查不予公开",
    "publication_suggested": "申请人建议主动公开",
    "suggestion_decided": "审核申请人的公开建议",
    "handed_over": "移送，登记到有权机关",
    "handed_in": "收到移送的申请",
    "to_publish": "起草主动公开",
    "imported": "从表格导入登记台账",
}
_OF_CORRECTIONS = {
    "registered": "登记更正",
    "paper_added": "存入更正的材料",
    "assign": "指定更正的承办",
    "decide": "决定更正怎样答复",
    "answer": "答复更正",
    "withdraw": "撤回更正",
    "recounted": "按新的放假安排重新计算更正的期限",
}


def _words(said: str) -> Words:
    def words(data: Mapping[str, Any]) -> str:
        number = data.get("number", "")
        return f"{said} {number}{_change(data)}".rstrip()

    return words


def _change(data: Mapping[str, Any]) -> str:
    """；办理中→待申请人补正；期限2026年5月20日→2026年6月17日."""
    before, after = data.get("before") or {}, data.get("after") or {}
    if not before or not after:
        return ""
    parts = []
    if before.get("state") != after.get("state"):
        parts.append("→".join(State(one["state"]).label for one in (before, after) if one.get("state")))
    if before.get("due") != after.get("due"):
        parts.append("期限" + "→".join(_day(one.get("due")) for one in (before, after)))
    return "；" + "，".join(parts) if parts else ""


def _day(text: str | None) -> str:
    return chinese_date(date.fromisoformat(text)) if text else "未定"


def register_all() -> None:
    for key, said in _OWN.items():
        register(f"request.{key}", _words(said))
    for key, said in _OF_CORRECTIONS.items():
        register(f"correction.{key}", plain(f"{said} %(number)s", "number"))
    register("correction.arranged", plain("设定更正的办理期限"))
    for step in NEXT_STEPS.values():
        if step.event:
            register(f"request.{step.code}", _words(step.name))
