"""What stands around every public page of an organ, for parts below the portal that have public pages of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from gongkai_web.organs.models import Organ

Around = Callable[[HttpRequest, Organ, str], dict[str, Any]]
"""Of a request, an organ and the column the page belongs to: what the portal's frame needs to be drawn."""

_around: list[Around] = []


def register(around: Around) -> None:
    """Called by the portal when it is ready."""
    _around[:] = [around]


def around(request: HttpRequest, organ: Organ, current: str = "") -> dict[str, Any]:
    return _around[0](request, organ, current) if _around else {"organ": organ}
