"""A table of old records: handed in, looked at, taken over. What is not taken over is kept and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record as log
from gongkai_web.channels import tables
from gongkai_web.channels.errors import ChannelError, UnclearChannelError
from gongkai_web.channels.judging import Judged, Refused, judge, plain
from gongkai_web.channels.models import Channel, Import, Record
from gongkai_web.channels.rules import may_record
from gongkai_web.channels.services import add_many
from gongkai_web.files.digests import sm3
from gongkai_web.organs.models import Organ, Person

ALL, NO, CHOSEN = "all", "none", "chosen"
"""What a person says of the rows that are recorded already: record all of them, none, or those ticked."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a table: its rows by what they are."""

    good: list[Judged]
    duplicates: list[Judged]
    refused: list[Refused]

    @property
    def unclear(self) -> dict[str, int]:
        """Words of the table of which nobody has said what channel they are, each with how many rows have it."""
        errors = (one.error for one in self.refused)
        return dict(Counter(error.said for error in errors if isinstance(error, UnclearChannelError)))

    @property
    def count(self) -> int:
        return sum(one.entry.count for one in self.good)


def hand_in(*, by: Person, organ: Organ, name: str, data: bytes, channel: Channel | None, now: datetime) -> Import:
    """Read a table and keep its rows; nothing is recorded yet. Raises ChannelError for what holds no table."""
    _require_recorder(by, organ, now)
    if channel is not None and channel.organ_id != organ.pk:
        raise ChannelError("这个渠道不是本机关的", "请重新选择")
    rows, notes = tables.read(data, name)
    return _keep(by, organ, name, sm3(data), channel, [row.to_json() for row in rows], notes, now)


@transaction.atomic
def _keep(
    by: Person, organ: Organ, name: str, digest: str, channel: Channel | None, rows: Any, notes: Any, now: datetime
) -> Import:
    kept = Import.objects.create(
        organ=organ, name=name[:200], sm3=digest, channel=channel, rows=rows, notes=notes, by=by, at=now
    )
    log(key="channel_import.handed_in", actor=by, organ=organ.code, target=_target(kept), sm3=digest, rows=len(rows))
    return kept


def rows_of(kept: Import) -> list[tables.Row]:
    return [tables.Row(row["sheet"], row["row"], row["said"]) for row in kept.rows]


def preview(kept: Import, now: datetime) -> Preview:
    """Judged anew each time: a channel that has been added since makes its rows good."""
    judged, refused = judge(kept.organ, rows_of(kept), kept.channel, timezone.localdate(now), kept.called)
    good = [one for one in judged if not one.is_duplicate]
    return Preview(good, [one for one in judged if one.is_duplicate], refused)


@transaction.atomic
def say_channels(*, by: Person, kept: Import, called: Mapping[str, Channel], now: datetime) -> Import:
    """Which channels the words of the table mean. May be said again as long as nothing is recorded."""
    kept = (
        Import.objects.select_for_update(of=("self",), no_key=True).select_related("organ", "channel").get(pk=kept.pk)
    )
    _require_recorder(by, kept.organ, now)
    if kept.state != Import.State.PREVIEW:
        raise ChannelError(f"这份表{kept.get_state_display()}", "请重新上传")
    if not called:
        raise ChannelError("没有选渠道", "请至少为一个名称选好它是哪个渠道")
    if any(channel.organ_id != kept.organ_id for channel in called.values()):
        raise ChannelError("这个渠道不是本机关的", "请重新选择")
    kept.called |= {plain(said): channel.pk for said, channel in called.items()}
    kept.save(update_fields=["called"])
    told = "；".join(f"{said}：{channel.name}" for said, channel in called.items())
    log(key="channel_import.channels_said", actor=by, organ=kept.organ.code, target=_target(kept), channels=told[:500])
    return kept


def same_file(kept: Import) -> Import | None:
    """The same table, taken over before."""
    return Import.objects.filter(organ=kept.organ, sm3=kept.sm3, state=Import.State.DONE).exclude(pk=kept.pk).first()


@transaction.atomic
def take_over(
    *, by: Person, kept: Import, duplicates: str, chosen: Collection[int] = (), now: datetime
) -> tuple[Import, list[Record]]:
    """Record what can be recorded. `duplicates` is what the person decided of them, `chosen` their places among them."""
    kept = Import.objects.select_for_update(of=("self",)).select_related("organ", "channel").get(pk=kept.pk)
    _require_recorder(by, kept.organ, now)
    if kept.state != Import.State.PREVIEW:
        raise ChannelError(f"这份表{kept.get_state_display()}", "请重新上传")
    seen = preview(kept, now)
    if seen.duplicates and duplicates not in (ALL, NO, CHOSEN):
        raise ChannelError(f"有 {len(seen.duplicates)} 行与已有记录重复", "请选怎样办理：都登记、都不登记，还是逐行选")
    wanted = _wanted(seen.duplicates, duplicates, chosen)
    taken = sorted([*seen.good, *wanted], key=lambda one: (one.row.sheet, one.row.number))
    if not taken:
        raise ChannelError("没有可以登记的行", "请按每行后面的说明改好表格，再上传一次")
    entries = [one.entry for one in taken]
    records = add_many(by=by, organ=kept.organ, entries=entries, now=now, although=range(len(entries)), batch=kept)
    left = [one for one in seen.duplicates if one not in wanted]
    kept.state, kept.done_at, kept.outcome = Import.State.DONE, now, list(_left_out(seen.refused, left))
    kept.save(update_fields=["state", "done_at", "outcome"])
    log(
        key="channel_import.taken_over",
        actor=by,
        organ=kept.organ.code,
        target=_target(kept),
        records=len(records),
        refused=len(seen.refused),
        duplicates_left=len(left),
    )
    return kept, records


@transaction.atomic
def drop(*, by: Person, kept: Import, now: datetime) -> None:
    """Not this one. It stays in the list as dropped."""
    _require_recorder(by, kept.organ, now)
    if kept.state != Import.State.PREVIEW:
        raise ChannelError("这份表已经办完", "登记错了的，请整批划去")
    kept.state = Import.State.DROPPED
    kept.save(update_fields=["state"])
    log(key="channel_import.dropped", actor=by, organ=kept.organ.code, target=_target(kept))


def _wanted(duplicates: list[Judged], said: str, chosen: Collection[int]) -> list[Judged]:
    if said == ALL:
        return duplicates
    return [one for place, one in enumerate(duplicates) if said == CHOSEN and place in chosen]


def _left_out(refused: Iterable[Refused], left: Iterable[Judged]) -> Iterable[dict[str, Any]]:
    yield from (one.to_json() for one in refused)
    for one in left:
        yield Refused(one.row, ChannelError("与已有记录重复，导入时选了不登记", "确实是另一次的，请单独登记")).to_json()


def _require_recorder(by: Person, organ: Organ, now: datetime) -> None:
    if not may_record(by, organ, timezone.localdate(now)):
        raise ChannelError("您没有登记公开渠道的岗位", "请信息员、经办人或者政府信息公开工作机构负责人登记")


def _target(kept: Import) -> str:
    return f"channel_import:{kept.pk}"
