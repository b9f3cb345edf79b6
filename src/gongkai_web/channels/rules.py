"""Who may do what with the channels of an organ. Whoever works there sees them; the three administrators never do."""

from __future__ import annotations

from datetime import date

from gongkai_web.channels.models import Record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_configure, may_draft, may_release, works_in


def may_look(person: Person, organ: Organ, day: date) -> bool:
    return works_in(person, organ, day)


def may_record(person: Person, organ: Organ, day: date) -> bool:
    """Whoever drafts or releases there says where it was put."""
    return may_draft(person, organ, day) or may_release(person, organ, day)


def may_change(person: Person, record: Record, day: date) -> bool:
    """One's own records; the clerk and the disclosure office, everybody's."""
    mine = record.by_id == person.pk and may_record(person, record.organ, day)
    return mine or may_release(person, record.organ, day)


def may_arrange(person: Person, organ: Organ, day: date) -> bool:
    """Which channels there are is set by whoever sets how the organ publishes."""
    return may_configure(person, organ, day)
