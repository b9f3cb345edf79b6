"""Pages of a long list, without ever counting all of it: numbered as far as `MOST`, then on from where they end.

A list is in the order of 发布日期, the newest first. `before` is a place in that order; what follows it is numbered anew.
So no page costs more than the first `MOST` rows behind a place that an index finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from gongkai_web.publishing.models import Item

PER_PAGE = 20
MOST = 1000
ORDER = ("-published_on", "-pk")


@dataclass(frozen=True, slots=True)
class Place:
    """The item after which a part of the list begins; its day and its key are enough to find it."""

    day: date
    key: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        day, _, key = text.partition("-")
        try:
            return cls(date.fromisoformat(day), int(key)) if len(day) == 8 and key.isdigit() else None
        except ValueError:
            return None

    @classmethod
    def of(cls, item: Item) -> Place | None:
        return cls(item.published_on, item.pk) if item.published_on else None

    def __str__(self) -> str:
        return f"{self.day:%Y%m%d}-{self.key}"

    @property
    def behind(self) -> Q:
        """What comes after this place: a bound by day that an index uses, and the exact one."""
        exact = Q(published_on__lt=self.day) | Q(published_on=self.day, pk__lt=self.key)
        return Q(published_on__lte=self.day) & exact


class Pages:
    """One page of a list of items and the way to the others. `kept` are the parameters of its filters."""

    def __init__(self, items: QuerySet[Item], asked: Mapping[str, str], kept: Mapping[str, str] | None = None) -> None:
        self.place = Place.read(asked.get("before", ""))
        self.items = items.filter(self.place.behind) if self.place else items
        self.kept = {name: value for name, value in (kept or {}).items() if value}
        self.number = min(max(_number(asked.get("page", "")), 1), MOST // PER_PAGE)

    @cached_property
    def rows(self) -> Sequence[Item]:
        begin = (self.number - 1) * PER_PAGE
        return list(self.items.order_by(*ORDER)[begin : begin + PER_PAGE])

    @cached_property
    def _counted(self) -> int:
        """At most one more than `MOST`; a first page that is not full has counted itself."""
        if self.number == 1 and len(self.rows) < PER_PAGE:
            return len(self.rows)
        return self.items.order_by()[: MOST + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, MOST)

    @property
    def beyond(self) -> bool:
        """There are more than were counted."""
        return self._counted > MOST

    @property
    def last(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def links(self) -> list[tuple[int, str]]:
        """The first, the last and those around this one, with their addresses; 0 where some are left out."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        shown = sorted(number for number in near if 1 <= number <= self.last)
        found: list[tuple[int, str]] = []
        for number in shown:
            if found and number != found[-1][0] + 1:
                found.append((0, ""))
            found.append((number, self.query(number)))
        return found

    @property
    def previous_query(self) -> str:
        return self.query(self.number - 1) if 1 < self.number <= self.last else ""

    @property
    def next_query(self) -> str:
        return self.query(self.number + 1) if self.number < self.last else ""

    @property
    def older_query(self) -> str:
        """From the last numbered page on to what is older still."""
        place = Place.of(self.rows[-1]) if self.beyond and self.number == self.last and self.rows else None
        return "?" + urlencode({**self.kept, "before": str(place)}) if place else ""

    @property
    def newest_query(self) -> str:
        """From a later part back to the head of the list."""
        return "?" + urlencode(self.kept) if self.place else ""

    def query(self, number: int) -> str:
        place = {"before": str(self.place)} if self.place else {}
        page = {"page": str(number)} if number > 1 else {}
        return "?" + urlencode({**self.kept, **place, **page})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
