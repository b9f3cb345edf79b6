"""Who may do what with the disputes of an organ. Units have no part in them; the three administrators never do."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai_web.disputes.models import Dispute
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import working_roles
from gongkai_web.requests.rules import SEES_ALL, may_handle

__all__ = ["may_handle", "may_look", "seen_by"]


def may_look(person: Person, organ: Organ, day: date) -> bool:
    """Whoever sees all requests of the organ: its disclosure office, its heads, its secrecy reviewer."""
    return any(one.role in SEES_ALL for one in working_roles(person, organ, day))


def seen_by(person: Person, organ: Organ, day: date) -> QuerySet[Dispute]:
    found = Dispute.objects.filter(organ=organ)
    return found if may_look(person, organ, day) else found.none()
