"""What a person holds is asked for dozens of times while one page is made, and nothing changes it meanwhile: it is read once.

Never around an act: whoever is appointed or relieved in it holds something else at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse

Found = TypeVar("Found")
Handler = Callable[[HttpRequest], HttpResponse]

_read: ContextVar[dict[object, object] | None] = ContextVar("read", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Within this, `once` remembers. One within another changes nothing."""
    if _read.get() is not None:
        yield
        return
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(key: object, find: Callable[[], Found]) -> Found:
    """What `find` gives; while reading, what it gave the first time."""
    kept = _read.get()
    if kept is None:
        return find()
    if key not in kept:
        kept[key] = find()
    return cast(Found, kept[key])


def reading_requests(get_response: Handler) -> Handler:
    """Middleware: a request that only reads."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with reading():
            return get_response(request)

    return handle
