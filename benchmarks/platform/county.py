"""A county with many townships in the middle of a campaign: every state there is, some late, some filed twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.report import FORM_2021, AnnualReport, Cell, Section, dumps
from gongkai_web.annual.models import Report
from gongkai_web.campaign import judging, opening
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Filing, Submission
from gongkai_web.campaign.submitting import file_copy
from gongkai_web.organs.models import Kind, Level, Organ, OrganName, Person, Post
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.models import Column, Item, Revision

SENTENCES = (
    "本年对照目录逐项核对，{n}号村组的惠农补贴、救助和征地信息按月更新。",
    "便民服务大厅第{n}窗口设置查阅点，安排专人引导群众查询。",
    "主要问题：个别栏目更新不够及时，{n}个站所对目录不熟悉。",
    "改进情况：每月二十五日由综合办核对第{n}批目录，逾期的三日内补发。",
)
FIRST = "主动公开、依申请公开、信息管理、平台建设、监督保障、考核评议、责任追究均已开展。"
STEPS = ("nothing", "draft", "signed", "filed", "returned", "again", "accepted", "published")


def fill(organs: int) -> tuple[Person, int, int]:
    """Who collects, the campaign, and a copy that waits for a decision."""
    now, year = timezone.now(), timezone.localdate().year - 1
    county = _organ("C", "清源县人民政府", Level.COUNTY, None)
    leader = Person.objects.create(account="leader", full_name="李静", must_change_password=False)
    Post.objects.create(person=leader, organ=county, role=Role.SUPERVISOR, since=date(2020, 1, 1))
    clerk = Person.objects.create(account="clerk", full_name="王芳", must_change_password=False)
    for number in range(1, organs):
        _organ(f"T{number}", f"清源县第{number}乡人民政府", Level.TOWNSHIP, county)
    days = opening.statutory(year)
    campaign = opening.begin(by=leader, organ=county, year=year, days=days, wanted=(), note="", now=now)
    for at, filing in enumerate(
        campaign.filings.select_related("organ", "campaign__organ").prefetch_related("organ__names")
    ):
        _walk(filing, STEPS[at % len(STEPS)], leader, clerk, now)
    waiting = Submission.objects.filter(number=2, decisions=None).order_by("pk").first()
    assert waiting is not None
    return leader, campaign.pk, waiting.pk


def _organ(code: str, name: str, level: Level, parent: Organ | None) -> Organ:
    made = Organ.objects.create(code=code, kind=Kind.GOVERNMENT, level=level, parent=parent)
    OrganName.objects.create(organ=made, full=name, since=date(2020, 1, 1))
    return made


def _walk(filing: Filing, upto: str, leader: Person, clerk: Person, now: datetime) -> None:
    reached = STEPS.index(upto)
    if not reached:
        return
    content = dumps(_report(filing, 3))
    row = _signed(filing, content, clerk, now, approved=reached > 1)
    if reached < 3:
        return
    given: dict[str, Any] = {"source": Source.PLATFORM, "files": (), "by": clerk, "by_name": "王芳", "now": now}
    copy = file_copy(filing=filing, content=content, report=row, **given)
    judge: dict[str, Any] = {"by": leader, "now": now}
    if upto in ("returned", "again", "accepted", "published"):
        judging.return_(
            **judge, submission=copy, lock=_lock(filing), words="改", answer_by=now.date() + timedelta(days=3)
        )
    if upto in ("again", "accepted", "published"):
        filing.refresh_from_db()
        copy = file_copy(filing=filing, content=dumps(_report(filing, 4)), report=row, **given)
    if upto in ("accepted", "published"):
        judging.accept(**judge, submission=copy, lock=_lock(filing), words="")
    if upto == "published":
        Revision.objects.filter(pk=row.revision_id).update(state=Revision.State.PUBLISHED, released_at=now)
        Item.objects.filter(pk=row.item_id).update(
            public=Item.Public.PUBLISHED, published_at=now, revision=row.revision_id
        )


def _lock(filing: Filing) -> int:
    return int(Filing.objects.values_list("lock", flat=True).get(pk=filing.pk))


def _signed(filing: Filing, content: str, clerk: Person, now: datetime, *, approved: bool) -> Report:
    item = Item.objects.create(organ=filing.organ, drafted_by=clerk)
    state = Revision.State.APPROVED if approved else Revision.State.IN_REVIEW
    column = Column.objects.get(organ=None, code="reports")
    body = "<p>年报</p>" * 2000
    revision = Revision.objects.create(item=item, number=1, state=state, drafted_by=clerk, column=column, body=body)
    return Report.objects.create(
        organ=filing.organ,
        year=filing.campaign.year,
        by=clerk,
        at=now,
        saved_by=clerk,
        saved_at=now,
        frozen=content,
        frozen_at=now,
        item=item,
        revision=revision,
    )


def _report(filing: Filing, new: int) -> AnnualReport:
    tables = dict.fromkeys(FORM_2021.paths, Cell.number(0))
    for row in ("new", "carried_out"):
        for column in ("natural_person", "total"):
            tables[f"requests.{row}.{column}"] = Cell.number(new)
    text = "\n".join(one.format(n=filing.pk) for one in SENTENCES)
    texts = {
        1: f"{FIRST}\n{text}",
        5: text,
        6: "收取信息处理费0元。",
    }
    sections = [Section(n, title, texts.get(n, "")) for n, title in enumerate(FORM_2021.sections, 1)]
    year = filing.campaign.year
    return AnnualReport(
        agency=filing.name,
        year=year,
        format=FORM_2021.code,
        title=f"{filing.name}{year}年政府信息公开工作年度报告",
        sections=sections,
        signature=filing.name,
        signed_on=date(year + 1, 1, 15),
        tables=tables,
    )
