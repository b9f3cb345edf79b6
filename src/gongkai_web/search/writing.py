"""Writing to the index: a few changes in place, or all of it anew in a folder beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

import tantivy

from gongkai_web.search import engine
from gongkai_web.search.engine import guarded
from gongkai_web.search.errors import Progress
from gongkai_web.search.generations import Generations
from gongkai_web.search.schema import MARK, SCHEMA, Entry, Mark, document_of, document_of_mark

MEGABYTE = 1 << 20
SOME_PIECES, MOST_PIECES = 16, 48
"""Every commit adds a piece. Merging them is the worker's, and only where there is none that of whoever writes."""

_FEW_BYTES = 24 * MEGABYTE
_MANY_BYTES, _MANY_THREADS = 160 * MEGABYTE, 2
Told = Callable[[Progress], None]


class Writing:
    """Holds the writer's lock. Raises BusyError where another process has it."""

    def __init__(self, folder: Path, *, patient: bool) -> None:
        self._index = engine.open_index(folder)
        self._patient = patient or self._index.searcher().num_segments > MOST_PIECES

    def __enter__(self) -> Writing:
        with guarded():
            self._writer = self._index.writer(_FEW_BYTES, 1)
            # What a writer that was killed has left behind would be in the way of files of the same name.
            self._writer.garbage_collect_files()
            # Someone may have committed between opening and locking.
            self._index.reload()
        self.mark = engine.mark(self._index.searcher())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        writer = self._writer
        del self._writer
        if self._patient and error is None:
            with guarded():
                writer.wait_merging_threads()

    def put(self, added: Iterable[Entry], removed: Iterable[int], mark: Mark) -> None:
        """All of it or nothing: a writer that dies before the commit leaves what was."""
        with guarded():
            for key in removed:
                self._take_out(key)
            for entry in added:
                self._take_out(entry.key)
                self._writer.add_document(document_of(entry))
            _set_mark(self._writer, mark)
            self._writer.commit()
        self.mark = mark

    def tidy(self) -> None:
        """A commit of nothing: it is after commits that pieces are merged."""
        with guarded():
            self._writer.commit()

    def _take_out(self, key: int) -> None:
        """By query: by term, tantivy 0.27 takes the number for a signed one and deletes nothing."""
        self._writer.delete_documents_by_query(tantivy.Query.term_query(SCHEMA, "key", key))


class Building:
    """A new folder, filled and put in place; erased where that fails."""

    def __init__(self, generations: Generations, total: int, told: Told | None) -> None:
        self._generations = generations
        self._total = total
        self._told = told

    def build(self, entries: Iterable[Entry], mark: Mark) -> None:
        folder = self._generations.new()
        try:
            self._fill(folder, entries, mark)
            self._generations.put_in_place(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _fill(self, folder: Path, entries: Iterable[Entry], mark: Mark) -> None:
        index = engine.create(folder)
        with guarded():
            writer = index.writer(_MANY_BYTES, _MANY_THREADS)
        self._tell(0, now=True)
        for done, entry in enumerate(entries, 1):
            with guarded():
                writer.add_document(document_of(entry))
            self._tell(done)
        with guarded():
            _set_mark(writer, mark)
            writer.commit()
            writer.wait_merging_threads()

    def _tell(self, done: int, *, now: bool = False) -> None:
        progress = Progress(done, max(done, self._total))
        self._generations.note(progress, now=now)
        if self._told:
            self._told(progress)


def _set_mark(writer: tantivy.IndexWriter, mark: Mark) -> None:
    writer.delete_documents_by_term("kind", MARK)
    writer.add_document(document_of_mark(mark))
