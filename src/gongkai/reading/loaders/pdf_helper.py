"""Helper processes that read PDF files: kept for the next file, killed when one takes too long."""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from gongkai.reading.problem import Progress, untold

REQUEST = struct.Struct(">IQd")
"""Ahead of a request: how many bytes the order has, how many the file, and how many seconds it may take."""

RECOGNISES = "--recognise"
"""The worker's argument for one that may load the models, which need more memory."""

PROGRESS = b"progress"
"""Begins an answer that is not the last one."""

ANSWER = struct.Struct(">Q")
_WORKER = "gongkai.reading.loaders.pdf_worker"
_MOST_IDLE = 2
_MOST_FILES = 200
"""After so many files a helper is replaced, so that nothing can pile up in it."""


class HelperDiedError(Exception):
    """The helper ended without an answer: killed for its time, out of memory, or crashed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the worker shall do with a file: read it (`picture_of` None), or make a picture of this page of it (from 1).
    `recognise`: with its pictures, in a helper of its own kind; `is_picture`: the file is a picture and no PDF; `behind`: tell
    what it holds beside what its pages show; `under`: the words below these boxes; `letters`: every character with its place."""

    picture_of: int | None = None
    dpi: float = 0.0
    recognise: bool = False
    is_picture: bool = False
    behind: bool = False
    under: tuple[tuple[int, float, float, float, float], ...] | None = None
    letters: bool = False


READ = Order()


def ask(data: bytes, seconds: float, patience: float, order: Order = READ, tell: Progress = untold) -> bytes:
    """The worker's answer about this file; the helper is killed `patience` seconds after its last sign of life, which is
    its last page where it recognises characters. Raises HelperDiedError."""
    helper = _take(order.recognise)
    try:
        answer = helper.ask(data, seconds, patience, order, tell)
    except BaseException:
        helper.end()
        raise
    _give_back(helper)
    return answer


class Helper:
    """One process that reads one file after another."""

    def __init__(self, recognises: bool = False) -> None:
        self.recognises = recognises
        paths = [path for path in sys.path if Path(path).is_absolute()]
        # -P: modules must never come from the folder the reports lie in.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _WORKER, *([RECOGNISES] if recognises else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._owner = os.getpid()
        self._files = 0

    @property
    def is_fit(self) -> bool:
        """Alive, not worn out, and not inherited by a forked process that would share its pipes."""
        return self._process.poll() is None and self._files < _MOST_FILES and self._owner == os.getpid()

    def ask(self, data: bytes, seconds: float, patience: float, order: Order, tell: Progress) -> bytes:
        end = self._end_after(patience)
        self._files += 1
        try:
            words = json.dumps(asdict(order)).encode()
            self._stdin.write(REQUEST.pack(len(words), len(data), seconds))
            self._stdin.write(words)
            self._stdin.write(data)
            self._stdin.flush()
            while (answer := self._answer()).startswith(PROGRESS):
                end.cancel()
                end = self._end_after(patience)
                tell(*json.loads(answer.removeprefix(PROGRESS)))
            return answer
        except OSError as error:
            raise HelperDiedError from error
        finally:
            end.cancel()

    def _end_after(self, patience: float) -> threading.Timer:
        timer = threading.Timer(patience, self._process.kill)
        timer.daemon = True
        timer.start()
        return timer

    def end(self) -> None:
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _open(pipe).close()

    @property
    def _stdin(self) -> IO[bytes]:
        return _open(self._process.stdin)

    def _answer(self) -> bytes:
        stdout = _open(self._process.stdout)
        head = stdout.read(ANSWER.size)
        if len(head) == ANSWER.size:
            (size,) = ANSWER.unpack(head)
            answer = stdout.read(size)
            if len(answer) == size:
                return answer
        raise HelperDiedError


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise HelperDiedError
    return pipe


_idle: list[Helper] = []
_lock = threading.Lock()


def _take(recognises: bool) -> Helper:
    with _lock:
        for helper in [helper for helper in _idle if helper.recognises is recognises]:
            _idle.remove(helper)
            if helper.is_fit:
                return helper
            helper.end()
    return Helper(recognises)


def _give_back(helper: Helper) -> None:
    with _lock:
        if sum(other.recognises is helper.recognises for other in _idle) < (1 if helper.recognises else _MOST_IDLE):
            _idle.append(helper)
            return
    helper.end()


def idle() -> list[Helper]:
    """The helpers that wait for work."""
    with _lock:
        return list(_idle)


@atexit.register
def end_all() -> None:
    """Ends the helpers that wait for work."""
    with _lock:
        while _idle:
            _idle.pop().end()
