"""A page that needs one slow file at once, such as last year's report in old Word: it waits its turn, within reason."""

from __future__ import annotations

import threading
import time

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.report import AnnualReport
from gongkai_web.reports.intake import IntakeError
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import jobs, owner, results
from gongkai_web.reports.uploads import Upload

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.3

# Each waits in a thread of the server, which others need too.
_waiting = threading.BoundedSemaphore(2)


def read_in_turn(upload: Upload) -> list[AnnualReport]:
    """Every report of the file. Raises GongkaiError, also where it is not its turn within a minute."""
    if not _waiting.acquire(blocking=False):
        raise _too_long(upload)
    _, me = owner.new_mark()
    batch = jobs.new_batch()
    try:
        jobs.put_in(upload, batch=batch, owner_hash=me, now=timezone.now())
        done = _wait_for(batch, me)
        if done is None:
            raise _too_long(upload)
        return [one.report for one in results.unpacked(done.outcome)]
    finally:
        jobs.drop(batch=batch, owner_hash=me)
        _waiting.release()


def _wait_for(batch: str, me: str) -> ReadingJob | None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        time.sleep(_LOOK_SECONDS)
        for job in jobs.batch_of(batch=batch, owner_hash=me, now=timezone.now()):
            if job.is_finished:
                return job
    return None


def _too_long(upload: Upload) -> IntakeError:
    return IntakeError(
        _("这个文件要先转换或识别，现在等不到结果"),
        _("请先在“检查年报”里读好这一份，下载 JSON，再在这里选它"),
        upload.name,
        "BUSY",
    )
