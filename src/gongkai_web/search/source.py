"""Where the entries come from. The app that publishes registers its source; this one knows nothing of items."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from gongkai_web.search.schema import Entry, Mark


class SlowError(Exception):
    """It would take longer than somebody should wait who only searches; the worker does it."""


@dataclass(frozen=True, slots=True)
class Changes:
    keys: Collection[int]
    """At most as many as were asked for."""
    mark: Mark
    """Through here they are all."""
    more: bool
    """The log goes on behind the mark."""
    digest_before: str
    """Of the entry after which was asked; empty where the log has none."""


class Source(Protocol):
    def total(self) -> int:
        """About how many `all_entries` gives; for the progress only."""
        ...

    def all_entries(self, *, quick: bool) -> Iterable[Entry]:
        """Everything the public may find now, as a stream; `quick` as below."""
        ...

    def entries_for(self, keys: Collection[int], *, quick: bool) -> Iterable[Entry]:
        """Of these keys, those that the public may find now; what is left out is taken out of the index.

        `quick`: somebody is waiting for a page. Raises SlowError rather than to open large files nobody has read yet.
        """
        ...

    def latest(self) -> Mark:
        """The number of the last entry of the log, and its digest."""
        ...

    def changed_since(self, number: int, limit: int) -> Changes:
        """What was touched after this number, oldest first."""
        ...


_registered: Source | None = None


def register(source: Source | None) -> None:
    global _registered
    _registered = source


def registered() -> Source | None:
    return _registered
