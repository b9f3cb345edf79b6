"""Who reads: processes of this machine, or those of a Dask cluster. Both give the same outcomes, in whatever order they come."""

from __future__ import annotations

import itertools
import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from gongkai.corpus.workers import Failure, Job, Outcome, Worker, fetch
from gongkai.errors import GongkaiError, MissingExtraError
from gongkai.reading import Limits

Engine = Callable[[Sequence[Job], Limits], Iterator[Outcome]]
_WAITING = 4
"""Outcomes or files a reader may be ahead of those who take them, so that memory stays small."""


@dataclass(frozen=True, slots=True)
class Local:
    """`jobs` processes of this machine; 0 for one a core."""

    jobs: int = 0

    def __call__(self, todo: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
        return _Pool(min(self.jobs or os.cpu_count() or 1, len(todo)), todo, limits).outcomes()


class _Pool:
    """One thread and one child process for each file that is read at a time."""

    def __init__(self, count: int, todo: Sequence[Job], limits: Limits) -> None:
        self._todo, self._next_job = iter(todo), threading.Lock()
        self._left = len(todo)
        self._done: queue.Queue[Outcome | BaseException] = queue.Queue(_WAITING * max(1, count))
        self._workers = [Worker(limits) for _ in range(count)]
        self._ended = threading.Event()

    def outcomes(self) -> Iterator[Outcome]:
        threads = [threading.Thread(target=self._work, args=(worker,), daemon=True) for worker in self._workers]
        for thread in threads:
            thread.start()
        try:
            for _ in range(self._left):
                outcome = self._done.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:
            self._ended.set()
            for worker in self._workers:
                worker.close()

    def _work(self, worker: Worker) -> None:
        while (job := self._take()) is not None:
            try:
                done: Outcome | BaseException = worker.read(job, fetch(job))
            except BaseException as error:
                done = error
            self._put(done)

    def _take(self) -> Job | None:
        with self._next_job:
            return None if self._ended.is_set() else next(self._todo, None)

    def _put(self, done: Outcome | BaseException) -> None:
        while not self._ended.is_set():
            with suppress(queue.Full):
                self._done.put(done, timeout=0.5)
                break


@dataclass(frozen=True, slots=True)
class Dask:
    """The workers of the scheduler at this address. They need gongkai with the extra `corpus`, and see none of the files: their
    bytes are sent."""

    scheduler: str
    seconds_to_connect: float = 10.0

    def __call__(self, todo: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
        with self._client() as client:
            yield from _through(client, todo, limits)

    def _client(self) -> Any:
        try:
            from distributed import Client
        except ImportError as error:
            raise MissingExtraError.of("reading with Dask", "dask") from error
        try:
            return Client(self.scheduler, timeout=self.seconds_to_connect, set_as_default=False)
        except (OSError, ValueError) as error:
            raise GongkaiError(
                "连不上 Dask 调度程序", "请检查地址、调度程序是否在运行", self.scheduler, "DASK"
            ) from error


def _through(client: Any, todo: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
    """A few files for each thread of the cluster are under way; a worker that dies is the cluster's to replace."""
    from distributed import as_completed

    cores = sum(client.nthreads().values())
    if not cores:
        raise GongkaiError("Dask 集群里没有工作进程", "请先启动 dask worker", client.scheduler.address, "DASK")
    jobs, running = iter(todo), as_completed(loop=client.loop, raise_errors=False)
    asked: dict[str, Job] = {}
    for job in itertools.islice(jobs, _WAITING * cores):
        _ask(client, job, limits, running, asked)
    for future in running:
        yield _result(future, asked.pop(future.key))
        for job in itertools.islice(jobs, 1):
            _ask(client, job, limits, running, asked)


def _ask(client: Any, job: Job, limits: Limits, running: Any, asked: dict[str, Job]) -> None:
    future = client.submit(read_there, job, fetch(job), limits, key=f"gongkai-{job.sm3}", pure=False, retries=1)
    asked[future.key] = job
    running.add(future)


def _result(future: Any, job: Job) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    error = future.exception()
    failure = Failure("DASK", f"Dask 工作进程没有读成（{type(error).__name__}）", "请检查工作进程后再运行一次")
    return Outcome(job.sm3, failure=failure)


_here = threading.local()


def read_there(job: Job, data: Any, limits: Limits) -> Outcome:
    """Read in a child of the cluster's worker, so that a bad file ends the child and not the worker. Each thread keeps one."""
    kept: tuple[Limits, Worker] | None = getattr(_here, "worker", None)
    if kept is None or kept[0] != limits:
        if kept:
            kept[1].close()
        kept = _here.worker = (limits, Worker(limits))
    return kept[1].read(job, data)
