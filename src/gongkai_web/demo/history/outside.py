"""An organ that is not on the platform: its file came on paper's way, and the county hands it in for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gongkai.report import AnnualReport, Cell
from gongkai.report.wording import title_of
from gongkai_web.annual.building import from_records
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.demo.history.offices import COUNTY, Office, offices
from gongkai_web.demo.history.reports import texts_of
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.outside.handing import begin, say, submit, take_file
from gongkai_web.outside.registering import Given, call_to_file, register
from gongkai_web.reports.downloads import FILE_FORMS
from gongkai_web.reports.uploads import Upload

NAME = "清源县气象局"
LIKE = "DEMO-MZJ"
"""The organ whose year its figures are made of, but for one: a report with the very same tables is another organ's."""
PENALTIES = "proactive.penalties"


def load_outside(now: datetime) -> int:
    """After the campaign is open; how many were filed so."""
    all_ = {office.code: office for office in offices(now)}
    if LIKE in all_:
        _load(all_[COUNTY], all_[LIKE])
    return Submission.objects.filter(filing__organ=None).count()


def _load(county: Office, like: Office) -> None:
    leader = holders(Role.SUPERVISOR, county.organ, county.today)[0]
    at = county.at(county.later(county.today, -3), 15)
    with transaction.atomic():
        handing = begin(by=leader, filing=_called(county, leader, at), now=at)
    words = FILE_FORMS["docx"].to_bytes(_report(like, at))
    upload = Upload(f"{NAME}{like.years[1]}年年报.docx", words)
    handing = take_file(handing, lock=handing.lock, by=leader, upload=upload, now=at)
    note = "公文送达，光盘一张"
    handing = say(handing, lock=handing.lock, by=leader, teller="县气象局办公室", note=note, now=at)
    submit(handing, lock=handing.lock, by=leader, own=False, now=at)


def _called(county: Office, leader: Person, at: datetime) -> Filing:
    given: Given = {
        "name": NAME,
        "code": "",
        "kind": "vertical",
        "level": "county",
        "telephone": "0000-6009910",
        "contact": "办公室",
        "basis": "县委编办机关通讯录",
    }
    outsider = register(by=leader, office=county.organ, given=given, now=at)
    campaign = Campaign.objects.get(organ=county.organ, year=county.years[1])
    return call_to_file(by=leader, campaign=campaign, outsider=outsider, now=at)


def _report(like: Office, at: datetime) -> AnnualReport:
    """As the organ wrote it itself."""
    year = like.years[1]
    texts = {name: text.replace("民政局", "气象局") for name, text in texts_of(like, year).items()}
    made = from_records(like.organ, year, texts, at.date(), at)
    sections = [replace(one, text=one.text.replace(like.organ.name, NAME)) for one in made.sections]
    opening = (made.opening or "").replace(like.organ.name, NAME)
    named = {"agency": NAME, "title": title_of(NAME, year), "signature": NAME, "opening": opening}
    tables = made.tables | {PENALTIES: Cell.number(int(made.value(PENALTIES) or 0) + 3)}
    return replace(made, sections=sections, tables=tables, findings=[], **named)
