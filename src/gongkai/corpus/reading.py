"""Many files → a corpus. Stopped at any moment, it goes on where it was; run again, it reads only what is new or changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.corpus.compose import Filed, compose, known_files
from gongkai.corpus.engines import Engine, Local
from gongkai.corpus.listing import Entry
from gongkai.corpus.opening import connection
from gongkai.corpus.parts import clean, part_folders, write_part
from gongkai.corpus.store import table_file, writing
from gongkai.corpus.workers import Failure, Job, Outcome, digest, unreadable
from gongkai.reading import Limits

_FILES_A_PART, _SECONDS_A_PART = 500, 20.0
Told = Callable[[int, int], None]
"""Told how many contents are read, and of how many."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: contents read now, files in the corpus, and its manifest."""

    read_now: int
    files: int
    manifest: dict[str, Any]


def read_corpus(
    folder: Path,
    entries: Sequence[Entry],
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    again: bool = False,
    exactly: bool = False,
    tell: Told = lambda done, total: None,
) -> Done:
    """Read these files into the corpus at `folder`, beside those that are in it. `again`: also what has been read before.
    `exactly`: what is in the corpus and not among these leaves it.

    Raises GongkaiError where the folder cannot be written; what is wrong with a file stands in the table `files`.
    """
    folder, limits = folder.absolute(), limits or Limits()
    with writing(folder):
        clean(folder)
        files = [*_digested(entries, limits), *(() if exactly else _others(folder, entries))]
        todo = _todo(folder, files, again=again)
        _read(folder, todo, engine or Local(), limits, tell)
        done = Done(len(todo), len(files), compose(folder, files))
        shutil.rmtree(folder / ".tmp", ignore_errors=True)
        return done


def _digested(entries: Sequence[Entry], limits: Limits) -> Iterator[Filed]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda entry: _filed(entry, limits), entries)


def _filed(entry: Entry, limits: Limits) -> Filed:
    if not _is_text(entry.file):
        shown = replace(entry, file=os.fsencode(entry.file).decode("utf-8", "replace"))
        return Filed(shown, None, Failure("NAME", "文件名里有不能显示的字符", "请改名后再运行一次"))
    try:
        file = Path(entry.file)
        size = file.stat().st_size
        if size > limits.bytes:
            text = f"文件有 {size / 1_000_000:.0f} MB，超过上限 {limits.bytes / 1_000_000:.0f} MB"
            return Filed(entry, None, Failure("READ_SIZE", text, "确实这样大时可以用 --limit-mb 放宽上限"))
        return Filed(entry, digest(file.read_bytes()))
    except OSError as error:
        return Filed(entry, None, unreadable(error))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _others(folder: Path, entries: Sequence[Entry]) -> Iterator[Filed]:
    """Files of the corpus that this run is not about stay as they were; one that was never read and is gone does not."""
    named = {entry.file for entry in entries}
    for known in known_files(folder):
        file = known.entry.file
        if file not in named and (known.read or Path(file).exists()):
            yield Filed(known.entry, known.sm3)


def _todo(folder: Path, files: Sequence[Filed], *, again: bool) -> list[Job]:
    """Each content that is not read yet, under its first name. Failures are tried again, but not those of a run that was
    stopped and now goes on."""
    known = _known(folder, again=again)
    todo: dict[str, Job] = {}
    for filed in sorted(files, key=lambda filed: filed.entry.file):
        if filed.sm3 and filed.sm3 not in known:
            todo.setdefault(filed.sm3, Job(filed.entry.file, filed.sm3))
    return list(todo.values())


def _known(folder: Path, *, again: bool) -> set[str]:
    sources = [(part / "readings.parquet", "true") for part in part_folders(folder)]
    if table_file(folder, "files").exists() and not again:
        sources.append((table_file(folder, "files"), "outcome = 'read'"))
    with connection(folder) as db:
        return {
            row[0]
            for file, wanted in sources
            for row in db.execute(f"SELECT sm3 FROM read_parquet(?) WHERE {wanted}", [str(file)]).fetchall()
        }


def _read(folder: Path, todo: Sequence[Job], engine: Engine, limits: Limits, tell: Told) -> None:
    """Outcomes go to disk every so often, and also when the run is stopped."""
    waiting: list[Outcome] = []
    written = time.monotonic()
    if not todo:
        return
    tell(0, len(todo))
    try:
        for count, outcome in enumerate(engine(todo, limits), start=1):
            waiting.append(outcome)
            if len(waiting) >= _FILES_A_PART or time.monotonic() - written > _SECONDS_A_PART:
                write_part(folder, waiting)
                waiting, written = [], time.monotonic()
            tell(count, len(todo))
    finally:
        if waiting:
            write_part(folder, waiting)


def failures(folder: Path) -> list[tuple[str, str, str]]:
    """File, why it was not read, remedy: of every file of the corpus, by name."""
    from gongkai.corpus.opening import opened

    with opened(folder) as corpus:
        rows: list[tuple[str, str, str]] = corpus.ask(
            "SELECT file, error, remedy FROM files WHERE outcome = 'failed' ORDER BY file"
        ).rows
    return rows


__all__ = ["Done", "failures", "read_corpus"]
