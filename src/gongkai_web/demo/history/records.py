"""The ledgers, documents, work records and channels of two years, of every organ; what is not there is written as 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from random import Random

from django.db import transaction

from gongkai_web.annual import figures, work
from gongkai_web.annual.figures import DocumentEntry, Entry
from gongkai_web.annual.kinds import DocumentKind, Ledger, Work
from gongkai_web.annual.models import Figure, WorkRecord
from gongkai_web.channels.arranging import set_up
from gongkai_web.channels.entries import Entry as ChannelEntry
from gongkai_web.channels.kinds import Kind, Precision
from gongkai_web.channels.models import Channel
from gongkai_web.channels.services import add_many
from gongkai_web.demo.history.offices import FIRST, Office, offices

LEDGERS = {
    "": (("农村村民宅基地批准", 8, 40), ("综合行政执法处罚", 0, 20), ("强制清理占道经营物品", 0, 3), ("", 0, 0)),
    "DEMO": (("", 0, 0), ("", 0, 0), ("", 0, 0), ("", 0, 0)),
    "DEMO-FGJ": (("企业投资项目核准", 10, 30), ("", 0, 0), ("", 0, 0), ("", 0, 0)),
    "DEMO-JYJ": (
        ("民办学校设立、变更", 4, 15),
        ("校外培训处罚", 1, 5),
        ("", 0, 0),
        ("高中学费、住宿费", 300000, 900000),
    ),
    "DEMO-MZJ": (("社会组织登记", 20, 60), ("社会组织处罚", 0, 4), ("", 0, 0), ("", 0, 0)),
    "DEMO-CZJ": (("代理记账资格", 1, 6), ("政府采购处罚", 0, 3), ("", 0, 0), ("", 0, 0)),
    "DEMO-RSJ": (("劳务派遣许可", 3, 12), ("劳动保障监察处罚", 2, 9), ("", 0, 0), ("考试考务费", 40000, 90000)),
    "DEMO-ZRJ": (
        ("工程规划许可", 90, 180),
        ("土地违法处罚", 8, 25),
        ("强制拆除违法建筑", 1, 6),
        ("不动产登记费", 400000, 700000),
    ),
    "DEMO-WJJ": (
        ("医疗机构、公共场所许可", 80, 200),
        ("卫生监督处罚", 20, 60),
        ("封存消毒产品", 0, 5),
        ("预防接种服务费", 20000, 60000),
    ),
}
"""Of each ledger, in their order: what is counted, the least and the most of it in a year; "" there is none."""
SOURCE = "业务系统办件库，年末导出"
_DOCUMENTS = ("信息公开工作规则", "档案查阅管理办法", "信访事项办理办法", "项目资金管理办法")


def load_past_records(now: datetime) -> int:
    for office in offices(now):
        _load(office)
    return Figure.objects.count() + WorkRecord.objects.count()


@transaction.atomic
def _load(office: Office) -> None:
    for year in office.years:
        chance = office.chance(f"records {year}")
        if not (office.code == FIRST and year == office.years[1]):
            _stated(office, year, chance)
            _worked(office, year, chance)
    _documents(office)
    if not Channel.objects.filter(organ=office.organ).exists():
        _channels(office)


def _stated(office: Office, year: int, chance: Random) -> None:
    at = office.at(date(year + 1, 1, 6))
    for ledger, (label, least, most) in zip(Ledger, LEDGERS.get(office.code, LEDGERS[""]), strict=True):
        amount = Decimal(chance.randint(least, most))
        told = Entry(ledger, label or f"{ledger.label}（本年没有）", amount, SOURCE, office.keeper.full_name)
        figures.state(by=office.keeper, organ=office.organ, year=year, entry=told, now=at)


def _worked(office: Office, year: int, chance: Random) -> None:
    for told in _work(office, year, chance):
        work.note(by=office.keeper, organ=office.organ, entry=told, now=office.at(told.on, 17))


def _work(office: Office, year: int, chance: Random) -> Iterator[work.WorkEntry]:
    yield work.WorkEntry(
        Work.GROUP, date(year, 3, chance.randint(3, 28)), "领导小组会议，部署全年政务公开", chance.randint(7, 15)
    )
    yield work.WorkEntry(
        Work.TRAINING, date(year, chance.randint(5, 9), 15), "政务公开业务培训", chance.randint(12, 60)
    )
    yield work.WorkEntry(Work.INSPECTION, date(year, 10, chance.randint(10, 28)), "公开栏目自查", None, "问题当月整改")
    if not office.is_department:
        yield work.WorkEntry(Work.ASSESSMENT, date(year, 12, 18), "年度政务公开考核", None, "纳入年度目标考核")


def _documents(office: Office) -> None:
    chance = office.chance("documents")
    first = office.years[0]
    for place, title in enumerate(_DOCUMENTS[: chance.randint(1, 4)]):
        made = date(first - 4 + place * 2, chance.randint(2, 11), 8)
        ended = date(office.years[1], 7, 31) if place == 0 else None
        told = DocumentEntry(
            kind=DocumentKind.NORMATIVE,
            title=title,
            number=f"清{office.organ.name.removeprefix('清源县')[:2]}发〔{made.year}〕{chance.randint(3, 60)}号",
            issued_on=made,
            source="规范性文件清理目录",
            vouched_by=office.keeper.full_name,
            ended_on=ended,
            ended_by="repealed" if ended else "",
        )
        figures.add_document(by=office.keeper, organ=office.organ, entry=told, now=office.at(date(first, 2, 1)))


def _channels(office: Office) -> None:
    """Two channels with the sums of the years and what was put there since."""
    short = office.organ.name.removeprefix("清源县").removesuffix("人民政府")
    chance = office.chance("channels")
    places = (
        (Kind.WECHAT, f"清源{short}", "微信公众号", chance.randint(60, 320)),
        (Kind.NOTICE_BOARD, f"{short}公示栏", "办公楼一楼大厅", chance.randint(12, 60)),
    )
    for kind, name, address, sum_ in places:
        given = {"by": office.keeper, "organ": office.organ, "now": office.at(office.today, 9)}
        channel = set_up(kind=kind, name=name, address=address, **given)
        entries = [
            ChannelEntry(
                channel,
                f"{year}年全年",
                date(year, 1, 1),
                Precision.YEAR,
                sum_ + chance.randint(0, 20),
                note="年末统计",
            )
            for year in office.years
        ]
        add_many(entries=entries, **given)
