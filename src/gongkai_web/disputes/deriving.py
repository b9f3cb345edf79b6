"""What follows from a dispute's acts: where it stands, the clocks, the nearest day, the next steps. Reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, chinese_date
from gongkai.errors import GongkaiError
from gongkai.procedure import AnswerClock, DisputeEvent, DisputeEventType, answer_clock
from gongkai.procedure import Step as Line
from gongkai.statute import DISPUTE_ENDINGS, Track
from gongkai_web.disputes.kinds import STEPS, State
from gongkai_web.disputes.models import Act, Dispute

ANSWER, HEARING, REPLY_AGAIN = "answer", "hearing", "reply_again"
WHAT = {ANSWER: "提交答复（答辩）", HEARING: "开庭、听证", REPLY_AGAIN: "重新答复"}

_EVENTS = {
    "track": DisputeEventType.TRACK_CHANGED,
    "limit": DisputeEventType.LIMIT_SET,
    "answer": DisputeEventType.ANSWERED,
    "result": DisputeEventType.ENDED,
    "withdraw": DisputeEventType.ENDED,
}
COLUMNS = ("state", "is_open", "ending", "result", "closed_on", "ordered_on")


@dataclass(frozen=True, slots=True)
class Standing:
    """The columns of a dispute that follow from its acts alone, on any day."""

    state: str
    is_open: bool
    ending: str
    result: str
    closed_on: date | None
    ordered_on: date | None


def standing(dispute: Dispute, acts: Iterable[Act]) -> Standing:
    """Of the acts that hold. An appeal takes the finality from what was decided before it."""
    last: Act | None = None
    order: Act | None = None
    steps = set()
    for act in sorted(acts, key=lambda one: (one.on, one.pk)):
        steps.add(act.step)
        if act.step in ("result", "withdraw"):
            last = act
        elif act.step == "appeal":
            last = order = None
        elif act.step == "order":
            order = act
    state = State.HEARD if "answer" in steps or "appeal" in steps else State.ANSWERING
    if last:
        state = State.ARCHIVED if "close" in steps else State.ENDED
    if dispute.struck_reason:
        state = State.STRUCK
    return Standing(
        state=state.value,
        is_open=last is None and not dispute.struck_reason,
        ending=last.ending if last else "",
        result=DISPUTE_ENDINGS[last.ending].counted if last else "",
        closed_on=last.on if last else None,
        ordered_on=order.on if order else None,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A day by which something must be done, or on which something is."""

    what: str
    on: date
    provisional: bool = False
    detail: str = ""

    @property
    def name(self) -> str:
        return WHAT[self.what]


@dataclass(frozen=True, slots=True)
class Work:
    """The clocks of one dispute as of today. `problem`: why the answer's cannot be counted."""

    answer: AnswerClock | None
    again: AgainClock | None
    running: tuple[Running, ...]
    problem: GongkaiError | None = None

    @property
    def next(self) -> Running | None:
        return min(self.running, key=lambda one: one.on, default=None)


@dataclass(frozen=True, slots=True)
class AgainClock:
    """The reply that was ordered, of a dispute about no request of the platform; of others the request has the clock."""

    ordered: date
    days: int
    due: date
    provisional: bool
    replied: date | None
    lines: tuple[Line, ...]


def work_of(dispute: Dispute, acts: Sequence[Act], today: date, calendar: Calendar) -> Work:
    problem: GongkaiError | None = None
    answer: AnswerClock | None = None
    again: AgainClock | None = None
    try:
        answer = _answer(dispute, acts, calendar)
        again = _again(dispute, acts, calendar)
    except GongkaiError as error:
        problem = error
    if dispute.state == State.STRUCK:
        return Work(answer, again, (), problem)
    return Work(answer, again, tuple(_running(dispute, acts, answer, again, today)), problem)


def _answer(dispute: Dispute, acts: Sequence[Act], calendar: Calendar) -> AnswerClock | None:
    if dispute.received_on is None:
        return None
    events = [event_of(act) for act in acts if act.step in _EVENTS]
    return answer_clock(dispute.law, Track(dispute.track), dispute.received_on, events, calendar=calendar)


def event_of(act: Act) -> DisputeEvent:
    """Raises HistoryError for an act that lacks what its kind needs."""
    kind = _EVENTS[act.step]
    track = Track(act.track) if kind is DisputeEventType.TRACK_CHANGED and act.track else None
    return DisputeEvent(kind, act.on, track=track, until=act.until if kind is DisputeEventType.LIMIT_SET else None)


def _again(dispute: Dispute, acts: Sequence[Act], calendar: Calendar) -> AgainClock | None:
    order = next((act for act in reversed(acts) if act.step == "order"), None)
    if order is None or dispute.ordered_on is None or dispute.request_id or not order.days:
        return None
    replied = next((act.on for act in acts if act.step == "replied_again"), None)
    due = calendar.add(order.on, order.days)
    lines = [
        Line(order.on, f"责令重新答复，自次日起计算{order.days}个工作日"),
        Line(due, f"自{chinese_date(order.on)}的次日起{order.days}个工作日，重新答复的期限到这一天届满"),
    ]
    if replied:
        lines.append(Line(replied, "重新答复"))
    return AgainClock(order.on, order.days, due, calendar.is_provisional(order.on, due), replied, tuple(lines))


def _running(
    dispute: Dispute, acts: Sequence[Act], answer: AnswerClock | None, again: AgainClock | None, today: date
) -> Iterator[Running]:
    if dispute.is_open:
        if answer and answer.due and answer.clock.ended_on is None:
            yield Running(ANSWER, answer.due, answer.provisional)
        for act in acts:
            if act.step == "hearing" and act.until and act.until >= today:
                yield Running(HEARING, act.until, detail=str(act.data.get("place", "")))
    if again and again.replied is None:
        yield Running(REPLY_AGAIN, again.due, again.provisional)


def refusal_of(code: str, dispute: Dispute, acts: Sequence[Act]) -> str | None:
    """Why this step may not be taken now; None: it may."""
    if dispute.state == State.STRUCK:
        return "这条登记已经作废"
    steps = {act.step for act in acts}
    over = not dispute.is_open
    if code in ("answer", "track", "limit") and dispute.received_on is None:
        return "还没有收到副本；收到以后先更正登记，写明收到的日期"
    if code in ("answer", "evidence", "track", "limit", "hearing", "result", "withdraw") and over:
        return f"{chinese_date(dispute.closed_on)}已经审结" if dispute.closed_on else "已经审结"
    if code == "answer" and "answer" in steps:
        return "已经登记提交答复；补充的登记为提交证据"
    return _after_the_end(code, dispute, steps)


def _after_the_end(code: str, dispute: Dispute, steps: set[str]) -> str | None:
    if code == "appeal":
        if not dispute.is_suit:
            return "行政复议没有上诉；对复议决定不服起诉的，另登记一件诉讼"
        return None if not dispute.is_open else "还没有一审结果"
    if code == "order":
        if dispute.is_open:
            return "先登记结果"
        return "已经登记责令重新答复" if dispute.ordered_on else None
    if code == "replied_again":
        if dispute.ordered_on is None:
            return "没有登记责令重新答复"
        if dispute.request_id:
            return "在申请里作出答复，这里自动知道"
        return "已经登记重新答复" if "replied_again" in steps else None
    if code == "close":
        if dispute.is_open:
            return "还没有审结"
        return "已经归档" if "close" in steps else None
    return None


def offered(dispute: Dispute, acts: Sequence[Act]) -> list[tuple[str, str | None]]:
    """Every step with why not."""
    return [(code, refusal_of(code, dispute, acts)) for code in STEPS]
