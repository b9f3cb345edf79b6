"""Until when: by the printed period, never later than 20 working days; a year, quarter or month by its own end."""

from datetime import date

import pytest

from gongkai.calendar import national_calendar
from gongkai.catalogue import due_after, occurrences, parse_period

CALENDAR = national_calendar()
MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("信息形成之日起20个工作日内", date(2026, 6, 30)),
        ("5个工作日内", date(2026, 6, 8)),
        ("7日内", date(2026, 6, 8)),
        ("24小时内", date(2026, 6, 2)),
        ("及时公开", date(2026, 6, 30)),
        ("长期公开", date(2026, 6, 30)),
        ("看情况", date(2026, 6, 30)),
        ("30个工作日内", date(2026, 6, 30)),
    ],
)
def test_the_last_day(printed: str, due: date) -> None:
    found = due_after(parse_period(printed), MONDAY, CALENDAR)
    assert found.day == due
    assert not found.provisional


def test_the_steps_say_how_the_day_was_found() -> None:
    steps = due_after(parse_period("30个工作日内"), MONDAY, CALENDAR).steps
    assert steps[0] == "2026年6月1日形成或者变更，第二日起算"
    assert steps[-1] == "目录的期限更长，以法定期限为准"


def test_a_day_in_a_year_not_yet_announced_is_provisional() -> None:
    assert due_after(parse_period("20个工作日内"), date(2026, 12, 21), CALENDAR).provisional


@pytest.mark.parametrize(
    ("printed", "names", "days"),
    [
        ("每年3月31日前", ["2026年"], [date(2026, 3, 31)]),
        ("每年更新", ["2026年"], [date(2026, 12, 31)]),
        ("每年2月底前", ["2026年"], [date(2026, 2, 28)]),
        (
            "每季度结束后15日内",
            ["2026年第一季度", "2026年第二季度"],
            [date(2026, 4, 15), date(2026, 7, 15)],
        ),
        ("每季度公开", ["2026年第一季度", "2026年第二季度"], [date(2026, 3, 31), date(2026, 6, 30)]),
        ("每季度结束后5个工作日内", ["2026年第一季度", "2026年第二季度"], [date(2026, 4, 8), date(2026, 7, 7)]),
    ],
)
def test_what_comes_again(printed: str, names: list[str], days: list[date]) -> None:
    found = list(occurrences(parse_period(printed), date(2025, 12, 31), date(2026, 6, 30), CALENDAR))
    assert [one.name for one in found] == names
    assert [one.due.day for one in found] == days


def test_every_month_has_its_tenth() -> None:
    found = list(occurrences(parse_period("每月10日前"), date(2025, 12, 31), date(2026, 3, 1), CALENDAR))
    assert [one.due.day for one in found] == [date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)]


def test_what_does_not_come_again_has_no_occurrences() -> None:
    assert list(occurrences(parse_period("及时公开"), date(2025, 12, 31), date(2026, 6, 30), CALENDAR)) == []
