"""Keeping the index level with what is published: a little before each search, everything in the worker."""

from __future__ import annotations

import logging
from contextlib import suppress

from gongkai_web.search.engine import BusyError, EngineError
from gongkai_web.search.errors import NotReadyError, SearchError
from gongkai_web.search.index import Index
from gongkai_web.search.source import Changes, SlowError, Source
from gongkai_web.search.writing import Told, Writing

logger = logging.getLogger(__name__)
BEFORE_A_SEARCH = 40
AT_ONCE = 500
SMALL = 200
FAR_BEHIND = 1000


def catch_up(index: Index, source: Source, *, most: int = BEFORE_A_SEARCH) -> bool:
    """Apply what changed, where it is little; whether the index now holds everything.

    A larger backlog, large files nobody has read yet, a missing index of a large site, and a lock that another process holds are
    left to the worker.
    """
    try:
        changes = _changes(index, source, most)
        if changes.keys and not changes.more:
            _follow(index, source, most, quick=True)
    except (BusyError, SlowError):
        return False
    except NotReadyError:
        return source.total() <= SMALL and _built_at_once(index, source)
    except (EngineError, SearchError):
        logger.warning("the search index was not brought up to date", exc_info=True)
        return False
    return not changes.more


def keep(index: Index, source: Source, told: Told | None = None) -> None:
    """What the worker does again and again: build what is missing, broken or outdated, then follow the log to its end."""
    try:
        changes = _changes(index, source, AT_ONCE)
    except NotReadyError:
        rebuild(index, source, told)
        return
    with suppress(BusyError):
        if changes.keys or changes.mark.upto - index.upto > FAR_BEHIND:
            _follow(index, source, AT_ONCE, quick=False)
        if index.scattered:
            with index.writing(patient=True) as writing:
                writing.tidy()


def rebuild(index: Index, source: Source, told: Told | None = None, *, quick: bool = False) -> bool:
    """The mark is read before the entries: what changes meanwhile is applied once more afterwards."""
    mark = source.latest()
    entries = source.all_entries(quick=quick)
    return index.rebuild(entries, mark.upto, told, digest=mark.digest, total=source.total())


def _built_at_once(index: Index, source: Source) -> bool:
    with suppress(SlowError):
        return rebuild(index, source, quick=True)
    return False


def _changes(index: Index, source: Source, limit: int) -> Changes:
    """Raises NotReadyError for an index of another log, as after a database was set back to a copy of last week."""
    mark = index.mark
    changes = source.changed_since(mark.upto, limit)
    if changes.digest_before != mark.digest:
        raise NotReadyError.at(None)
    return changes


def _follow(index: Index, source: Source, limit: int, *, quick: bool) -> None:
    """To the end of the log, under the writer's lock. Raises BusyError where another has it; that one follows too."""
    with index.writing(patient=not quick) as writing:
        while _step(writing, source, limit, quick=quick):
            pass


def _step(writing: Writing, source: Source, limit: int, *, quick: bool) -> bool:
    """Whether there is more. Keys are applied as they are now: what the source does not give is public no more."""
    changes = source.changed_since(writing.mark.upto, limit)
    if changes.mark != writing.mark:
        entries = list(source.entries_for(changes.keys, quick=quick)) if changes.keys else []
        writing.put(entries, set(changes.keys) - {entry.key for entry in entries}, changes.mark)
    return changes.more
