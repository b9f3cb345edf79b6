"""Periods in natural days and months: those of reconsideration and litigation, not of the Regulation.

The first day is not counted; a last day on a day of rest moves to the first working day after it
(《民事诉讼法》第八十五条，《行政复议法》第八十八条).
"""

from __future__ import annotations

import calendar as months_of
from datetime import date, timedelta

from gongkai.calendar.days import Calendar


def last_of_days(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period of natural days that begins on the day after `start`."""
    return calendar.on_or_after(start + timedelta(days=days))


def last_of_months(start: date, months: int, calendar: Calendar) -> date:
    """The last day of a period of months after `start`: the day of the same number, or the last of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    day = min(start.day, months_of.monthrange(year, month)[1])
    return calendar.on_or_after(date(year, month, day))
