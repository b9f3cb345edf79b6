"""A request's history, taken event by event; the state behind `compute`.

Where the specification is silent:
- A new reply clock (correction, payment, ordered reply) begins without the earlier extension or delay; `extended` may
  still stand only once in a history.
- The deadline is the later of the date by article 33 and the date by article 35.
- A letter without a limit that nobody answered stops the count: no deadline is given, nothing is presumed.
- An opinion may come after the end; nothing else may, save `reply_ordered` and what follows a reply (service, telling
  the third party, disputes, the archive), which moves no clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from gongkai.calendar import Calendar, MissingYearError, Status, chinese_date
from gongkai.procedure import wording
from gongkai.procedure.clocks import Caution, Clock, Clocks, OpinionClock, Step
from gongkai.procedure.events import Event, EventType, Role
from gongkai.procedure.letters import Letter, answered_by, due_after
from gongkai.statute import FEE_SINCE, Regime, Topic, regime_on

_ONLY_AFTER_END = {EventType.SERVED, EventType.ARCHIVED}
_AFTER_END = _ONLY_AFTER_END | {
    EventType.REPLY_ORDERED,
    EventType.THIRD_PARTY_REPLIED,
    EventType.ORGAN_REPLIED,
    EventType.THIRD_PARTY_TOLD,
    EventType.DISPUTE_OPENED,
    EventType.DISPUTE_CLOSED,
}


class Case:
    """Mutable while a history is read, used once. `lenient`: a correction does not restart the clock, and what is then
    too late has no effect; it answers what the deadline would be without the restart."""

    def __init__(self, received: date, calendar: Calendar, *, lenient: bool = False) -> None:
        self.received, self.calendar, self.lenient = received, calendar, lenient
        self.regime: Regime = regime_on(received)
        self.steps: list[Step] = [wording.received(received, self.regime)]
        self.warnings: list[Caution] = []
        self.letters: list[Letter] = []
        self.extended = self.corrected = False
        self.notice_on: date | None = None
        self.notice_closed: date | None = None
        self.fee_on: date | None = None
        self.fee_closed: date | None = None
        self.paid_on: date | None = None
        self.correction: Clock | None = None
        self.reasons: Clock | None = None
        self.reasons_on: date | None = None
        self._restart(received, self.regime.reply_days)
        if received < self.regime.since:
            self.warnings.append(wording.before_regulation(received, self.regime))

    def _restart(self, start: date, days: int) -> None:
        self.start, self.days = start, days
        self.extension = 0
        self.ordered = False
        self.until: date | None = None
        self.ended_on: date | None = None

    @property
    def due(self) -> date | None:
        """The reply's deadline as it stands."""
        counted = self._counted_due
        return max(counted, self.until) if counted and self.until else counted

    @property
    def _counted_due(self) -> date | None:
        """The end of the working days of article 33, with all exclusions."""
        waiting = (letter for letter in self.letters if not letter.lapsed)
        return due_after(self.start, self.days + self.extension, waiting, self.calendar)

    @property
    def notice_due(self) -> date:
        """The last day for the notice to correct, where the law of this request knows one."""
        return self.calendar.add(self.received, self.regime.correction_notice_days)

    def take(self, event: Event) -> None:
        """Raises HistoryError for what cannot have happened, MissingYearError for days that cannot be counted."""
        if event.date < self.received:
            raise event.error("EVENT_BEFORE_RECEIPT", f"早于收到申请之日{chinese_date(self.received)}")
        if not _known(event.type, self.regime):
            text = f"{chinese_date(self.received)}收到的申请适用{self.regime.law.short}，没有这一环节"
            raise event.error("EVENT_NOT_IN_LAW", text)
        if self.ended_on and event.type not in _AFTER_END:
            raise event.error("EVENT_AFTER_END", f"办理已于{chinese_date(self.ended_on)}结束")
        if event.type in _ONLY_AFTER_END and not self.ended_on:
            raise event.error("NOT_ENDED", "申请还没有办结")
        for day in (event.date, event.received, event.until):
            if day and self.calendar.status(day.year) is Status.MISSING:
                raise MissingYearError.of(day.year)
        _TAKE[event.type](self, event)

    def _correction_requested(self, event: Event) -> None:
        if self.notice_on:
            text = f"{chinese_date(self.notice_on)}已经告知补正；补正应当一次性告知"
            raise event.error("SECOND_CORRECTION_NOTICE", text)
        self._check_limit(event)
        self.notice_on = self.notice_closed = event.date
        self.correction = Clock(event.date, event.until) if event.until else None
        self.steps.append(wording.correction_requested(event, self.notice_due, self.regime))

    def _check_limit(self, event: Event) -> None:
        if event.until and event.until < event.date:
            raise event.error("LIMIT_BEFORE_NOTICE", f"限定的{chinese_date(event.until)}早于通知之日")

    def _corrected(self, event: Event) -> None:
        self.correction = _ended(self.correction, event.date)
        self.notice_closed = self.notice_closed or event.date
        if self.lenient:
            return
        if self.corrected:
            self.warnings.append(wording.repeated_correction(event))
        self.corrected = True
        self._restart(event.date, self.regime.reply_days)
        self.steps.append(wording.corrected(event, self.regime))

    def _consulted(self, event: Event) -> None:
        received = event.received or event.date
        days = self._opinion_days(event)
        letter = Letter(event, received, self.calendar.add(received, days) if days else None)
        due = self.due
        self.letters.append(letter)
        self.steps.append(wording.consulted(letter, self.regime))
        if due and due < event.date:
            self.warnings.append(wording.late_consultation(letter, due))

    def _opinion_days(self, event: Event) -> int:
        """0 where the law sets no limit."""
        if event.type is EventType.THIRD_PARTY_CONSULTED:
            return self.regime.third_party_days
        return self.regime.co_maker_days if event.role is Role.CO_MAKER else 0

    def _opinion(self, event: Event) -> None:
        for letter in answered_by(event, self.letters):
            letter.answered = event.date
            self.steps.append(wording.opinion(letter, event.date, self.calendar, self.regime))

    def _extended(self, event: Event) -> None:
        days = event.days or 0
        if self.extended:
            raise event.error("SECOND_EXTENSION", "答复期限已经延长过，只能延长一次")
        if days > self.regime.extension_days:
            raise event.error("BAD_DAYS", f"延长的期限最长不得超过{self.regime.extension_days}个工作日")
        due = self.due
        if due and event.date > due:
            if self.lenient:
                return
            raise event.error("LATE_EXTENSION", f"答复期限{chinese_date(due)}已过，不能再延长")
        self.extended, self.extension = True, days
        self.steps.append(wording.extended(event, self.regime))
        if not event.approved_by:
            self.warnings.append(wording.no_consent(event))
        if self.ordered:
            self.warnings.append(wording.extended_ordered_reply(event))

    def _delayed(self, event: Event) -> None:
        due, until = self.due, event.until or event.date
        if until <= max(due or event.date, event.date):
            if self.lenient:
                return
            raise event.error("DELAY_NOT_LATER", f"延迟到{chinese_date(until)}，并不晚于现在的答复期限")
        self.until = until
        self.steps.append(wording.delayed(event, until, self.regime))
        if not event.reason:
            self.warnings.append(wording.no_reason(event))
        if due and due < event.date:
            self.warnings.append(wording.late_delay(event.date, due))

    def _reasons_requested(self, event: Event) -> None:
        self._check_limit(event)
        self.reasons_on = event.date
        self.reasons = Clock(event.date, event.until) if event.until else None
        self.steps.append(wording.reasons_requested(event, self.regime))

    def _reasons_given(self, event: Event) -> None:
        if not self.reasons_on:
            raise event.error("NO_REASONS_REQUESTED", "此前没有要求说明理由")
        self.reasons = _ended(self.reasons, event.date)
        self.steps.append(wording.reasons_given(event, self.regime))

    def _noted(self, event: Event) -> None:
        """What moves no clock and needs no line in their explanation."""

    def _fee_notified(self, event: Event) -> None:
        if event.date < FEE_SINCE:
            raise event.error("FEE_NOT_IN_LAW", f"{chinese_date(FEE_SINCE)}以前没有信息处理费")
        if self.fee_on:
            raise event.error("SECOND_FEE_NOTICE", f"{chinese_date(self.fee_on)}已经通知收费")
        due = self.due
        self.fee_on = event.date
        self.steps.append(wording.fee_notified(event, self._payment_due(event.date)))
        if due and due < event.date:
            self.warnings.append(wording.late_fee_notice(event.date, due))
        if self.received < FEE_SINCE:
            self.warnings.append(wording.fee_on_earlier_request(self.received, FEE_SINCE))

    def _payment_due(self, notified: date) -> date:
        return self.calendar.add(notified, self.regime.payment_days)

    def _fee_paid(self, event: Event) -> None:
        if self.fee_on is None:
            raise event.error("FEE_NOT_NOTIFIED", "此前没有收费通知")
        if self.paid_on:
            raise event.error("FEE_ALREADY_PAID", f"{chinese_date(self.paid_on)}已经缴费")
        limit = self._payment_due(self.fee_on)
        if event.date > limit:
            self.warnings.append(wording.late_payment(event.date, limit))
        self.paid_on = self.fee_closed = event.date
        self._restart(event.date, self.regime.reply_days)
        self.steps.append(wording.fee_paid(event))

    def _withdrawn(self, event: Event) -> None:
        self._end(event)
        self.steps.append(wording.withdrawn(event))

    def _closed(self, event: Event) -> None:
        self._end(event)
        self.steps.append(wording.closed(event))

    def _replied(self, event: Event) -> None:
        due = self.due
        if due and event.date > due:
            self.warnings.append(wording.late_reply(event.date, due, self.calendar))
        self._end(event)
        self.steps.append(wording.replied(event, self.regime))

    def _end(self, event: Event) -> None:
        """All clocks that still run end; the reply's due date stays as it is."""
        self.ended_on = event.date
        self.notice_closed = self.notice_closed or event.date
        self.fee_closed = self.fee_closed or event.date
        self.correction = _ended(self.correction, event.date)
        self.reasons = _ended(self.reasons, event.date)
        for letter in self.letters:
            letter.closed_on = letter.closed_on or event.date

    def _reply_ordered(self, event: Event) -> None:
        for letter in self.letters:
            letter.lapsed = letter.lapsed or (letter.closed_on is not None and letter.answered is None)
        self._restart(event.date, event.days or self.regime.ordered_reply_days)
        self.ordered = True
        self.steps.append(wording.reply_ordered(event, self.days))

    def clocks(self) -> Clocks:
        due = self.due
        self._explain(due)
        counted = self._counted_due
        waits = [letter for letter in self.letters if self._waits(letter, counted)]
        return Clocks(
            received=self.received,
            due=due,
            provisional=bool(due and self.calendar.is_provisional(self.start, due)),
            assumed=bool(due and waits),
            reply=Clock(self.start, due, self.ended_on),
            correction_notice=self._correction_clock(),
            third_party=tuple(_opinion_clock(letter) for letter in self.letters if not letter.to_organ),
            organ=tuple(_opinion_clock(letter) for letter in self.letters if letter.to_organ),
            payment=Clock(self.fee_on, self._payment_due(self.fee_on), self.fee_closed) if self.fee_on else None,
            steps=tuple(sorted(self.steps, key=lambda step: step.date)),
            warnings=tuple(self.warnings),
            correction=self.correction,
            reasons=self.reasons,
        )

    def _correction_clock(self) -> Clock | None:
        known = self.regime.correction_notice_days
        return Clock(self.received, self.notice_due, self.notice_closed) if known else None

    def _waits(self, letter: Letter, counted: date | None) -> bool:
        """Whether the deadline rests on an opinion that has not come: days of its letter lie in the count."""
        if letter.answered or letter.lapsed:
            return False
        end = letter.excluded_through
        return (end is None or end > self.start) and (counted is None or letter.sent < counted)

    def _explain(self, due: date | None) -> None:
        for letter in self.letters:
            if letter.limit and not letter.answered:
                self.steps.append(wording.silence(letter, letter.limit, self.calendar, self.regime))
            if self.regime.third_party_limit_presumed and (letter.is_late or not letter.answered):
                self.warnings.append(wording.limit_presumed(letter, self.regime))
            if due is None and letter.limit is None and not letter.answered and not letter.lapsed:
                self.warnings.append(wording.open_without_limit(letter))
        if due and due == self.until:
            self.steps.append(wording.put_off(due, self.regime))
        elif due:
            step = wording.fell_due(due, self.start, self.days, self.extension, self.calendar, self.regime)
            self.steps.append(step)


def _opinion_clock(letter: Letter) -> OpinionClock:
    ended = letter.answered or letter.closed_on
    return OpinionClock(letter.received, letter.limit, ended, party=letter.party, role=letter.event.role)


_TAKE: dict[EventType, Callable[[Case, Event], None]] = {
    EventType.CORRECTION_REQUESTED: Case._correction_requested,
    EventType.CORRECTED: Case._corrected,
    EventType.THIRD_PARTY_CONSULTED: Case._consulted,
    EventType.THIRD_PARTY_REPLIED: Case._opinion,
    EventType.ORGAN_CONSULTED: Case._consulted,
    EventType.ORGAN_REPLIED: Case._opinion,
    EventType.EXTENDED: Case._extended,
    EventType.DELAYED: Case._delayed,
    EventType.FEE_NOTIFIED: Case._fee_notified,
    EventType.FEE_PAID: Case._fee_paid,
    EventType.WITHDRAWN: Case._withdrawn,
    EventType.REPLIED: Case._replied,
    EventType.REPLY_ORDERED: Case._reply_ordered,
    EventType.REASONS_REQUESTED: Case._reasons_requested,
    EventType.REASONS_GIVEN: Case._reasons_given,
    EventType.CLOSED: Case._closed,
    EventType.THIRD_PARTY_TOLD: Case._noted,
    EventType.SERVED: Case._noted,
    EventType.DISPUTE_OPENED: Case._noted,
    EventType.DISPUTE_CLOSED: Case._noted,
    EventType.ARCHIVED: Case._noted,
}


def _ended(clock: Clock | None, day: date) -> Clock | None:
    """The clock, ended on this day unless it had ended before."""
    return replace(clock, ended_on=clock.ended_on or day) if clock else None


def _known(kind: EventType, regime: Regime) -> bool:
    """Whether the law of a request knows this step at all."""
    needs = {
        EventType.CORRECTION_REQUESTED: regime.correction_notice_days,
        EventType.CORRECTED: regime.correction_notice_days,
        EventType.ORGAN_CONSULTED: regime.co_maker_days,
        EventType.ORGAN_REPLIED: regime.co_maker_days,
        EventType.FEE_NOTIFIED: regime.payment_days,
        EventType.FEE_PAID: regime.payment_days,
        EventType.REPLY_ORDERED: regime.ordered_reply_days,
        EventType.DELAYED: Topic.DELAY in regime.articles,
        EventType.REASONS_REQUESTED: Topic.DELAY in regime.articles,
        EventType.REASONS_GIVEN: Topic.DELAY in regime.articles,
    }
    return bool(needs.get(kind, True))
