"""信息处理费 (国办函〔2020〕109号): progressive by band, by items in a calendar month or by pages of one request.

Amounts are whole yuan. Only one of the two methods may be used for a request (第三条), and charging is a choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.statute.laws import FEE_MEASURE

_MOST = 100_000


class Method(StrEnum):
    ITEMS = "items"
    PAGES = "pages"

    @property
    def unit(self) -> str:
        return {"items": "件", "pages": "页"}[self.value]


@dataclass(frozen=True, slots=True)
class Scale:
    """Prices by band: `bands` are (last number, yuan each); above them every `step` more cost `rise` yuan more.

    Without a step the price of `beyond` holds for all that follow.
    """

    method: Method
    article: str
    since: date
    bands: tuple[tuple[int, int], ...]
    step: int | None = None
    rise: int = 0
    beyond: int = 0

    def steps(self) -> Iterator[tuple[int, int | None, int]]:
        """(first number, last number or None, yuan each), without end where the scale has a step."""
        first, price = 1, 0
        for last, price in self.bands:
            yield first, last, price
            first = last + 1
        while self.step:
            price += self.rise
            yield first, first + self.step - 1, price
            first += self.step
        yield first, None, self.beyond


SCALES = (
    Scale(Method.ITEMS, FEE_MEASURE.cite(4), FEE_MEASURE.in_force, bands=((10, 0), (30, 100)), step=10, rise=100),
    Scale(Method.PAGES, FEE_MEASURE.cite(5), FEE_MEASURE.in_force, bands=((30, 0), (100, 10), (200, 20)), beyond=40),
)


@dataclass(frozen=True, slots=True)
class FeeBand:
    """What falls into one band: the numbers `first` to `last` (None: no end), how many of them, and their price."""

    first: int
    last: int | None
    count: int
    price: int

    @property
    def amount(self) -> int:
        return self.count * self.price


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan with its breakdown; bands that nothing falls into are left out."""

    method: Method
    quantity: int
    already: int
    article: str
    bands: tuple[FeeBand, ...]

    @property
    def total(self) -> int:
        return sum(band.amount for band in self.bands)


class FeeError(GongkaiError):
    """A quantity that cannot be charged for, or a day without a scale."""


def fee_by_items(items: int, *, already_this_month: int = 0, on: date | None = None) -> Fee:
    """The fee for `items` more of one applicant, after `already_this_month` in the same calendar month (第四条)."""
    return _fee(_scale(Method.ITEMS, on), items, already_this_month)


def fee_by_pages(pages: int, *, on: date | None = None) -> Fee:
    """The fee for the pages of one request; requests are not added up (第五条)."""
    return _fee(_scale(Method.PAGES, on), pages, 0)


def _scale(method: Method, on: date | None) -> Scale:
    known = [scale for scale in SCALES if scale.method is method]
    if on is None:
        return known[-1]
    for scale in reversed(known):
        if scale.since <= on:
            return scale
    text = f"{chinese_date(known[0].since)}以前没有信息处理费"
    raise FeeError(text, "请核对日期", chinese_date(on), "FEE_NO_SCALE")


def _fee(scale: Scale, quantity: int, already: int) -> Fee:
    if quantity < 0 or already < 0:
        raise FeeError("数量不能是负数", "请核对件数或者页数", code="FEE_QUANTITY")
    if quantity + already > _MOST:
        raise FeeError(f"数量超过{_MOST}", "请核对件数或者页数", code="FEE_QUANTITY")
    return Fee(scale.method, quantity, already, scale.article, tuple(_bands(scale, already, already + quantity)))


def _bands(scale: Scale, after: int, through: int) -> Iterator[FeeBand]:
    for first, last, price in scale.steps():
        if first > through:
            return
        count = min(through, last or through) - max(after, first - 1)
        if count > 0:
            yield FeeBand(first, last, count, price)
