"""A file becomes reports: read, checked, with the source text to show beside. Whatever goes wrong is one clear error."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai import checks, exchange, reading
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai_web.reports.pictures import Pictures, pictures_of
from gongkai_web.reports.source import MOST_CHARACTERS, SourceText, source_text
from gongkai_web.reports.state import plausible
from gongkai_web.reports.uploads import Upload

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
Progress = Callable[[int, int], None]

PATIENCE_SECONDS = 60
MOST_REPORTS = 10
"""Reports of one file that are shown; more are a collection, for which there is the command line."""

_readers = threading.BoundedSemaphore(settings.READINGS_AT_ONCE)


class IntakeError(GongkaiError):
    """A file that could not be read for a reason that lies with this program; `where` is its name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One report of a file, checked by itself, the text it was read from, and pictures of what is doubtful."""

    report: AnnualReport
    source: SourceText
    pictures: Pictures = field(default_factory=dict)


def take_in(upload: Upload) -> list[Taken]:
    """Every report in the file, where that is a matter of a moment. Raises SlowError for a file that is to be queued,
    else GongkaiError with the file's name, the place and the remedy; nothing else."""
    limits = reading.Limits(bytes=settings.MAX_FILE_BYTES, seconds=settings.READING_SECONDS, quick=True)
    return _in_turn(lambda: _take_in(upload, limits), upload)


def take_in_slowly(upload: Upload, tell: Progress) -> list[Taken]:
    """As `take_in`, however long it takes; `tell` hears how many pages or files are done. For the queue's program."""
    limits = reading.Limits(bytes=settings.MAX_FILE_BYTES, seconds=settings.QUEUE_SECONDS)
    return _guarded(lambda: _take_in(upload, limits, tell), upload)


def read_quickly(upload: Upload) -> list[AnnualReport]:
    """The reports alone, unchecked; a workbook of ours is read cell by cell. Raises as `take_in`."""
    limits = reading.Limits(bytes=settings.MAX_FILE_BYTES, seconds=settings.READING_SECONDS, quick=True)
    if exchange.is_workbook(upload.data):
        return _in_turn(lambda: [exchange.read_workbook(upload.data, upload.name, limits=limits)], upload)
    return _in_turn(lambda: reading.read_bytes(upload.data, upload.name, limits=limits), upload)


def _take_in(upload: Upload, limits: reading.Limits, tell: Progress = lambda done, parts: None) -> list[Taken]:
    reports, document = reading.read_with_source(upload.data, upload.name, limits=limits, tell=tell)
    if len(reports) > MOST_REPORTS:
        raise too_many(upload, len(reports))
    # Each report of the file carries the source along, so they share the room there is.
    source = source_text(document, MOST_CHARACTERS // len(reports)) if document else SourceText()
    checked = [checks.checked(plausible(report)) for report in reading.each_its_own_file(reports)]
    return [Taken(report, source, pictures_of(report, document, upload)) for report in checked]


def too_many(upload: Upload, count: int) -> IntakeError:
    return IntakeError(
        _("文件里有 %(count)d 份报告") % {"count": count}, _("请拆成一份一个文件"), upload.name, "SEVERAL"
    )


def _in_turn(work: Callable[[], Result], upload: Upload) -> Result:
    """Reading takes processor time, so only so many at once."""
    if not _readers.acquire(timeout=PATIENCE_SECONDS):
        raise IntakeError(_("现在检查的人太多"), _("请过一会儿再试"), upload.name, "BUSY")
    try:
        return _guarded(work, upload)
    finally:
        _readers.release()


def _guarded(work: Callable[[], Result], upload: Upload) -> Result:
    """One broken file must not take the others along."""
    try:
        return work()
    except GongkaiError:
        raise
    except Exception as error:
        # The message may quote the file; its type and the place in the code are enough to find the fault.
        logger.error("reading failed: %s, %d bytes", type(error).__name__, len(upload.data), exc_info=True)
        raise IntakeError(
            _("读取时出错，这个文件没有读成"),
            _("请另存为 Word（.docx）文件再试；其他文件不受影响"),
            upload.name,
            "CRASH",
        ) from error
