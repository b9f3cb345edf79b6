"""Who may do what with an organ's letters. The three administrators and supervisors from outside never do."""

from __future__ import annotations

from datetime import date

from gongkai_web.letters import owners
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.rules import may_configure, may_draft, may_release, sees_all, working_roles, works_in

__all__ = ["may_configure", "may_dispatch", "may_look", "may_review", "may_see", "may_write"]


def may_look(person: Person, organ: Organ, day: date) -> bool:
    """Open the list; which letters are on it is `may_see`'s matter."""
    return works_in(person, organ, day)


def may_see(person: Person, letter: OutgoingLetter, day: date) -> bool:
    """Whoever works there and sees what the letter is about; where no part says so, whoever sees the whole organ's work,
    its unit, or drafted it."""
    roles = working_roles(person, letter.organ, day)
    if not roles:
        return False
    said = owners.may_see(letter, person, day)
    if said is not None:
        return said
    of_unit = letter.unit_id is not None and any(one.unit_id == letter.unit_id for one in roles)
    return letter.drafted_by_id == person.pk or of_unit or sees_all(person, letter.organ, day)


def may_begin(person: Person, organ: Organ, day: date) -> bool:
    return may_draft(person, organ, day) or may_dispatch(person, organ, day)


def may_write(person: Person, letter: OutgoingLetter, day: date) -> bool:
    return may_see(person, letter, day) and may_begin(person, letter.organ, day)


def may_dispatch(person: Person, organ: Organ, day: date) -> bool:
    """政府信息公开工作机构: the clerk or its head sends letters and records their service."""
    return may_release(person, organ, day)


def may_review(person: Person, letter: OutgoingLetter, day: date) -> bool:
    """保密审查 by a reviewer who had no hand in the letter; in a small office by its head or deputy."""
    if person.pk in {letter.drafted_by_id, *letter.writers} or not may_see(person, letter, day):
        return False
    reviewers = {Role.SECRECY_REVIEWER, Role.HEAD, Role.DEPUTY_HEAD}
    return any(one.role in reviewers for one in working_roles(person, letter.organ, day))
