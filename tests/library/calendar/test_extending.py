"""A calendar learns: next year's notice, an amendment, days of the year before, days of one region."""

from datetime import date

import pytest

from gongkai.calendar import Calendar, Holiday, Notice, Status, national_calendar, parse_notice

NATIONAL = national_calendar()
NEW_YEAR = "一、元旦：2026年12月31日至2027年1月3日放假调休，共4天。2026年12月26日（周六）上班。"


def test_a_notice_makes_the_provisional_year_official_and_changes_the_year_before_only_where_it_says() -> None:
    after = NATIONAL.with_notice(parse_notice(NEW_YEAR, year=2027))
    assert (after.status(2027), after.status(2026)) == (Status.OFFICIAL, Status.OFFICIAL)
    changed = [
        day
        for n in range(365)
        if after.is_working_day(day := date.fromordinal(date(2026, 1, 1).toordinal() + n))
        != NATIONAL.is_working_day(day)
    ]
    assert changed == [date(2026, 12, 26), date(2026, 12, 31)]


def test_nothing_of_the_provisional_days_is_left() -> None:
    after = NATIONAL.with_notice(parse_notice(NEW_YEAR, year=2027))
    assert not NATIONAL.is_working_day(date(2027, 2, 10))
    assert after.is_working_day(date(2027, 2, 10))


def test_the_calendar_it_was_made_from_stays_as_it_is() -> None:
    NATIONAL.with_notice(parse_notice(NEW_YEAR, year=2027))
    assert NATIONAL.status(2027) is Status.PROVISIONAL
    assert NATIONAL.is_working_day(date(2026, 12, 31))


def test_a_derived_year_before_stays_derived() -> None:
    alone = Calendar(notice for notice in NATIONAL.notices if notice.year in (2018, 2019))
    assert alone.status(2018) is Status.DERIVED
    assert alone.is_working_day(date(2018, 12, 29))


def test_the_year_before_stays_missing() -> None:
    alone = Calendar(notice for notice in NATIONAL.notices if notice.year == 2023)
    assert alone.status(2022) is Status.MISSING


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2019-05-02", True, False),
        ("2019-04-28", False, True),
        ("2020-02-01", True, False),
        ("2020-01-31", True, False),
    ],
)
def test_an_amendment_changes_its_days_and_leaves_the_rest(day: str, before: bool, after: bool) -> None:
    first_only = Calendar(notice for notice in NATIONAL.notices if notice.number not in AMENDMENTS)
    assert first_only.is_working_day(date.fromisoformat(day)) is before
    assert NATIONAL.is_working_day(date.fromisoformat(day)) is after
    assert first_only.is_working_day(date(2020, 1, 19)) and NATIONAL.is_working_day(date(2020, 1, 19))


AMENDMENTS = {"国办发明电〔2019〕3号", "国办发明电〔2020〕1号"}


def test_a_region_lies_over_the_nation_and_changes_no_status() -> None:
    own = Notice(2026, Status.OFFICIAL, (Holiday("开斋节", (date(2026, 3, 20),)),), region="宁夏")
    there = Calendar((own, *NATIONAL.notices))
    assert NATIONAL.is_working_day(date(2026, 3, 20)) and not there.is_working_day(date(2026, 3, 20))
    assert there.add(date(2026, 3, 19), 1) == date(2026, 3, 23)
    assert there.status(2026) is Status.OFFICIAL
    assert Calendar([own]).status(2026) is Status.MISSING
