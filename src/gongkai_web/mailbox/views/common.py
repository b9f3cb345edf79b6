"""What every page of the mailbox does first."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.rules import may_arrange, may_keep, may_look, may_see
from gongkai_web.organs.models import Organ, Person

SECTION = "mailbox"


def looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def kept_by(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_keep(person, organ, timezone.localdate()))
    return organ, person


def arranged_by(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_arrange(person, organ, timezone.localdate()))
    return organ, person


def letter_in(organ: Organ, pk: int, person: Person) -> Letter:
    letter = get_object_or_404(Letter.objects.select_related("organ", "unit", "registered_by"), pk=pk, organ=organ)
    if not may_see(person, letter, timezone.localdate()):
        raise Http404
    return letter


def lock_of(request: HttpRequest) -> int:
    """What the page was made of; a form without it is of no page."""
    lock = request.POST.get("lock", "")
    return int(lock) if lock.isascii() and lock.isdigit() and len(lock) < 10 else -1
