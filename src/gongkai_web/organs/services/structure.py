"""The tree of organs: founding, names, merging, and who watches over whom."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ, OrganName, Post
from gongkai_web.organs.rules import may_arrange, may_move
from gongkai_web.organs.selectors import ancestors, supervisor_of
from gongkai_web.organs.services.permission import required


@transaction.atomic
def found(
    *,
    by: Actor | None,
    code: str,
    name: str,
    kind: Kind,
    level: Level,
    since: date,
    parent: Organ | None = None,
    order: int = 0,
) -> Organ:
    """A new organ under its first name, below one that its system administrator keeps. `order`: among its sisters."""
    if parent:
        required(by, may_arrange, parent)
        _refuse_place(parent, level)
    if Organ.objects.filter(code__iexact=code).exists():
        raise OrganError(_("代码“%(code)s”已经有机构使用") % {"code": code}, _("请换一个代码"))
    organ = Organ.objects.create(code=code, kind=kind, level=level, parent=parent, order=order)
    OrganName.objects.create(organ=organ, full=name, since=since)
    record(key="organ.founded", actor=by, organ=code, target=f"organ:{code}", name=name, since=since.isoformat())
    return organ


def _refuse_place(parent: Organ, level: Level) -> None:
    order = list(Level)
    if parent.ended_on:
        raise OrganError(_("上级机构已撤销或合并"), _("请选一个仍在履职的上级机构"))
    if order.index(level) < order.index(Level(parent.level)):
        raise OrganError(_("下级机构的层级不能高于上级"), _("请重新选择层级"))


@transaction.atomic
def rename(*, by: Actor | None, organ: Organ, name: str, since: date) -> OrganName:
    """Another name from a day on; what was published before keeps the old one."""
    required(by, may_arrange, organ)
    if organ.names.filter(since__gte=since).exists():
        raise OrganError(_("这一天或以后已有另一个名称"), _("请选名称开始使用的日期，应晚于上一次更名"))
    change = OrganName.objects.create(organ=organ, full=name, since=since)
    record(key="organ.renamed", actor=by, organ=organ.code, target=f"organ:{organ.code}", name=name, since=str(since))
    return change


@transaction.atomic
def merge(*, by: Actor | None, organ: Organ, into: Organ, on: date) -> None:
    """The organ ends on this day and its posts with it; its published pages and index numbers stay as they are."""
    required(by, may_move, organ)
    required(by, may_arrange, into)
    if organ.ended_on:
        raise OrganError(_("这个机构已经撤销或合并"), _("不用再办理"))
    if into == organ or into.ended_on or organ in ancestors(into):
        raise OrganError(_("不能并入这个机构"), _("请选一个仍在履职的其他机构"))
    if organ.children.filter(ended_on__isnull=True).exists():
        raise OrganError(_("它还有下级机构"), _("请先把下级机构并入别的机构"))
    organ.merged_into, organ.ended_on = into, on
    organ.save(update_fields=["merged_into", "ended_on"])
    Post.objects.filter(organ=organ).filter(Q(until__isnull=True) | Q(until__gt=on)).update(until=on)
    record(key="organ.merged", actor=by, organ=organ.code, target=f"organ:{organ.code}", into=into.code, on=str(on))


@transaction.atomic
def supervise(*, by: Actor | None, organ: Organ, office: Organ | None) -> None:
    """Put an organ of a vertical system under its system's office; None: its region's (条例第三条第四款)."""
    required(by, may_move, organ)
    if office and (office == organ or office.ended_on or organ in _watchers(office)):
        raise OrganError(_("不能由它主管"), _("请选本系统的上一级机构"))
    organ.supervisor = office
    organ.save(update_fields=["supervisor"])
    _record_watch(by, organ, "organ.put_under", office)


@transaction.atomic
def name_region_office(*, by: Actor | None, organ: Organ, office: Organ | None) -> None:
    """The office that watches over disclosure in a government's region (条例第三条第三款); None: the government itself."""
    required(by, may_arrange, organ)
    if office and (office.parent_id != organ.pk or office.ended_on):
        raise OrganError(_("不能由它主管本行政区域"), _("请选本级政府的办公厅（室）"))
    organ.region_office = office
    organ.save(update_fields=["region_office"])
    _record_watch(by, organ, "organ.region_office_named", office)


def _watchers(organ: Organ) -> list[Organ]:
    """Everybody who watches over this one, upwards; ends where a loop would begin."""
    found: list[Organ] = []
    at = supervisor_of(organ)
    while at and at not in found:
        found.append(at)
        at = supervisor_of(at)
    return found


def _record_watch(by: Actor | None, organ: Organ, key: str, office: Organ | None) -> None:
    record(key=key, actor=by, organ=organ.code, target=f"organ:{organ.code}", office=office.code if office else "")
