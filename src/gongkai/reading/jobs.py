"""Read many files: in parallel, each within its limits, in the order given; one bad file harms no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from gongkai.errors import GongkaiError
from gongkai.reading import Limits, Progress, ReadingError, read_all
from gongkai.report import AnnualReport

_GRACE = 10.0
"""Seconds that the alarm leaves the reader to end by its own limits, and say more of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: its reports, or the error that says why there are none."""

    file: Path
    reports: list[AnnualReport] = field(default_factory=list)
    error: GongkaiError | None = None


@contextmanager
def alarm(limits: Limits, file: Path) -> Iterator[Progress]:
    """A hard end for whatever a file makes the reader do; each page of a scan that is told puts it off. Only the main thread
    of a process can be interrupted so."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield _told(file)
        return
    seconds = limits.seconds

    def ring(number: int, frame: FrameType | None) -> None:
        raise ReadingError(f"读取超过 {seconds:g} 秒，已停止", "可用 --limit-seconds 放宽时限", file.name, "TIMEOUT")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    show = _told(file)

    def put_off(done: int, total: int) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds + limits.page_seconds + _GRACE)
        show(done, total)

    try:
        yield put_off
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _told(file: Path) -> Progress:
    """Says on a terminal which page of a scan is done: a person waits for many seconds."""

    def show(done: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            end = "\r" if done < total else "\n"
            print(f"{file.name}：已识别 {done} / {total} 页", end=end, file=sys.stderr, flush=True)  # noqa: T201

    return show


def read_one(file: Path, limits: Limits) -> Reading:
    try:
        with alarm(limits, file) as tell:
            return Reading(file, read_all(file, limits=limits, tell=tell))
    except Exception as error:
        return Reading(file, error=told(error, file))


def told(error: Exception, file: Path) -> GongkaiError:
    """What a user is told of a failure. A defect of ours must not take the rest of the batch with it; the kind of error
    helps whoever reports it."""
    if isinstance(error, GongkaiError):
        return error
    if isinstance(error, MemoryError):
        return ReadingError("内存不足，无法读取", "请拆分文件后再试", file.name, "MEMORY")
    what = f"程序内部错误（{type(error).__name__}）"
    return ReadingError(what, "请把这个文件附在问题报告里", file.name, "INTERNAL")


def read_many(files: Sequence[Path], limits: Limits, jobs: int = 0) -> Iterator[Reading]:
    """Readings in the order of `files`; `jobs` processes, 0 for one a core."""
    workers = min(jobs or os.cpu_count() or 1, len(files))
    if workers <= 1:
        yield from (read_one(file, limits) for file in files)
        return
    with _pool(workers) as pool:
        futures = [pool.submit(read_one, file, limits) for file in files]
        try:
            for file, future in zip(files, futures, strict=True):
                yield _result(file, future) or _alone(file, limits)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupt)


def _ignore_interrupt() -> None:
    """Ctrl-C ends the parent, which ends the workers: otherwise every worker prints a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(file: Path, future: Future[Reading]) -> Reading | None:
    """None where a worker died: this file may have killed it, or another one of the same pool."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _alone(file: Path, limits: Limits, run: Callable[[Path, Limits], Reading] = read_one) -> Reading:
    with _pool(1) as pool:
        reading = _result(file, pool.submit(run, file, limits))
    died = ReadingError("读取时程序异常终止", "文件可能已损坏，请另存后再试", file.name, "CRASHED")
    return reading or Reading(file, error=died)
