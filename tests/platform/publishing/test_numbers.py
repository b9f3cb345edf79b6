"""索引号: unique, never given twice, in the form each office is used to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Counter, Item, Practice
from gongkai_web.publishing.numbers import check_pattern, filled, next_number
from tests.platform.publishing.office import township

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("pattern", "code", "number", "printed"),
    [
        ("{organ}/{year}-{number:05}", "000014349", 110, "000014349/2026-00110"),
        ("{organ}/{year}{month}-{number:05}", "11341702486344515H", 13, "11341702486344515H/202611-00013"),
        ("{organ}--{year}-{number:04}", "j602402", 165, "j602402--2026-0165"),
        ("{organ}-{column}-{year}-{number}", "330200", 7, "330200-policies-2026-7"),
    ],
)
def test_printed_in_the_forms_seen_on_government_pages(pattern, code, number, printed):
    check_pattern(pattern)
    assert filled(pattern, code, DAY, "policies", number) == printed


@pytest.mark.parametrize(
    "pattern",
    [
        "{organ}/{year}",
        "{organ}/{number:05}",
        "{organ}/{year}-{number}-{number}",
        "{organ}/{year}-{serial}",
        "{organ}/{year}-{number:05",
        "{organ}/{year}-{number:x5}x",
        "{organ.pk}/{year}-{number}",
        "<b>{year}-{number}",
        "{year:99999}-{number}",
    ],
)
def test_a_pattern_that_cannot_hold_is_refused(pattern):
    with pytest.raises(PublishingError):
        check_pattern(pattern)


@pytest.mark.django_db
def test_counts_by_organ_and_year():
    office = township()
    practice = Practice(organ=office.organ, index_organ_code="000014349")
    numbers = [
        next_number(organ=office.organ, practice=practice, column="news", day=day)
        for day in (DAY, DAY, date(2027, 1, 1), DAY)
    ]
    assert numbers == [
        "000014349/2026-00001",
        "000014349/2026-00002",
        "000014349/2027-00001",
        "000014349/2026-00003",
    ]


@pytest.mark.django_db
def test_steps_over_numbers_that_came_with_older_items():
    office = township()
    Item.objects.create(organ=office.organ, drafted_by=office.clerk, index_number="T1/2026-00001")
    assert next_number(organ=office.organ, practice=Practice(organ=office.organ), column="", day=DAY) == "T1/2026-00002"


@pytest.mark.django_db
def test_two_organs_of_one_code_share_a_counter_and_never_a_number():
    first, second = township("A1", "甲乡人民政府"), township("A2", "乙乡人民政府")
    given_ = [
        next_number(organ=o.organ, practice=Practice(organ=o.organ, index_organ_code="X"), column="", day=DAY)
        for o in (first, second, first)
    ]
    assert len(set(given_)) == 3
    assert Counter.objects.count() == 1


@given(st.integers(min_value=1, max_value=10**7), st.integers(min_value=1, max_value=10**7))
def test_different_counts_never_print_alike(one, other):
    pattern = "{organ}/{year}-{number:05}"
    same = filled(pattern, "X", DAY, "", one) == filled(pattern, "X", DAY, "", other)
    assert same == (one == other)
