"""What somebody says was put on a channel, before it is kept: the same for a form, for several rows and for a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from gongkai_web.channels.counts import cut_to, said_day
from gongkai_web.channels.errors import ChannelError
from gongkai_web.channels.kinds import Kind, Precision
from gongkai_web.channels.models import Channel, Record
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Unit
from gongkai_web.publishing.models import Item

Key = tuple[int, date, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. The names are those of `Record`."""

    channel: Channel
    title: str
    on: date
    precision: str = Precision.DAY
    count: int = 1
    approximate: bool = False
    address: str = ""
    unit: Unit | None = None
    item: Item | None = None
    photo: StoredFile | None = None
    drafted_by: str = ""
    reviewed_by: str = ""
    released_by: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What makes two records look like one: channel, day and title."""
        return self.channel.pk, self.on, self.precision, self.title


FIELDS = tuple(field.name for field in fields(Entry))
NAMES = ("drafted_by", "reviewed_by", "released_by")


def tidy(entry: Entry) -> Entry:
    """Spaces of a title made single, and the day cut to what is known of it, so that equal things are equal."""
    kept = {name: getattr(entry, name) for name in FIELDS}
    kept["title"] = " ".join(entry.title.split())
    kept["on"] = cut_to(entry.on, entry.precision)
    for name in (*NAMES, "address", "note"):
        kept[name] = kept[name].strip()
    return Entry(**kept)


def check(entry: Entry, organ: Organ, day: date) -> None:
    """Raises ChannelError for what cannot have been, and for what is not this organ's."""
    for refuse in (_refuse_foreign, _refuse_shape, _refuse_day):
        refuse(entry, organ, day)


def _refuse_foreign(entry: Entry, organ: Organ, day: date) -> None:
    if entry.channel.kind == Kind.PORTAL:
        raise ChannelError("在本平台的发布由系统统计，不用登记", "请选其他渠道")
    owned = (entry.channel, entry.unit, entry.item, entry.photo)
    if any(one is not None and one.organ_id != organ.pk for one in owned):
        raise ChannelError("渠道、站所、信息或照片不是本机关的", "请重新选择")


def _refuse_shape(entry: Entry, organ: Organ, day: date) -> None:
    if not entry.title:
        raise ChannelError("没有写名称", "请写公开的是什么，例如“2026年低保对象公示”")
    if len(entry.title) > 200:
        raise ChannelError("名称超过 200 个字", "请缩短名称，其余写在备注里")
    if entry.count < 1:
        raise ChannelError("次数至少是 1", "没有公开的不用登记")


def _refuse_day(entry: Entry, organ: Organ, day: date) -> None:
    if entry.on > day:
        raise ChannelError(f"公开日期 {said_day(entry.on, entry.precision)} 还没有到", "请在公开之后登记")
    if not _meets(entry.channel, entry):
        raise ChannelError(
            f"“{entry.channel}”在 {said_day(entry.on, entry.precision)} 没有使用",
            "请核对日期，或者在“设置 · 公开渠道”里改这个渠道的起止日期",
        )
    item = entry.item
    formed = item.formed_on if item else None
    if formed and entry.precision == Precision.DAY and entry.on < formed:
        raise ChannelError(
            f"公开日期早于成文日期（{said_day(formed, Precision.DAY)}）", "请核对公开日期，或者更正信息的成文日期"
        )


def _meets(channel: Channel, entry: Entry) -> bool:
    """Whether the channel ran at some time in what is known of the day."""
    first = entry.on if channel.since is None else cut_to(channel.since, entry.precision)
    last = entry.on if channel.until is None else cut_to(channel.until, entry.precision)
    return first <= entry.on <= last


def duplicates(entries: Iterable[Entry]) -> dict[Key, list[Record]]:
    """What is recorded already with the same channel, day and title; struck-out records do not count."""
    wanted = {entry.key for entry in entries}
    found: dict[Key, list[Record]] = {}
    for record in _near(wanted):
        key = (record.channel_id, record.on, record.precision, record.title)
        if key in wanted:
            found.setdefault(key, []).append(record)
    return found


def _near(keys: set[Key]) -> Iterable[Record]:
    if not keys:
        return ()
    days = [key[1] for key in keys]
    kept = Record.objects.filter(struck_at=None, channel__in={key[0] for key in keys}, on__range=(min(days), max(days)))
    return kept.select_related("channel", "by").order_by("pk").iterator(chunk_size=2000)
