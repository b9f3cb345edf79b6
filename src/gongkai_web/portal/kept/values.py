"""What many pages show alike, made once an edition: whose page it is, its entries, its site, how to reach the office."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils import timezone, translation

from gongkai_web.publishing.editions import edition

T = TypeVar("T")
MOMENT = 600
"""Seconds after which they are made anew although nothing was published: the bound for what no edition counts."""
MOST = 2000


class Present(NamedTuple):
    """What the public sees now, as a number that grows with every change, and the stretch of ten minutes it is seen in."""

    edition: int
    moment: int


def present(request: HttpRequest) -> Present:
    """Read once for each request, before anything else of it: what is read later can only be newer."""
    found: Present | None = getattr(request, "public_present", None)
    if found is None:
        found = Present(edition(), int(timezone.now().timestamp()) // MOMENT)
        request.public_present = found  # type: ignore[attr-defined]
    return found


class Values:
    """Of the latest present only. Threads share what they find here and change nothing of it."""

    def __init__(self) -> None:
        self._of = Present(0, 0)
        self._found: dict[Hashable, Any] = {}
        self._lock = Lock()

    def get(self, request: HttpRequest, key: Hashable, make: Callable[[], T]) -> T:
        now, full = present(request), (key, translation.get_language())
        with self._lock:
            if now > self._of or len(self._found) >= MOST:
                self._of, self._found = max(now, self._of), {}
            if now == self._of and full in self._found:
                kept: T = self._found[full]
                return kept
        made = make()
        with self._lock:
            if now == self._of:
                self._found[full] = made
        return made

    def clear(self) -> None:
        with self._lock:
            self._of, self._found = Present(0, 0), {}


VALUES = Values()
