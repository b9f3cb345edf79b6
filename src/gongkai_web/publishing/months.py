"""A day some months on: the same day of the month, or its last where it has no such day."""

from __future__ import annotations

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
