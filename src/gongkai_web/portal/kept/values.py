"""What many pages show alike, made once an edition: whose page it is, its entries, its site, how to reach the office."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils import timezone, translation

from gongkai_web.publishing.editions import Scope, edition

T = TypeVar("T")
MOMENT = 600
"""Seconds after which they are made anew although nothing was published: the bound for what no edition counts."""
MOST = 2000


class Present(NamedTuple):
    """What the public sees now of a scope, as a number that grows with every change, and the stretch of ten minutes it is
    seen in."""

    edition: int
    moment: int


def present(request: HttpRequest, scope: Scope) -> Present:
    """Read once for each request, before anything else of it: what is read later can only be newer."""
    read: dict[Scope, Present] = request.__dict__.setdefault("public_present", {})
    if scope not in read:
        read[scope] = Present(edition(scope), int(timezone.now().timestamp()) // MOMENT)
    return read[scope]


class Values:
    """Each of the latest present of its scope. Threads share what they find here and change nothing of it."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[Present, Any]] = {}
        self._lock = Lock()

    def get(self, request: HttpRequest, scope: Scope, key: Hashable, make: Callable[[], T]) -> T:
        now, full = present(request, scope), (key, translation.get_language())
        with self._lock:
            of, kept = self._found.get(full, (None, None))
        if of == now:
            found: T = kept
            return found
        made = make()
        with self._lock:
            if len(self._found) >= MOST:
                self._found.clear()
            # Another thread may have read a later present meanwhile.
            if full not in self._found or self._found[full][0] < now:
                self._found[full] = (now, made)
        return made

    def clear(self) -> None:
        with self._lock:
            self._found.clear()


VALUES = Values()
