"""Duties: noted when work is done, made by themselves for periodic rows, settled by a publication, dropped with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.calendar import Calendar, MissingYearError
from gongkai.catalogue import PERIODIC, Occurrence, due_after, occurrences
from gongkai_web.audit.services import record
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Duty, Row
from gongkai_web.catalogues.rules import may_drop, may_note, may_serve
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item
from gongkai_web.workflow.deadlines import working_calendar


@transaction.atomic
def note(*, by: Person, row: Row, about: str, arose_on: date, now: datetime) -> Duty:
    """Work was done on a day, so something is to be made public by another. Raises CatalogueActError, MissingYearError."""
    day = timezone.localdate(now)
    if not may_note(by, row, day):
        raise CatalogueActError("这一事项由别的站所（科室）负责", "请负责的站所或者经办人登记")
    if row.retired_on is not None:
        raise CatalogueActError("这一事项已经不在现行目录里", "请选现行目录里的事项")
    if not about.strip():
        raise CatalogueActError("没有写明完成了什么工作", "请写一句，例如“发放2026年第三季度低保金”")
    if arose_on > day:
        raise CatalogueActError("完成的日期在今天以后", "请填实际完成的日期；还没有完成的，完成后再登记")
    due = due_after(row.period, arose_on, working_calendar())
    duty = Duty.objects.create(
        organ=row.catalogue.organ,
        row=row,
        unit=row.unit,
        about=about.strip(),
        arose_on=arose_on,
        due_on=due.day,
        steps=list(due.steps),
        provisional=due.provisional,
        noted_by=by,
        noted_at=now,
    )
    _log("duty.noted", by, duty, row=row.pk, arose_on=arose_on.isoformat(), due_on=due.day.isoformat())
    return duty


def fall_due(day: date) -> list[Duty]:
    """The duties of periodic rows whose year, quarter or month has come. Any number of callers make each of them once."""
    waiting = Row.objects.filter(period_kind__in=PERIODIC, period_certain=True, applies=True, retired_on=None)
    waiting = waiting.filter(catalogue__valid_from__lte=day, catalogue__organ__ended_on=None)
    waiting = waiting.exclude(fallen_on__gte=day).exclude(catalogue__valid_to__lt=day)
    calendar, made = working_calendar(), []
    for key in waiting.order_by("pk").values_list("pk", flat=True):
        made += _row_falls_due(key, day, calendar)
    return made


@transaction.atomic
def _row_falls_due(key: int, day: date, calendar: Calendar) -> list[Duty]:
    row = Row.objects.select_for_update(of=("self",)).select_related("catalogue__organ", "unit").get(pk=key)
    try:
        due = list(occurrences(row.period, row.since - timedelta(days=367), day, calendar))
    except MissingYearError:
        return []  # asked again every day, until that year's notice is there
    made = [duty for one in due if one.arises <= day and one.due.day >= row.since for duty in _once(row, one)]
    row.fallen_on = day
    row.save(update_fields=["fallen_on"])
    return made


def _once(row: Row, occurrence: Occurrence) -> list[Duty]:
    found, made = Duty.objects.get_or_create(
        row=row,
        occurrence=occurrence.name,
        defaults={
            "organ": row.catalogue.organ,
            "unit": row.unit,
            "about": f"{occurrence.name}：{row.second}"[:200],
            "arose_on": occurrence.arises,
            "due_on": occurrence.due.day,
            "steps": list(occurrence.due.steps),
            "provisional": occurrence.due.provisional,
            "noted_at": timezone.now(),
        },
    )
    if made:
        _log("duty.fell_due", None, found, row=row.pk, occurrence=occurrence.name, due_on=str(found.due_on))
    return [found] if made else []


@transaction.atomic
def bind(*, by: Person, duty: Duty, item: Item, now: datetime) -> Duty:
    """This item is what the duty asks for; where it is public already, the duty is settled with that day."""
    duty = _open(duty)
    if not may_serve(by, duty, timezone.localdate(now)):
        raise CatalogueActError("这项公开任务由别的站所（科室）负责", "请负责的站所或者经办人办理")
    if item.organ_id != duty.organ_id:
        raise CatalogueActError("这条信息是另一个机关的", "请选本机关的信息")
    if item.public == Item.Public.PUBLISHED and public_since(item, duty.arose_on) is None:
        raise CatalogueActError("这条信息在这项工作完成以前就已发布", "请另写一条，或者更正这条信息后再选它")
    duty.item = item
    duty.save(update_fields=["item"])
    _log("duty.bound", by, duty, item=item.pk)
    _settle(duty)
    return duty


@transaction.atomic
def drop(*, by: Person, duty: Duty, reason: str, now: datetime) -> Duty:
    """Nothing is to be published after all: who says so, when and why stays."""
    duty = _open(duty)
    if not may_drop(by, duty, timezone.localdate(now)):
        raise CatalogueActError("您不能取消公开任务", "请经办人或者政府信息公开工作机构负责人办理")
    if not reason.strip():
        raise CatalogueActError("没有写明取消的原因", "请写明原因，例如“与第 12 项是同一件事，重复登记”")
    duty.dropped_on, duty.dropped_by, duty.dropped_reason = timezone.localdate(now), by, reason.strip()
    duty.save(update_fields=["dropped_on", "dropped_by", "dropped_reason"])
    _log("duty.dropped", by, duty, reason=reason.strip())
    return duty


def settle_published() -> int:
    """Every open duty whose item is public by now is settled with the day of publication. Called again and again."""
    ready = Duty.objects.filter(settled_on=None, dropped_on=None, item__public=Item.Public.PUBLISHED)
    return sum(_settle_one(key) for key in ready.values_list("pk", flat=True))


@transaction.atomic
def _settle_one(key: int) -> bool:
    locked = Duty.objects.select_for_update(of=("self",)).select_related("organ", "item").get(pk=key)
    return locked.is_open and _settle(locked)


def _settle(duty: Duty) -> bool:
    published = public_since(duty.item, duty.arose_on) if duty.item else None
    if published is None:
        return False
    duty.settled_on = published
    duty.save(update_fields=["settled_on"])
    _log("duty.settled", None, duty, item=duty.item_id, on=published.isoformat())
    return True


def public_since(item: Item, arose: date) -> date | None:
    """The first day from this one on that the item was published or corrected; None where it is not public, or where
    what stands there is older."""
    if item.public != Item.Public.PUBLISHED:
        return None
    corrected = timezone.localdate(item.changed_at) if item.changed_at else None
    return next((day for day in (item.published_on, corrected) if day and day >= arose), None)


def _open(duty: Duty) -> Duty:
    locked = Duty.objects.select_for_update(of=("self",)).select_related("organ", "row", "item").get(pk=duty.pk)
    if not locked.is_open:
        raise CatalogueActError("这项公开任务已经办结", "请刷新页面")
    return locked


def _log(key: str, by: Person | None, duty: Duty, **data: object) -> None:
    record(key=key, actor=by, organ=duty.organ.code, target=f"duty:{duty.pk}", about=duty.occurrence, **data)
