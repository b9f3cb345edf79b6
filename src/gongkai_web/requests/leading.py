"""What most clerks do next with a request: the one step at the head of its page. The others stay below it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.procedure.steps import NEXT_STEPS, State

GUIDE = "guide"
_WAITING = {
    State.CORRECTING: ("close_uncorrected", "receive_correction", "正等申请人补正，收到了再登记"),
    State.EXPLAINING: ("", "receive_reasons", "正等申请人说明理由，收到了再登记"),
    State.PAYING: ("close_unpaid", "record_payment", "正等申请人缴费，缴了再登记"),
}
_OPINIONS = ("receive_third_party_opinion", "receive_organ_opinion")


@dataclass(frozen=True, slots=True)
class Lead:
    """`step`: a code of NEXT_STEPS, or GUIDE. `said`: why now."""

    step: str
    label: str
    said: str


def lead_of(state: State, allowed: Collection[str], *, decided: bool, lacking: int) -> Lead | None:
    """`decided`: a reply is chosen; `lacking`: how much still stands against it. None: nothing is to be done."""
    if state is State.SUBMITTED:
        return _step("confirm", "确认以后期限才开始计算")
    if state in _WAITING:
        over, came, said = _WAITING[state]
        return _step(over, "期限已过") if over in allowed else _step(came, said)
    if state is State.CONSULTING:
        came = next((code for code in _OPINIONS if code in allowed), "")
        return _step(came, "正等对方的意见，收到了再登记") if came else None
    if state.is_open:
        return _deciding(decided, lacking)
    if "serve" in allowed:
        return _step("serve", "答复已经发出，还没有登记送达")
    return _step("archive", "已经办结") if "archive" in allowed and state is not State.DISPUTED else None


def _deciding(decided: bool, lacking: int) -> Lead:
    if not decided:
        return Lead(GUIDE, "五问：怎样答复", "回答五个问题，定下怎样答复")
    if lacking:
        return Lead(GUIDE, "五问：补齐证据", f"已选答复的种类，还缺 {lacking} 项")
    return _step("reply", "五问已经答完，证据齐全")


def _step(code: str, said: str) -> Lead:
    return Lead(code, NEXT_STEPS[code].name, said)
