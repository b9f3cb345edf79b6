"""The kept pages themselves: those not asked for the longest go first when there is no more room."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple


class Key(NamedTuple):
    """Whose page it is, and for which readers."""

    address: str
    language: str
    view: str
    contrast: str


class Stamp(NamedTuple):
    """The edition of its scope that a page was made in, and the day, as `date.toordinal()`. A page of an earlier one is past."""

    edition: int
    day: int


@dataclass(frozen=True, slots=True)
class Page:
    """`tag` stands for the content: another byte gives another tag. Good until a moment of the machine's own clock, after
    which it is made anew although nothing was published; not all at once, so that readers wait for none."""

    stamp: Stamp
    body: bytes
    kind: str
    tag: str
    until: float

    @classmethod
    def of(cls, stamp: Stamp, body: bytes, kind: str) -> Page:
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        return cls(
            stamp, body, kind, f'"{digest}"', time.monotonic() + GOOD_SECONDS * (1 + int(digest[:4], 16) / 0xFFFF)
        )


GOOD_SECONDS = 600
"""To twice as long: the bound for what no edition counts."""
OVERHEAD = 600
"""Bytes that a kept page takes besides its body and address, about."""


class Store:
    """Safe for threads. A page whose edition or day is past is dropped when it is asked for, or with those nobody asks for."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key, now: Stamp) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp > now:
                return None
            if page.stamp < now or page.until < time.monotonic():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep it, unless a later one is kept already, or it is larger than everything together may be."""
        with self._lock:
            kept = self._pages.get(key)
            if (kept is not None and kept.stamp > page.stamp) or _weight(key, page) > self.limit:
                return
            self._drop(key)
            self._pages[key] = page
            self.size += _weight(key, page)
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= _weight(key, page)


def _weight(key: Key, page: Page) -> int:
    return len(page.body) + len(key.address) + OVERHEAD
