"""What is done by itself every so often, by the program beside the web server: releases due, duties, the search index.

Every tick may be run by several machines at once and at any time: it looks what is due and does it in transactions of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import Error

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Tick:
    name: str
    every: timedelta
    do: Callable[[datetime], object]
    last: datetime | None = field(default=None)

    def is_due(self, now: datetime) -> bool:
        return self.last is None or now - self.last >= self.every


_ticks: dict[str, Tick] = {}


def register(name: str, every: timedelta, do: Callable[[datetime], object]) -> None:
    """Called once by an app when it is ready."""
    _ticks[name] = Tick(name, every, do)


def run_due(now: datetime) -> None:
    """Do what is due. One that fails is told in the log and tried again; it does not stop the others."""
    for tick in _ticks.values():
        if not tick.is_due(now):
            continue
        tick.last = now
        try:
            tick.do(now)
        except Error:
            # The database is away: the caller waits for it.
            raise
        except Exception:
            logger.exception("the tick %s failed", tick.name)
