"""Who may do what with an item, as predicates of a person, an item and a day. The three administrators never may."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import THREE_ADMINS, UNIT_ROLES, Role
from gongkai_web.organs.selectors import Held, held
from gongkai_web.publishing.models import Item

DRAFTERS = frozenset({Role.CONTRIBUTOR, Role.CLERK, Role.UNIT_HEAD})
RELEASERS = frozenset({Role.CLERK, Role.DISCLOSURE_HEAD})
RECALLERS = RELEASERS | {Role.HEAD, Role.DEPUTY_HEAD}
OUTSIDE = THREE_ADMINS | {Role.SUPERVISOR}
"""Roles that have no part in an office's drafts."""


def working_roles(person: Person, organ: Organ, day: date) -> list[Held]:
    return [one for one in held(person, day) if one.organ_id == organ.pk and one.role not in OUTSIDE]


def works_in(person: Person, organ: Organ, day: date) -> bool:
    return bool(working_roles(person, organ, day))


def sees_all(person: Person, organ: Organ, day: date) -> bool:
    """Whoever has a post of the whole organ sees all its items; who is of a unit, that unit's."""
    return any(one.role not in UNIT_ROLES or one.unit_id is None for one in working_roles(person, organ, day))


def may_see(person: Person, item: Item, day: date) -> bool:
    roles = working_roles(person, item.organ, day)
    if not roles:
        return False
    in_unit = item.unit_id is not None and any(one.unit_id == item.unit_id for one in roles)
    return item.drafted_by_id == person.pk or in_unit or sees_all(person, item.organ, day)


def may_draft(person: Person, organ: Organ, day: date) -> bool:
    return any(one.role in DRAFTERS for one in working_roles(person, organ, day))


def may_edit(person: Person, item: Item, day: date) -> bool:
    """Whoever drafts there and sees the item; what it is open for is the state's matter, not the person's."""
    return may_see(person, item, day) and may_draft(person, item.organ, day)


def may_release(person: Person, organ: Organ, day: date) -> bool:
    return any(one.role in RELEASERS for one in working_roles(person, organ, day))


def may_recall(person: Person, organ: Organ, day: date) -> bool:
    return any(one.role in RECALLERS for one in working_roles(person, organ, day))


def may_configure(person: Person, organ: Organ, day: date) -> bool:
    """How an organ publishes is set by its disclosure office or its head; the clerk where it has neither."""
    return any(one.role in RELEASERS | {Role.HEAD} for one in working_roles(person, organ, day))
