"""Why a step may not be taken now, in words for the clerk. Each rule names its article; None is: it may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, chinese_date
from gongkai.procedure.events import EventType
from gongkai.procedure.steps.standing import History, Standing, State
from gongkai.statute import FEE_SINCE, Regime, Topic, regime_on


@dataclass(frozen=True, slots=True)
class Situation:
    """A request at the end of the day `on`."""

    history: History
    standing: Standing
    on: date
    calendar: Calendar

    @property
    def regime(self) -> Regime:
        return regime_on(self.history.received or self.on)

    def last(self, kind: EventType) -> date | None:
        """When this last happened."""
        days = [event.date for event in self.history.events if event.type is kind]
        return days[-1] if days else None

    def happened(self, kind: EventType) -> bool:
        return self.last(kind) is not None


Rule = Callable[[Situation], str | None]


def _refused_unless_open(now: Situation) -> str | None:
    if now.standing.state is State.SUBMITTED:
        return "还没有确定收到申请之日，请先确认收到申请"
    if now.history.received and now.on < now.history.received:
        return f"早于收到申请之日{chinese_date(now.history.received)}"
    if now.standing.ended_on:
        return f"{chinese_date(now.standing.ended_on)}已经办结"
    return None


def _while_open(rule: Rule) -> Rule:
    return lambda now: _refused_unless_open(now) or rule(now)


def _anything(now: Situation) -> str | None:
    return None


def _confirm(now: Situation) -> str | None:
    received = now.history.received
    return f"收到申请之日已经确定为{chinese_date(received)}" if received else None


def _request_correction(now: Situation) -> str | None:
    """第三十条: 一次性告知."""
    if not now.regime.correction_notice_days:
        return f"申请适用{now.regime.law.short}，没有补正告知这一环节"
    notice = now.last(EventType.CORRECTION_REQUESTED)
    return f"{chinese_date(notice)}已经告知补正；补正应当一次性告知" if notice else None


def _receive_correction(now: Situation) -> str | None:
    if now.standing.waits_for(EventType.CORRECTED):
        return None
    return "没有等待补正的告知书；没有告知补正的，补充材料不重新计算期限"


_NO_LAST_DAY = "补正期限还不能确定：告知书没有写明补正期限，或者还没有登记申请人收到之日，不能视为放弃申请"


def _close_uncorrected(now: Situation) -> str | None:
    """第三十条: 无正当理由逾期不补正."""
    waiting = now.standing.waits_for(EventType.CORRECTED)
    if not waiting:
        return "没有等待补正的告知书"
    return _not_yet(waiting.due, now.on, "补正期限", _NO_LAST_DAY)


def _not_yet(due: date | None, on: date, what: str, without: str) -> str | None:
    if due is None:
        return without
    return f"{what}到{chinese_date(due)}届满，还没有逾期" if on <= due else None


def _request_reasons(now: Situation) -> str | None:
    if Topic.DELAY not in now.regime.articles:
        return f"申请适用{now.regime.law.short}，没有说明理由这一环节"
    waiting = now.standing.waits_for(EventType.REASONS_GIVEN)
    return f"{chinese_date(waiting.since)}已经要求说明理由，还没有收到" if waiting else None


def _receive_reasons(now: Situation) -> str | None:
    return None if now.standing.waits_for(EventType.REASONS_GIVEN) else "没有等待说明理由的告知书"


def _delay(now: Situation) -> str | None:
    """第三十五条: 申请理由合理，但是无法在期限内答复."""
    if not now.happened(EventType.REASONS_GIVEN):
        return "先要求申请人说明理由，认为理由合理的才能延迟答复"
    return None


def _third_party_opinion(now: Situation) -> str | None:
    return _opinion(now, EventType.THIRD_PARTY_CONSULTED, EventType.THIRD_PARTY_REPLIED, "第三方")


def _organ_opinion(now: Situation) -> str | None:
    return _opinion(now, EventType.ORGAN_CONSULTED, EventType.ORGAN_REPLIED, "其他机关")


def _opinion(now: Situation, asked: EventType, answered: EventType, whom: str) -> str | None:
    """An opinion may still be filed after the limit and after the reply; it then changes nothing."""
    if not now.happened(asked):
        return f"没有向{whom}征求过意见"
    return None if unanswered(now.history, asked, answered) else f"{whom}的意见都已经收到"


def unanswered(history: History, asked: EventType, answered: EventType) -> tuple[str | None, ...]:
    """The parties whose opinion has not come, by name as it was given; an answer without a name is the only one's."""
    waiting: list[str | None] = []
    for event in history.events:
        if event.type is asked and event.party not in waiting:
            waiting.append(event.party)
        elif event.type is answered:
            waiting = [party for party in waiting if event.party is not None and party != event.party]
    return tuple(waiting)


def _consult_organ(now: Situation) -> str | None:
    known = now.regime.co_maker_days
    return None if known else f"申请适用{now.regime.law.short}，没有征求机关意见这一环节"


def _extend(now: Situation) -> str | None:
    """第三十三条第二款: 一次, before the period ends."""
    extended = now.last(EventType.EXTENDED)
    if extended:
        return f"{chinese_date(extended)}已经延长过，只能延长一次"
    due = now.standing.due
    return f"答复期限{chinese_date(due)}已过，不能再延长" if due and now.on > due else None


def _notify_fee(now: Situation) -> str | None:
    if not now.regime.payment_days or now.on < FEE_SINCE:
        return f"{chinese_date(FEE_SINCE)}以前没有信息处理费"
    notice = now.last(EventType.FEE_NOTIFIED)
    return f"{chinese_date(notice)}已经通知收费" if notice else None


def _record_payment(now: Situation) -> str | None:
    return None if now.standing.waits_for(EventType.FEE_PAID) else "没有等待缴费的收费通知"


def _close_unpaid(now: Situation) -> str | None:
    """《政府信息公开信息处理费管理办法》第六条: 逾期未缴纳的视为放弃申请."""
    waiting = now.standing.waits_for(EventType.FEE_PAID)
    return _not_yet(waiting.due, now.on, "缴费期限", "") if waiting else "没有等待缴费的收费通知"


def _tell_third_party(now: Situation) -> str | None:
    return None if now.happened(EventType.THIRD_PARTY_CONSULTED) else "没有向第三方征求过意见"


def _serve(now: Situation) -> str | None:
    if not now.standing.ended_on:
        return "答复还没有发出"
    served = now.last(EventType.SERVED)
    return f"{chinese_date(served)}已经登记送达" if served and served >= now.standing.ended_on else None


def _open_dispute(now: Situation) -> str | None:
    """第五十一条: against a reply, or against its absence after the period."""
    if now.standing.ended_on:
        return None
    due = now.standing.due
    return None if due and now.on > due else "还没有答复，答复期限也没有过"


def _disputes(now: Situation) -> int:
    kinds = [event.type for event in now.history.events]
    return kinds.count(EventType.DISPUTE_OPENED) - kinds.count(EventType.DISPUTE_CLOSED)


def _close_dispute(now: Situation) -> str | None:
    return None if _disputes(now) > 0 else "没有正在进行的复议、诉讼"


def _order_reply(now: Situation) -> str | None:
    if not now.happened(EventType.DISPUTE_OPENED):
        return "没有登记过复议、诉讼；责令重新答复须有复议决定或者判决"
    return None if now.regime.ordered_reply_days else f"申请适用{now.regime.law.short}，没有规定重新答复的期限"


def _archive(now: Situation) -> str | None:
    if not now.standing.ended_on:
        return "还没有办结"
    if _disputes(now) > 0:
        return "复议、诉讼还没有终结"
    return "已经归档" if now.standing.state is State.ARCHIVED else None


RULES: dict[str, Rule] = {
    "confirm": _confirm,
    "request_correction": _while_open(_request_correction),
    "receive_correction": _while_open(_receive_correction),
    "close_uncorrected": _while_open(_close_uncorrected),
    "request_reasons": _while_open(_request_reasons),
    "receive_reasons": _while_open(_receive_reasons),
    "delay": _while_open(_delay),
    "consult_third_party": _while_open(_anything),
    "receive_third_party_opinion": _third_party_opinion,
    "consult_organ": _while_open(_consult_organ),
    "receive_organ_opinion": _organ_opinion,
    "extend": _while_open(_extend),
    "notify_fee": _while_open(_notify_fee),
    "record_payment": _while_open(_record_payment),
    "close_unpaid": _while_open(_close_unpaid),
    "reply": _while_open(_anything),
    "withdraw": _while_open(_anything),
    "terminate": _while_open(_anything),
    "transfer": _while_open(_anything),
    "tell_third_party": _tell_third_party,
    "serve": _serve,
    "open_dispute": _open_dispute,
    "close_dispute": _close_dispute,
    "order_reply": _order_reply,
    "archive": _archive,
}
