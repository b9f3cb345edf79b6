"""Working days: which day is one, the n-th after a day, how many lie between two.

A working day is every day that is not a day of rest; a day of rest is a Saturday, a Sunday or a day a notice gives off,
unless a notice has it worked (调休上班). The first day is never counted: 自收到申请之日起 means that day is day 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from gongkai.calendar.notice import Holiday, Notice, Status
from gongkai.errors import GongkaiError

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class MissingYearError(GongkaiError):
    """A day was asked for in a year whose holidays are not known; never answered as Monday to Friday."""

    @classmethod
    def of(cls, year: int) -> MissingYearError:
        notice = f"国务院办公厅关于{year}年部分节假日安排的通知"
        remedy = f"请核对日期；日期无误的，请导入{notice}：gongkai calendar import 通知.txt"
        return cls(f"没有{year}年的放假安排，不能计算工作日", remedy, code="YEAR_MISSING")


@dataclass(frozen=True, slots=True)
class _Span:
    """The working days of years without a gap between them, twice: as ordinals to search and as dates to return."""

    first_year: int
    last_year: int
    ordinals: Sequence[int]
    days: Sequence[date]


class Calendar:
    """The working days that a set of notices makes. Immutable; `with_notice` gives another calendar.

    Notices of one year and equal status amend one another in the order given; a weaker status gives way to a
    stronger. A notice may name days of the December before: only those change, that year's own status stays.
    Regional notices lie over the national ones and change no status.
    """

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = tuple(notices)
        self._status = _statuses(self.notices)
        self._named = _named_days(_in_force(self.notices, self._status))
        self._spans = _spans(self._status, self._named)

    def with_notice(self, notice: Notice) -> Calendar:
        """A calendar that also knows `notice`; this one stays as it is."""
        return Calendar((*self.notices, notice))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that is covered, in order."""
        return tuple(sorted(self._status))

    def status(self, year: int) -> Status:
        return self._status.get(year, Status.MISSING)

    def notices_for(self, year: int) -> tuple[Notice, ...]:
        """The notices in force for a year, in the order in which they amend one another."""
        return tuple(notice for notice in _in_force(self.notices, self._status) if notice.year == year)

    def working_days_in(self, year: int) -> int:
        """How many working days the year has. Raises MissingYearError, as all that follow do."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.count(first, last) + self.is_working_day(first)

    def is_working_day(self, day: date) -> bool:
        ordinals = self._span(day).ordinals
        place = bisect_left(ordinals, day.toordinal())
        return place < len(ordinals) and ordinals[place] == day.toordinal()

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which is day 0 whether worked or not; negative counts back."""
        span = self._spans.get(start.year)
        if span is None:
            raise MissingYearError.of(start.year)
        if days > 0:
            place = bisect_right(span.ordinals, start.toordinal()) + days - 1
            if place < len(span.days):
                return span.days[place]
            raise MissingYearError.of(span.last_year + 1)
        return start if days == 0 else self._back(span, start, days)

    def count(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; negative when `end` comes first."""
        first, last = self._span(start), self._span(end)
        if first is not last:
            raise MissingYearError.of(min(first.last_year, last.last_year) + 1)
        return bisect_right(first.ordinals, end.toordinal()) - bisect_right(first.ordinals, start.toordinal())

    def next_working_day(self, day: date) -> date:
        return self.add(day, 1)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.add(day, 1)

    def is_provisional(self, after: date, through: date) -> bool:
        """Whether a day after `after`, up to and including `through`, lies in a provisional year."""
        years = range((after + _ONE_DAY).year, through.year + 1)
        return any(self.status(year) is Status.PROVISIONAL for year in years)

    def holidays_between(self, after: date, through: date) -> tuple[Holiday, ...]:
        """The named days of rest after `after` up to `through`, by holiday, in order: what made the days not count."""
        runs: list[Holiday] = []
        for day, name in self._named_between(after, through):
            if name is None:
                continue
            if runs and runs[-1].name == name and runs[-1].days[-1] == day - _ONE_DAY:
                runs[-1] = Holiday(name, (*runs[-1].days, day))
            else:
                runs.append(Holiday(name, (day,)))
        return tuple(runs)

    def worked_weekends(self, after: date, through: date) -> tuple[date, ...]:
        """The Saturdays and Sundays in the same range that a notice has worked."""
        named = self._named_between(after, through)
        return tuple(day for day, name in named if name is None and day.weekday() >= _SATURDAY)

    def _named_between(self, after: date, through: date) -> list[tuple[date, str | None]]:
        days, names = self._sorted_named
        within = slice(bisect_right(days, after), bisect_right(days, through))
        return list(zip(days[within], names[within], strict=True))

    @cached_property
    def _sorted_named(self) -> tuple[list[date], list[str | None]]:
        days = sorted(self._named)
        return days, [self._named[day] for day in days]

    def _span(self, day: date) -> _Span:
        span = self._spans.get(day.year)
        if span is None:
            raise MissingYearError.of(day.year)
        return span

    def _back(self, span: _Span, start: date, days: int) -> date:
        place = bisect_left(span.ordinals, start.toordinal()) + days
        if place < 0:
            raise MissingYearError.of(span.first_year - 1)
        return span.days[place]


def _statuses(notices: Iterable[Notice]) -> dict[int, Status]:
    found: dict[int, Status] = {}
    for notice in notices:
        if notice.region is None:
            known = found.get(notice.year, Status.MISSING)
            found[notice.year] = min(known, notice.status, key=_STRENGTH.__getitem__)
    return found


def _in_force(notices: Iterable[Notice], status: dict[int, Status]) -> list[Notice]:
    """The national notices that make their year, then the regional ones; each kind by year, then in the order given."""
    chosen = [notice for notice in notices if notice.region or notice.status is status[notice.year]]
    return sorted(chosen, key=lambda notice: (notice.region is not None, notice.year))


def _named_days(notices: Iterable[Notice]) -> dict[date, str | None]:
    """Each named day: the name of its holiday, or None when it is worked. Later notices win."""
    named: dict[date, str | None] = {}
    for notice in notices:
        for holiday in notice.holidays:
            named |= dict.fromkeys(holiday.days, holiday.name)
        named |= dict.fromkeys(notice.worked)
    return named


def _spans(status: dict[int, Status], named: dict[date, str | None]) -> dict[int, _Span]:
    spans: dict[int, _Span] = {}
    run: list[int] = []
    for year in sorted(status):
        if run and year != run[-1] + 1:
            spans |= dict.fromkeys(run, _span_of(run, named))
            run = []
        run.append(year)
    return spans | dict.fromkeys(run, _span_of(run, named)) if run else spans


def _span_of(years: Sequence[int], named: dict[date, str | None]) -> _Span:
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    days = [day for day in every if (named[day] is None if day in named else day.weekday() < _SATURDAY)]
    return _Span(years[0], years[-1], [day.toordinal() for day in days], days)
