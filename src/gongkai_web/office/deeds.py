"""What every page with a form does: try a service, and where it refuses, show why beside what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from gongkai_web.organs.errors import OrganError
from gongkai_web.publishing.editions import next_edition


def refused(act: Callable[[], object]) -> OrganError | None:
    """None where the service did it."""
    try:
        act()
    except OrganError as error:
        return error
    return None


def seen_at_once(act: Callable[[], object], *organs: str) -> OrganError | None:
    """For what public pages show: in the same transaction a new edition begins, so that no kept page outlives it. Of the
    organs of these codes, or of all."""

    @transaction.atomic
    def both() -> None:
        # The edition before the log, as whoever publishes takes them: nobody waits for somebody who waits for them.
        next_edition(*organs)
        act()

    return refused(both)


def told(request: HttpRequest, error: OrganError | None, done: str) -> None:
    """For acts of one button: what happened stands at the top of the next page."""
    if error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
