"""Until when something must be public: by the printed period, never later than the law's 20 working days."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.calendar import Calendar, MissingYearError, chinese_date
from gongkai.catalogue.period import Period, PeriodKind
from gongkai.statute import PUBLICATION_DAYS, REGULATION

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Due:
    """`steps` say in order how the day was found. `provisional`: a year's holidays are not yet known for certain."""

    day: date
    steps: tuple[str, ...]
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One year, quarter or month of a periodic row: `name` says which, `begins` is its first day; `arises` the day from
    which there is something to publish: its end where the period is counted from there, else its beginning."""

    name: str
    begins: date
    arises: date
    due: Due


def due_after(period: Period, arose: date, calendar: Calendar) -> Due:
    """The last day for what was made or changed on `arose` (《条例》第二十六条). Raises MissingYearError."""
    law = calendar.add(arose, PUBLICATION_DAYS)
    steps = [f"{chinese_date(arose)}形成或者变更，第二日起算"]
    printed = _printed(period, arose, calendar)
    if printed is None:
        steps.append(f"目录写的是“{period.text or '（空白）'}”，没有能计算的天数")
    else:
        steps.append(f"目录写的是“{period.text}”，到{chinese_date(printed)}")
    steps.append(f"{REGULATION.cite(26)}：{PUBLICATION_DAYS}个工作日以内，到{chinese_date(law)}")
    day = law if printed is None else min(printed, law)
    if printed is not None and printed > law:
        steps.append("目录的期限更长，以法定期限为准")
    return Due(day, tuple(steps), calendar.is_provisional(arose, day))


def _printed(period: Period, arose: date, calendar: Calendar) -> date | None:
    number = period.number or 0
    if period.kind is PeriodKind.WORKING_DAYS:
        return calendar.add(arose, number)
    if period.kind is PeriodKind.DAYS:
        return arose + timedelta(days=number)
    if period.kind is PeriodKind.HOURS:
        return arose + timedelta(days=-(-number // _HOURS_A_DAY))
    return None


def occurrences(period: Period, after: date, through: date, calendar: Calendar) -> Iterator[Occurrence]:
    """The years, quarters or months of a periodic row that begin after `after`, up to `through`, in order."""
    if not period.is_periodic:
        return
    length = {PeriodKind.YEARLY: 12, PeriodKind.QUARTERLY: 3, PeriodKind.MONTHLY: 1}[period.kind]
    begins = date(after.year, 1, 1)
    while begins <= through:
        if begins > after:
            next_begins = _months_later(begins, length)
            arises = next_begins if period.number is not None else begins
            due = _occurrence_due(period, begins, length, calendar)
            yield Occurrence(_name(period.kind, begins), begins, arises, due)
        begins = _months_later(begins, length)


def _name(kind: PeriodKind, begins: date) -> str:
    if kind is PeriodKind.YEARLY:
        return f"{begins.year}年"
    part = f"第{'一二三四'[begins.month // 3]}季度" if kind is PeriodKind.QUARTERLY else f"{begins.month}月"
    return f"{begins.year}年{part}"


def _occurrence_due(period: Period, begins: date, months: int, calendar: Calendar) -> Due:
    last = _months_later(begins, months) - timedelta(days=1)
    says = f"目录写的是“{period.text}”"
    if period.number is not None:
        day = _days_after(period, last, calendar)
        after = f"结束（{chinese_date(last)}）后{period.number}个{'工作日' if period.working else '自然日'}"
        return Due(day, (says, after, f"到{chinese_date(day)}"), period.working and calendar.is_provisional(last, day))
    if period.month is not None:
        month = date(begins.year, period.month, 1)
        day = _day_in(month, period.day)
    else:
        day = _day_in(begins, period.day) if period.day else last
    return Due(day, (says, f"到{chinese_date(day)}"))


def _days_after(period: Period, last: date, calendar: Calendar) -> date:
    """Working days of a year not yet known are counted as natural ones would be wrong: the caller hears of it."""
    if period.working:
        return calendar.add(last, period.number or 0)
    return last + timedelta(days=period.number or 0)


def _day_in(month: date, day: int | None) -> date:
    """The day of this number, or the last of a shorter month; without a number the month's last."""
    longest = months_of.monthrange(month.year, month.month)[1]
    return month.replace(day=min(day or longest, longest))


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


__all__ = ["Due", "MissingYearError", "Occurrence", "due_after", "occurrences"]
