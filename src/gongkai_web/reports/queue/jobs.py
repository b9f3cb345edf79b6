"""The queue as it is kept: put in, taken out one at a time, taken up again after a fall, erased when done with.

One reading at a time on all machines that share the database: a job is claimed only where none is running. A running job
is heard of every second; one that falls silent was left by a program that died, and is taken up again once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai_web.reports.models import Reader, ReadingJob
from gongkai_web.reports.queue import results
from gongkai_web.reports.uploads import Upload, UploadError

State = ReadingJob.State
BATCH_BYTES = 18
"""144 bits: nobody finds a batch by guessing; and whoever finds one still needs the cookie of its owner."""

SILENT_AFTER = timedelta(seconds=10)
GONE_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 2
MOST_BYTES = 500 * settings.MEGABYTE
_LOCK = 7_307_001
_UNFINISHED = (State.WAITING, State.RUNNING)


def new_batch() -> str:
    return secrets.token_urlsafe(BATCH_BYTES)


@transaction.atomic
def put_in(upload: Upload, *, batch: str, owner_hash: str, now: datetime) -> ReadingJob:
    """Raises UploadError where too much waits already."""
    purge(now=now)
    unfinished = ReadingJob.objects.filter(state__in=_UNFINISHED)
    there = unfinished.aggregate(count=Count("pk"), mine=Count("pk", filter=Q(owner_hash=owner_hash)))
    held = sum(unfinished.values_list(Length("content"), flat=True))
    if there["count"] >= settings.QUEUE_FILES or held + len(upload.data) > MOST_BYTES:
        raise UploadError(_("现在排队的文件太多，这份没有收下"), _("请过一会儿再试"), upload.name, "QUEUE_FULL")
    return ReadingJob.objects.create(
        batch=batch,
        owner_hash=owner_hash,
        name=upload.name,
        content=upload.data,
        turn=there["mine"],
        created_at=now,
        expires_at=_expiry(now),
    )


def put_finished(name: str, text: str, *, failed: bool, batch: str, owner_hash: str, now: datetime) -> ReadingJob:
    """A file of the batch that was read at once, so that all its files are found in one place."""
    return ReadingJob.objects.create(
        batch=batch,
        owner_hash=owner_hash,
        name=name,
        content=b"",
        outcome=text,
        state=State.FAILED if failed else State.DONE,
        created_at=now,
        expires_at=_expiry(now),
    )


def batch_of(*, batch: str, owner_hash: str, now: datetime) -> list[ReadingJob]:
    """The files of the batch, without their contents; none for a stranger. Asking keeps the waiting ones waiting."""
    mine = _mine(batch, owner_hash).filter(expires_at__gt=now)
    mine.filter(state__in=_UNFINISHED, expires_at__lt=_expiry(now) - timedelta(minutes=2)).update(
        expires_at=_expiry(now)
    )
    return list(mine.defer("content"))


def drop(*, batch: str, owner_hash: str, job: int | None = None) -> int:
    """Take one file, or all, out of the queue and erase it, whatever its state; how many."""
    found = _mine(batch, owner_hash)
    return (found.filter(pk=job) if job is not None else found).delete()[0]


def _mine(batch: str, owner_hash: str) -> QuerySet[ReadingJob]:
    return ReadingJob.objects.filter(batch=batch, owner_hash=owner_hash) if owner_hash else ReadingJob.objects.none()


def ahead_of(job: ReadingJob) -> int:
    """How many are read before it."""
    sooner = Q(state=State.WAITING) & (Q(turn__lt=job.turn) | Q(turn=job.turn, pk__lt=job.pk))
    return ReadingJob.objects.filter(Q(state=State.RUNNING) | sooner).count()


def claim(*, now: datetime) -> ReadingJob | None:
    """The next file, now running; None where nothing waits, or another program is reading one."""
    if not ReadingJob.objects.filter(state__in=_UNFINISHED).exists():
        return None
    with transaction.atomic():
        _one_at_a_time()
        running = list(ReadingJob.objects.filter(state=State.RUNNING).defer("content"))
        if any(job.beat_at and job.beat_at > now - SILENT_AFTER for job in running):
            return None
        for job in running:
            _take_up_again(job, now)
        job = ReadingJob.objects.filter(state=State.WAITING, expires_at__gt=now).order_by("turn", "pk").first()
        if job is not None:
            job.state, job.attempts, job.beat_at = State.RUNNING, job.attempts + 1, now
            job.save(update_fields=["state", "attempts", "beat_at"])
        return job


def _one_at_a_time() -> None:
    """SQLite's transactions are one after the other already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _take_up_again(job: ReadingJob, now: datetime) -> None:
    """What a program left when it died: once more, for it may not have been this file's fault."""
    if job.attempts < MOST_ATTEMPTS:
        ReadingJob.objects.filter(pk=job.pk).update(state=State.WAITING, parts_done=0, parts=0)
        return
    error = GongkaiError(
        _("读这个文件时，后台程序两次中断，没有读成"), _("请另存为 Word（.docx）文件再试"), job.name, "CRASH"
    )
    finish(job, results.packed_error(error), failed=True, now=now)


def beat(job: ReadingJob, *, done: int, parts: int, now: datetime) -> bool:
    """It is still being read; False where it was cancelled, or is another's by now."""
    return bool(_held(job).update(beat_at=now, parts_done=done, parts=parts))


def finish(job: ReadingJob, text: str, *, failed: bool, now: datetime) -> bool:
    """Keep what came of it for a while, and erase the file."""
    state = State.FAILED if failed else State.DONE
    return bool(_held(job).update(state=state, outcome=text, content=b"", expires_at=_expiry(now)))


def put_back(job: ReadingJob) -> None:
    """The program stops in order; this attempt does not count."""
    _held(job).update(state=State.WAITING, attempts=F("attempts") - 1, parts_done=0, parts=0)


def _held(job: ReadingJob) -> QuerySet[ReadingJob]:
    return ReadingJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def purge(*, now: datetime) -> int:
    """Erase what has expired; how many."""
    return ReadingJob.objects.filter(expires_at__lte=now).exclude(state=State.RUNNING).delete()[0]


def note_reader(*, now: datetime) -> None:
    Reader.objects.update_or_create(pk=1, defaults={"seen_at": now})


def reader_is_there(*, now: datetime) -> bool:
    return Reader.objects.filter(seen_at__gt=now - GONE_AFTER).exists()


def are_finished(jobs: Iterable[ReadingJob]) -> bool:
    return all(job.is_finished for job in jobs)


def _expiry(now: datetime) -> datetime:
    return now + timedelta(minutes=settings.QUEUE_MINUTES)
