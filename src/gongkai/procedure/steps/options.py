"""The allowed next steps of a request, and for each refused one the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, chinese_date, national_calendar
from gongkai.procedure.events import ENDINGS, EventType
from gongkai.procedure.steps.catalogue import NEXT_STEPS, NextStep
from gongkai.procedure.steps.cautions import cautions
from gongkai.procedure.steps.refusals import RULES, Situation
from gongkai.procedure.steps.standing import History, standing
from gongkai.statute import REPLIES, Reply


@dataclass(frozen=True, slots=True)
class Option:
    """A step on a day. `refusal` is None where it may be taken; `cautions` do not forbid it."""

    step: NextStep
    refusal: str | None
    cautions: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class ReplyOption:
    reply: Reply
    refusal: str | None
    cautions: tuple[str, ...] = ()


def situation(history: History, on: date, *, calendar: Calendar | None = None) -> Situation:
    """The request as it stood on a day: what happened later is left out."""
    calendar = calendar or national_calendar()
    known = history.until(on)
    return Situation(known, standing(known, on=on, calendar=calendar), on, calendar)


def options(history: History, on: date, *, calendar: Calendar | None = None) -> tuple[Option, ...]:
    """Every step, in the order of the procedure. Raises HistoryError for a history that cannot have happened."""
    now = situation(history, on, calendar=calendar)
    return tuple(_option(step, now) for step in NEXT_STEPS.values())


def option(code: str, history: History, on: date, *, calendar: Calendar | None = None) -> Option:
    return _option(NEXT_STEPS[code], situation(history, on, calendar=calendar))


def _option(step: NextStep, now: Situation) -> Option:
    refusal = RULES[step.code](now)
    return Option(step, refusal, () if refusal else cautions(step.code, now))


def reply_options(history: History, on: date, *, calendar: Calendar | None = None) -> tuple[ReplyOption, ...]:
    """The replies one may give on a day, in the order of table three; which fits is for a person to decide."""
    now = situation(history, on, calendar=calendar)
    closed = RULES["reply"](now)
    return tuple(
        ReplyOption(REPLIES[code], refusal, () if refusal else _reply_cautions(code, now))
        for code in REPLIES
        if code in ENDINGS[EventType.REPLIED]
        for refusal in (closed or _reply_refusal(code, now),)
    )


def _reply_refusal(code: str, now: Situation) -> str | None:
    if code == "R30b" and not now.happened(EventType.CORRECTED):
        return "申请人没有补正过；先告知补正，补正以后仍不明确的才适用"
    if code == "R35":
        return _unreasonable(now)
    return None


def _unreasonable(now: Situation) -> str | None:
    """第三十五条: reasons are asked for first; who gives none in time has none."""
    if now.happened(EventType.REASONS_GIVEN):
        return None
    waiting = now.standing.waits_for(EventType.REASONS_GIVEN)
    if waiting is None:
        return "先要求申请人说明理由，认为理由不合理的才适用"
    if waiting.due is None or now.on <= waiting.due:
        until = f"，说明理由的期限到{chinese_date(waiting.due)}" if waiting.due else ""
        return f"还没有收到申请人的理由{until}"
    return None


def _reply_cautions(code: str, now: Situation) -> tuple[str, ...]:
    waits = now.standing.waits_for(EventType.THIRD_PARTY_REPLIED)
    asked = now.happened(EventType.THIRD_PARTY_CONSULTED)
    if code in {"R36_2", "R37"} and waits:
        return ("第三方的意见还没有收到，期限也没有满；涉及第三方合法权益的内容不能先行提供",)
    if code == "R36_3_15" and not asked:
        return ("没有登记过书面征求第三方意见（《条例》第三十二条）；第三方不同意公开且有合理理由的，才不予公开",)
    return ()
