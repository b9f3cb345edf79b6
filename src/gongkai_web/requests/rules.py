"""Who may do what with the requests of an organ. The three administrators and supervisors from outside never do."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.rules import working_roles
from gongkai_web.requests.models import Request

HANDLERS = frozenset({Role.CLERK, Role.DISCLOSURE_HEAD})
"""政府信息公开工作机构: it registers, confirms and takes every step that goes out."""

SEES_ALL = HANDLERS | {Role.HEAD, Role.DEPUTY_HEAD, Role.SECRECY_REVIEWER}


def _roles(person: Person, organ: Organ, day: date) -> frozenset[Role]:
    return frozenset(one.role for one in working_roles(person, organ, day))


def may_look(person: Person, organ: Organ, day: date) -> bool:
    """Open the board; a unit's people find on it what was given to their unit."""
    return bool(working_roles(person, organ, day))


def may_handle(person: Person, organ: Organ, day: date) -> bool:
    return bool(_roles(person, organ, day) & HANDLERS)


def may_consent(person: Person, organ: Organ, day: date) -> bool:
    """第三十三条第二款: an extension needs the head of the disclosure office."""
    return Role.DISCLOSURE_HEAD in _roles(person, organ, day)


def seen_by(person: Person, organ: Organ, day: date) -> QuerySet[Request]:
    """The requests that exist for this person: all, or those given to a unit or to themselves."""
    found = Request.objects.filter(organ=organ)
    roles = working_roles(person, organ, day)
    if any(one.role in SEES_ALL for one in roles):
        return found
    units = [one.unit_id for one in roles if one.unit_id]
    mine = Q(unit__in=units) | Q(pk__in=_helped_by(units)) | Q(handler=person)
    return found.filter(mine) if roles else found.none()


def _helped_by(units: list[int | None]) -> QuerySet[Request, int]:
    return Request.objects.filter(co_handlings__unit__in=units).values_list("pk", flat=True)


def may_see(person: Person, request: Request, day: date) -> bool:
    return seen_by(person, request.organ, day).filter(pk=request.pk).exists()


def may_answer_for(person: Person, organ: Organ, unit_id: int, day: date) -> bool:
    """协办: whoever works in the unit, or the disclosure office for it."""
    roles = working_roles(person, organ, day)
    return any(one.role in HANDLERS or one.unit_id == unit_id for one in roles)
