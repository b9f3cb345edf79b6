"""Numbers and days as offices write them."""

from datetime import date

import pytest

from gongkai_web.channels.counts import read_count, read_day, said_count, said_day

COUNTS = {
    "1": (1, False),
    "428": (428, False),
    "100余": (100, True),
    "100余次": (100, True),
    "380余条": (380, True),
    "约100": (100, True),
    "１００多篇": (100, True),
    "1,024": (1024, False),
    "12.0": (12, False),
    "近50期": (50, True),
    "0": None,
    "-3": None,
    "若干": None,
    "1.5": None,
    "99999999": None,
    "": None,
}


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_read_with_whether_it_is_approximate(text: str) -> None:
    assert read_count(text) == COUNTS[text]


DAYS = {
    "2025-03-05": (date(2025, 3, 5), "day"),
    "2025/3/5": (date(2025, 3, 5), "day"),
    "2025.3.5": (date(2025, 3, 5), "day"),
    "2025年3月5日": (date(2025, 3, 5), "day"),
    "２０２５年３月５日": (date(2025, 3, 5), "day"),
    "20250305": (date(2025, 3, 5), "day"),
    "2025-03-05 10:21:00": (date(2025, 3, 5), "day"),
    "2025-03-05T10:21:00": (date(2025, 3, 5), "day"),
    "2025年3月": (date(2025, 3, 1), "month"),
    "2025年3月份": (date(2025, 3, 1), "month"),
    "2021年": (date(2021, 1, 1), "year"),
    "2021年度": (date(2021, 1, 1), "year"),
    "2021": (date(2021, 1, 1), "year"),
    "2025-02-30": None,
    "2025-13-01": None,
    "昨天": None,
    "3月5日": None,
    "": None,
}


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_far_as_it_is_known(text: str) -> None:
    assert read_day(text) == DAYS[text]


def test_what_was_read_is_said_as_it_was_written() -> None:
    assert said_count(100, True) == "100余"
    assert [said_day(date(2021, 3, 5), one) for one in ("year", "month", "day")] == [
        "2021年",
        "2021年3月",
        "2021年3月5日",
    ]
