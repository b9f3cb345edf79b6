"""A file becomes reports: read, checked, with the source text to show beside. Whatever goes wrong is one clear error."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai import checks, reading
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai_web.reports.source import MOST_CHARACTERS, SourceText, source_text
from gongkai_web.reports.state import plausible
from gongkai_web.reports.uploads import Upload

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

PATIENCE_SECONDS = 60
MOST_REPORTS = 10
"""Reports of one file that are shown; more are a collection, for which there is the command line."""

_readers = threading.BoundedSemaphore(settings.READINGS_AT_ONCE)


class IntakeError(GongkaiError):
    """A file that could not be read for a reason that lies with this program; `where` is its name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One report of a file, checked by itself, and the text it was read from."""

    report: AnnualReport
    source: SourceText


def take_in(upload: Upload) -> list[Taken]:
    """Every report in the file. Raises GongkaiError with the file's name, the place and the remedy; nothing else."""
    return _guarded(lambda: _take_in(upload), upload)


def read_one(upload: Upload) -> AnnualReport:
    """The one report of a file, unchecked: last year's, or a template. Raises GongkaiError, also where there are several."""
    reports = _guarded(lambda: reading.read_bytes(upload.data, upload.name, limits=_limits()), upload)
    if len(reports) != 1:
        raise _too_many(upload, len(reports))
    return plausible(reports[0])


def _take_in(upload: Upload) -> list[Taken]:
    reports = reading.read_bytes(upload.data, upload.name, limits=_limits())
    if len(reports) > MOST_REPORTS:
        raise _too_many(upload, len(reports))
    source = _source(upload, reports)
    each = reading.each_its_own_file(reports)
    return [Taken(checks.checked(plausible(report)), source) for report in each]


def _source(upload: Upload, reports: list[AnnualReport]) -> SourceText:
    """The text of the file; none for this program's JSON, which names its first source, whose text is not at hand."""
    read_from = {report.source.sha256 for report in reports if report.source}
    if hashlib.sha256(upload.data).hexdigest() not in read_from:
        return SourceText()
    document = reading.load(upload.data, upload.name, limits=_limits())
    # Each report of the file carries the source along, so they share the room there is.
    return source_text(document, MOST_CHARACTERS // len(reports))


def _too_many(upload: Upload, count: int) -> IntakeError:
    return IntakeError(
        _("文件里有 %(count)d 份报告") % {"count": count}, _("请拆成一份一个文件"), upload.name, "SEVERAL"
    )


def _limits() -> reading.Limits:
    return reading.Limits(bytes=settings.MAX_FILE_BYTES, seconds=settings.READING_SECONDS)


def _guarded(work: Callable[[], Result], upload: Upload) -> Result:
    """Reading takes processor time, so only so many at once; and one broken file must not take the others along."""
    if not _readers.acquire(timeout=PATIENCE_SECONDS):
        raise IntakeError(_("现在检查的人太多"), _("请过一会儿再试"), upload.name, "BUSY")
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
    finally:
        _readers.release()
