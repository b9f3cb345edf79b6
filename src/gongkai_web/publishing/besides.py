"""What the public finds besides items: pages of other parts that are searched, told in feeds and exported like them.

In the search index an item is known by its own number; each other kind has the numbers from its `first` on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from gongkai_web.organs.models import Organ
from gongkai_web.publishing import journal


@dataclass(frozen=True, slots=True)
class Besides:
    """One page as the public sees it now. `key` is that of the index; `kind` says what it is; `text` is plain."""

    key: int
    organ_id: int
    url: str
    title: str
    text: str
    kind: Any
    publisher: str
    published_on: date
    published_at: datetime


class Kind(Protocol):
    """`log_kind`: what the log calls it; `first`: its numbers in the index begin there, beyond those of items and of others."""

    log_kind: str
    first: int

    def touched(self, key: int, data: Mapping[str, Any]) -> Collection[int]:
        """The keys of the index that an entry of the log about this one touches."""
        ...

    def total(self) -> int: ...

    def found(self, organ: Organ | None = None, keys: Collection[int] | None = None) -> Iterator[Besides]:
        """Those the public may see now, the newest first: of one organ, or of these keys of the index."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called from an app's `ready`; of one name the last one counts."""
    _kinds[kind.log_kind] = kind
    journal.LOG.follow(kind.log_kind, kind.touched)


def total() -> int:
    return sum(kind.total() for kind in _kinds.values())


def everything() -> Iterator[Besides]:
    for kind in _kinds.values():
        yield from kind.found()


def of_keys(keys: Collection[int]) -> dict[int, Besides]:
    """What is not in the answer the public may not see."""
    asked = [(kind, [key for key in keys if key >= kind.first]) for kind in _kinds.values()]
    return {one.key: one for kind, mine in asked if mine for one in kind.found(keys=mine)}


def of_organ(organ: Organ) -> list[Besides]:
    """The newest first."""
    found = [one for kind in _kinds.values() for one in kind.found(organ=organ)]
    return sorted(found, key=lambda one: (one.published_at, one.key), reverse=True)
