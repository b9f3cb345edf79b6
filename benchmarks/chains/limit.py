"""A time limit for work in this process."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def limited(seconds: int, work: Callable[[], Result]) -> Result:
    """Raises TimeoutError where the work takes longer. For the main thread of a process only."""

    def late(*_: object) -> None:
        raise TimeoutError(f"over {seconds} s")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        return work()
    finally:
        signal.alarm(0)
