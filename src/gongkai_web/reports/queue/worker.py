"""The program beside the web server, `gongkai-web work`: reads waiting files, one at a time, and does what is due by itself
(`ticks`). `gongkai-web run` starts it and keeps it alive."""

from __future__ import annotations

import logging
import os
import signal
import time

from django.conf import settings
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web import ticks
from gongkai_web.reports.intake import IntakeError
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import jobs, results
from gongkai_web.reports.queue.apart import Apart
from gongkai_web.reports.uploads import Upload

logger = logging.getLogger(__name__)
IDLE_SECONDS = BEAT_SECONDS = 1.0
NOTE_SECONDS = 10.0
GRACE_SECONDS = 10.0


class StopError(BaseException):
    """The program was asked to end. No Exception: what goes on after any error of a part must not go on after this."""


def work(parent: int | None = None) -> None:
    """Until told to stop, or until the process that started it is gone."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    noted = 0.0
    try:
        while parent is None or os.getppid() == parent:
            try:
                if time.monotonic() - noted > NOTE_SECONDS:
                    noted = time.monotonic()
                    _tidy()
                ticks.run_due(timezone.now())
                if not work_once():
                    time.sleep(IDLE_SECONDS)
            except Error:
                # The database is away, or was restarted: the queue waits for it.
                logger.error("the queue's database does not answer", exc_info=True)
                connections.close_all()
                time.sleep(5 * IDLE_SECONDS)
            close_old_connections()
    except StopError:
        return


def _stop(*_: object) -> None:
    # Ctrl-C reaches it twice, from the keyboard and from who started it; the second must not disturb its end.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    raise StopError


def _tidy() -> None:
    now = timezone.now()
    jobs.note_reader(now=now)
    jobs.purge(now=now)


def work_once() -> bool:
    """Read the next file, if there is one to read; whether there was."""
    job = jobs.claim(now=timezone.now())
    if job is None:
        return False
    reading = Apart(Upload(job.name, bytes(job.content)))
    try:
        _follow(job, reading)
    except StopError:
        jobs.put_back(job)
        raise
    finally:
        reading.end()
    return True


def _follow(job: ReadingJob, reading: Apart) -> None:
    """Say every second how far it is, until it has ended, was cancelled or ran out of time."""
    end = time.monotonic() + settings.QUEUE_SECONDS + GRACE_SECONDS
    while reading.listen(BEAT_SECONDS):
        now = timezone.now()
        if not jobs.beat(job, done=reading.done, parts=reading.parts, now=now):
            return
        jobs.note_reader(now=now)
        ticks.run_due(now)
        if time.monotonic() > end:
            break
    text, failed = reading.result or (results.packed_error(_nothing_came(job, reading, end)), True)
    jobs.finish(job, text, failed=failed, now=timezone.now())


def _nothing_came(job: ReadingJob, reading: Apart, end: float) -> IntakeError:
    if time.monotonic() > end:
        text = _("读了 %(minutes)d 分钟还没有读完，已停止") % {"minutes": settings.QUEUE_SECONDS // 60}
        return IntakeError(text, _("请拆成几个文件，或者去掉图片后再试"), job.name, "TIME")
    logger.error("a reading ended without a result, %d parts of %d", reading.done, reading.parts)
    return IntakeError(
        _("读取时出错，这个文件没有读成"), _("请另存为 Word（.docx）文件再试；其他文件不受影响"), job.name, "CRASH"
    )
