"""The collecting of last year's reports, half done: some accepted and published, some just filed, some returned, many late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.report import Severity
from gongkai_web.campaign.answering import answer
from gongkai_web.campaign.checking import findings_of
from gongkai_web.campaign.copies import report_of
from gongkai_web.campaign.judging import accept, key_of, open_, pick, remark, return_
from gongkai_web.campaign.kinds import Answer
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.opening import Days, begin
from gongkai_web.campaign.reminding import remind
from gongkai_web.campaign.submitting import submit
from gongkai_web.demo.history.offices import COUNTY, Office, offices
from gongkai_web.demo.history.reports import LATE, SIGNED
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders

RETURNED = ("DEMO-8", "DEMO-ZRJ")
ANSWERED = "DEMO-ZRJ"
_MOST = 3
"""So many findings are taken into a return: those that matter."""
_WORDS = "请对照下列意见改正，逐条回复后重新报送。"


def load_campaign(now: datetime) -> int:
    """After the reports; how many were filed."""
    all_ = {office.code: office for office in offices(now)}
    county = all_[COUNTY]
    leader = holders(Role.SUPERVISOR, county.organ, county.today)[0]
    with transaction.atomic():
        campaign = _begun(county, leader)
    for code in [one for one in SIGNED if one in all_]:
        _accepted(campaign, all_[code], leader)
    for code in [one for one in LATE if one in all_]:
        _filed_late(campaign, all_[code], leader)
    _reminded(campaign, county, leader)
    return Submission.objects.count()


def _begun(county: Office, leader: Person) -> Campaign:
    year = county.years[1]
    first = date(year + 1, 1, 4)
    local = min(date(year + 1, 1, 20), county.today - timedelta(days=3))
    days = Days(local, date(year + 1, 1, 31), date(year + 1, 3, 20), date(year + 1, 3, 31))
    note = "各乡镇、县直部门在报送前先用“检查”看一遍，检查出的错误改好再报。"
    return begin(by=leader, organ=county.organ, year=year, days=days, wanted=(), note=note, now=county.at(first))


def _filed(campaign: Campaign, office: Office, at: datetime) -> tuple[Filing, Submission]:
    filing = campaign.filings.get(organ=office.organ)
    made = submit(by=office.keeper, filing=filing, lock=filing.lock, files=(), note="", now=at)
    filing.refresh_from_db()
    return filing, made


@transaction.atomic
def _accepted(campaign: Campaign, office: Office, leader: Person) -> None:
    year = office.years[1] + 1
    filing, made = _filed(campaign, office, office.at(date(year, 1, 7)))
    at = office.at(date(year, 1, 8))
    open_(by=leader, submission=made, now=at)
    filing.refresh_from_db()
    accept(by=leader, submission=made, lock=filing.lock, words="", now=at)


@transaction.atomic
def _filed_late(campaign: Campaign, office: Office, leader: Person) -> None:
    filing, made = _filed(campaign, office, office.at(office.later(office.today, -4)))
    if office.code not in RETURNED:
        return
    at = office.at(office.later(office.today, -2))
    open_(by=leader, submission=made, now=at)
    _noted(filing, made, leader, at)
    filing.refresh_from_db()
    until = office.later(office.today, 4)
    return_(by=leader, submission=made, lock=filing.lock, words=_WORDS, answer_by=until, now=at)
    if office.code == ANSWERED:
        _answered(filing, made, office)


def _noted(filing: Filing, made: Submission, leader: Person, at: datetime) -> None:
    """What the checks found, the gravest first, and a word of the leader's own."""
    found = [one for one in findings_of(report_of(made), filing) if one.severity is not Severity.INFO]
    found.sort(key=lambda one: one.severity is not Severity.ERROR)
    filing.refresh_from_db()
    if found:
        pick(by=leader, submission=made, lock=filing.lock, keys=[key_of(one) for one in found[:_MOST]], now=at)
        filing.refresh_from_db()
    text = "第五部分请写明改进措施的完成时间。"
    remark(by=leader, submission=made, lock=filing.lock, text=text, section="5", now=at)


def _answered(filing: Filing, made: Submission, office: Office) -> None:
    """Every one; it has not filed again yet."""
    at = office.at(office.later(office.today, -1))
    for one in made.remarks.exclude(decision=None).order_by("pk"):
        filing.refresh_from_db()
        said = (
            (Answer.EXPLAINED, "上一年报告多计结转 1 件，该件已在上年答复，已在本年说明。")
            if one.rule
            else (Answer.MENDED, "")
        )
        answer(by=office.keeper, remark=one, lock=filing.lock, answer=said[0], text=said[1], now=at)


def _reminded(campaign: Campaign, county: Office, leader: Person) -> None:
    """Those who have not begun."""
    filed = Submission.objects.filter(filing__campaign=campaign).values_list("filing", flat=True)
    left: Iterable[int] = (
        campaign.filings.exclude(pk__in=filed).exclude(organ=county.organ).values_list("pk", flat=True)
    )
    words = "年报报送已经逾期，请抓紧编制报送；有困难的请联系县政务公开办。"
    remind(by=leader, campaign=campaign, filings=left, words=words, now=county.at(county.later(county.today, -1)))
