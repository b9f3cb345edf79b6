"""Who may hand in a file for an organ, and who works where it belongs."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import THREE_ADMINS
from gongkai_web.organs.selectors import held


def may_store(person: Person, organ: Organ, day: date) -> bool:
    """Whoever has a hand in the organ's work; the three administrators have none."""
    return works_for(person, organ.pk, day)


def works_for(person: Person, organ_id: int, day: date) -> bool:
    return any(one.organ_id == organ_id and one.role not in THREE_ADMINS for one in held(person, day))
