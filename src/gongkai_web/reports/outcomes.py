"""What became of the files that were dropped together: their reports, what went wrong, or where they are in the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai.reading import SlowError, as_pdf, is_page_picture, natural_order
from gongkai_web.reports.bench import Bench, bench_of
from gongkai_web.reports.intake import Taken, take_in
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import jobs, results
from gongkai_web.reports.uploads import Upload, UploadError, accepted, safe_name


@dataclass(frozen=True)
class Received:
    """One file as it came: read at once, refused, or `slow` and left for the queue."""

    name: str
    taken: tuple[Taken, ...] = ()
    error: GongkaiError | None = None
    slow: Upload | None = None


def receive_all(files: Sequence[UploadedFile[bytes]], *, together: bool) -> list[Received]:
    """Each file by itself; `together`: of several pictures each is a page of one report, which comes first."""
    pictures = [file for file in files if together and _is_page(file)]
    if len(pictures) < 2:
        return [_received(safe_name(file.name or ""), partial(accepted, file)) for file in files]
    pages = sorted(pictures, key=lambda file: natural_order(safe_name(file.name or "")))
    name = _("%(first)s 等 %(count)d 张图片") % {"first": safe_name(pages[0].name or ""), "count": len(pages)}
    others = [file for file in files if file not in pictures]
    return [_received(name, partial(_joined, name, pages)), *receive_all(others, together=False)]


def _is_page(file: UploadedFile[bytes]) -> bool:
    head = file.read(16)
    file.seek(0)
    return is_page_picture(head)


def _joined(name: str, pages: Sequence[UploadedFile[bytes]]) -> Upload:
    pictures = [accepted(page) for page in pages]
    if sum(len(picture.data) for picture in pictures) > settings.MAX_FILE_BYTES:
        most = settings.MAX_FILE_BYTES // settings.MEGABYTE
        raise UploadError(
            _("这几张图片合起来超过 %(most)d MB") % {"most": most}, _("请把图片缩小后再试"), name, "TOO_LARGE"
        )
    return Upload(name, as_pdf([(picture.name, picture.data) for picture in pictures]))


def _received(name: str, upload_of: Callable[[], Upload]) -> Received:
    try:
        upload = upload_of()
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
