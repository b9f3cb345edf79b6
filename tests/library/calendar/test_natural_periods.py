"""Natural days and months: reconsideration and suits."""

from datetime import date

import pytest

from gongkai.calendar import last_of_days, last_of_months, national_calendar

CALENDAR = national_calendar()


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-08-02", 60, "2026-10-08"),  # day 60 is National Day
        ("2026-03-02", 60, "2026-05-06"),  # 1 May
        ("2026-02-27", 15, "2026-03-16"),  # a Saturday
        ("2026-01-30", 15, "2026-02-14"),  # a Saturday that is worked
        ("2026-06-01", 15, "2026-06-16"),
    ],
)
def test_a_last_day_of_rest_moves_to_the_first_working_day(start: str, days: int, last: str) -> None:
    assert last_of_days(date.fromisoformat(start), days, CALENDAR) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-03-31", 6, "2026-09-30"),  # September has 30 days
        ("2025-08-31", 6, "2026-02-28"),  # and 28 February 2026, a Saturday, is worked
        ("2025-07-15", 6, "2026-01-15"),
        ("2025-07-18", 6, "2026-01-19"),  # a Sunday
        ("2025-12-31", 3, "2026-03-31"),
        ("2023-08-31", 6, "2024-02-29"),
    ],
)
def test_a_month_ends_on_the_same_day_or_its_last(start: str, months: int, last: str) -> None:
    assert last_of_months(date.fromisoformat(start), months, CALENDAR) == date.fromisoformat(last)
