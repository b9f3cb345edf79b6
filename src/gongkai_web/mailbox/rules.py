"""Who may do what with letters. The three administrators never see one; a unit sees what it was given or asked about."""

from __future__ import annotations

from datetime import date

from gongkai_web.mailbox.models import Letter
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.rules import may_release, sees_all, working_roles, works_in

EXTENDERS = frozenset({Role.HEAD, Role.DEPUTY_HEAD, Role.DISCLOSURE_HEAD})


def may_look(person: Person, organ: Organ, day: date) -> bool:
    return works_in(person, organ, day)


def may_see(person: Person, letter: Letter, day: date) -> bool:
    if sees_all(person, letter.organ, day):
        return True
    mine = units_of(person, letter.organ, day)
    return letter.unit_id in mine or any(one.unit_id in mine for one in letter.helps.all())


def units_of(person: Person, organ: Organ, day: date) -> set[int]:
    return {one.unit_id for one in working_roles(person, organ, day) if one.unit_id is not None}


def may_keep(person: Person, organ: Organ, day: date) -> bool:
    """Registers, takes up, hands out, diverts, sends and publishes: the clerk and the disclosure office."""
    return may_release(person, organ, day)


def may_answer(person: Person, letter: Letter, day: date) -> bool:
    """Writes the reply: the unit it was given to, and whoever keeps the mailbox."""
    return may_keep(person, letter.organ, day) or letter.unit_id in units_of(person, letter.organ, day)


def may_help(person: Person, unit_id: int, organ: Organ, day: date) -> bool:
    return may_keep(person, organ, day) or unit_id in units_of(person, organ, day)


def may_extend(person: Person, organ: Organ, day: date) -> bool:
    """Longer than the organ's own period only with the consent of somebody who answers for it."""
    return any(one.role in EXTENDERS for one in working_roles(person, organ, day))


def may_arrange(person: Person, organ: Organ, day: date) -> bool:
    """Types and periods are set by whoever keeps the mailbox or heads the organ."""
    return may_keep(person, organ, day) or any(one.role is Role.HEAD for one in working_roles(person, organ, day))
