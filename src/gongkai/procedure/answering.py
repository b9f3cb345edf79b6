"""Our answer in a dispute: the copy reached us, what happened since, by when the answer is due, and why that day.

>>> from datetime import date
>>> from gongkai.statute import DisputeKind, Track
>>> answer_clock(DisputeKind.RECONSIDERATION, Track.SIMPLIFIED, date(2026, 9, 21)).due
datetime.date(2026, 9, 29)
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gongkai.calendar import Calendar, chinese_date, chinese_weekday, last_of_days, national_calendar
from gongkai.procedure.clocks import Caution, Clock, Step
from gongkai.procedure.events import HistoryError
from gongkai.procedure.wording import rests
from gongkai.statute import AnswerPeriod, DisputeKind, Track, answer_period
from gongkai.statute.disputes import CHANGED_TRACK_ARTICLES, LATE_ANSWER_ARTICLES


class DisputeEventType(StrEnum):
    """What moves or ends the clock: the procedure is changed, the court or organ sets a day, we answered, it is over."""

    TRACK_CHANGED = "track_changed"
    LIMIT_SET = "limit_set"
    ANSWERED = "answered"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    DisputeEventType.TRACK_CHANGED: "转换程序",
    DisputeEventType.LIMIT_SET: "另行指定答复期限",
    DisputeEventType.ANSWERED: "提交答复",
    DisputeEventType.ENDED: "审结",
}


@dataclass(frozen=True, slots=True)
class DisputeEvent:
    """`track` of a change of procedure, `until` of a day that was set; nothing else has them."""

    type: DisputeEventType
    date: datetime.date
    track: Track | None = None
    until: datetime.date | None = None

    def __post_init__(self) -> None:
        if (self.track is not None) != (self.type is DisputeEventType.TRACK_CHANGED):
            raise self.error("BAD_FIELD", "没有写明转为哪种程序" if self.track is None else "不应写明程序")
        if (self.until is not None) != (self.type is DisputeEventType.LIMIT_SET):
            raise self.error("BAD_FIELD", "没有写明指定的日期" if self.until is None else "不应写明指定的日期")
        if self.until and self.until < self.date:
            raise self.error("LIMIT_BEFORE_NOTICE", f"指定的{chinese_date(self.until)}早于通知之日")

    def error(self, code: str, text: str) -> HistoryError:
        where = f"{self.type.label}（{chinese_date(self.date)}）"
        return HistoryError(text, "请核对这一事项", where, code, self.type.value)


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """`clock.due` is None only where the law of the day knew no period in this procedure."""

    track: Track
    clock: Clock
    provisional: bool
    steps: tuple[Step, ...]
    warnings: tuple[Caution, ...]

    @property
    def due(self) -> datetime.date | None:
        return self.clock.due


def answer_clock(
    kind: DisputeKind,
    track: Track,
    received: datetime.date,
    events: Iterable[DisputeEvent] = (),
    *,
    calendar: Calendar | None = None,
) -> AnswerClock:
    """From the day the copy reached us (day 0). A change of procedure counts anew from that day with the other period.

    Raises HistoryError for what cannot have happened, MissingYearError for days that cannot be counted.
    """
    count = _Count(kind, track, received, calendar or national_calendar())
    for event in sorted(events, key=lambda one: one.date):
        count.take(event)
    return count.result()


class _Count:
    """Mutable while the events are read, used once."""

    def __init__(self, kind: DisputeKind, track: Track, received: datetime.date, calendar: Calendar) -> None:
        self.kind, self.track, self.received, self.calendar = kind, track, received, calendar
        self.what = "书面答复" if kind is DisputeKind.RECONSIDERATION else "答辩状和证据"
        self.until: datetime.date | None = None
        self.answered: datetime.date | None = None
        self.ended: datetime.date | None = None
        self.warnings: list[Caution] = []
        self.steps = [_received(kind, track, received, self.period)]

    @property
    def period(self) -> AnswerPeriod | None:
        return answer_period(self.kind, self.track, self.received)

    @property
    def due(self) -> datetime.date | None:
        if self.until:
            return self.until
        period = self.period
        if period is None:
            return None
        if period.working:
            return self.calendar.add(self.received, period.days)
        return last_of_days(self.received, period.days, self.calendar)

    def take(self, event: DisputeEvent) -> None:
        if event.date < self.received:
            raise event.error("EVENT_BEFORE_RECEIPT", f"早于收到副本之日{chinese_date(self.received)}")
        _TAKE[event.type](self, event)

    def _changed(self, event: DisputeEvent) -> None:
        track = event.track or self.track
        if track is self.track:
            raise event.error("SAME_TRACK", f"本来就适用{self.track.label}")
        before = self.due
        self.track, self.until = track, None
        self.steps.append(_changed(event.date, self.kind, track, self.period))
        if before and before < event.date and self.answered is None:
            text = f"转换程序以前，提交{self.what}的期限{chinese_date(before)}已过；转换以后期限是否延长会有争议"
            self.warnings.append(Caution("TRACK_CHANGED_LATE", text, before))

    def _set(self, event: DisputeEvent) -> None:
        self.until = event.until or event.date
        text = f"{_whom(self.kind)}通知，提交{self.what}的期限指定为{chinese_date(self.until)}"
        self.steps.append(Step(event.date, text))

    def _answered(self, event: DisputeEvent) -> None:
        if self.answered:
            return
        self.answered = event.date
        self.steps.append(Step(event.date, f"提交{self.what}"))
        due = self.due
        if due and event.date > due:
            text = (
                f"{chinese_date(event.date)}才提交{self.what}，期限为{chinese_date(due)}；"
                "没有正当理由逾期提交的，视为没有相应证据"
            )
            self.warnings.append(Caution("LATE_ANSWER", f"{text}（{LATE_ANSWER_ARTICLES[self.kind]}）", due))

    def _ended(self, event: DisputeEvent) -> None:
        self.ended = self.ended or event.date
        self.steps.append(Step(event.date, "审结" if self.answered else "审结，期限停止计算"))

    def result(self) -> AnswerClock:
        due, period = self.due, self.period
        self._explain(due, period)
        return AnswerClock(
            track=self.track,
            clock=Clock(self.received, due, self.answered or self.ended),
            provisional=self._provisional(due, period),
            steps=tuple(self.steps),
            warnings=tuple(self.warnings),
        )

    def _provisional(self, due: datetime.date | None, period: AnswerPeriod | None) -> bool:
        """Working days depend on every year they run through; natural days only on where the last one falls."""
        if due is None or period is None or self.until:
            return False
        start = self.received if period.working else _nominal(self.received, period) - timedelta(days=1)
        return self.calendar.is_provisional(start, due)

    def _explain(self, due: datetime.date | None, period: AnswerPeriod | None) -> None:
        if due and self.until:
            return
        if due is None or period is None:
            text = f"当时的法律没有规定{self.track.label}提交{self.what}的期限，按{_whom(self.kind)}的通知办理"
            self.warnings.append(Caution("NO_ANSWER_PERIOD", text))
            return
        self.steps.append(_fell_due(self.what, self.received, due, period, self.calendar))
        if period.at_most:
            text = f"简易程序的答辩和举证期限由人民法院确定，最长{period.text}；法院写明日期的，登记“另行指定期限”"
            self.warnings.append(Caution("COURT_SETS_PERIOD", text, due))


_TAKE = {
    DisputeEventType.TRACK_CHANGED: _Count._changed,
    DisputeEventType.LIMIT_SET: _Count._set,
    DisputeEventType.ANSWERED: _Count._answered,
    DisputeEventType.ENDED: _Count._ended,
}


def _whom(kind: DisputeKind) -> str:
    return "行政复议机关" if kind is DisputeKind.RECONSIDERATION else "人民法院"


def _nominal(received: datetime.date, period: AnswerPeriod) -> datetime.date:
    """The last natural day before it moves on from a day of rest."""
    return received + timedelta(days=period.days)


def _received(kind: DisputeKind, track: Track, day: datetime.date, period: AnswerPeriod | None) -> Step:
    copy = "行政复议申请书副本" if kind is DisputeKind.RECONSIDERATION else "起诉状副本"
    text = f"收到{copy}，适用{track.label}，当日不计算在期限内"
    return Step(day, text, period.article if period else None)


def _changed(day: datetime.date, kind: DisputeKind, track: Track, period: AnswerPeriod | None) -> Step:
    counted = f"，期限自收到副本的次日起按{period.text}重新计算" if period else ""
    return Step(day, f"转为{track.label}{counted}", CHANGED_TRACK_ARTICLES[kind])


def _fell_due(what: str, received: datetime.date, due: datetime.date, period: AnswerPeriod, calendar: Calendar) -> Step:
    """The last step: how the days were counted."""
    text = f"自{chinese_date(received)}的次日起{period.text}"
    if period.working:
        return Step(due, f"{text}，提交{what}的期限到这一天届满{rests(received, due, calendar)}", period.article)
    nominal = _nominal(received, period)
    if nominal == due:
        return Step(due, f"{text}，节假日计算在内，提交{what}的期限到这一天届满", period.article)
    moved = f"期满之日{chinese_date(nominal)}（{_why_rest(nominal, calendar)}）是休息日，顺延到其后第一个工作日"
    return Step(due, f"{text}，{moved}，提交{what}的期限到这一天届满", f"{period.article}、《民事诉讼法》第八十五条")


def _why_rest(day: datetime.date, calendar: Calendar) -> str:
    holidays = calendar.holidays_between(day - timedelta(days=1), day)
    return holidays[0].name if holidays else chinese_weekday(day)
