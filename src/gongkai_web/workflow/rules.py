"""Who may do what with chains and rounds, as predicates of a person, a thing and a day."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.rules import belongs
from gongkai_web.organs.selectors import held, holders
from gongkai_web.workflow.models import Round
from gongkai_web.workflow.subjects import handler_of

_HEADS = frozenset({Role.HEAD, Role.DISCLOSURE_HEAD})
_KEEPERS = frozenset({Role.CLERK, Role.DISCLOSURE_HEAD})
NOT_AT_WORK = THREE_ADMINS | {Role.SUPERVISOR}


def roles_in(person: Person, organ: Organ, day: date) -> frozenset[Role]:
    return frozenset(one.role for one in held(person, day) if one.organ_id == organ.pk)


def may_see_chains(person: Person, organ: Organ, day: date) -> bool:
    """Everybody for whom the organ exists, its administrators too; nobody else learns how it approves."""
    return belongs(person, organ, day)


def may_edit_chains(person: Person, organ: Organ, day: date) -> bool:
    """The head of the organ or of its disclosure office; where it has neither, the clerk."""
    mine = roles_in(person, organ, day)
    if mine & _HEADS:
        return True
    return Role.CLERK in mine and not any(holders(role, organ, day) for role in _HEADS)


def may_submit(person: Person, organ: Organ, day: date) -> bool:
    """Whoever has a hand in the organ's work: not the three administrators, not who watches over it."""
    return bool(roles_in(person, organ, day) - NOT_AT_WORK)


def may_see_round(person: Person, round: Round, day: date) -> bool:
    """Whoever has a hand in the organ's work, as far as they may see what it is about."""
    if not may_submit(person, round.organ, day):
        return False
    return handler_of(round.subject_kind).may_see(round.subject_id, person, day)


def may_withdraw(person: Person, round: Round, day: date) -> bool:
    """Who drafted or submitted it, or who keeps the organ's disclosure; all of them only while they work there."""
    mine = roles_in(person, round.organ, day) - NOT_AT_WORK
    return bool(mine & _KEEPERS) or (bool(mine) and person.pk in (round.drafter_id, round.submitted_by_id))


def may_remind(person: Person, round: Round, day: date) -> bool:
    return may_withdraw(person, round, day)
