"""What does not forbid a step but should be known before it is taken."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.calendar import chinese_date
from gongkai.procedure.events import EventType
from gongkai.procedure.steps.refusals import Situation
from gongkai.procedure.steps.standing import State

_LATE = frozenset({"consult_third_party", "consult_organ", "notify_fee", "delay", "reply"})
_WAITED_FOR = {
    EventType.CORRECTED: "申请人的补正",
    EventType.FEE_PAID: "申请人缴费",
    EventType.REASONS_GIVEN: "申请人的理由",
    EventType.THIRD_PARTY_REPLIED: "第三方的意见",
    EventType.ORGAN_REPLIED: "其他机关的意见",
}


def cautions(code: str, now: Situation) -> tuple[str, ...]:
    return tuple(_cautions(code, now))


def _cautions(code: str, now: Situation) -> Iterator[str]:
    due = now.standing.due
    if code in _LATE and due and now.on > due:
        yield f"答复期限{chinese_date(due)}已过"
    if code in {"reply", "terminate", "transfer"}:
        for waiting in now.standing.waiting:
            until = f"（{chinese_date(waiting.due)}期限届满）" if waiting.due else ""
            yield f"还没有收到{_WAITED_FOR[waiting.for_]}{until}"
    yield from _own(code, now)


def _own(code: str, now: Situation) -> Iterator[str]:
    clocks = now.standing.clocks
    if clocks is None:
        return
    notice = clocks.correction_notice
    if code == "request_correction" and notice and notice.due and now.on > notice.due:
        yield f"补正告知应当在{chinese_date(notice.due)}以前发出，现在已过；补正能否使期限重新计算会有争议"
    if code == "close_uncorrected":
        yield "告知书写明自收到之日起若干个工作日的，先核对送达日期；按送达之日算，期限满了才能不再处理"
    if code == "extend" and now.standing.state in {State.CORRECTING, State.PAYING}:
        yield "补正、缴费以后期限重新计算，这次延长随之失效，而且不能再延长"
    waiting = now.standing.waits_for(EventType.CORRECTED)
    if code == "receive_correction" and waiting and waiting.due and now.on > waiting.due:
        yield f"补正期限{chinese_date(waiting.due)}已过；有正当理由的才按补正办理"
    waiting = now.standing.waits_for(EventType.FEE_PAID)
    if code == "record_payment" and waiting and waiting.due and now.on > waiting.due:
        yield f"缴费期限{chinese_date(waiting.due)}已过；逾期未缴纳的可以视为放弃申请"
    if code == "archive" and not now.happened(EventType.SERVED):
        yield "还没有登记送达"
