"""Until when a letter is to be taken up and answered: a pure function of the day it came, the organ's periods and the
calendar. The periods are the organ's own; no law sets them. The day of receipt is day 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, MissingYearError, chinese_date_with_weekday, chinese_range


@dataclass(frozen=True, slots=True)
class Clock:
    """`on` None: the year's holidays are not known. `how` is the computation, step by step."""

    on: date | None
    provisional: bool
    how: tuple[str, ...]


def clock(received: date, days: int, calendar: Calendar, extra: int = 0, what: str = "答复") -> Clock:
    """The last day for `what`, `days` working days after receipt and `extra` more where the period was extended."""
    steps = [f"{chinese_date_with_weekday(received)}收到，当天不计算。"]
    try:
        on = calendar.add(received, days + extra)
    except MissingYearError as error:
        return Clock(None, True, (*steps, f"{what}期限 {days + extra} 个工作日；{error.text}，到期日待定。"))
    steps.append(f"{what}期限 {days} 个工作日" + (f"，经批准延长 {extra} 个工作日。" if extra else "。"))
    steps += [
        f"{chinese_range(one.days[0], one.days[-1])}{one.name}放假，不计算。"
        for one in calendar.holidays_between(received, on)
    ]
    steps += [f"{chinese_date_with_weekday(day)}调休上班，计算。" for day in calendar.worked_weekends(received, on)]
    provisional = calendar.is_provisional(received, on)
    steps.append(f"最后一天是{chinese_date_with_weekday(on)}。" + (_PROVISIONAL if provisional else ""))
    return Clock(on, provisional, tuple(steps))


_PROVISIONAL = "其中有的年份放假安排还没有公布，暂定；公布以后自动重新计算。"


def taken(received: date, closed: date, calendar: Calendar) -> int | None:
    """How many working days it took; the day of receipt does not count. None where a year's holidays are not known."""
    try:
        return max(calendar.count(received, closed), 0)
    except MissingYearError:
        return None
