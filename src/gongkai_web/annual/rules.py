"""Who may do what with the annual report. The three administrators and supervisors from outside have no part in it."""

from __future__ import annotations

from datetime import date

from gongkai_web.annual.models import Figure
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import DRAFTERS, RELEASERS, working_roles, works_in


def may_look(person: Person, organ: Organ, day: date) -> bool:
    """The numbers become public; behind a cell each sees only the records they may see anyway."""
    return works_in(person, organ, day)


def may_keep(person: Person, organ: Organ, day: date) -> bool:
    """政府信息公开工作机构 writes the report, changes its cells, hands it in."""
    return any(one.role in RELEASERS for one in working_roles(person, organ, day))


def may_state(person: Person, organ: Organ, day: date) -> bool:
    """A unit states the figures of what it decides; the disclosure office those of the whole organ."""
    return any(one.role in DRAFTERS | RELEASERS for one in working_roles(person, organ, day))


def units_of(person: Person, organ: Organ, day: date) -> set[int]:
    return {one.unit_id for one in working_roles(person, organ, day) if one.unit_id is not None}


def may_change(person: Person, figure: Figure, day: date) -> bool:
    """Whoever keeps the report, or somebody of the unit the figure is of."""
    return may_keep(person, figure.organ, day) or (
        may_state(person, figure.organ, day) and figure.unit_id in units_of(person, figure.organ, day)
    )
