"""One file read in a process of its own, that can be ended at any moment and takes everything it began along.

Forked, for the program it is forked from has everything loaded. It never touches the database.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from django.conf import settings

from gongkai.errors import GongkaiError
from gongkai_web.reports.intake import take_in_slowly
from gongkai_web.reports.queue import results
from gongkai_web.reports.uploads import Upload

_FORK = multiprocessing.get_context("fork")
_MOST_MEMORY = 4_000_000_000
_NICE = 10
_GRACE_SECONDS = 5.0

Message = tuple[str, Any, Any]


class Apart:
    """A reading under way. `done` of `parts` pages or files; `result` once there is one, and whether it is a failure."""

    def __init__(self, upload: Upload) -> None:
        self.done = self.parts = 0
        self.result: tuple[str, bool] | None = None
        self._folder = tempfile.mkdtemp(prefix="gk")
        self._messages, theirs = _FORK.Pipe(duplex=False)
        self._process = _FORK.Process(target=_read, args=(upload, theirs, self._folder, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()

    def listen(self, seconds: float) -> bool:
        """Take in what it says, for at most so long; False once it has ended, with or without a result."""
        end = time.monotonic() + seconds
        try:
            while self.result is None and self._messages.poll(max(0.0, end - time.monotonic())):
                self._hear(self._messages.recv())
        except (EOFError, OSError):
            return False
        return self.result is None

    def _hear(self, message: Message) -> None:
        kind, one, two = message
        if kind == "progress":
            self.done, self.parts = one, two
        else:
            self.result = one, two

    def end(self) -> None:
        """Nothing of it is left: asked to end first, so that it can end the programs it began."""
        self._process.terminate()
        self._process.join(_GRACE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._messages.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _read(upload: Upload, messages: Connection, folder: str, parent: int) -> None:
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    threading.Thread(target=_end_with, args=(parent, folder), daemon=True).start()
    _limit()
    try:
        text = results.packed(take_in_slowly(upload, lambda done, parts: messages.send(("progress", done, parts))))
        messages.send(("result", text, False))
    except GongkaiError as error:
        messages.send(("result", results.packed_error(error), True))
    except BrokenPipeError:
        # Nobody listens any more.
        return
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(*_: object) -> None:
    raise SystemExit(1)


def _end_with(parent: int, folder: str) -> None:
    """A program that is killed takes its readings along."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, hard))
        resource.setrlimit(resource.RLIMIT_CPU, (settings.QUEUE_SECONDS * 2, settings.QUEUE_SECONDS * 2))
    os.nice(_NICE)
