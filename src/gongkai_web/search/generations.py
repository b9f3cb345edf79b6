"""Where the index lies: each building of it in a folder of its own, and one file that names the folder in use.

A new one is built beside the old one and takes its place in one step; whoever is killed on the way leaves the old one.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai_web.search.errors import Progress
from gongkai_web.search.schema import VERSION

_POINTER, _LOCK, _PROGRESS, _BROKEN = "current", "rebuild.lock", "progress.json", "broken"
_PREFIX = f"v{VERSION}-"
_BEAT_SECONDS = 0.5
_TRIES, _PAUSE = 20, 0.05


class Generations:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._noted = 0.0

    def current(self) -> Path | None:
        """The folder in use; None where there is none, it is of another version, or it is known to be broken."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        if not name.startswith(_PREFIX) or not name.replace("-", "").isalnum():
            return None
        path = self.folder / name
        return path if path.is_dir() and not (path / _BROKEN).exists() else None

    def new(self) -> Path:
        path = self.folder / f"{_PREFIX}{secrets.token_hex(8)}"
        path.mkdir(parents=True)
        return path

    def put_in_place(self, path: Path) -> None:
        """Readers see the old folder before this step and the new one after it; the old ones are erased."""
        written = self.folder / f"{_POINTER}.new"
        with written.open("w", encoding="utf-8") as out:
            out.write(path.name)
            out.flush()
            os.fsync(out.fileno())
        written.replace(self.folder / _POINTER)
        _sync(self.folder)
        self._erase_all_but(path)

    def _erase_all_but(self, kept: Path) -> None:
        for path in self.folder.glob("v*-*"):
            if path != kept:
                shutil.rmtree(path, ignore_errors=True)

    def mark_broken(self, path: Path) -> None:
        (path / _BROKEN).touch()

    @contextmanager
    def building(self) -> Iterator[bool]:
        """One process builds at a time: False for any other. The system gives the lock back when its holder dies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as lock:
            if not _taken(lock.fileno()):
                yield False
                return
            try:
                yield True
            finally:
                (self.folder / _PROGRESS).unlink(missing_ok=True)

    def note(self, progress: Progress, *, now: bool = False) -> None:
        if not now and time.monotonic() - self._noted < _BEAT_SECONDS:
            return
        self._noted = time.monotonic()
        written = self.folder / f"{_PROGRESS}.new"
        written.write_text(json.dumps([progress.done, progress.total]), encoding="utf-8")
        written.replace(self.folder / _PROGRESS)

    def progress(self) -> Progress | None:
        """How far the one who builds has come; None where nobody builds."""
        try:
            with (self.folder / _LOCK).open("r") as lock:
                if _free(lock.fileno()):
                    return None
            done, total = json.loads((self.folder / _PROGRESS).read_text(encoding="utf-8"))
            return Progress(int(done), int(total))
        except (OSError, ValueError, TypeError):
            return None


def _taken(lock: int) -> bool:
    """Someone who only asks how far it is holds it for a moment, so that it is tried more than once."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        else:
            return True
    return False


def _free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
