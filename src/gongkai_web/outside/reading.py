"""A file that was handed in → the report in it, at once or in the queue of the reader beside the web server."""

from __future__ import annotations

from datetime import datetime

from gongkai.report import AnnualReport
from gongkai_web.outside.errors import OutsideError
from gongkai_web.reports.intake import read_quickly
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import jobs, results
from gongkai_web.reports.state import plausible
from gongkai_web.reports.uploads import Upload

_OWNER = "outside"


def read(upload: Upload, year: int) -> AnnualReport:
    """The one report of the file, of this year. Raises SlowError, GongkaiError."""
    return _the_one(read_quickly(upload), upload.name, year)


def put_in(upload: Upload, now: datetime) -> str:
    """Into the queue; the batch by which it is found again."""
    batch = jobs.new_batch()
    jobs.put_in(upload, batch=batch, owner_hash=_OWNER, now=now)
    return batch


def job_of(batch: str, now: datetime) -> ReadingJob | None:
    """Asking keeps it waiting. None where it was not asked for so long that it was erased."""
    return next(iter(jobs.batch_of(batch=batch, owner_hash=_OWNER, now=now)), None)


def came_of(job: ReadingJob, year: int) -> AnnualReport:
    """Of a finished job. Raises the GongkaiError where there is no report of this year."""
    return _the_one([one.report for one in results.unpacked(job.outcome)], job.name, year)


def drop(batch: str) -> None:
    if batch:
        jobs.drop(batch=batch, owner_hash=_OWNER)


def _the_one(found: list[AnnualReport], name: str, year: int) -> AnnualReport:
    if len(found) != 1:
        raise OutsideError(f"文件里有 {len(found)} 份报告", "请只交本机关本年度的一份", name)
    report = plausible(found[0])
    if report.year != year:
        said = f"这是 {report.year} 年的报告" if report.year else "没有读出是哪一年的报告"
        raise OutsideError(said, f"请交 {year} 年的；标题里要有年度", name)
    if report.form is None:
        raise OutsideError("没有读出统计表", "请交有三张统计表的年报，或者用填报工作簿", name)
    return report
