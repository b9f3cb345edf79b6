"""Who may do what. The office that received it handles it as its letter; the organ complained of answers what it is asked."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai_web.complaints.models import Complaint
from gongkai_web.mailbox.rules import may_keep, may_look
from gongkai_web.mailbox.selectors import seen_by as letters_seen_by
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import watched_by
from gongkai_web.publishing.rules import may_release, sees_all

__all__ = ["may_handle", "may_look", "may_state", "of_below", "received_by", "told_to", "watches"]


def may_handle(person: Person, organ: Organ, day: date) -> bool:
    return may_keep(person, organ, day)


def may_state(person: Person, organ: Organ, day: date) -> bool:
    """For the organ complained of."""
    return may_release(person, organ, day)


def received_by(person: Person, organ: Organ, day: date) -> QuerySet[Complaint]:
    """Those in the organ's own mailbox, of the letters this person sees there."""
    return Complaint.objects.filter(letter__in=letters_seen_by(person, organ, day))


def told_to(person: Person, organ: Organ, day: date) -> QuerySet[Complaint]:
    """Those about the organ that it was asked about, or that something is demanded for; not that somebody complained."""
    found = Complaint.objects.filter(about=organ)
    asked = found.exclude(asked_on=None) | found.exclude(demand="").exclude(mend_due=None)
    return asked.distinct() if sees_all(person, organ, day) else found.none()


def of_below(person: Person, organ: Organ, day: date) -> QuerySet[Complaint]:
    """What organs watched over received themselves: that there is one, and how it stands."""
    found = Complaint.objects.filter(letter__organ__in=watched_by(organ))
    return found if sees_all(person, organ, day) else found.none()


def watches(organ: Organ) -> bool:
    return watched_by(organ).exists()
