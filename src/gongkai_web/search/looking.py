"""One search in one state of the index, in bounded time however many items hold the words.

Where more could hold them than anyone pages through, the newest are looked at first, and everything only where those are
too few. By date this changes nothing. By relevance it means: of words that stand in tens of thousands of items, those are
ranked that have them in the title or a number, and the newest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import tantivy

from gongkai_web.search import engine, matching
from gongkai_web.search.query import DATE, MOST_HITS, Query, Wanted
from gongkai_web.search.schema import Mark

MANY = 30_000
_WINDOWS = (20_000, 200_000)


class Looking:
    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self._edges: dict[int, int] = {}

    @cached_property
    def mark(self) -> Mark:
        return engine.mark(self.searcher)

    def found(self, query: Query, wanted: Wanted) -> list[tantivy.DocAddress]:
        """In their order, at most one more than MOST_HITS."""
        by_date = query.sort == DATE or not wanted.terms
        for edge in self._windows(query, wanted):
            matched = matching.built(query, wanted, newest=edge, or_in_head=not by_date)
            found = self._asked(matched, by_date=by_date)
            if len(found) > MOST_HITS:
                return found
        return self._asked(matching.built(query, wanted), by_date=by_date)

    def keys_at(self, addresses: list[tantivy.DocAddress]) -> tuple[int, ...]:
        return tuple(int(key or 0) for key in self.searcher.fast_field_values("key", addresses)) if addresses else ()

    def _windows(self, query: Query, wanted: Wanted) -> Iterator[int]:
        if matching.most(self.searcher, query, wanted) > MANY:
            yield from map(self._edge, (size for size in _WINDOWS if size < self.searcher.num_docs // 2))

    def _edge(self, size: int) -> int:
        """From where in time the newest so many lie."""
        if size not in self._edges:
            everything = matching.built(Query(), Wanted((), False))
            hits = self.searcher.search(everything, 1, count=False, order_by_field="newest", offset=size).hits
            self._edges[size] = int(hits[0][0]) if hits else 0
        return self._edges[size]

    def _asked(self, matched: tantivy.Query, *, by_date: bool) -> list[tantivy.DocAddress]:
        order = "newest" if by_date else None
        return [hit[1] for hit in self.searcher.search(matched, MOST_HITS + 1, count=False, order_by_field=order).hits]
