"""What a reconsideration or suit cannot have been filed before: the request, its reply or its deadline, the decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.procedure import EventType
from gongkai_web.disputes.kinds import Against
from gongkai_web.requests.models import Act, Request

_ANSWERS = frozenset({EventType.REPLIED.value, EventType.CLOSED.value})
CHECK_DAYS = "请核对两个日期；年报按申请、起诉的日期统计"
NOT_YET_LATE = "请核对日期；确实在期限届满以前提出的，“针对什么”选“其他”"
NO_REPLY_YET = "已经答复的，先在申请里登记答复；期限已过没有答复的，改选“逾期没有答复”；针对别的，选“其他”"


@dataclass(frozen=True, slots=True)
class Contradiction:
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Attacked:
    """A request as far as a dispute is about it. `due` None: not known for certain, or a ruling has set another."""

    received: date
    answered: date | None
    due: date | None


def attacked_of(request: Request, acts: Iterable[Act]) -> Attacked:
    """`acts`: those of the request that hold."""
    kept = list(acts)
    answered = min((act.on for act in kept if act.event in _ANSWERS), default=request.ended_on)
    moved = request.provisional or any(act.event == EventType.REPLY_ORDERED for act in kept)
    return Attacked(request.received_on or request.arrived_on, answered, None if moved else request.due)


def contradictions(
    *, against: str, filed: date, attacked: Attacked | None, decided: date | None
) -> list[Contradiction]:
    """`decided`: the day of the reconsideration's decision that a suit follows."""
    found = _of_request(against, filed, attacked) if attacked else iter(())
    return [*found, *_of_decision(filed, decided)]


def _of_request(against: str, filed: date, case: Attacked) -> Iterator[Contradiction]:
    said = f"申请、起诉的{chinese_date(filed)}"
    if filed < case.received:
        yield Contradiction(f"{said}早于收到公开申请的{chinese_date(case.received)}", CHECK_DAYS)
    elif against == Against.REPLY and case.answered is None:
        yield Contradiction("选了“对答复不服”，这件申请还没有登记答复", NO_REPLY_YET)
    elif against == Against.REPLY and case.answered and filed < case.answered:
        yield Contradiction(f"{said}早于作出答复的{chinese_date(case.answered)}", CHECK_DAYS)
    elif against == Against.NO_REPLY and case.due and filed <= case.due:
        yield Contradiction(f"{said}，答复期限{chinese_date(case.due)}还没有届满", NOT_YET_LATE)


def _of_decision(filed: date, decided: date | None) -> Iterator[Contradiction]:
    if decided and filed < decided:
        yield Contradiction(f"起诉的{chinese_date(filed)}早于复议决定的{chinese_date(decided)}", CHECK_DAYS)
