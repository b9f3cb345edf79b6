"""Until when a letter is answered: the day of receipt is day 0, working days of the national calendar."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.calendar import national_calendar
from gongkai_web.mailbox.clock import clock, taken

CALENDAR = national_calendar()


@pytest.mark.parametrize(
    ("received", "days", "extra", "due", "provisional"),
    [
        (date(2026, 11, 20), 5, 0, date(2026, 11, 27), False),  # 周五收到
        (date(2026, 11, 21), 5, 0, date(2026, 11, 27), False),  # 周六收到，与周五收到同一天到期
        (date(2026, 2, 13), 1, 0, date(2026, 2, 14), False),  # 次日周六调休上班
        (date(2026, 2, 14), 5, 0, date(2026, 2, 28), False),  # 春节九天不算，2月28日周六上班
        (date(2026, 9, 18), 7, 0, date(2026, 9, 29), False),  # 中秋放假，9月20日周日上班
        (date(2026, 11, 20), 5, 5, date(2026, 12, 4), False),  # 延长接着原来的期限
        (date(2026, 12, 25), 15, 0, date(2027, 1, 18), True),  # 跨到还没有公布的2027年
    ],
)
def test_the_last_day(received: date, days: int, extra: int, due: date, provisional: bool) -> None:
    found = clock(received, days, CALENDAR, extra)
    assert (found.on, found.provisional) == (due, provisional)
    assert ("暂定" in found.how[-1]) is provisional


def test_every_step_is_told() -> None:
    told = "".join(clock(date(2026, 2, 14), 5, CALENDAR).how)
    for part in (
        "2026年2月14日（星期六）收到，当天不计算",
        "春节放假，不计算",
        "2026年2月28日（星期六）调休上班",
        "5 个工作日",
    ):
        assert part in told


def test_an_unknown_year_gives_no_day() -> None:
    found = clock(date(2027, 12, 30), 10, CALENDAR)
    assert (found.on, found.provisional) == (None, True)
    assert "2028年" in found.how[-1]


@pytest.mark.parametrize(
    ("received", "closed", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),  # 当天答复
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 2, 14), date(2026, 2, 24), 1),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
    ],
)
def test_how_long_it_took(received: date, closed: date, days: int) -> None:
    assert taken(received, closed, CALENDAR) == days
