"""Who may do what with an organ's catalogues and duties, as predicates of a person, an organ and a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from gongkai_web.catalogues.models import Duty, Row, Version
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import has_role, held, supervisor_of
from gongkai_web.publishing.rules import DRAFTERS, RELEASERS, sees_all, working_roles, works_in

_WATCHERS = 10
"""How far upwards somebody may watch: more offices than there are levels."""


def watches(person: Person, organ: Organ, day: date) -> bool:
    """A supervisor of the office that watches over this organ, directly or further up (《条例》第三条、第四十七条)."""
    mine = {one.organ_id for one in held(person, day) if one.role is Role.SUPERVISOR}
    at = supervisor_of(organ) if mine else None
    for _step in range(_WATCHERS):
        if at is None:
            return False
        if at.pk in mine:
            return True
        at = supervisor_of(at)
    return False


def watches_any(person: Person, organ: Organ, day: date) -> bool:
    """Whether somebody is a supervisor in this organ, and so has others to look at."""
    return has_role(person, Role.SUPERVISOR, organ, day)


def may_see(person: Person, organ: Organ, day: date) -> bool:
    """Everybody who works there, and who watches over it."""
    return works_in(person, organ, day) or watches(person, organ, day)


def may_keep(person: Person, organ: Organ, day: date) -> bool:
    """Catalogues are taken in and shared out by the clerk or the disclosure office."""
    return any(one.role in RELEASERS for one in working_roles(person, organ, day))


def may_note(person: Person, row: Row, day: date) -> bool:
    """Work done is noted by whoever drafts there: in the whole organ, or in the unit that the row is given to."""
    return _has_part(person, row.catalogue.organ, row.unit_id, day)


def may_note_any(person: Person, organ: Organ, day: date) -> bool:
    return any(one.role in DRAFTERS for one in working_roles(person, organ, day))


def may_serve(person: Person, duty: Duty, day: date) -> bool:
    """A duty is taken up by those who may note it: bound to an item, written for."""
    return _has_part(person, duty.organ, duty.unit_id, day)


def may_drop(person: Person, duty: Duty, day: date) -> bool:
    """Dropped, with a reason, by the disclosure office; a contributor does not free themselves of it."""
    return may_keep(person, duty.organ, day)


def _has_part(person: Person, organ: Organ, unit_id: int | None, day: date) -> bool:
    drafts = [one for one in working_roles(person, organ, day) if one.role in DRAFTERS]
    if not drafts:
        return False
    whole = sees_all(person, organ, day)
    return whole or unit_id is None or any(one.unit_id == unit_id for one in drafts)


def has_section(person: Person, organ: Organ, day: date) -> bool:
    """Whether 目录 stands in the bar: for who works here, and for a supervisor, who looks at the organs below."""
    return may_see(person, organ, day) or watches_any(person, organ, day)


def may_download(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """The file of an import is for those who work in the organ."""
    if person is None or not Version.objects.filter(file=file).exists():
        return False
    return works_in(person, file.organ, timezone.localdate(now))
