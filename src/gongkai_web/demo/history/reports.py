"""The annual reports of the county: those of the year before last as they were published, last year's as far as each has come.

A few are wrong on purpose, as reports are: see `FAULTS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from gongkai.report import AnnualReport, Cell, dumps
from gongkai.report.narrative import statements
from gongkai_web.annual import earlier, keeping, signing
from gongkai_web.annual.building import built, errors_of, from_records
from gongkai_web.annual.models import Earlier, Report
from gongkai_web.annual.wording import beginning
from gongkai_web.demo.history.items import short_of, township_of
from gongkai_web.demo.history.offices import Office, offices
from gongkai_web.demo.history.report_texts import ANNOUNCED, COPIED, MANAGEMENT, PLATFORM, PROBLEMS, SUPERVISION
from gongkai_web.demo.publishing import released, walk
from gongkai_web.reports.uploads import Upload

SIGNED = ("DEMO-2", "DEMO-6", "DEMO-CZJ", "DEMO-MZJ")
"""In January, and published."""
LATE = ("DEMO-7", "DEMO-JYJ", "DEMO-8", "DEMO-ZRJ")
"""A few days ago, and not published yet."""
DRAFTED = ("DEMO-3", "DEMO-RSJ")
FAULTS: Mapping[str, str] = {
    "DEMO-7": "一格手工改过，表三不平",
    "DEMO-JYJ": "第五部分照抄民政局的",
    "DEMO-8": "文字里的新收件数与表三不一致",
    "DEMO-ZRJ": "上年结转与上一年报告的结转下年不一致",
}
"""What is wrong with which, for whoever looks at how a county finds it."""
BLANK = re.compile(r"【请填写：[^】]*】")
_CARRIED = ("natural_person", "total")
_SAID = {
    "requests.carried_out": "结转下年度继续办理",
    "requests.granted": "予以公开",
    "requests.result_total": "办结",
}


def load_earlier_reports(now: datetime) -> int:
    """The reports of the year before last: of a few organs published on the platform, so that their years stand side by side,
    of the others taken in from the files they were published as."""
    for office in offices(now):
        if office.code in SIGNED:
            _signed(office, office.years[0], office.at(date(office.years[1], 1, 6)), publish=True)
        else:
            _take_in(office)
    return Earlier.objects.count()


@transaction.atomic
def _take_in(office: Office) -> None:
    year, at = office.years[0], office.at(date(office.years[1], 1, 21))
    report = from_records(office.organ, year, texts_of(office, year), at.date(), at)
    if office.code == "DEMO-ZRJ":
        report = _carried_one_more(report)
    upload = Upload(f"{report.title}.json", dumps(replace(report, findings=[])).encode())
    kept = earlier.take_in(by=office.keeper, organ=office.organ, upload=upload, now=at)
    earlier.confirm(by=office.keeper, kept=kept, lock=kept.lock, now=at)


def _carried_one_more(report: AnnualReport) -> AnnualReport:
    """As if one had been counted as not answered that was: it balances, and the next report does not go on from it."""
    moved = {"requests.carried_out": 1, "requests.granted": -1, "requests.result_total": -1}
    tables, texts = dict(report.tables), {one.number: one.text for one in report.sections}
    for row, by in moved.items():
        before = int(tables[f"{row}.total"].value or 0)
        texts[1] = texts[1].replace(f"{_SAID[row]}{before}件", f"{_SAID[row]}{before + by}件")
        for column in _CARRIED:
            path = f"{row}.{column}"
            tables[path] = Cell.number(int(tables[path].value or 0) + by)
    sections = [replace(one, text=texts[one.number]) for one in report.sections]
    narrative = statements(report.opening or "", sections, year=report.year)
    return replace(report, tables=tables, sections=sections, narrative=narrative)


def texts_of(office: Office, year: int) -> dict[str, str]:
    """The platform's beginning, its open places filled in."""
    chance, given = office.chance(f"texts {year}"), beginning(office.organ, year)
    short = short_of(office)
    fills = [chance.choice(pool).replace("{short}", short) for pool in (MANAGEMENT, PLATFORM, SUPERVISION)]
    overall = BLANK.sub(lambda _: fills.pop(0) if fills else "", given["overall"])
    return {
        "opening": BLANK.sub(ANNOUNCED, given["opening"]),
        "overall": overall,
        "problems": PROBLEMS[(chance.randint(0, 99) + year) % len(PROBLEMS)].replace("{short}", short),
        "other": BLANK.sub("没有其他需要报告的事项。", given["other"]),
    }


def load_last_reports(now: datetime) -> int:
    """Last year's: some signed and published in January, some only now, some half written, some not begun."""
    for office in offices(now):
        january = office.at(date(office.years[1] + 1, 1, 6))
        if office.code in SIGNED:
            _signed(office, office.years[1], january, publish=True)
        elif office.code in LATE:
            _signed(office, office.years[1], office.at(office.later(office.today, -5), 9), publish=False)
        elif office.code in DRAFTED:
            _written(office, office.years[1], office.at(office.later(office.today, -2), 9))
    return Report.objects.count()


@transaction.atomic
def _written(office: Office, year: int, at: datetime) -> Report:
    report = keeping.begin(by=office.keeper, organ=office.organ, year=year, now=at)
    texts = texts_of(office, year)
    if office.code in ("DEMO-MZJ", "DEMO-JYJ") and year == office.years[1]:
        texts["problems"] = COPIED
    if office.code == "DEMO-8":
        texts["overall"] = texts["overall"].replace("新收政府信息公开申请{新收}件", "新收政府信息公开申请9件")
    report = keeping.write(by=office.keeper, report=report, lock=report.lock, texts=texts, signed_on=at.date(), now=at)
    if office.code == "DEMO-7":
        _set_by_hand(office, report, at)
    report.refresh_from_db()
    return report


def _set_by_hand(office: Office, report: Report, at: datetime) -> None:
    """One more granted than there are."""
    path = "requests.granted.natural_person"
    seen = f"{built(report, at).report.cell(path).value}"
    keeping.change_cell(
        by=office.keeper,
        report=report,
        path=path,
        typed=str(int(seen) + 1),
        reason="另有一件是电话答复的",
        seen=seen,
        now=at,
    )


@transaction.atomic
def _signed(office: Office, year: int, at: datetime, *, publish: bool) -> None:
    report = _written(office, year, at)
    why = "台账另有记录，正在核对" if errors_of(built(report, at)) else ""
    report = signing.hand_in(by=office.keeper, report=report, lock=report.lock, now=at, explanation=why)
    assert report.item is not None  # noqa: S101 - handed in
    township = township_of(office, at)
    walk(township, report.item, at)
    if publish:
        released(township, report.item, at)
