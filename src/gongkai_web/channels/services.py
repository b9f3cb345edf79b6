"""Recording, correcting and striking out. Each leaves its entry in the log; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record as log
from gongkai_web.channels.entries import FIELDS, Entry, check, duplicates, tidy
from gongkai_web.channels.errors import ChannelError, DuplicateError, RowsError
from gongkai_web.channels.models import Channel, Import, Record
from gongkai_web.channels.rules import may_change, may_record
from gongkai_web.organs.models import Organ, Person


@transaction.atomic
def add(*, by: Person, organ: Organ, entry: Entry, now: datetime, although_duplicate: bool = False) -> Record:
    """Record one. Raises DuplicateError with what is there already unless the person has said that it is another."""
    _require_recorder(by, organ, now)
    entry = tidy(entry)
    _hold([entry])
    check(entry, organ, timezone.localdate(now))
    found = duplicates([entry]).get(entry.key)
    if found and not although_duplicate:
        raise DuplicateError(found)
    kept = Record.objects.create(organ=organ, by=by, at=now, **_values(entry))
    log(key="channel_record.added", actor=by, organ=organ.code, target=_target(kept), **_said(entry))
    return kept


@transaction.atomic
def add_many(
    *,
    by: Person,
    organ: Organ,
    entries: Sequence[Entry],
    now: datetime,
    although: Collection[int] = (),
    batch: Import | None = None,
) -> list[Record]:
    """Record all of them, or none and RowsError. `although` are the rows, from 0, said to be another time."""
    _require_recorder(by, organ, now)
    entries = [tidy(entry) for entry in entries]
    _hold(entries)
    wrong = faults(organ, entries, timezone.localdate(now), although)
    if wrong:
        raise RowsError(wrong)
    made = [Record(organ=organ, by=by, at=now, batch=batch, **_values(entry)) for entry in entries]
    kept = Record.objects.bulk_create(made, batch_size=500)
    about = {"count": len(kept), "records": [one.pk for one in kept[:200]], "batch": batch.pk if batch else None}
    log(key="channel_record.added_many", actor=by, organ=organ.code, target=f"organ:{organ.code}", **about)
    return kept


def faults(
    organ: Organ, entries: Sequence[Entry], day: date, although: Collection[int] = ()
) -> dict[int, ChannelError]:
    """What is wrong with each row, and which rows are recorded already or said twice, by place from 0."""
    wrong: dict[int, ChannelError] = {}
    known, seen = duplicates(entries), set()
    for place, entry in enumerate(entries):
        try:
            check(entry, organ, day)
        except ChannelError as error:
            wrong[place] = error
            continue
        if place not in although and entry.key in known:
            wrong[place] = DuplicateError(known[entry.key])
        elif place not in although and entry.key in seen:
            wrong[place] = DuplicateError(())
        seen.add(entry.key)
    return wrong


@transaction.atomic
def correct(
    *, by: Person, record: Record, lock: int, entry: Entry, now: datetime, although_duplicate: bool = False
) -> Record:
    """Put a record right. The log keeps what it said before; `lock` is the number the page was opened with."""
    kept = _changeable(by, record, now)
    if kept.lock != lock:
        raise ChannelError("您打开这一页以后，别人又改过这条记录，您的修改还没有存入", "请看一遍现在的内容再改")
    entry = tidy(entry)
    check(entry, kept.organ, timezone.localdate(now))
    found = [one for one in duplicates([entry]).get(entry.key, ()) if one.pk != kept.pk]
    if found and not although_duplicate:
        raise DuplicateError(found)
    before, after = _plain(kept), _said(entry)
    for name, value in _values(entry).items():
        setattr(kept, name, value)
    kept.lock += 1
    kept.save()
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    log(key="channel_record.corrected", actor=by, organ=kept.organ.code, target=_target(kept), changed=changed)
    return kept


@transaction.atomic
def strike_out(*, by: Person, record: Record, reason: str, now: datetime) -> Record:
    """It no longer counts; it stays to be read, with the reason."""
    kept = _changeable(by, record, now)
    kept.struck_at, kept.struck_by, kept.struck_reason = now, by, _reason(reason)
    kept.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    log(
        key="channel_record.struck_out",
        actor=by,
        organ=kept.organ.code,
        target=_target(kept),
        reason=kept.struck_reason,
    )
    return kept


@transaction.atomic
def restore(*, by: Person, record: Record, now: datetime) -> Record:
    """Undo a strike that was a mistake."""
    kept = Record.objects.select_for_update(of=("self",)).select_related("organ", "channel").get(pk=record.pk)
    _require_changer(by, kept, now)
    if kept.struck_at is None:
        raise ChannelError("这条记录没有划去", "请刷新页面")
    kept.struck_at, kept.struck_by, kept.struck_reason = None, None, ""
    kept.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    log(key="channel_record.restored", actor=by, organ=kept.organ.code, target=_target(kept))
    return kept


@transaction.atomic
def strike_out_batch(*, by: Person, batch: Import, reason: str, now: datetime) -> int:
    """Every record of one table at once, for a table that was the wrong one; how many."""
    records = Record.objects.select_for_update(of=("self",)).filter(batch=batch, struck_at=None)
    for record in records.select_related("organ", "channel"):
        _require_changer(by, record, now)
    said = _reason(reason)
    struck = records.update(struck_at=now, struck_by=by, struck_reason=said)
    organ = batch.organ.code
    log(
        key="channel_import.struck_out",
        actor=by,
        organ=organ,
        target=f"channel_import:{batch.pk}",
        reason=said,
        count=struck,
    )
    return struck


def _hold(entries: Iterable[Entry]) -> None:
    """Whoever else records on these channels waits, so that what is said twice at once is seen to be."""
    channels = {entry.channel.pk for entry in entries}
    list(Channel.objects.select_for_update().filter(pk__in=channels).order_by("pk").values_list("pk"))


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ChannelError("没有写明划去的原因", "请写明原因，例如“与上一条重复”")
    return reason.strip()[:200]


def _require_recorder(by: Person, organ: Organ, now: datetime) -> None:
    if not may_record(by, organ, timezone.localdate(now)):
        raise ChannelError("您没有登记公开渠道的岗位", "请信息员、经办人或者政府信息公开工作机构负责人登记")


def _require_changer(by: Person, record: Record, now: datetime) -> None:
    if not may_change(by, record, timezone.localdate(now)):
        raise ChannelError("您不能改这条记录", f"请登记人{record.by}或者经办人改")


def _changeable(by: Person, record: Record, now: datetime) -> Record:
    kept = Record.objects.select_for_update(of=("self",)).select_related("organ", "channel", "by").get(pk=record.pk)
    _require_changer(by, kept, now)
    if kept.struck_at is not None:
        raise ChannelError("这条记录已经划去", "要改动，请先恢复")
    return kept


def _values(entry: Entry) -> dict[str, Any]:
    """With the unit of the item where none is named."""
    values = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    if entry.unit is None and entry.item is not None:
        values["unit"] = entry.item.unit
    return values


def _said(entry: Entry) -> dict[str, Any]:
    return {name: _simple(getattr(entry, name)) for name in FIELDS}


def _plain(record: Record) -> dict[str, Any]:
    return {name: _simple(getattr(record, name)) for name in FIELDS}


def _simple(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)


def _target(record: Record) -> str:
    return f"channel_record:{record.pk}"
