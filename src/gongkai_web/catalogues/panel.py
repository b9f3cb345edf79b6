"""What the catalogues show on the page of an item, and from where an item may be begun: a row, a duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.catalogues.models import Duty, Row
from gongkai_web.catalogues.rules import may_note, may_serve
from gongkai_web.catalogues.selectors import placements_of
from gongkai_web.catalogues.services import bind, place
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Column, Item, Revision
from gongkai_web.publishing.rules import may_edit, may_release
from gongkai_web.publishing.starts import Start

TITLE: int = Revision._meta.get_field("title").max_length or 200
TEMPLATE = "catalogues/_item_panel.html"
_COLUMNS = {
    "budgets": "budgets",
    "major_projects": "projects",
    "public_resource_trading": "procurement",
    "work_safety": "inspections",
    "environment": "inspections",
    "food_and_drugs": "inspections",
    "disaster_relief": "emergencies",
    "urban_enforcement": "penalties",
    "statistics": "statistics",
    "planning": "plans",
}
_LIVELIHOOD = frozenset(
    {
        *("poverty_relief", "employment", "social_insurance", "social_assistance", "elderly_care", "farm_subsidies"),
        *("compulsory_education", "health", "affordable_housing", "rural_housing"),
    }
)


def may_place(person: Person, item: Item, day: date) -> bool:
    return may_edit(person, item, day) or may_release(person, item.organ, day)


def context(item: Item, person: Person, day: date) -> Mapping[str, Any] | None:
    """The rows it stands on and the duties it answers. Left out where the organ has no catalogue."""
    placements = placements_of(item)
    if not placements and not item.organ.catalogues.exists():
        return None
    return {
        "item": item,
        "organ": item.organ,
        "placements": placements,
        "duties": list(item.duties.select_related("row", "organ")),
        "may_place": may_place(person, item, day),
        "day": day,
    }


def from_row(organ: Organ, person: Person, said: str) -> Start | None:
    """`?row=12`: the item stands on this row from the beginning."""
    rows = Row.objects.select_related("catalogue__organ", "unit").filter(catalogue__organ=organ, retired_on=None)
    row = rows.filter(pk=int(said)).first() if said.isdecimal() else None
    if row is None or not may_note(person, row, timezone.localdate()):
        return None

    def begun(item: Item, by: Person, now: datetime) -> None:
        place(by=by, item=item, row=row, now=now)

    said = _("目录事项：%(row)s。名称先按目录填好，请改成这条信息的全称。")
    return Start(said % {"row": row}, _initial(row), begun)


def from_duty(organ: Organ, person: Person, said: str) -> Start | None:
    """`?duty=12`: the item stands on the duty's row, and settles it when it is published."""
    duties = Duty.objects.select_related("row__catalogue", "unit", "organ").filter(organ=organ)
    duty = duties.filter(pk=int(said), settled_on=None, dropped_on=None).first() if said.isdecimal() else None
    if duty is None or not may_serve(person, duty, timezone.localdate()):
        return None

    def begun(item: Item, by: Person, now: datetime) -> None:
        if duty.row.retired_on is None:
            place(by=by, item=item, row=duty.row, now=now)
        bind(by=by, duty=duty, item=item, now=now)

    initial = {**_initial(duty.row), "title": duty.about, "unit": duty.unit}
    return Start(_("公开任务：%(about)s") % {"about": duty.about}, initial, begun)


def _initial(row: Row) -> dict[str, Any]:
    field = row.catalogue.field
    code = "livelihood" if field in _LIVELIHOOD else _COLUMNS.get(field, "")
    column = Column.objects.filter(organ=None, code=code).first() if code else None
    known = (("title", _called(row)), ("unit", row.unit or _named(row)), ("column", column))
    return {name: value for name, value in known if value}


def _called(row: Row) -> str:
    """A first wording, to be completed by whoever writes: the row says what kind of information it is."""
    return " ".join((row.third or row.second).split())[:TITLE]


def _named(row: Row) -> Unit | None:
    """Nobody has been assigned: the one unit that the row's 公开主体 names."""
    units = row.catalogue.organ.units.filter(ended_on__isnull=True)
    found = [unit for unit in units if unit.name in row.responsible]
    return found[0] if len(found) == 1 else None
