"""Who may export an organ's column and record what its host has confirmed."""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_release


def may_export(person: Person, organ: Organ, day: date) -> bool:
    return may_release(person, organ, day)
