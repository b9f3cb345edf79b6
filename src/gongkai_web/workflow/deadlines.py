"""Until when a stage should be decided, in working days. The days are the chain's, not the law's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, MissingYearError, office_calendar


@dataclass(frozen=True, slots=True)
class Due:
    on: date
    provisional: bool = False


def due(opened: date, working_days: int | None) -> Due | None:
    """None where the chain names no period, or where the year's holidays are not known yet."""
    if working_days is None:
        return None
    calendar = working_calendar()
    try:
        day = calendar.add(opened, working_days)
    except MissingYearError:
        return None
    return Due(day, calendar.is_provisional(opened, day))


def left(day: date, due_on: date) -> int | None:
    """How many working days after `day` there are until the due day, itself counted; negative when it is past."""
    try:
        return working_calendar().count(day, due_on)
    except MissingYearError:
        return None


def working_calendar() -> Calendar:
    """The calendar the platform counts with: the national one with the notices the office has imported."""
    return office_calendar()
