"""What follows from a request's acts: its state, its clocks, the nearest day. Reads nothing and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.calendar import Calendar
from gongkai.procedure import Clock as LawClock
from gongkai.procedure import Clocks, Event, EventType
from gongkai.procedure.receipt import confirm_by
from gongkai.procedure.steps import History, Standing, State, standing
from gongkai_web.requests.models import Act
from gongkai_web.requests.models.acts import ActRow
from gongkai_web.workflow.deadlines import working_calendar

REPLY, CONFIRM, NOTICE = "reply", "confirm", "correction_notice"
CORRECTION, REASONS, PAYMENT = "correction", "reasons", "payment"
THIRD_PARTY, ORGAN = "third_party", "organ"

CLOCK_NAMES = {
    REPLY: "答复",
    CONFIRM: "与申请人确认收到",
    NOTICE: "看要不要补正",
    CORRECTION: "申请人补正",
    REASONS: "申请人说明理由",
    PAYMENT: "申请人缴费",
    THIRD_PARTY: "第三方提出意见",
    ORGAN: "机关提出意见",
}
_FROM_APPLICANT = {State.CORRECTING: CORRECTION, State.PAYING: PAYMENT}


@dataclass(frozen=True, slots=True)
class ClockRow:
    kind: str
    party: str
    start: date
    due: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns of a request that follow from its acts, and its clocks."""

    state: str
    state_since: date | None
    is_open: bool
    due: date | None
    provisional: bool
    assumed: bool
    next_on: date | None
    next_what: str
    reply: str
    outcome: str
    ended_on: date | None
    clocks: tuple[ClockRow, ...]

    def columns(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(name for name in Derived.__dataclass_fields__ if name != "clocks")


def history_of(received_on: date | None, acts: Iterable[Act | ActRow], calendar: Calendar | None = None) -> History:
    """Of the acts that hold, in the order they were recorded. A notice whose period runs from its receipt has a last day
    once the receipt is recorded, counted anew each time by `calendar` (the platform's own where none is given). Raises
    HistoryError, MissingYearError."""
    return History.of(received_on, _events(list(acts), calendar or working_calendar()))


def _events(acts: Sequence[Act | ActRow], calendar: Calendar) -> Iterator[Event]:
    receipts = {act.of_id: act for act in acts if act.of_id}
    for act in acts:
        event = act.to_event()
        if event:
            yield _as_received(event, receipts.get(act.pk), calendar)


def _as_received(event: Event, receipt: Act | ActRow | None, calendar: Calendar) -> Event:
    """The receipt recorded last is the one that counts."""
    if receipt is None or receipt.received is None:
        return event
    if event.type in (EventType.THIRD_PARTY_CONSULTED, EventType.ORGAN_CONSULTED):
        return replace(event, received=receipt.received)
    return replace(event, until=calendar.add(receipt.received, receipt.days)) if receipt.days else event


def derive(history: History, arrived_on: date, today: date, calendar: Calendar) -> Derived:
    """Raises HistoryError for a history that cannot have happened, MissingYearError where it cannot be counted."""
    found = standing(history, on=today, calendar=calendar)
    rows = (*_rows(found.clocks), *_not_received(found, found.clocks)) if found.clocks else ()
    if found.clocks is None:
        next_on, next_what = confirm_by(arrived_on, calendar), CONFIRM
    else:
        next_on, next_what = _next(found, found.clocks, rows, today)
    clocks = found.clocks
    return Derived(
        state=found.state.value,
        state_since=found.since,
        is_open=found.state.is_open,
        due=clocks.due if clocks else None,
        provisional=bool(clocks and clocks.provisional),
        assumed=bool(clocks and clocks.assumed),
        next_on=next_on,
        next_what=next_what,
        reply=found.reply or "",
        outcome=found.outcome or "",
        ended_on=found.ended_on,
        clocks=rows,
    )


def _rows(clocks: Clocks) -> Iterator[ClockRow]:
    single: tuple[tuple[str, LawClock | None], ...] = (
        (REPLY, clocks.reply),
        (NOTICE, clocks.correction_notice),
        (CORRECTION, clocks.correction),
        (REASONS, clocks.reasons),
        (PAYMENT, clocks.payment),
    )
    for kind, clock in single:
        if clock:
            yield ClockRow(kind, "", clock.start, clock.due, clock.ended_on)
    for kind, opinions in ((THIRD_PARTY, clocks.third_party), (ORGAN, clocks.organ)):
        for one in opinions:
            yield ClockRow(kind, one.party or "", one.start, one.due, one.ended_on)


def _not_received(found: Standing, clocks: Clocks) -> Iterator[ClockRow]:
    """A notice to correct whose last day is not known yet, as its period runs from its receipt."""
    waiting = found.waits_for(EventType.CORRECTED)
    if waiting and clocks.correction is None:
        yield ClockRow(CORRECTION, "", waiting.since, None, None)


def _next(found: Standing, clocks: Clocks, rows: tuple[ClockRow, ...], today: date) -> tuple[date | None, str]:
    """The nearest day something must happen by. While the applicant is to act, their last day; a notice to correct counts
    only as long as it can still be sent in time."""
    if not found.state.is_open:
        return None, ""
    waited = _FROM_APPLICANT.get(found.state)
    running = [(row.due, row.kind) for row in rows if row.due and row.ended_on is None]
    if waited and any(kind == waited for _, kind in running):
        running = [one for one in running if one[1] == waited]
    elif found.state is not State.IN_HAND:
        running = [one for one in running if one[1] != NOTICE]
    # Only the reply, and what an applicant was given to do, is still to be dealt with when its day has passed.
    kept = [one for one in running if one[1] in (REPLY, CORRECTION, PAYMENT) or one[0] >= today]
    return min(kept, default=(clocks.due, REPLY))
