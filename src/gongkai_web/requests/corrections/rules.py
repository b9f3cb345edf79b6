"""Who sees which corrections. Acting on them is for whoever handles requests."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import working_roles
from gongkai_web.requests.models import Correction
from gongkai_web.requests.rules import SEES_ALL


def seen_by(person: Person, organ: Organ, day: date) -> QuerySet[Correction]:
    """All of them, or those given to a unit of theirs."""
    found, roles = Correction.objects.filter(organ=organ), working_roles(person, organ, day)
    if any(one.role in SEES_ALL for one in roles):
        return found
    return found.filter(unit__in=[one.unit_id for one in roles if one.unit_id])


def may_see(person: Person, correction: Correction, day: date) -> bool:
    return seen_by(person, correction.organ, day).filter(pk=correction.pk).exists()
