"""The kept pages themselves: those not asked for the longest go first when there is no more room."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple


class Key(NamedTuple):
    """Everything a page depends on; `day` as `date.toordinal()`."""

    edition: int
    day: int
    address: str
    language: str
    view: str
    contrast: str


@dataclass(frozen=True, slots=True)
class Page:
    """`tag` stands for the content: another byte gives another tag. Good until a moment of the machine's own clock, after
    which it is made anew although nothing was published; not all at once, so that readers wait for none."""

    body: bytes
    kind: str
    tag: str
    until: float

    @classmethod
    def of(cls, body: bytes, kind: str) -> Page:
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        return cls(body, kind, f'"{digest}"', time.monotonic() + GOOD_SECONDS * (1 + int(digest[:4], 16) / 0xFFFF))


GOOD_SECONDS = 600
"""To twice as long: the bound for what no edition counts."""
OVERHEAD = 600
"""Bytes that a kept page takes besides its body and address, about."""


class Store:
    """Safe for threads. What belongs to an edition or a day that is past is dropped as soon as a later one is asked for."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._now = (0, 0)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Page | None:
        with self._lock:
            self._move_on(key)
            page = self._pages.get(key)
            if page is None or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep it, unless it is of an edition that is past already, or larger than everything together may be."""
        with self._lock:
            self._move_on(key)
            if (key.edition, key.day) != self._now or _weight(key, page) > self.limit:
                return
            self._drop(key)
            self._pages[key] = page
            self.size += _weight(key, page)
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size, self._now = 0, (0, 0)

    def _move_on(self, key: Key) -> None:
        now = (key.edition, key.day)
        if now > self._now:
            self._pages.clear()
            self.size, self._now = 0, now

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= _weight(key, page)


def _weight(key: Key, page: Page) -> int:
    return len(page.body) + len(key.address) + OVERHEAD
