"""The zip of a county: what a campaign accepted goes out in it, and reports of organs outside come in by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.db import transaction

from gongkai import exchange
from gongkai.errors import GongkaiError
from gongkai.exchange import Difference
from gongkai.report import dumps
from gongkai_web.campaign.common import held, log_campaign, require_leader
from gongkai_web.campaign.copies import accepted, filings_with_copies, latest, report_of
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.submitting import file_copy
from gongkai_web.files.services import content, store
from gongkai_web.organs.models import Kind, Level, Person
from gongkai_web.outside.errors import OutsideError
from gongkai_web.outside.handing import doubtful
from gongkai_web.outside.models import Outsider
from gongkai_web.outside.registering import Given, call_to_file, register

MOST_DIFFERENCES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one organ of the package, or of one member: why, and where it differs."""

    name: str
    why: str = ""
    differences: tuple[Difference, ...] = ()
    submission: Submission | None = None


@dataclass(slots=True)
class Imported:
    taken: list[Line] = field(default_factory=list)
    unchanged: list[Line] = field(default_factory=list)
    differing: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)


def take_in(*, by: Person, campaign: Campaign, stream: IO[bytes], name: str, add: bool, now: datetime) -> Imported:
    """Each organ by itself, so that one that is refused takes no other along. `add`: organs that nobody called to file are
    registered and called. Taken twice it changes nothing. Raises PackageError for what is no package."""
    require_leader(by, campaign.organ, now)
    package = exchange.opened(stream, name)
    if package.manifest.year != campaign.year:
        raise OutsideError(f"这是 {package.manifest.year} 年的交换包", f"请选 {campaign.year} 年的", name)
    done = Imported()
    filings = {one.name: one for one in filings_with_copies(campaign, content=True)}
    codes = {one.code: one.name for one in campaign.organ.outsiders.exclude(code="")}
    for item in package.organs():
        known = filings.get(item.organ.name) or filings.get(codes.get(item.organ.code, ""))
        try:
            _take(by, campaign, item, known, add, done, now)
        except GongkaiError as error:
            done.refused.append(Line(item.organ.name, f"{error.text}。{error.remedy}"))
        done.refused += [Line(f"{item.organ.name}的附件", str(one)) for one in item.refused]
    done.refused += [Line(one.where, one.text) for one in package.refused]
    log_campaign(
        "outside.package_taken",
        by,
        campaign,
        taken=len(done.taken),
        unchanged=len(done.unchanged),
        differing=len(done.differing),
        refused=len(done.refused),
    )
    return done


def _take(
    by: Person,
    campaign: Campaign,
    item: exchange.Taken,
    known: Filing | None,
    add: bool,
    done: Imported,
    now: datetime,
) -> None:
    before = latest(known) if known else None
    if before:
        _compare(item, before, done)
        return
    if known is None and not add:
        raise OutsideError("不在这一批里", "请先列入，或者勾选“没有列入的，列为平台外机关”")
    if known is not None and known.organ_id is not None:
        raise OutsideError("这个机关在本平台上，自己报送", "不用导入")
    left = doubtful(item.report)
    if left:
        raise OutsideError(f"有 {len(left)} 格没有读准", "请让对方核对以后重新导出，或者单独上传它的文件")
    made = _file(by, campaign, item, known, now)
    done.taken.append(Line(item.organ.name, submission=made))


def _compare(item: exchange.Taken, before: Submission, done: Imported) -> None:
    there = report_of(before)
    if exchange.content_digest(there) == exchange.content_digest(item.report):
        done.unchanged.append(Line(item.organ.name))
    else:
        found = exchange.differences(there, item.report)
        why = f"与第 {before.number} 次报送有 {len(found)} 处不同，没有改动"
        done.differing.append(Line(item.organ.name, why, found[:MOST_DIFFERENCES], before))


@transaction.atomic
def _file(by: Person, campaign: Campaign, item: exchange.Taken, known: Filing | None, now: datetime) -> Submission:
    filing = held(known or _called(by, campaign, item, now), None)
    files = [
        (
            one.what if one.what in campaign.wanted else "",
            store(by=by, organ=campaign.organ, name=one.name, content=one.data, now=now),
        )
        for one in item.attachments
    ]
    return file_copy(
        filing=filing,
        source=Source.UPLOAD,
        content=dumps(item.report),
        files=files,
        by=by,
        by_name=by.full_name,
        note="由交换包导入",
        now=now,
    )


def _called(by: Person, campaign: Campaign, item: exchange.Taken, now: datetime) -> Filing:
    name = item.organ.name.strip()
    there = Outsider.objects.filter(office=campaign.organ, name=name).first()
    if there is None:
        township = name.endswith(("镇人民政府", "乡人民政府", "街道办事处"))
        given = Given(
            name=name,
            code=item.organ.code,
            kind=Kind.GOVERNMENT if township else Kind.DEPARTMENT,
            level=Level.TOWNSHIP if township else campaign.organ.level,
            telephone="",
            contact="",
            basis="",
        )
        there = register(by=by, office=campaign.organ, given=given, now=now)
    return call_to_file(by=by, campaign=campaign, outsider=there, now=now)


def accepted_of(campaign: Campaign) -> list[tuple[Filing, Submission]]:
    rows = filings_with_copies(campaign, content=True).select_related("organ")
    return [(one, copy) for one in rows if (copy := accepted(one)) is not None]


def package(*, by: Person, campaign: Campaign, attachments: bool, workbooks: bool, now: datetime) -> bytes:
    """The copies that were accepted. Raises OutsideError where there are none."""
    require_leader(by, campaign.organ, now)
    found = accepted_of(campaign)
    if not found:
        raise OutsideError("还没有接受哪一份年报", "接受以后再导出")
    codes = {one.name: one.code for one in campaign.organ.outsiders.all()}
    entries = [
        exchange.Entry(
            report_of(copy).with_findings([]),
            filing.name,
            codes.get(filing.name, ""),
            _attached(copy) if attachments else (),
        )
        for filing, copy in found
    ]
    made = exchange.package(entries, year=campaign.year, county=campaign.organ.name, workbooks=workbooks)
    log_campaign("outside.package_made", by, campaign, organs=len(entries), attachments=attachments)
    return made


def _attached(copy: Submission) -> list[exchange.Attachment]:
    return [
        exchange.Attachment(one.file.name, content(one.file), one.what) for one in copy.attached.select_related("file")
    ]
