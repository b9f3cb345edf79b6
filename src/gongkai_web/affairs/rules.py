"""Who may do what with the affairs of an organ."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_draft, may_release, works_in


def may_look(person: Person, organ: Organ, day: date) -> bool:
    return works_in(person, organ, day)


def may_keep(person: Person, organ: Organ, day: date) -> bool:
    """Whoever drafts or releases there sets up affairs and says what belongs to which stage."""
    return may_draft(person, organ, day) or may_release(person, organ, day)


def may_show(person: Person, organ: Organ, day: date) -> bool:
    """The name of an affair is public only when somebody who releases has said so: it has passed no review of its own."""
    return may_release(person, organ, day)
