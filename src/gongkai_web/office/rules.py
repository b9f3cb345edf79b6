"""Who may do what in the back office, as predicates of a person, an organ and a day."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import ancestors, held

_MANAGES_PEOPLE = frozenset({Role.SECURITY_ADMIN})


def administered(person: Person, organ: Organ, day: date) -> frozenset[Role]:
    """The administrators' roles that a person has over an organ: its own, or those of an organ above (the three may be
    the county's for all its townships)."""
    over = {organ.pk, *(above.pk for above in ancestors(organ))}
    return frozenset(one.role for one in held(person, day) if one.role in THREE_ADMINS and one.organ_id in over)


def may_manage_people(person: Person, organ: Organ, day: date) -> bool:
    """The security administrator appoints; nobody appoints for an organ they have no charge of."""
    return bool(administered(person, organ, day) & _MANAGES_PEOPLE)


def belongs(person: Person, organ: Organ, day: date) -> bool:
    """Whether the organ exists for this person at all: what one may not know is not found."""
    return any(one.organ_id == organ.pk for one in held(person, day)) or bool(administered(person, organ, day))
