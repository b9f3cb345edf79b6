"""Where a request stands: a state, what is waited for, and the row of table three it ends in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from gongkai.calendar import Calendar
from gongkai.procedure.clocks import Clocks
from gongkai.procedure.compute import compute
from gongkai.procedure.events import WITHDRAWAL, Event, EventType
from gongkai.statute import REPLIES


class State(StrEnum):
    SUBMITTED = "submitted"
    IN_HAND = "in_hand"
    CORRECTING = "correcting"
    EXPLAINING = "explaining"
    PAYING = "paying"
    CONSULTING = "consulting"
    REPLYING_AGAIN = "replying_again"
    REPLIED = "replied"
    CLOSED = "closed"
    DISPUTED = "disputed"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether the organ still owes a reply."""
        return self in _OPEN


_LABELS = {
    State.SUBMITTED: "待确认收到",
    State.IN_HAND: "办理中",
    State.CORRECTING: "待申请人补正",
    State.EXPLAINING: "待申请人说明理由",
    State.PAYING: "待申请人缴费",
    State.CONSULTING: "征求意见中",
    State.REPLYING_AGAIN: "责令重新答复，办理中",
    State.REPLIED: "已答复",
    State.CLOSED: "已办结，不再处理",
    State.DISPUTED: "复议、诉讼中",
    State.ARCHIVED: "已归档",
}
_OPEN = frozenset(State) - {State.REPLIED, State.CLOSED, State.DISPUTED, State.ARCHIVED}


@dataclass(frozen=True, slots=True)
class History:
    """A request's receipt and its events by date; `received` is None until the day of receipt is known."""

    received: date | None
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, received: date | None, events: Iterable[Event] = ()) -> History:
        return cls(received, tuple(sorted(events, key=lambda event: event.date)))

    def until(self, day: date) -> History:
        """What had happened by the end of this day."""
        return replace(self, events=tuple(event for event in self.events if event.date <= day))

    def plus(self, event: Event) -> History:
        return History.of(self.received, (*self.events, event))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something asked for that has not come. `for_`: the event that would end it; `due`: its last day if it has one."""

    for_: EventType
    since: date
    due: date | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """`reply` and `outcome` are those of the first ending: a reply ordered anew is the same request and not counted
    twice. They are None while the request is open, and where the record of the ending does not say."""

    state: State
    since: date | None
    waiting: tuple[Waiting, ...] = ()
    ended_on: date | None = None
    reply: str | None = None
    clocks: Clocks | None = None

    @property
    def outcome(self) -> str | None:
        """The row of table three."""
        return REPLIES[self.reply].outcome if self.reply else None

    @property
    def due(self) -> date | None:
        return self.clocks.due if self.clocks else None

    def waits_for(self, kind: EventType) -> Waiting | None:
        return next((waiting for waiting in self.waiting if waiting.for_ is kind), None)


def standing(history: History, *, on: date | None = None, calendar: Calendar | None = None) -> Standing:
    """As of `on` an opinion whose limit has passed is no longer waited for (第三十二条、第三十四条); without it, it is.

    Raises HistoryError for a history that cannot have happened.
    """
    if history.received is None:
        return Standing(State.SUBMITTED, None)
    clocks = compute(history.received, history.events, calendar=calendar)
    reader = _Reader(history.received)
    for event in history.events:
        reader.take(event)
    opinions = () if reader.ending else tuple(_opinions(clocks, on))
    state, since = reader.state, reader.since
    if opinions and state in _CAN_CONSULT:
        state, since = State.CONSULTING, max(since, min(waiting.since for waiting in opinions))
    return Standing(
        state=state,
        since=since,
        waiting=(*_from_applicant(reader, clocks), *opinions),
        ended_on=reader.ended_on,
        reply=reader.first_reply,
        clocks=clocks,
    )


_CAN_CONSULT = {State.IN_HAND, State.REPLYING_AGAIN}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request was first ended: on which day, and by which reply (None where the record does not say)."""

    on: date
    reply: str | None

    @property
    def outcome(self) -> str | None:
        """The row of table three."""
        return REPLIES[self.reply].outcome if self.reply else None


def first_ending(events: Iterable[Event]) -> Ending | None:
    """What the annual report counts: the first reply, whatever was ordered anew afterwards. None while it is open."""
    ends = [event for event in events if event.type in _ENDED_AS]
    if not ends:
        return None
    first = min(ends, key=lambda event: event.date)
    return Ending(first.date, WITHDRAWAL if first.type is EventType.WITHDRAWN else first.reply)


@dataclass(slots=True)
class _Reader:
    """Takes events that `compute` has accepted."""

    received: date
    since: date = field(init=False)
    state: State = State.IN_HAND
    asked: dict[EventType, date] = field(default_factory=dict)
    ended_on: date | None = None
    ending: State | None = None
    ended_once: bool = False
    first_reply: str | None = None
    disputes: int = 0
    ordered: bool = False
    archived: bool = False

    def __post_init__(self) -> None:
        self.since = self.received

    def take(self, event: Event) -> None:
        self._note(event)
        state = self._state()
        if state is not self.state:
            self.state, self.since = state, event.date

    def _note(self, event: Event) -> None:
        if event.type in _ANSWERED_BY:
            self.asked[_ANSWERED_BY[event.type]] = event.date
        elif event.type in _ENDED_AS:
            self._end(event)
        elif event.type is EventType.REPLY_ORDERED:
            self.ended_on = self.ending = None
            self.ordered = True
            self.archived = False
        elif event.type is EventType.ARCHIVED:
            self.archived = True
        elif event.type is EventType.DISPUTE_OPENED:
            self.disputes += 1
            self.archived = False
        elif event.type is EventType.DISPUTE_CLOSED:
            self.disputes = max(0, self.disputes - 1)
        self.asked.pop(event.type, None)

    def _end(self, event: Event) -> None:
        self.ended_on, self.ending = event.date, _ENDED_AS[event.type]
        if not self.ended_once:
            self.first_reply = WITHDRAWAL if event.type is EventType.WITHDRAWN else event.reply
        self.ended_once = True
        self.asked.clear()

    def _state(self) -> State:
        if self.ending:
            if self.disputes:
                return State.DISPUTED
            return State.ARCHIVED if self.archived else self.ending
        for kind, state in _WAITING_STATES.items():
            if kind in self.asked:
                return state
        return State.REPLYING_AGAIN if self.ordered else State.IN_HAND


_ANSWERED_BY = {
    EventType.CORRECTION_REQUESTED: EventType.CORRECTED,
    EventType.FEE_NOTIFIED: EventType.FEE_PAID,
    EventType.REASONS_REQUESTED: EventType.REASONS_GIVEN,
}
_ENDED_AS = {
    EventType.REPLIED: State.REPLIED,
    EventType.CLOSED: State.CLOSED,
    EventType.WITHDRAWN: State.CLOSED,
}
_WAITING_STATES = {
    EventType.CORRECTED: State.CORRECTING,
    EventType.FEE_PAID: State.PAYING,
    EventType.REASONS_GIVEN: State.EXPLAINING,
}
"""Whom one waits for first: nothing can be done before the request is clear."""


def _from_applicant(reader: _Reader, clocks: Clocks) -> list[Waiting]:
    limits = {
        EventType.CORRECTED: clocks.correction,
        EventType.FEE_PAID: clocks.payment,
        EventType.REASONS_GIVEN: clocks.reasons,
    }
    found = []
    for kind, since in reader.asked.items():
        clock = limits[kind]
        found.append(Waiting(kind, since, clock.due if clock else None))
    return found


def _opinions(clocks: Clocks, on: date | None) -> Iterator[Waiting]:
    for kind, letters in (
        (EventType.THIRD_PARTY_REPLIED, clocks.third_party),
        (EventType.ORGAN_REPLIED, clocks.organ),
    ):
        for clock in letters:
            silent = on is not None and clock.due is not None and clock.due < on
            if clock.ended_on is None and not silent:
                yield Waiting(kind, clock.start, clock.due, clock.party)
