"""The thread beside `gongkai-web work` that keeps the index: it builds, follows, and never stops the program it runs in."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections

from gongkai_web.search import keeping, shelf, source

logger = logging.getLogger(__name__)
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 120.0


def start() -> threading.Thread:
    """It ends with the program, in whatever it is doing: what is half built then is never used."""
    thread = threading.Thread(target=keep_going, name="search", daemon=True)
    thread.start()
    return thread


def keep_going(stopped: threading.Event | None = None) -> None:
    stopped = stopped or threading.Event()
    pause = PAUSE_SECONDS
    while not stopped.wait(pause):
        pause = PAUSE_SECONDS if _kept() else min(2 * pause, LONGEST_PAUSE_SECONDS)


def _kept() -> bool:
    registered = source.registered()
    if registered is None:
        return True
    try:
        keeping.keep(shelf.index(), registered)
    except Exception:
        # Disk full, database away: what is there goes on serving, and it is tried again.
        logger.exception("the search index could not be kept")
        return False
    finally:
        close_old_connections()
    return True
