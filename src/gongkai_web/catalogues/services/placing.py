"""An item is put on a row, or taken off it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Duty, Placement, Row
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import may_edit, may_release


@transaction.atomic
def place(*, by: Person, item: Item, row: Row, now: datetime) -> Placement:
    """The item is what the row asks for. Where the row has one open duty without an item, it is this item's."""
    _require(by, item, now)
    if row.catalogue.organ_id != item.organ_id:
        raise CatalogueActError("这一事项是另一个机关目录里的", "请从本机关的目录里选")
    if row.retired_on is not None:
        raise CatalogueActError("这一事项已经不在现行目录里", "请选现行目录里的事项")
    placement, made = Placement.objects.get_or_create(item=item, row=row, defaults={"by": by, "at": now})
    if made:
        _log("item.placed", by, item, row=row)
        _bind_only_duty(by, item, row)
    return placement


def _bind_only_duty(by: Person, item: Item, row: Row) -> None:
    waiting = list(Duty.objects.filter(row=row, settled_on=None, dropped_on=None)[:2])
    already = item.duties.filter(row=row).exists()
    if len(waiting) == 1 and waiting[0].item_id is None and not already and item.public == Item.Public.NONE:
        waiting[0].item = item
        waiting[0].save(update_fields=["item"])
        record(key="duty.bound", actor=by, organ=item.organ.code, target=f"duty:{waiting[0].pk}", item=item.pk)


@transaction.atomic
def remove(*, by: Person, item: Item, row: Row, now: datetime) -> None:
    """Taken off the row; a duty of the row that waited for this item waits on without it."""
    _require(by, item, now)
    deleted, _of = Placement.objects.filter(item=item, row=row).delete()
    if not deleted:
        return
    Duty.objects.filter(row=row, item=item, settled_on=None, dropped_on=None).update(item=None)
    _log("item.displaced", by, item, row=row)


def _require(by: Person, item: Item, now: datetime) -> None:
    day = timezone.localdate(now)
    if not (may_edit(by, item, day) or may_release(by, item.organ, day)):
        raise CatalogueActError("您不能修改这条信息的目录事项", "请起草人或者经办人办理")


def _log(key: str, by: Person, item: Item, row: Row) -> None:
    data = {"row": row.pk, "name": str(row), "catalogue": row.catalogue.name}
    record(key=key, actor=by, organ=item.organ.code, target=f"item:{item.pk}", **data)
