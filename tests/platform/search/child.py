"""A process of its own that writes to the index until it is killed: `python -m tests.platform.search.child ACT FOLDER`."""

from __future__ import annotations

import itertools
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

from gongkai_web.search.engine import EngineError  # noqa: E402
from gongkai_web.search.index import Entry, Index  # noqa: E402
from gongkai_web.search.schema import document_of  # noqa: E402
from tests.platform.search.making import entry  # noqa: E402


def build(index: Index) -> None:
    """Never comes to an end."""
    index.rebuild(_endless(), 99, total=100_000_000)


def _endless() -> Iterator[Entry]:
    for number in itertools.count(1):
        yield entry(number, "新的")
        if number == 1000:
            print("ready", flush=True)


def hold(index: Index) -> None:
    """Holds the lock, with work done and not committed."""
    with index.writing() as writing:
        writing._writer.add_document(document_of(entry(77, "半截")))
        print("ready", flush=True)
        time.sleep(60)


def apply(index: Index) -> None:
    """One item a commit, item n with entry n of the log; another process may have been quicker."""
    for turn in itertools.count():
        number = index.upto + 1
        index.apply([entry(number, "住房")], [], number)
        if turn == 0:
            print("ready", flush=True)


def fill(index: Index) -> None:
    """Builds where no file may grow beyond a hundred kilobytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        index.rebuild((entry(number, f"住房{number}" * 50) for number in range(20_000)), 99)
    except (EngineError, OSError):
        print("refused", flush=True)


if __name__ == "__main__":
    {"build": build, "hold": hold, "apply": apply, "fill": fill}[sys.argv[1]](Index(Path(sys.argv[2])))
