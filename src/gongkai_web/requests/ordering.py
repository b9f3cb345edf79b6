"""What cannot have come before what it answers: acts whose days contradict each other, each in words. Pure.

The procedure judges an act by the day on which the other was done; here, by the day on which its addressee had it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.procedure import EventType
from gongkai_web.requests.models import Act

_ENDINGS = frozenset({EventType.REPLIED.value, EventType.CLOSED.value, EventType.WITHDRAWN.value})
_OPINIONS = {
    EventType.THIRD_PARTY_REPLIED.value: EventType.THIRD_PARTY_CONSULTED.value,
    EventType.ORGAN_REPLIED.value: EventType.ORGAN_CONSULTED.value,
}
WHAT_TO_DO = "请核对两个日期；对方先从别处知道内容的，把送达日期更正为实际知道的那一天"


def contradictions(acts: Sequence[Act]) -> list[str]:
    """Of the acts of one request that hold, in the order they were recorded."""
    return [*_opinions(acts), *_corrections(acts), *_service(acts)]


def _had_on(asked: Act, acts: Sequence[Act]) -> date:
    """The day the addressee had it, as far as it is known; the receipt recorded last counts."""
    receipts = [one.received for one in acts if asked.pk and one.of_id == asked.pk and one.received]
    return receipts[-1] if receipts else asked.received or asked.on


def _opinions(acts: Sequence[Act]) -> Iterator[str]:
    for answer in acts:
        kind = _OPINIONS.get(answer.event)
        asked = [one for one in acts if one.event == kind and one.party == answer.party] if kind else []
        if asked and answer.on < (came := min(_had_on(one, acts) for one in asked)):
            yield _said(f"{answer.party}的意见", answer.on, "征求意见书", came)


def _corrections(acts: Sequence[Act]) -> Iterator[str]:
    asked = [one for one in acts if one.event == EventType.CORRECTION_REQUESTED]
    for answer in acts:
        if answer.event == EventType.CORRECTED and asked and answer.on < (came := _had_on(asked[-1], acts)):
            yield _said("补正", answer.on, "补正告知书", came)


def _said(what: str, on: date, letter: str, came: date) -> str:
    return f"{chinese_date(on)}收到的{what}，早于{letter}送达的{chinese_date(came)}"


def _service(acts: Sequence[Act]) -> Iterator[str]:
    ended = [one.on for one in acts if one.event in _ENDINGS]
    for served in acts:
        if served.event == EventType.SERVED and ended and served.on < min(ended):
            yield f"{chinese_date(served.on)}送达，早于{chinese_date(min(ended))}作出的答复"
