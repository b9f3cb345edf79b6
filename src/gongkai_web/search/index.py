"""The index: a copy of what is published, by which it is found. It knows keys, never words to show.

Every process has its own `Index` on the one folder. Any may search, one at a time writes; who writes is decided by
tantivy's lock on the disk, which the system gives back when its holder dies.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import tantivy
from django.utils.translation import gettext as _

from gongkai_web.search import engine
from gongkai_web.search.engine import BusyError, EngineError, MachineError, guarded
from gongkai_web.search.errors import NotReadyError, Progress, SearchError
from gongkai_web.search.generations import Generations
from gongkai_web.search.looking import Looking
from gongkai_web.search.query import MOST_HITS, Query, Wanted, understood
from gongkai_web.search.schema import Entry, Mark
from gongkai_web.search.writing import SOME_PIECES, Building, Told, Writing

__all__ = ["Entry", "Hits", "Index", "Query"]

T = TypeVar("T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hits:
    """`keys` of one page, best or newest first; each still has to pass the gate."""

    keys: tuple[int, ...]
    more: bool
    """There is a next page."""
    counted: int
    """Exact up to MOST_HITS."""
    beyond: bool = False
    """There are more than were counted: say "1000 以上"."""
    loosened: bool = False
    """Nothing holds the words as they were typed; these hold their parts, each somewhere."""
    shortened: bool = False
    """The end of what was typed was left out."""


@dataclass(frozen=True, slots=True)
class _Reading:
    stamp: tuple[Path, int, int]
    index: tantivy.Index
    looking: Looking


class Index:
    def __init__(self, folder: Path) -> None:
        self.generations = Generations(folder)
        self._reading: _Reading | None = None
        self._lock = threading.Lock()

    @property
    def upto(self) -> int:
        """The number of the last entry of the log that is in. Raises NotReadyError."""
        return self.mark.upto

    @property
    def mark(self) -> Mark:
        """The same with the log's digest there. Raises NotReadyError."""
        return self._asked(lambda looking: looking.mark)

    def search(self, query: Query) -> Hits:
        """Raises NotReadyError; never for what was typed."""
        wanted = understood(query.text)
        if query.text.strip() and not wanted.terms:
            return Hits((), False, 0, shortened=wanted.shortened)
        hits = self._asked(lambda looking: _page(looking, query, wanted, loosened=False))
        looser = wanted.loosened
        if hits.counted or looser == wanted:
            return hits
        return self._asked(lambda looking: _page(looking, query, looser, loosened=True))

    @property
    def scattered(self) -> bool:
        """In so many pieces that they should be merged."""
        return self._asked(lambda looking: looking.searcher.num_segments > SOME_PIECES)

    def apply(self, added: Iterable[Entry], removed: Iterable[int], upto: int, digest: str = "") -> bool:
        """Take in, take out and remember how far, in one commit; False where another process is writing.

        Repeating it changes nothing. What lies behind the watermark is in already and is passed over.
        """
        try:
            with self.writing() as writing:
                if upto >= writing.mark.upto:
                    writing.put(added, removed, Mark(upto, digest))
        except BusyError:
            return False
        return True

    @contextmanager
    def writing(self, *, patient: bool = False) -> Iterator[Writing]:
        """The lock, and the watermark under it; `patient` also waits for the merging that a commit begins.

        Raises BusyError where another process has the lock.
        """
        folder = self.generations.current()
        if folder is None:
            raise self._not_ready()
        try:
            with Writing(folder, patient=patient) as writing:
                yield writing
        except (BusyError, MachineError):
            raise
        except EngineError:
            self._fell(folder)
            raise

    def rebuild(
        self, entries: Iterable[Entry], upto: int, progress: Told | None = None, *, digest: str = "", total: int = 0
    ) -> bool:
        """Build anew beside the old one, then swap; False where another process is building."""
        with self.generations.building() as mine:
            if mine:
                Building(self.generations, total, progress).build(entries, Mark(upto, digest))
        return mine

    def progress(self) -> Progress | None:
        """Of a rebuilding that runs now, in whichever process."""
        return self.generations.progress()

    def _asked(self, ask: Callable[[Looking], T]) -> T:
        """A folder that was swapped away meanwhile is no fault: it is asked once more."""
        for _attempt in range(2):
            folder = self.generations.current()
            if folder is None:
                raise self._not_ready()
            try:
                with guarded():
                    return ask(self._looking_into(folder))
            except MachineError as error:
                logger.error("the search index cannot be read", exc_info=True)
                raise SearchError(_("检索暂时不能用"), _("请稍后再试；也可以按栏目查找")) from error
            except EngineError:
                self._fell(folder)
        raise self._not_ready()

    def _fell(self, folder: Path) -> None:
        """One that is still in use and fails is broken; the worker builds it anew."""
        self._reading = None
        if self.generations.current() == folder:
            logger.error("the search index in %s is broken", folder.name, exc_info=True)
            self.generations.mark_broken(folder)

    def _looking_into(self, folder: Path) -> Looking:
        """What was committed before this moment, by whichever process."""
        meta = (folder / "meta.json").stat()
        stamp = (folder, meta.st_ino, meta.st_mtime_ns)
        with self._lock:
            reading = self._reading
            if reading is None or reading.stamp != stamp:
                index = engine.open_index(folder) if reading is None or reading.stamp[0] != folder else reading.index
                index.reload()
                reading = self._reading = _Reading(stamp, index, Looking(index.searcher()))
            return reading.looking

    def _not_ready(self) -> NotReadyError:
        return NotReadyError.at(self.progress())


def _page(looking: Looking, query: Query, wanted: Wanted, *, loosened: bool) -> Hits:
    found = looking.found(query, wanted)
    per_page = min(max(query.per_page, 1), MOST_HITS)
    begin = (max(query.page, 1) - 1) * per_page
    counted = min(len(found), MOST_HITS)
    page = found[:counted][begin : begin + per_page]
    return Hits(
        looking.keys_at(page), begin + per_page < counted, counted, len(found) > MOST_HITS, loosened, wanted.shortened
    )
