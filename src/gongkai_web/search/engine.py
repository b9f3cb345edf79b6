"""tantivy, kept at arm's length: what it raises, Rust's panics among it, becomes one error of ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from gongkai_web.search.schema import MARK, SCHEMA, Mark

_BUSY = "LockBusy"
_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EROFS)
_WORDS_OF_THE_MACHINE = ("No space left", "Too many open files", "Permission denied", "Read-only", "Cannot allocate")


class EngineError(Exception):
    """The index cannot be used as it lies there."""


class BusyError(EngineError):
    """Another writer holds the lock."""


class MachineError(EngineError):
    """Disk, memory or rights: the index itself may be sound."""


@contextmanager
def guarded() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise _meant(error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(str(error)) from error


def _meant(error: Exception) -> EngineError:
    said = str(error)
    if _BUSY in said:
        return BusyError(said)
    if getattr(error, "errno", None) in _OF_THE_MACHINE or any(words in said for words in _WORDS_OF_THE_MACHINE):
        return MachineError(said)
    return EngineError(said)


def create(folder: Path) -> tantivy.Index:
    with guarded():
        return tantivy.Index(SCHEMA, path=str(folder), reuse=False)


def open_index(folder: Path) -> tantivy.Index:
    """No thread of its own watches the folder: it is looked at before each search."""
    with guarded():
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        index.reload()
        return index


def mark(searcher: tantivy.Searcher) -> Mark:
    found = searcher.search(tantivy.Query.term_query(SCHEMA, "kind", MARK), 1, count=False).hits
    if not found:
        raise EngineError("no watermark")
    document = searcher.doc(found[0][1])
    if not document["upto"] or not document["digest"]:
        raise EngineError("a watermark of another make")
    return Mark(int(document["upto"][0]), str(document["digest"][0]))
