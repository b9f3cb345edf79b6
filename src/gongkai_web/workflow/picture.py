"""A chain as it is shown in settings: the steps in order, side by side what runs side by side, and who would decide now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from gongkai_web.organs.models import Unit
from gongkai_web.workflow.asking import Asked, asked, short_by
from gongkai_web.workflow.refusing import needed_text, who
from gongkai_web.workflow.staffing import Staff
from gongkai_web.workflow.stages import Stage


@dataclass(frozen=True, slots=True)
class Part:
    """One stage. `people` would be asked now; `missing` names where nobody would be."""

    name: str
    roles: str
    place: str
    needed: str
    working_days: int | None
    secrecy: bool
    not_drafter: bool
    people: tuple[str, ...]
    relaxed: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Step:
    order: int
    parts: tuple[Part, ...]


def picture(stages: Sequence[Stage], staff: Staff | None, units: Sequence[Unit]) -> list[Step]:
    """Without `staff` (an example that is nobody's yet) no people are named and none are missed."""
    steps = groupby(stages, key=lambda one: one.order)
    return [Step(order, tuple(_part(one, staff, units) for one in together)) for order, together in steps]


def _part(stage: Stage, staff: Staff | None, units: Sequence[Unit]) -> Part:
    found = _asked_by_unit(stage, staff, units) if staff else {}
    people = {one.person_id: one.said for each in found.values() for one in each.people.values()}
    return Part(
        name=stage.name,
        roles=who(stage),
        place=_place(stage, units),
        needed=needed_text(stage),
        working_days=stage.working_days,
        secrecy=stage.secrecy,
        not_drafter=stage.not_drafter and not stage.secrecy,
        people=tuple(people.values()),
        relaxed=any(one.relaxed and one.seats for one in found.values()),
        missing=_missing(stage, found),
    )


def _asked_by_unit(stage: Stage, staff: Staff, units: Sequence[Unit]) -> dict[str, Asked]:
    """Under each unit that could propose; one answer under no name where the unit makes no difference."""
    if not stage.in_unit or stage.unit_id is not None:
        return {"": asked(stage, None, (), staff)}
    return {unit.name: asked(stage, unit.pk, (), staff) for unit in units} or {"": asked(stage, None, (), staff)}


def _missing(stage: Stage, found: dict[str, Asked]) -> str:
    lacking = [name for name, one in found.items() if not one.seats or short_by(stage, one)]
    if not lacking:
        return ""
    where = "、".join(name for name in lacking if name) if len(lacking) < len(found) else ""
    if any(one.seats for name, one in found.items() if name in lacking):
        return _("%(where)s人数不够") % {"where": where}
    return _("%(where)s无人担任") % {"where": where}


def _place(stage: Stage, units: Sequence[Unit]) -> str:
    if stage.unit_id is not None:
        known = next((unit.name for unit in units if unit.pk == stage.unit_id), _("已撤销的站所"))
        return _("限%(unit)s") % {"unit": known}
    return _("限提出的站所（科室）") if stage.in_unit else ""
