"""Adding and counting working days: the tables of the domain, every day of 2004-2026, and what must always hold."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.calendar import Calendar, Holiday, MissingYearError, Notice, Status, national_calendar

CALENDAR = national_calendar()
DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))
SOME = st.integers(1, 120)


@pytest.mark.parametrize(
    ("start", "plus_7", "plus_15", "plus_20", "plus_40"),
    [
        ("2024-01-31", "2024-02-08", "2024-02-26", "2024-03-04", "2024-04-01"),
        ("2024-09-10", "2024-09-20", "2024-10-08", "2024-10-14", "2024-11-11"),
        ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
        ("2025-01-26", "2025-02-11", "2025-02-21", "2025-02-28", "2025-03-28"),
        ("2025-04-25", "2025-05-08", "2025-05-20", "2025-05-27", "2025-06-25"),
        ("2025-09-19", "2025-09-29", "2025-10-16", "2025-10-23", "2025-11-20"),
        ("2026-01-20", "2026-01-29", "2026-02-10", "2026-02-24", "2026-03-23"),
        ("2026-02-13", "2026-03-02", "2026-03-12", "2026-03-19", "2026-04-17"),
        ("2026-02-14", "2026-03-03", "2026-03-13", "2026-03-20", "2026-04-20"),
        ("2026-02-15", "2026-03-03", "2026-03-13", "2026-03-20", "2026-04-20"),
        ("2026-04-20", "2026-04-29", "2026-05-13", "2026-05-20", "2026-06-17"),
        ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ],
)
def test_the_table_of_the_domain(start: str, plus_7: str, plus_15: str, plus_20: str, plus_40: str) -> None:
    counted = [CALENDAR.add(date.fromisoformat(start), days).isoformat() for days in (7, 15, 20, 40)]
    assert counted == [plus_7, plus_15, plus_20, plus_40]


def test_over_the_turn_of_the_year() -> None:
    assert CALENDAR.add(date(2025, 12, 15), 20) == date(2026, 1, 13)


def test_a_worked_saturday_is_the_first_day() -> None:
    assert CALENDAR.next_working_day(date(2026, 2, 13)) == date(2026, 2, 14)


def test_every_day_of_2004_to_2026_is_as_in_chinesecalendar() -> None:
    every = (date(2004, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days))
    assert [day for day in every if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_how_many_working_days_a_year_has(year: int, working_days: int) -> None:
    assert CALENDAR.working_days_in(year) == working_days


@pytest.mark.parametrize(
    ("years", "status"),
    [
        (range(2004, 2019), Status.DERIVED),
        (range(2019, 2027), Status.OFFICIAL),
        (range(2027, 2028), Status.PROVISIONAL),
        ((2003, 2028), Status.MISSING),
    ],
)
def test_how_far_each_year_can_be_relied_on(years: range, status: Status) -> None:
    assert {CALENDAR.status(year) for year in years} == {status}


def test_only_official_years_have_notice_numbers() -> None:
    numbered = {notice.year for notice in CALENDAR.notices if notice.number and notice.issued_on}
    assert numbered == set(range(2019, 2027))
    assert [notice.number for notice in CALENDAR.notices_for(2020)] == [
        "国办发明电〔2019〕16号",
        "国办发明电〔2020〕1号",
    ]


def test_2027_is_off_on_its_statutory_days_only() -> None:
    monday_to_friday = (date(2027, 1, 1) + timedelta(days=n) for n in range(365))
    off = [d.strftime("%m-%d") for d in monday_to_friday if d.weekday() < 5 and not CALENDAR.is_working_day(d)]
    assert " ".join(off) == "01-01 02-05 02-08 02-09 02-10 04-05 05-03 05-04 06-09 09-15 10-01 10-04 10-05"


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: CALENDAR.is_working_day(date(2028, 1, 3)), "2028"),
        (lambda: CALENDAR.add(date(2003, 12, 31), 1), "2003"),
        (lambda: CALENDAR.add(date(2027, 12, 20), 20), "2028"),
        (lambda: CALENDAR.add(date(2004, 1, 5), -20), "2003"),
        (lambda: CALENDAR.count(date(2027, 1, 1), date(2031, 1, 1)), "2031"),
        (lambda: CALENDAR.on_or_after(date(2028, 5, 1)), "2028"),
    ],
)
def test_a_missing_year_is_an_error_that_names_it(ask, year: str) -> None:
    with pytest.raises(MissingYearError, match=year) as error:
        ask()
    assert error.value.code == "YEAR_MISSING"


def test_a_gap_between_years_is_never_counted_over() -> None:
    gapped = Calendar(Notice(year, Status.OFFICIAL, (Holiday("元旦", (date(year, 1, 1),)),)) for year in (2030, 2032))
    with pytest.raises(MissingYearError, match="2031"):
        gapped.add(date(2030, 12, 30), 20)
    with pytest.raises(MissingYearError, match="2031"):
        gapped.count(date(2030, 12, 1), date(2032, 2, 1))
    with pytest.raises(MissingYearError, match="2031"):
        gapped.add(date(2032, 1, 5), -20)


@given(DAYS, SOME)
def test_counting_undoes_adding(start: date, days: int) -> None:
    assert CALENDAR.count(start, CALENDAR.add(start, days)) == days


@given(DAYS, SOME, SOME)
def test_adding_in_two_parts_is_adding_at_once(start: date, first: int, second: int) -> None:
    assert CALENDAR.add(CALENDAR.add(start, first), second) == CALENDAR.add(start, first + second)


@given(DAYS, DAYS, SOME)
def test_who_starts_later_does_not_end_earlier(one: date, other: date, days: int) -> None:
    earlier, later = sorted((one, other))
    assert CALENDAR.add(earlier, days) <= CALENDAR.add(later, days)


@given(DAYS, SOME)
def test_more_days_end_strictly_later_and_on_a_working_day(start: date, days: int) -> None:
    end = CALENDAR.add(start, days)
    assert start < end < CALENDAR.add(start, days + 1)
    assert CALENDAR.is_working_day(end)


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(one: date, other: date, third: date) -> None:
    assert CALENDAR.count(one, other) + CALENDAR.count(other, third) == CALENDAR.count(one, third)


@given(DAYS, SOME)
def test_going_back_from_a_working_day_undoes_going_forward(start: date, days: int) -> None:
    first = CALENDAR.on_or_after(start)
    assert CALENDAR.add(CALENDAR.add(first, days), -days) == first


@given(DAYS)
def test_adding_nothing_stays(start: date) -> None:
    assert CALENDAR.add(start, 0) == start


@given(st.dates(date(2004, 1, 1), date(2026, 10, 1)), SOME)
def test_as_if_one_walked_day_by_day(start: date, days: int) -> None:
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= day.year < 2027 and chinese_calendar.is_workday(day)
        if day.year == 2027:
            return
    assert CALENDAR.add(start, days) == day


@pytest.mark.parametrize(
    ("after", "through", "provisional"),
    [
        ("2026-12-30", "2026-12-31", False),
        ("2026-12-31", "2027-01-04", True),
        ("2026-12-04", "2027-01-04", True),
        ("2026-11-06", "2026-12-04", False),
    ],
)
def test_when_a_count_is_provisional(after: str, through: str, provisional: bool) -> None:
    assert CALENDAR.is_provisional(date.fromisoformat(after), date.fromisoformat(through)) is provisional


def test_what_lies_in_a_count() -> None:
    after, through = date(2026, 2, 13), date(2026, 3, 19)
    holidays = [(h.name, h.days[0].day, h.days[-1].day) for h in CALENDAR.holidays_between(after, through)]
    assert holidays == [("春节", 15, 23)]
    assert CALENDAR.worked_weekends(after, through) == (date(2026, 2, 14), date(2026, 2, 28))
