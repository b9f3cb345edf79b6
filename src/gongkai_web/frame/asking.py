"""Who is asking, and for which organ: what a view of the back office does first."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.rules import belongs

REMEMBERED = "office_organ"


def person_of(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def organ_of(request: HttpRequest, code: str) -> Organ:
    """The organ, if it exists for this person (404 otherwise); remembered as the one they work in now."""
    organ = get_object_or_404(Organ, code=code)
    if not belongs(person_of(request), organ, timezone.localdate()):
        raise Http404
    if request.session.get(REMEMBERED) != code:
        request.session[REMEMBERED] = code
    return organ


def allowed(is_allowed: bool) -> None:
    """What one may not do is not there for them."""
    if not is_allowed:
        raise Http404
