"""Entries and a source for tests: what the app that publishes will be, without it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai_web.search.index import Entry, Index
from gongkai_web.search.schema import Mark
from gongkai_web.search.source import Changes, SlowError

PLAIN = Entry(
    key=1,
    organ=1,
    column="notices",
    year=2026,
    published=date(2026, 3, 2).toordinal(),
    validity="valid",
    categories=(),
    title="",
    document_number="",
    index_number="",
    text="",
)


def entry(key: int, text: str = "", **values: object) -> Entry:
    return replace(PLAIN, key=key, text=text, **values)  # type: ignore[arg-type]


def index_of(folder: Path, *entries: Entry, upto: int = 0) -> Index:
    index = Index(folder)
    index.rebuild(entries, upto)
    return index


class FakeSource:
    """Items, and a log of which was touched; `hide` is a recall."""

    def __init__(self, *entries: Entry) -> None:
        self.items = {one.key: one for one in entries}
        self.log: list[int] = list(self.items)
        self.history = "first"
        self.slow = False
        self.while_reading: Callable[[], None] = lambda: None

    def publish(self, one: Entry) -> None:
        self.items[one.key] = one
        self.log.append(one.key)

    def hide(self, key: int) -> None:
        del self.items[key]
        self.log.append(key)

    def total(self) -> int:
        return len(self.items)

    def all_entries(self, *, quick: bool) -> Iterable[Entry]:
        self._be_quick(quick)
        for one in list(self.items.values()):
            yield one
            self.while_reading()

    def entries_for(self, keys: Collection[int], *, quick: bool) -> Iterable[Entry]:
        self._be_quick(quick)
        return [self.items[key] for key in keys if key in self.items]

    def _be_quick(self, quick: bool) -> None:
        if quick and self.slow:
            raise SlowError

    def latest(self) -> Mark:
        return self._mark(len(self.log))

    def changed_since(self, number: int, limit: int) -> Changes:
        found = self.log[number : number + limit]
        end = number + len(found)
        return Changes(set(found), self._mark(end), end < len(self.log), self._mark(number).digest)

    def _mark(self, number: int) -> Mark:
        """The digest of all before: as of a chain."""
        known = number <= len(self.log)
        return Mark(number, f"{self.history}:{self.log[:number]}" if known else "")
