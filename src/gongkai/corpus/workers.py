"""A child process that reads files, and what becomes of each: rows, or the reason why there are none."""

from __future__ import annotations

import hashlib
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from gongkai.corpus.child import receive, send
from gongkai.corpus.rows import Rows
from gongkai.errors import system_reason
from gongkai.reading import Limits

_COMMAND = (sys.executable, "-m", "gongkai.corpus.child")
_STARTING = 120.0
"""Seconds a child may take to start on a machine that is busy; no file's time."""
_GRACE = 15.0
"""Seconds that the child's own limits are left to end a reading, and say more of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One content to be read: under the name of the first file that has it."""

    path: str
    sm3: str

    @property
    def name(self) -> str:
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read, and what to do: as `GongkaiError`, as plain data."""

    code: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a content."""

    sm3: str
    rows: Rows = field(default_factory=dict)
    failure: Failure | None = None


def unreadable(error: OSError) -> Failure:
    return Failure("READ_OPEN", f"打不开文件：{system_reason(error)}", "请检查文件是否还在、是否有权限")


CHANGED = Failure("CHANGED", "读取时文件被改动", "请再运行一次，会重新读这个文件")
CRASHED = Failure("CRASHED", "读取时程序异常终止", "文件可能已损坏，请另存后再试")


def fetch(job: Job) -> bytes | Failure:
    """The bytes of the job's file, if they are still those that were counted."""
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        return unreadable(error)
    return data if digest(data) == job.sm3 else CHANGED


def digest(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


class Worker:
    """Starts a child when there is something to read, and another one when that has died or had to be ended."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, job: Job, data: bytes | Failure) -> Outcome:
        if isinstance(data, Failure):
            return Outcome(job.sm3, failure=data)
        try:
            return self._asked(job, data)
        except TimeoutError:
            text = f"读取超过 {self._limits.seconds:g} 秒，已停止"
            failure = Failure("TIMEOUT", text, "可用 --limit-seconds 放宽时限")
        except (OSError, EOFError, ValueError):
            failure = CRASHED
        self.close()
        return Outcome(job.sm3, failure=failure)

    def close(self) -> None:
        """End the child and what it has started."""
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL) if hasattr(os, "killpg") else child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()

    def _asked(self, job: Job, data: bytes) -> Outcome:
        requests, answers = self._pipes()
        deadline = time.monotonic() + self._limits.seconds + _GRACE
        wanted = {"name": job.name, "sm3": job.sm3, "bytes": len(data), "limits": asdict(self._limits)}
        send(requests, wanted, data)
        while True:
            answer = _next(answers, deadline)
            if "alive" not in answer:
                return _outcome(job, answer)
            deadline = time.monotonic() + self._limits.seconds + self._limits.page_seconds + 2 * _GRACE

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child is None:
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(
                _COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True, bufsize=0
            )
            _next(_pipes(self._child)[1], time.monotonic() + _STARTING)
        return _pipes(self._child)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    return child.stdin, child.stdout


def _next(answers: IO[bytes], deadline: float) -> dict[str, Any]:
    """The next answer. Raises TimeoutError, and EOFError where the child has died. The pipe keeps no answers back: it has no
    buffer on this side."""
    left = deadline - time.monotonic()
    if left <= 0 or not select.select([answers], [], [], left)[0]:
        raise TimeoutError
    answer = receive(answers)
    if answer is None:
        raise EOFError
    return answer


def _outcome(job: Job, answer: dict[str, Any]) -> Outcome:
    if "failed" in answer:
        return Outcome(job.sm3, failure=Failure(*answer["failed"]))
    rows = {table: [tuple(row) for row in rows] for table, rows in answer["rows"].items()}
    return Outcome(job.sm3, rows)
