"""What every view of letters does first: find the letter for this person, or say that there is nothing."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.letters import LETTERS, Letter
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.rules import may_configure, may_dispatch, may_look, may_see, may_write
from gongkai_web.organs.models import Organ, Person

SECTION = "letters"


def today() -> date:
    return timezone.localdate()


def looking(request: HttpRequest, code: str) -> tuple[Person, Organ]:
    person, organ = person_of(request), organ_of(request, code)
    allowed(may_look(person, organ, today()))
    return person, organ


def letter_of(request: HttpRequest, code: str, pk: int) -> tuple[Person, OutgoingLetter]:
    person, organ = looking(request, code)
    rows = OutgoingLetter.objects.select_related("organ", "unit", "drafted_by", "docx", "pdf", "template")
    letter = get_object_or_404(rows, pk=pk, organ=organ)
    allowed(may_see(person, letter, today()))
    return person, letter


def writable(request: HttpRequest, code: str, pk: int) -> tuple[Person, OutgoingLetter]:
    person, letter = letter_of(request, code, pk)
    allowed(may_write(person, letter, today()))
    return person, letter


def sendable(request: HttpRequest, code: str, pk: int) -> tuple[Person, OutgoingLetter]:
    person, letter = letter_of(request, code, pk)
    allowed(may_dispatch(person, letter.organ, today()))
    return person, letter


def configuring(request: HttpRequest, code: str) -> tuple[Person, Organ]:
    person, organ = looking(request, code)
    allowed(may_configure(person, organ, today()))
    return person, organ


def kind_called(code: str) -> Letter:
    allowed(code in LETTERS)
    return LETTERS[code]


def lock_in(request: HttpRequest) -> int:
    """What the person looked at; what is no number fits no letter."""
    given = request.POST.get("lock", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
