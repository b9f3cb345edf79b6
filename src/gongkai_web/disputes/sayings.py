"""What the log says of disputes: the words of every key of this part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.calendar import chinese_date
from gongkai_web.audit.sayings import Words, register
from gongkai_web.disputes.kinds import STEPS, State

_OWN = {
    "recorded": "登记复议诉讼",
    "amended": "更正复议诉讼的登记",
    "act_voided": "作废复议诉讼的一条登记",
    "struck": "作废一件复议诉讼",
    "paper_added": "存入复议诉讼的材料",
    "register_taken": "导出复议诉讼台账",
}


def _words(said: str) -> Words:
    def words(data: Mapping[str, Any]) -> str:
        return f"{said} {data.get('number', '')}{_change(data)}".rstrip()

    return words


def _change(data: Mapping[str, Any]) -> str:
    """；审理中→已审结，2026年11月20日."""
    before, after = data.get("before") or {}, data.get("after") or {}
    if not before or not after or before.get("state") == after.get("state"):
        return ""
    day = after.get("closed_on")
    on = f"，{chinese_date(date.fromisoformat(day))}" if day else ""
    return f"；{State(before['state']).label}→{State(after['state']).label}{on}"


def register_all() -> None:
    for key, said in _OWN.items():
        register(f"dispute.{key}", _words(said))
    for step in STEPS.values():
        register(f"dispute.{step.code}", _words(f"复议诉讼：{step.name}"))
