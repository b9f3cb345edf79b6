"""The report of a year as it was published elsewhere: read from its file, its doubts answered, confirmed by a person.

Until then nothing is compared with it: what was read is a guess as long as nobody has looked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai import checks
from gongkai.report import AnnualReport, dumps, loads
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.models import Earlier
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.standing import frozen_in
from gongkai_web.audit.services import record
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.corrections import Corrected, correct
from gongkai_web.reports.intake import read_quickly
from gongkai_web.reports.sheets import needs_a_person
from gongkai_web.reports.state import plausible, unpacked
from gongkai_web.reports.uploads import Upload


def read(upload: Upload) -> AnnualReport:
    """One report with its tables. JSON of ours is loaded as it is. Raises GongkaiError, SlowError for what takes long."""
    if upload.name.lower().endswith(".json"):
        report = unpacked(upload.data.decode("utf-8-sig", errors="replace"))
    else:
        found = read_quickly(upload)
        if len(found) != 1:
            raise AnnualError(f"文件里有 {len(found)} 份报告", "请一份一个文件", upload.name)
        report = plausible(found[0])
    if report.year is None:
        raise AnnualError("没有读出是哪一年的年报", "请用正式公布的那一份，标题里要有年度", upload.name)
    return report


@transaction.atomic
def take_in(*, by: Person, organ: Organ, upload: Upload, now: datetime) -> Earlier:
    """Keep what was read, with its file. One that is there already is replaced only as long as nobody has confirmed it."""
    _require(by, organ, now)
    report = read(upload)
    assert report.year is not None  # noqa: S101 - `read` refuses it
    if frozen_in(organ, report.year):
        raise AnnualError(f"{report.year} 年的年报是在本平台送签、公布的", "不用再读取")
    kept = Earlier.objects.select_for_update().filter(organ=organ, year=report.year).first()
    if kept and kept.confirmed_at:
        raise AnnualError(f"{report.year} 年的年报已经核对确认", "要换一份的，请先取消确认")
    file = store(by=by, organ=organ, name=upload.name, content=upload.data, now=now)
    kept = kept or Earlier(organ=organ, year=report.year)
    kept.content, kept.name, kept.file, kept.by, kept.at = dumps(report), upload.name[:200], file, by, now
    kept.lock += 1
    kept.save()
    _log("annual.earlier_read", by, kept, year=kept.year, sm3=file.sm3)
    return kept


def report_of(kept: Earlier) -> AnnualReport:
    """With what every check finds."""
    return checks.checked(loads(kept.content))


def doubtful(report: AnnualReport) -> list[str]:
    return [path for path in report.paths() if needs_a_person(report.cell(path))]


@transaction.atomic
def answer(
    *, by: Person, kept: Earlier, lock: int, typed: Mapping[str, str], confirmed: list[str], now: datetime
) -> Corrected:
    """A person types or confirms what was not read for certain."""
    kept = _held(by, kept, lock, now)
    if kept.confirmed_at:
        raise AnnualError("这一份已经核对确认", "要改，请先取消确认")
    result = correct(loads(kept.content), typed, confirmed)
    kept.content = dumps(result.report)
    kept.lock += 1
    kept.save(update_fields=["content", "lock"])
    _log("annual.earlier_answered", by, kept, year=kept.year, cells=sorted(result.answered))
    return result


@transaction.atomic
def confirm(*, by: Person, kept: Earlier, lock: int, now: datetime) -> Earlier:
    """A person has held it against the print: from now on next year's report is compared with it."""
    kept = _held(by, kept, lock, now)
    left = doubtful(loads(kept.content))
    if left:
        raise AnnualError(f"还有 {len(left)} 格没有读准", "请逐格对照原文填好，再确认")
    kept.confirmed_by, kept.confirmed_at = by, now
    kept.lock += 1
    kept.save()
    _log("annual.earlier_confirmed", by, kept, year=kept.year)
    return kept


@transaction.atomic
def reopen(*, by: Person, kept: Earlier, lock: int, now: datetime) -> Earlier:
    kept = _held(by, kept, lock, now)
    kept.confirmed_by, kept.confirmed_at = None, None
    kept.lock += 1
    kept.save()
    _log("annual.earlier_reopened", by, kept, year=kept.year)
    return kept


def _held(by: Person, kept: Earlier, lock: int, now: datetime) -> Earlier:
    row = Earlier.objects.select_for_update(of=("self",)).select_related("organ").get(pk=kept.pk)
    _require(by, row.organ, now)
    if row.lock != lock:
        raise ChangedError("您打开这一页以后，别人改动过这一份", "请看一遍现在的内容")
    return row


def _require(by: Person, organ: Organ, now: datetime) -> None:
    if not may_keep(by, organ, timezone.localdate(now)):
        raise AnnualError("您没有编制年报的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def _log(key: str, by: Person, kept: Earlier, **data: object) -> None:
    record(key=key, actor=by, organ=kept.organ.code, target=f"annual_earlier:{kept.pk}", **data)
