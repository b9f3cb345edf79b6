"""Setting up affairs, placing items in their stages, and putting their names before the public."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.affairs.errors import AffairError
from gongkai_web.affairs.models import Affair, Expectation, Placement
from gongkai_web.affairs.rules import may_keep, may_show
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.drafting import begin
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.rules import may_see


@transaction.atomic
def set_up(
    *,
    by: Person,
    organ: Organ,
    name: str,
    kind: str,
    begun_on: date,
    now: datetime,
    unit: Unit | None = None,
    ended_on: date | None = None,
) -> Affair:
    """A new affair without any item yet."""
    require_keeper(by, organ, now)
    _check(organ, name, kind, begun_on, ended_on, unit)
    affair = Affair.objects.create(
        organ=organ, unit=unit, name=name.strip(), kind=kind, begun_on=begun_on, ended_on=ended_on, by=by, at=now
    )
    log("affair.set_up", by, affair, name=affair.name, kind=kind)
    return affair


@transaction.atomic
def change(
    *,
    by: Person,
    affair: Affair,
    lock: int,
    name: str,
    kind: str,
    begun_on: date,
    now: datetime,
    unit: Unit | None = None,
    ended_on: date | None = None,
) -> Affair:
    """Another name, unit or time. A name that the public reads is changed by those who release."""
    kept = _held(affair)
    require_keeper(by, kept.organ, now)
    if kept.lock != lock:
        raise AffairError("您打开这一页以后，别人又改过这个事项，您的修改还没有存入", "请看一遍现在的内容再改")
    _check(kept.organ, name, kind, begun_on, ended_on, unit)
    if kept.shown_at and kept.name != name.strip():
        _require_shower(by, kept.organ, now)
    before = kept.name
    kept.name, kept.kind, kept.begun_on, kept.ended_on, kept.unit = name.strip(), kind, begun_on, ended_on, unit
    kept.lock += 1
    kept.save()
    _renew(kept)
    log("affair.changed", by, kept, before=before, name=kept.name)
    return kept


@transaction.atomic
def place(
    *, by: Person, affair: Affair, item: Item, stage: str, now: datetime, expectation: Expectation | None = None
) -> Placement:
    """Say to which stage an item belongs, and perhaps which expectation it meets."""
    require_keeper(by, affair.organ, now)
    if item.organ_id != affair.organ_id or not may_see(by, item, timezone.localdate(now)):
        raise AffairError("这条信息不是本机关的，或者您看不到它", "请另选一条")
    if stage not in Stage.values:
        raise AffairError("请选阶段", "决策、执行、管理、服务、结果中的一个")
    placed, new = Placement.objects.get_or_create(affair=affair, item=item, stage=stage, defaults={"by": by, "at": now})
    if expectation is not None:
        _meet(expectation, affair, item, stage)
    if new:
        affair.left_out.filter(stage=stage).delete()
        _renew(affair)
        log("affair.placed", by, affair, item=item.pk, stage=stage)
    return placed


@transaction.atomic
def draft_for(
    *, by: Person, affair: Affair, stage: str, now: datetime, expectation: Expectation | None = None
) -> Revision:
    """Begin an item where a stage is blank; it stands there from the first line on."""
    what = expectation.what if expectation else str(Stage(stage).label) if stage in Stage.values else ""
    revision = begin(by=by, organ=affair.organ, unit=affair.unit, now=now, title=f"{affair.name}：{what}"[:200])
    place(by=by, affair=affair, item=revision.item, stage=stage, now=now, expectation=expectation)
    return revision


@transaction.atomic
def take_out(*, by: Person, placement: Placement, now: datetime) -> None:
    """The item stays what it is; it belongs here no longer."""
    affair = placement.affair
    require_keeper(by, affair.organ, now)
    if not may_see(by, placement.item, timezone.localdate(now)):
        raise AffairError("您看不到这条信息", "请能看到它的人移出")
    affair.expectations.filter(item=placement.item_id, stage=placement.stage).update(item=None)
    _renew(affair)
    log("affair.taken_out", by, affair, item=placement.item_id, stage=placement.stage)
    placement.delete()


@transaction.atomic
def show(*, by: Person, affair: Affair, now: datetime) -> Affair:
    """The public sees the affair by its name, with what is published of each stage."""
    kept = _held(affair)
    _require_shower(by, kept.organ, now)
    kept.shown_at, kept.shown_by = now, by
    kept.save(update_fields=["shown_at", "shown_by"])
    next_edition(kept.organ.code)
    log("affair.shown", by, kept, name=kept.name)
    return kept


@transaction.atomic
def hide(*, by: Person, affair: Affair, now: datetime) -> Affair:
    kept = _held(affair)
    _require_shower(by, kept.organ, now)
    kept.shown_at, kept.shown_by = None, None
    kept.save(update_fields=["shown_at", "shown_by"])
    next_edition(kept.organ.code)
    log("affair.hidden", by, kept)
    return kept


def require_keeper(by: Person, organ: Organ, now: datetime) -> None:
    if not may_keep(by, organ, timezone.localdate(now)):
        raise AffairError("您没有管理事项的岗位", "请信息员、经办人或者政府信息公开工作机构负责人办理")


def _require_shower(by: Person, organ: Organ, now: datetime) -> None:
    if not may_show(by, organ, timezone.localdate(now)):
        raise AffairError("您没有发布信息的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def log(key: str, by: Person, affair: Affair, **data: object) -> None:
    record(key=key, actor=by, organ=affair.organ.code, target=f"affair:{affair.pk}", **data)


def _meet(expectation: Expectation, affair: Affair, item: Item, stage: str) -> None:
    if expectation.affair_id != affair.pk or expectation.stage != stage:
        raise AffairError("这项要求不属于这个阶段", "请重新选择")
    expectation.item = item
    expectation.save(update_fields=["item"])


def _held(affair: Affair) -> Affair:
    return Affair.objects.select_for_update(of=("self",)).select_related("organ").get(pk=affair.pk)


def _renew(affair: Affair) -> None:
    """Pages the public sees are made anew."""
    if affair.shown_at:
        next_edition(affair.organ.code)


def _check(organ: Organ, name: str, kind: str, begun_on: date, ended_on: date | None, unit: Unit | None) -> None:
    if not name.strip():
        raise AffairError("没有写事项的名称", "请写项目、政策或者资金的名称，例如“2026年农村公路养护”")
    if kind not in Kind.values:
        raise AffairError("请选事项的种类", "项目、政策、资金或者其他")
    if ended_on and ended_on < begun_on:
        raise AffairError("结束的日期早于开始", "请改正起止日期")
    if unit is not None and unit.organ_id != organ.pk:
        raise AffairError("这个站所不是本机关的", "请重新选择")
