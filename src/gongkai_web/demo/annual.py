"""Last year's annual report of the first township, in the works: ledgers partly filled in, work records, a text to go on with."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from gongkai_web.annual import figures, keeping, work
from gongkai_web.annual.figures import DocumentEntry, Entry
from gongkai_web.annual.kinds import DocumentKind, Ledger, Work
from gongkai_web.annual.models import Report
from gongkai_web.demo.history.offices import report_year
from gongkai_web.organs.models import Organ, Person

_FIGURES = (
    (Ledger.LICENSING, "林木采伐许可", "12", "县一体化政务平台办件库，1月5日导出"),
    (Ledger.LICENSING, "农村村民宅基地批准", "31", "乡自然资源所审批台账"),
    (Ledger.PENALTIES, "综合行政执法处罚", "17", "乡综合行政执法队案件台账"),
)
"""行政强制 and 行政事业性收费 are left for whoever looks: blank is not 0."""

_WORK = (
    (Work.GROUP, (3, 14), "政务公开领导小组第一次会议", 11, "部署全年工作"),
    (Work.GROUP, (9, 5), "政务公开领导小组第二次会议", 12, "研究目录缺项"),
    (Work.TRAINING, (5, 20), "政务公开业务培训", 38, "各站所信息员参加"),
    (Work.INSPECTION, (10, 17), "公示栏、目录专项督查", 4, "发现逾期 6 条，已补发"),
    (Work.ASSESSMENT, (12, 20), "年度政务公开考核", 9, "7 个站所优秀"),
)
_DOCUMENTS = (
    ("封山育林管理办法", "2019〕4号", (2019, 4, 12), None, ""),
    ("农村集体资金管理办法", "2021〕9号", (2021, 6, 30), None, ""),
    ("集镇摊点管理规定", "2016〕2号", (2016, 3, 1), (1, 31), "expired"),
)


def load_annual(now: datetime) -> int:
    """Once, after the people and the requests are there; how many reports there are."""
    organ = Organ.objects.filter(code="DEMO-1").first()
    clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first() if organ else None
    if organ and clerk and not Report.objects.exists():
        _load(organ, clerk, now)
    return Report.objects.count()


@transaction.atomic
def _load(organ: Organ, clerk: Person, now: datetime) -> None:
    year = report_year(timezone.localdate(now))
    for ledger, label, amount, source in _FIGURES:
        entry = Entry(ledger, label, Decimal(amount), source, clerk.full_name)
        figures.state(by=clerk, organ=organ, year=year, entry=entry, now=now)
    for kind, (month, day), title, people, note in _WORK:
        told = work.WorkEntry(kind, date(year, month, day), title, people, note)
        work.note(by=clerk, organ=organ, entry=told, now=now)
    for title, number, made, ended, how in _DOCUMENTS:
        _document(organ, clerk, f"云政〔{number}", title, date(*made), date(year, *ended) if ended else None, how, now)
    report = keeping.begin(by=clerk, organ=organ, year=year, now=now)
    texts = {name: getattr(report, name) for name in keeping.TEXTS}
    texts["problems"] = (
        "存在的主要问题：一是部分站所公开不够及时，督查中发现逾期信息 6 条；二是政策解读形式单一。\n"
        "改进情况：一是每月对照目录核对一次，逾期的当月补发；二是对惠农政策配发图解，在村务公开栏同步张贴。"
    )
    keeping.write(by=clerk, report=report, lock=report.lock, texts=texts, signed_on=None, now=now)


def _document(
    organ: Organ,
    clerk: Person,
    number: str,
    title: str,
    made: date,
    ended: date | None,
    how: str,
    now: datetime,
) -> None:
    entry = DocumentEntry(
        kind=DocumentKind.NORMATIVE,
        title=title,
        number=number,
        issued_on=made,
        source="规范性文件清理目录",
        vouched_by=clerk.full_name,
        ended_on=ended,
        ended_by=how,
    )
    figures.add_document(by=clerk, organ=organ, entry=entry, now=now)
