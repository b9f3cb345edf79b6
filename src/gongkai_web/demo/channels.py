"""Where the invented townships have made things public besides the portal: their channels, last year's sums, this year's posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai_web.channels.arranging import set_up
from gongkai_web.channels.entries import Entry
from gongkai_web.channels.kinds import NEW_MEDIA, Kind, Precision
from gongkai_web.channels.models import Channel
from gongkai_web.channels.services import add_many
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, what was put there last year (a sum, as it stood in the report), and every how many days this year."""

    kind: Kind
    name: str
    address: str
    sum: int
    about: bool
    every: int


PLACES: dict[str, tuple[Place, ...]] = {
    "DEMO-1": (
        Place(Kind.WEBSITE, "清源县政府网站青石乡专栏", "https://www.example.cn/qsx/", 2, False, 60),
        Place(Kind.NOTICE_BOARD, "青石乡政府公示栏", "乡政府大门西侧", 36, False, 20),
    ),
    "DEMO-2": (
        Place(Kind.WEBSITE, "清源县政府网站柳河镇专栏", "https://www.example.cn/lhz/", 428, False, 12),
        Place(Kind.WECHAT, "大美柳河", "微信公众号“大美柳河”", 356, False, 5),
        Place(Kind.HALL, "行政审批中心政务公开专区", "镇行政审批中心一楼", 24, False, 30),
    ),
    "DEMO-3": (
        Place(Kind.WECHAT, "白塔微党政", "微信公众号“白塔微党政”", 380, True, 4),
        Place(Kind.WECHAT_VIDEO, "白塔微党政视频号", "微信视频号“白塔微党政”", 2, False, 90),
        Place(Kind.NOTICE_BOARD, "白塔乡公示栏", "乡政府院内", 100, True, 9),
    ),
    "DEMO-4": (
        Place(Kind.NOTICE_BOARD, "双林乡政务公开栏", "乡政府门口", 48, False, 14),
        Place(Kind.NOTICE_BOARD, "村务公开栏", "各村村委会", 60, True, 21),
    ),
    "DEMO-5": (Place(Kind.NEW_MEDIA, "云上清源客户端", "县融媒体客户端“云上清源”", 505, False, 6),),
}
TOPICS = (
    "秸秆综合利用补贴发放公示",
    "低保对象季度公示",
    "防汛值班电话",
    "镇村公共厕所改造进展",
    "城乡居民医保缴费提醒",
    "村级财务收支公开",
    "冬季防火倡议书",
    "便民服务中心办事指南",
)


def load_channels(now: datetime) -> int:
    """Once, after the items are there; how many channels there are."""
    if Channel.objects.exists():
        return 0
    for code, places in PLACES.items():
        organ = Organ.objects.filter(code=code).first()
        clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first()
        if organ and clerk:
            _load(organ, clerk, places, now)
    return Channel.objects.count()


@transaction.atomic
def _load(organ: Organ, clerk: Person, places: tuple[Place, ...], now: datetime) -> None:
    day = timezone.localdate(now)
    for place in places:
        channel = set_up(by=clerk, organ=organ, kind=place.kind, name=place.name, address=place.address, now=now)
        add_many(by=clerk, organ=organ, entries=_entries(organ, channel, place, day), now=now)


def _entries(organ: Organ, channel: Channel, place: Place, day: date) -> list[Entry]:
    last = Entry(
        channel,
        f"{day.year - 1}年全年",
        date(day.year - 1, 1, 1),
        Precision.YEAR,
        place.sum,
        place.about,
        note="来自上一年度报告",
    )
    names = {"drafted_by": "信息员", "reviewed_by": "党政办主任", "released_by": "经办人"}
    units, items = list(organ.units.all()), list(Item.objects.filter(organ=organ, public="published")[:2])
    entries, on, number = [last], date(day.year, 1, 8), 0
    while on < day:
        entries.append(
            Entry(
                channel,
                f"{TOPICS[number % len(TOPICS)]}（{on.month}月）",
                on,
                address=place.address,
                unit=units[number % len(units)] if units else None,
                **(names if place.kind in NEW_MEDIA and number % 9 else {}),
            )
        )
        on, number = on + timedelta(days=place.every), number + 1
    days = ((item, item.published_on or day) for item in items)
    return [*entries, *(Entry(channel, item.title, on, address=place.address, item=item) for item, on in days)]
