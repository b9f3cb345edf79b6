"""站所（科室） of an organ: added, renamed, put in order, ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Post, Unit
from gongkai_web.organs.rules import may_arrange
from gongkai_web.organs.services.permission import required


@transaction.atomic
def add_unit(*, by: Actor | None, organ: Organ, name: str) -> Unit:
    """At the end of the list. A unit of this name that had ended goes on."""
    required(by, may_arrange, organ)
    known = organ.units.filter(name=name).first()
    if known and not known.ended_on:
        raise OrganError(_("已经有“%(name)s”了") % {"name": name}, _("请换一个名称"))
    last = organ.units.order_by("order").last()
    unit = known or Unit(organ=organ, name=name)
    unit.order, unit.ended_on = (last.order + 1 if last else 0), None
    unit.save()
    _record(by, unit, "unit.added", name=name)
    return unit


@transaction.atomic
def rename_unit(*, by: Actor | None, unit: Unit, name: str) -> None:
    required(by, may_arrange, unit.organ)
    if unit.organ.units.filter(name=name).exclude(pk=unit.pk).exists():
        raise OrganError(_("已经有“%(name)s”了") % {"name": name}, _("请换一个名称"))
    before, unit.name = unit.name, name
    unit.save(update_fields=["name"])
    _record(by, unit, "unit.renamed", name=name, before=before)


@transaction.atomic
def move_unit(*, by: Actor | None, unit: Unit, up: bool) -> None:
    """One place up or down; the whole list is numbered anew."""
    required(by, may_arrange, unit.organ)
    units = list(Unit.objects.select_for_update().filter(organ=unit.organ, ended_on__isnull=True))
    place = units.index(unit)
    to = max(0, min(len(units) - 1, place + (-1 if up else 1)))
    units.insert(to, units.pop(place))
    for order, one in enumerate(units):
        Unit.objects.filter(pk=one.pk).update(order=order)
    _record(by, unit, "unit.moved", to=to + 1)


@transaction.atomic
def end_unit(*, by: Actor | None, unit: Unit, on: date) -> None:
    """The unit's last day. Whoever holds a post there is moved first: nobody loses a post unnoticed."""
    required(by, may_arrange, unit.organ)
    staying = Post.objects.filter(unit=unit).exclude(until__lte=on).select_related("person")
    if staying:
        names = "、".join(sorted({post.person.full_name for post in staying}))
        raise OrganError(
            _("还有人在“%(unit)s”任职：%(names)s") % {"unit": unit.name, "names": names},
            _("请安全管理员先免去他们在这里的岗位"),
        )
    unit.ended_on = on
    unit.save(update_fields=["ended_on"])
    _record(by, unit, "unit.ended", on=str(on))


def _record(by: Actor | None, unit: Unit, key: str, **data: object) -> None:
    record(key=key, actor=by, organ=unit.organ.code, target=f"unit:{unit.pk}", **{"unit": unit.name} | data)
