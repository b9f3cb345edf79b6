"""An invented county with townships: the shortest way to a campaign, a signed report, a submission."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.report import FORM_2021, AnnualReport, Cell, Section, dumps
from gongkai_web.annual.models import Report
from gongkai_web.campaign import opening
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.submitting import submit
from gongkai_web.files.services import store
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import found
from gongkai_web.publishing.models import Item, Revision
from tests.platform.publishing.office import SINCE, Office, draft, person, township

YEAR = 2025
NOW = datetime(2026, 1, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SEAL = "签字盖章扫描件"
NEW = "requests.new.total"
SENTENCES = {
    1: "主动公开、依申请公开、信息管理、平台建设、监督保障、考核评议和责任追究都已开展。",
    5: "问题：更新不及时。改进：每月核对一次。",
    6: "本年没有收取信息处理费。",
}


@dataclass
class County:
    organ: Organ
    supervisor: Person
    head: Person
    offices: list[Office] = field(default_factory=list)


def county(townships: int = 1) -> County:
    organ = found(by=None, code="C", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    made = County(
        organ,
        person("watch", "李静", Role.SUPERVISOR, organ),
        person("open", "高文", Role.DISCLOSURE_HEAD, organ),
    )
    for number in range(1, townships + 1):
        office = township(f"T{number}", f"青山县第{number}乡人民政府")
        Organ.objects.filter(pk=office.organ.pk).update(parent=organ)
        office.organ.refresh_from_db()
        made.offices.append(office)
    return made


def days(**other: date) -> opening.Days:
    return replace(opening.statutory(YEAR), **other)


def campaign(made: County, wanted: tuple[str, ...] = (), **other: Any) -> Campaign:
    given = {"by": made.supervisor, "organ": made.organ, "year": YEAR, "days": days(), "note": "", "now": NOW}
    return opening.begin(**given | {"wanted": wanted} | other)


def filing_of(collected: Campaign, office: Office) -> Filing:
    return Filing.objects.select_related("campaign__organ", "organ").get(campaign=collected, organ=office.organ)


def report_text(office: Office | None = None, **cells: int) -> AnnualReport:
    """Every cell 0 but those given (`new=3` is all of table three's first row and what balances it), with its text."""
    tables = dict.fromkeys(FORM_2021.paths, Cell.number(0))
    for name, value in cells.items():
        for column in ("natural_person", "total"):
            tables[f"requests.{name}.{column}"] = Cell.number(value)
            tables[f"requests.carried_out.{column}"] = Cell.number(value)
    sections = [Section(n, title, SENTENCES.get(n, "")) for n, title in enumerate(FORM_2021.sections, 1)]
    name = office.organ.name if office else "青山县某局"
    return AnnualReport(
        agency=name,
        year=YEAR,
        format=FORM_2021.code,
        title=f"{name}{YEAR}年政府信息公开工作年度报告",
        sections=sections,
        signature=name,
        signed_on=date(2026, 1, 15),
        tables=tables,
    )


def signed(office: Office, report: AnnualReport | None = None, now: datetime = NOW) -> Report:
    """As if it had gone through its chain: an approved item, and the report frozen into it."""
    item = draft(office, title=f"{YEAR}年年报")
    revision = item.revisions.get()
    Revision.objects.filter(pk=revision.pk).update(state=Revision.State.APPROVED)
    frozen = dumps(report or report_text(office))
    return Report.objects.create(
        organ=office.organ,
        year=YEAR,
        by=office.clerk,
        at=now,
        saved_by=office.clerk,
        saved_at=now,
        frozen=frozen,
        frozen_at=now,
        frozen_by=office.clerk,
        item=item,
        revision=revision,
    )


def rewritten(row: Report, report: AnnualReport) -> None:
    """Signed anew with another content."""
    Report.objects.filter(pk=row.pk).update(frozen=dumps(report))


def go_public(row: Report, at: datetime = NOW) -> None:
    Revision.objects.filter(pk=row.revision_id).update(state=Revision.State.PUBLISHED, released_at=at)
    Item.objects.filter(pk=row.item_id).update(
        public=Item.Public.PUBLISHED, published_at=at, published_on=at.date(), revision=row.revision_id
    )


def scan(office: Office, name: str = "签字盖章.pdf") -> tuple[str, Any]:
    return SEAL, store(by=office.clerk, organ=office.organ, name=name, content=b"%PDF-1.4\n%%EOF", now=NOW)


def submitted(office: Office, filing: Filing, now: datetime = NOW, files: tuple[Any, ...] = ()) -> Submission:
    filing.refresh_from_db()
    return submit(by=office.clerk, filing=filing, lock=filing.lock, files=files, note="", now=now)


def lock_of(filing: Filing) -> int:
    return Filing.objects.values_list("lock", flat=True).get(pk=filing.pk)
