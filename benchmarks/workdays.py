"""Working days: ours against chinesecalendar and against walking day by day over the same table."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from benchmarks.harness import Row, rate, version
from gongkai.calendar import national_calendar

ONE = timedelta(days=1)
CALENDAR = national_calendar()
_CHANCE = random.Random(20)
STARTS = [date(2019, 1, 1) + timedelta(days=_CHANCE.randrange(2700)) for _ in range(20_000)]
PEER = version("chinesecalendar")
_OURS_AS_SET = {day for n in range(2922 + 100) if CALENDAR.is_working_day(day := date(2019, 1, 1) + timedelta(days=n))}


def run() -> list[Row]:
    add = CALENDAR.add
    ends = [(start, add(start, 20)) for start in STARTS]
    _agree(ends)
    few, few_ends = STARTS[:2000], ends[:2000]
    return [
        _row("add 20 working days", "gongkai", rate(lambda: [add(day, 20) for day in STARTS], len(STARTS)), ours=True),
        _row("add 20 working days", f"{PEER}, is_workday day by day", _walked(few, chinese_calendar.is_workday)),
        _row("add 20 working days", f"{PEER}, find_workday", rate(lambda: [found(day) for day in few], len(few))),
        _row("add 20 working days", "a set of our days, day by day", _walked(few, _OURS_AS_SET.__contains__)),
        _row(
            "count working days between",
            "gongkai",
            rate(lambda: [CALENDAR.count(*p) for p in ends], len(ends)),
            ours=True,
        ),
        _row(
            "count working days between",
            f"{PEER}, get_workdays",
            rate(lambda: [listed(*p) for p in few_ends], len(few)),
        ),
    ]


def _row(measure: str, who: str, value: float, *, ours: bool = False) -> Row:
    return Row(measure, who, value, "a second", ours=ours)


def _walked(starts: list[date], works: Callable[[date], bool]) -> float:
    return rate(lambda: [walk(day, works) for day in starts], len(starts))


def walk(day: date, works: Callable[[date], bool]) -> date:
    left = 20
    while left:
        day += ONE
        left -= works(day)
    return day


def found(day: date) -> date:
    """Their own search counts the first day; from the day after, the 20th is 19 further on."""
    return chinese_calendar.find_workday(19, day + ONE)


def listed(start: date, end: date) -> int:
    return len(chinese_calendar.get_workdays(start + ONE, end))


def _agree(ends: list[tuple[date, date]]) -> None:
    """All must give the same days, else their speed says nothing."""
    for start, end in ends[:2000]:
        assert end == walk(start, chinese_calendar.is_workday) == found(start)
        assert listed(start, end) == CALENDAR.count(start, end) == 20
