"""信息处理费 by items and by pages (requests received since 2021)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute import FeeError, fee_by_items, fee_by_pages


@pytest.mark.parametrize(
    ("items", "yuan"),
    [
        (0, 0),
        (1, 0),
        (10, 0),
        (11, 100),
        (30, 2000),
        (31, 2200),
        (40, 4000),
        (41, 4300),
        (50, 7000),
        (51, 7400),
        (60, 11000),
        (61, 11500),
    ],
)
def test_by_items(items: int, yuan: int) -> None:
    assert fee_by_items(items).total == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [
        (0, 0),
        (30, 0),
        (31, 10),
        (57, 270),
        (100, 700),
        (101, 720),
        (109, 880),
        (119, 1080),
        (200, 2700),
        (201, 2740),
        (250, 4700),
    ],
)
def test_by_pages(pages: int, yuan: int) -> None:
    assert fee_by_pages(pages).total == yuan


@pytest.mark.parametrize(
    ("already", "items", "yuan"), [(10, 1, 100), (28, 12, 2200), (30, 1, 200), (0, 10, 0), (10, 0, 0)]
)
def test_items_of_the_month_add_up(already: int, items: int, yuan: int) -> None:
    assert fee_by_items(items, already_this_month=already).total == yuan


def test_the_breakdown_says_which_bands() -> None:
    bands = fee_by_items(12, already_this_month=28).bands
    assert [(band.first, band.last, band.count, band.price, band.amount) for band in bands] == [
        (11, 30, 2, 100, 200),
        (31, 40, 10, 200, 2000),
    ]
    assert fee_by_pages(250).bands[-1].last is None


def price_of_item(number: int) -> int:
    """第四条, item by item."""
    if number <= 10:
        return 0
    return 100 if number <= 30 else 100 * (-(-(number - 30) // 10) + 1)


@given(st.integers(0, 400), st.integers(0, 400))
def test_as_if_each_item_were_priced_alone(already: int, items: int) -> None:
    alone = sum(price_of_item(number) for number in range(already + 1, already + items + 1))
    assert fee_by_items(items, already_this_month=already).total == alone


@given(st.integers(0, 300), st.integers(0, 300))
def test_two_notices_in_a_month_cost_what_one_costs(first: int, second: int) -> None:
    apart = fee_by_items(first).total + fee_by_items(second, already_this_month=first).total
    assert apart == fee_by_items(first + second).total


@given(st.integers(0, 500))
def test_a_page_more_never_costs_less(pages: int) -> None:
    assert fee_by_pages(pages).total <= fee_by_pages(pages + 1).total
    assert sum(band.count for band in fee_by_pages(pages).bands) == pages


@pytest.mark.parametrize("quantity", [-1, 100_001])
def test_a_quantity_that_cannot_be(quantity: int) -> None:
    with pytest.raises(FeeError):
        fee_by_pages(quantity)
    with pytest.raises(FeeError):
        fee_by_items(1, already_this_month=quantity)


def test_there_was_no_fee_before_2021() -> None:
    assert fee_by_items(11, on=date(2021, 1, 1)).total == 100
    with pytest.raises(FeeError, match="2021年1月1日"):
        fee_by_items(11, on=date(2020, 12, 31))
