"""What became of the files that were dropped together: their reports, what went wrong, or where they are in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from gongkai.errors import GongkaiError
from gongkai.reading import SlowError
from gongkai_web.reports.bench import Bench, bench_of
from gongkai_web.reports.intake import Taken, take_in
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import jobs, results
from gongkai_web.reports.uploads import Upload, accepted, safe_name


@dataclass(frozen=True)
class Received:
    """One file as it came: read at once, refused, or `slow` and left for the queue."""

    name: str
    taken: tuple[Taken, ...] = ()
    error: GongkaiError | None = None
    slow: Upload | None = None


def receive(file: UploadedFile[bytes]) -> Received:
    name = safe_name(file.name or "")
    try:
        upload = accepted(file)
        try:
            return Received(name, tuple(take_in(upload)))
        except SlowError:
            return Received(name, slow=upload)
    except GongkaiError as error:
        return Received(name, error=error)


def received_of(job: ReadingJob) -> Received:
    """What came of a file of the queue."""
    try:
        return Received(job.name, tuple(results.unpacked(job.outcome)))
    except GongkaiError as error:
        return Received(job.name, error=error)


@dataclass(frozen=True)
class Outcome:
    """What the page shows of one file. `waiting`: not yet read, and `ahead` others are before it."""

    name: str
    benches: tuple[Bench, ...] = ()
    error: GongkaiError | None = None
    waiting: ReadingJob | None = None
    ahead: int = 0


def outcomes_of(files: Iterable[Received], first: int = 1) -> list[Outcome]:
    """The reports numbered through from `first`, so that several answers can stand on one page."""
    outcomes: list[Outcome] = []
    number = first
    for file in files:
        benches = tuple(bench_of(taken, f"r{n}") for n, taken in enumerate(file.taken, number))
        number += len(benches)
        outcomes.append(Outcome(file.name, benches, file.error))
    return outcomes


def states_of(files: Iterable[ReadingJob]) -> list[Outcome]:
    """While some are still waiting: how far each is. What is finished shows only that."""
    return [_state(job) for job in files]


def _state(job: ReadingJob) -> Outcome:
    if not job.is_finished:
        return Outcome(job.name, waiting=job, ahead=jobs.ahead_of(job) if job.state == "waiting" else 0)
    return Outcome(job.name, error=received_of(job).error if job.state == "failed" else None)
