"""Every step one may take in a request: its name, article, letters, and what it does to the clocks."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.procedure.events import EventType
from gongkai.statute import FEE_NOTICE_ARTICLE, REGULATION


@dataclass(frozen=True, slots=True)
class NextStep:
    """`event`: what taking the step adds to the history (None: it sets the day of receipt). `reply`: the reply it ends
    with, where there is no choice. `letters`: codes of gongkai.letters that may go with it; that of a reply follows from the
    reply (`letter_for_reply`)."""

    code: str
    name: str
    article: str
    event: EventType | None
    effect: str
    letters: tuple[str, ...] = ()
    reply: str | None = None


_ENDS = "办结，期限停止计算"

_STEPS = (
    NextStep(
        "confirm", "确认收到申请", REGULATION.cite(31), None, "确定收到申请之日，答复期限自次日起计算", ("receipt",)
    ),
    NextStep(
        "request_correction",
        "发补正告知书",
        REGULATION.cite(30),
        EventType.CORRECTION_REQUESTED,
        "答复期限暂不变；收到补正之日起重新计算",
        ("correction",),
    ),
    NextStep(
        "receive_correction",
        "登记收到补正",
        REGULATION.cite(30),
        EventType.CORRECTED,
        "答复期限自收到补正之日起重新计算",
    ),
    NextStep(
        "close_uncorrected",
        "逾期不补正，不再处理",
        REGULATION.cite(30),
        EventType.CLOSED,
        _ENDS,
        ("not_corrected",),
        "R30",
    ),
    NextStep(
        "request_reasons",
        "发说明理由告知书",
        REGULATION.cite(35),
        EventType.REASONS_REQUESTED,
        "答复期限继续计算",
        ("reasons",),
    ),
    NextStep("receive_reasons", "登记收到理由", REGULATION.cite(35), EventType.REASONS_GIVEN, "答复期限继续计算"),
    NextStep(
        "delay",
        "告知延迟答复",
        REGULATION.cite(35),
        EventType.DELAYED,
        "答复期限延至告知的日期",
        ("delay",),
    ),
    NextStep(
        "consult_third_party",
        "征求第三方意见",
        REGULATION.cite(32),
        EventType.THIRD_PARTY_CONSULTED,
        "自次日起暂停计算答复期限，至收到意见或者第三方期限届满",
        ("third_party", "consultation_notice"),
    ),
    NextStep(
        "receive_third_party_opinion",
        "登记第三方意见",
        REGULATION.cite(32),
        EventType.THIRD_PARTY_REPLIED,
        "自次日起继续计算答复期限",
    ),
    NextStep(
        "consult_organ",
        "征求其他机关意见",
        f"{REGULATION.cite(34)}、第三十三条第三款",
        EventType.ORGAN_CONSULTED,
        "自次日起暂停计算答复期限；共同制作机关逾期视为同意公开，其他机关没有法定期限",
        ("co_maker", "organ_opinion", "consultation_notice"),
    ),
    NextStep(
        "receive_organ_opinion",
        "登记机关意见",
        f"{REGULATION.cite(34)}、第三十三条第三款",
        EventType.ORGAN_REPLIED,
        "自次日起继续计算答复期限",
    ),
    NextStep(
        "extend",
        "延长答复期限",
        REGULATION.cite(33, 2),
        EventType.EXTENDED,
        "答复期限加上延长的工作日，只能延长一次",
        ("extension",),
    ),
    NextStep(
        "notify_fee",
        "发收费通知书",
        FEE_NOTICE_ARTICLE,
        EventType.FEE_NOTIFIED,
        "答复期限暂不变；缴费次日起重新计算",
        ("fee",),
    ),
    NextStep(
        "record_payment",
        "登记缴费",
        FEE_NOTICE_ARTICLE,
        EventType.FEE_PAID,
        "答复期限自缴费次日起重新计算",
    ),
    NextStep(
        "close_unpaid",
        "逾期不缴费，不再处理",
        FEE_NOTICE_ARTICLE,
        EventType.CLOSED,
        _ENDS,
        ("fee_unpaid",),
        "R109",
    ),
    NextStep("reply", "作出答复", REGULATION.cite(36), EventType.REPLIED, _ENDS),
    NextStep("withdraw", "登记申请人撤回", "", EventType.WITHDRAWN, _ENDS, ("withdrawn",), "R_WITHDRAW"),
    NextStep("terminate", "终止办理并说明", "", EventType.CLOSED, _ENDS, reply="R_OTHER"),
    NextStep(
        "transfer", "移送有权机关", "", EventType.CLOSED, f"{_ENDS}；年报计入其他处理", ("transferred",), "R_OTHER"
    ),
    NextStep(
        "tell_third_party",
        "告知第三方决定公开",
        REGULATION.cite(32),
        EventType.THIRD_PARTY_TOLD,
        "不影响期限",
        ("third_party_told",),
    ),
    NextStep("serve", "登记送达", "", EventType.SERVED, "救济期限自送达起算，不影响答复期限"),
    NextStep("open_dispute", "登记复议、诉讼", REGULATION.cite(51), EventType.DISPUTE_OPENED, "不影响答复期限"),
    NextStep("close_dispute", "登记复议、诉讼终结", REGULATION.cite(51), EventType.DISPUTE_CLOSED, "不影响答复期限"),
    NextStep(
        "order_reply",
        "登记责令重新答复",
        REGULATION.cite(51),
        EventType.REPLY_ORDERED,
        "自次日起按责令的期限重新计算；仍是同一件申请，不重复统计",
    ),
    NextStep("archive", "归档", REGULATION.cite(45), EventType.ARCHIVED, "不影响期限"),
)

NEXT_STEPS = {step.code: step for step in _STEPS}
