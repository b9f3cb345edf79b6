"""Where a request stands, in words for the applicant: what is happening, until when, what they may do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.procedure.steps import State
from gongkai_web.requests.deriving import CORRECTION, PAYMENT, REASONS
from gongkai_web.requests.models import Clock, Correction, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.receiving import notice_of
from gongkai_web.workflow.deadlines import left, working_calendar

_STATES: dict[State, Any] = {
    State.SUBMITTED: gettext_lazy("已经提交，等机关与您确认收到"),
    State.IN_HAND: gettext_lazy("机关正在办理"),
    State.CORRECTING: gettext_lazy("请您补正"),
    State.EXPLAINING: gettext_lazy("请您说明理由"),
    State.PAYING: gettext_lazy("请您缴费"),
    State.CONSULTING: gettext_lazy("机关正在征求第三方或者其他机关的意见"),
    State.REPLYING_AGAIN: gettext_lazy("机关正在重新答复"),
    State.REPLIED: gettext_lazy("已经答复"),
    State.CLOSED: gettext_lazy("已经办结"),
    State.DISPUTED: gettext_lazy("复议或者诉讼中"),
    State.ARCHIVED: gettext_lazy("已经答复"),
}
_STEPS: dict[str, Any] = {
    "register": gettext_lazy("您提交了申请"),
    "confirm": gettext_lazy("双方确认收到申请"),
    "request_correction": gettext_lazy("机关发出补正告知书"),
    "receive_correction": gettext_lazy("机关收到补正"),
    "request_reasons": gettext_lazy("机关请您说明理由"),
    "receive_reasons": gettext_lazy("机关收到您说明的理由"),
    "delay": gettext_lazy("机关告知延迟答复"),
    "consult_third_party": gettext_lazy("机关书面征求第三方意见"),
    "consult_organ": gettext_lazy("机关征求其他机关意见"),
    "extend": gettext_lazy("机关延长答复期限"),
    "notify_fee": gettext_lazy("机关发出收费通知书"),
    "record_payment": gettext_lazy("收到缴费"),
    "reply": gettext_lazy("机关作出答复"),
    "withdraw": gettext_lazy("您撤回了申请"),
    "close_uncorrected": gettext_lazy("逾期没有补正，不再处理"),
    "close_unpaid": gettext_lazy("逾期没有缴费，不再处理"),
    "terminate": gettext_lazy("终止办理"),
    "transfer": gettext_lazy("机关已将申请移送有权机关"),
    "order_reply": gettext_lazy("机关被责令重新答复"),
}
"""What an applicant is told of; what goes on inside the organ is not here."""


@dataclass(frozen=True, slots=True)
class Told:
    """`lines`: one sentence for each clock that runs."""

    state: Any
    lines: tuple[str, ...]
    steps: tuple[tuple[date, Any, str], ...]
    may_correct: bool
    may_withdraw: bool


def told(request: Request, today: date) -> Told:
    state = State(request.state)
    steps = [(act.on, _STEPS[act.step], act.letter_number) for act in holding_acts(request) if act.step in _STEPS]
    return Told(
        state=_STATES[state],
        lines=tuple(_lines(request, state, today)),
        steps=tuple(steps),
        may_correct=state is State.CORRECTING,
        may_withdraw=request.is_open,
    )


_CORRECTION_STATES: dict[str, Any] = {
    Correction.State.IN_HAND: gettext_lazy("机关正在核实"),
    Correction.State.DECIDED: gettext_lazy("机关正在核实"),
    Correction.State.ANSWERED: gettext_lazy("已经答复"),
    Correction.State.WITHDRAWN: gettext_lazy("已经撤回"),
}
_CORRECTION_STEPS: dict[str, Any] = {
    "register": gettext_lazy("您要求更正"),
    "answer": gettext_lazy("机关作出答复"),
    "withdraw": gettext_lazy("您撤回了更正要求"),
}
_OUTCOMES: dict[str, Any] = {
    Correction.Outcome.CORRECTED: gettext_lazy("审核属实，已经更正。"),
    Correction.Outcome.PASSED_ON: gettext_lazy("已经转送有权更正的机关：%(organ)s。"),
    Correction.Outcome.DIRECTED: gettext_lazy("请向有权更正的机关提出：%(organ)s。"),
    Correction.Outcome.REFUSED: gettext_lazy("没有更正，理由见答复书。"),
}


def told_of_correction(correction: Correction, today: date) -> dict[str, Any]:
    """What was decided is told when the answer has gone out, not before."""
    lines = []
    if correction.state == Correction.State.ANSWERED:
        lines.append(_OUTCOMES[correction.outcome] % {"organ": correction.other})
    elif correction.is_open and correction.due:
        words = _("机关将在 %(day)s 前答复（机关自己定的期限，法律没有规定）。")
        lines.append(words % {"day": _day(correction.due)})
        if correction.provisional:
            lines.append(_("那一年的放假安排还没有公布，这个日期是暂定的。"))
    steps = [
        (step.on, _CORRECTION_STEPS[step.act], step.text if step.act == "answer" else "")
        for step in correction.steps.all()
        if step.act in _CORRECTION_STEPS
    ]
    return {"state": _CORRECTION_STATES[correction.state], "lines": lines, "steps": steps}


def _lines(request: Request, state: State, today: date) -> list[str]:
    if not request.is_open:
        return []
    if request.received_on is None:
        return [_("机关会用您留的电话与您确认。确认之日就是收到申请之日，答复期限从第二天起计算。")]
    clocks = {clock.kind: clock for clock in request.clocks.filter(ended_on=None)}
    found = [_reply_line(request, state, today)]
    asked = (
        (CORRECTION, State.CORRECTING, _("请在 %(day)s 前补正，逾期又没有正当理由的，视为放弃申请。")),
        (REASONS, State.EXPLAINING, _("请在 %(day)s 前说明理由。")),
        (PAYMENT, State.PAYING, _("请在 %(day)s 前缴费，逾期没有缴的，视为放弃申请。")),
    )
    for kind, when, words in asked:
        clock = clocks.get(kind)
        if clock and clock.due and state is when:
            found.insert(0, words % {"day": _day(clock.due)})
    if state is State.CORRECTING:
        found.insert(0, _from_receipt(request, clocks.get(CORRECTION)))
    return [line for line in found if line]


def _from_receipt(request: Request, clock: Clock | None) -> str:
    """As long as nobody has recorded when the notice arrived, its period is said as the notice says it."""
    notice = notice_of(request) if clock and clock.due is None else None
    if notice is None:
        return ""
    said = _("请自收到补正告知书之日起 %(days)s 个工作日内补正，逾期又没有正当理由的，视为放弃申请。")
    return said % {"days": notice.data["working_days"]}


def _reply_line(request: Request, state: State, today: date) -> str:
    if state is State.CONSULTING:
        return _("征求意见所需的时间不计入答复期限，收到意见以后接着计算。")
    if state is State.CORRECTING:
        return _("机关收到您的补正以后，答复期限重新计算。")
    if state is State.PAYING:
        return _("您缴费以后，答复期限重新计算。")
    due = request.due
    if due is None:
        return ""
    days = left(today, due)
    if days is None:
        return _("机关应当在 %(day)s 前答复。") % {"day": _day(due)}
    if days < 0:
        return _("答复期限到 %(day)s，已经超过。您可以向上一级机关投诉，也可以依法申请复议、提起诉讼。") % {
            "day": _day(due)
        }
    said = {"day": _day(due), "number": days}
    words = _("机关应当在 %(day)s 前答复，还有 %(number)d 个工作日。") % said
    provisional = request.provisional or working_calendar().is_provisional(today, due)
    return words + (_("那一年的放假安排还没有公布，这个日期是暂定的。") if provisional else "")


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
