"""Which channels an organ has: set up, changed, ended. A channel with records is ended, never removed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai_web.audit.services import record as log
from gongkai_web.channels.errors import ChannelError
from gongkai_web.channels.examples import Example
from gongkai_web.channels.kinds import OWN, Kind
from gongkai_web.channels.models import Channel
from gongkai_web.channels.rules import may_arrange
from gongkai_web.organs.models import Organ, Person


@transaction.atomic
def set_up(
    *,
    by: Person,
    organ: Organ,
    kind: str,
    name: str,
    now: datetime,
    address: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Channel:
    """Another channel, the last in the list."""
    _require_arranger(by, organ, now)
    _check(organ, kind, name, since, until)
    last = organ.channels.aggregate(last=Max("order"))["last"] or 0
    made = Channel.objects.create(
        organ=organ, kind=kind, name=name.strip(), address=address.strip(), since=since, until=until, order=last + 1
    )
    _log("channel.set_up", by, made)
    return made


@transaction.atomic
def change(
    *,
    by: Person,
    channel: Channel,
    kind: str,
    name: str,
    now: datetime,
    address: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Channel:
    """Another name, address or time; its records stay its own. A day in its records stays within its time."""
    kept = Channel.objects.select_for_update(of=("self",)).select_related("organ").get(pk=channel.pk)
    _require_arranger(by, kept.organ, now)
    _check(kept.organ, kind, name, since, until, kept)
    _require_records_within(kept, since, until)
    kept.kind, kept.name, kept.address, kept.since, kept.until = kind, name.strip(), address.strip(), since, until
    kept.save()
    _log("channel.changed", by, kept)
    return kept


@transaction.atomic
def remove(*, by: Person, channel: Channel, now: datetime) -> None:
    """For one that was set up by mistake: nothing may have been recorded on it."""
    _require_arranger(by, channel.organ, now)
    if channel.records.exists():
        raise ChannelError("这个渠道已有记录，不能删除", "不再使用的，请填最后一天")
    _log("channel.removed", by, channel)
    channel.delete()


@transaction.atomic
def set_up_example(*, by: Person, organ: Organ, example: Example, now: datetime) -> list[Channel]:
    """The channels of an example that the organ does not have yet, under names to be put right."""
    known = set(organ.channels.values_list("name", flat=True))
    missing = [(kind, name) for kind, name in example.channels if name not in known]
    return [set_up(by=by, organ=organ, kind=kind, name=name, now=now) for kind, name in missing]


def _check(
    organ: Organ, kind: str, name: str, since: date | None, until: date | None, itself: Channel | None = None
) -> None:
    if kind not in {one.value for one in OWN}:
        raise ChannelError("请选渠道的种类", "本平台的发布自动统计，不用设渠道")
    if not name.strip():
        raise ChannelError("没有写渠道的名称", "请写公众号、公示栏等的名称，例如“白云发布”")
    if since and until and until < since:
        raise ChannelError("停用的日期早于启用的日期", "请改正起止日期")
    others = organ.channels.exclude(pk=itself.pk) if itself else organ.channels.all()
    if others.filter(name=name.strip()).exists():
        raise ChannelError(f"已经有名为“{name.strip()}”的渠道", "请换一个名称，或者改已有的那一个")


def _require_records_within(channel: Channel, since: date | None, until: date | None) -> None:
    records = channel.records.filter(struck_at=None, precision="day")
    outside = (since and records.filter(on__lt=since).count()) or (until and records.filter(on__gt=until).count())
    if outside:
        raise ChannelError(f"有 {outside} 条记录的日期不在起止日期以内", "请改起止日期，或者先更正那些记录")


def _require_arranger(by: Person, organ: Organ, now: datetime) -> None:
    if not may_arrange(by, organ, timezone.localdate(now)):
        raise ChannelError("您没有设置公开渠道的岗位", "请经办人或者政府信息公开工作机构负责人设置")


def _log(key: str, by: Person, channel: Channel) -> None:
    log(
        key=key,
        actor=by,
        organ=channel.organ.code,
        target=f"channel:{channel.pk}",
        kind=Kind(channel.kind).value,
        name=channel.name,
        address=channel.address,
        since=str(channel.since or ""),
        until=str(channel.until or ""),
    )
