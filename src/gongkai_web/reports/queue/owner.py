"""Whose a waiting file is: a random mark in a cookie of the browser it came from, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.http import HttpRequest, HttpResponse

COOKIE = "gongkai_queue"
_LENGTHS = range(24, 100)


def owner_of(request: HttpRequest) -> str:
    """The hash of its mark; empty for a browser without one, to whom nothing belongs."""
    mark = request.COOKIES.get(COOKIE, "")
    return _hash(mark) if len(mark) in _LENGTHS else ""


def new_mark() -> tuple[str, str]:
    """A mark and its hash."""
    mark = secrets.token_urlsafe(24)
    return mark, _hash(mark)


def set_mark(request: HttpRequest, response: HttpResponse, mark: str) -> None:
    """Until the browser is closed; out of reach of scripts, and not sent along from other sites."""
    response.set_cookie(COOKIE, mark, path="/check/", samesite="Lax", secure=request.is_secure(), httponly=True)


def _hash(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
