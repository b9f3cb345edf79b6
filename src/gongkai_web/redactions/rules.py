"""Who sees the original and draws: those who handle the requests of the organ, and nobody else. When what may be done."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.requests.rules import may_handle

WORKING = frozenset({State.PREPARING, State.BURNING})
ENDED = frozenset({State.ACCEPTED, State.DROPPED, State.FAILED})


def may_open(person: Person, redaction: Redaction, now: datetime) -> bool:
    return may_handle(person, redaction.request.organ, timezone.localdate(now))


def is_original(file: StoredFile) -> bool:
    """For the gate of files: an original leaves by its own page alone, which logs the opening; not even its readers take it
    elsewhere."""
    return Redaction.objects.filter(original=file).exists()


def has_content_of_original(file: StoredFile) -> bool:
    """For the letters: the same content handed in a second time is no less an original."""
    return Redaction.objects.filter(original__sm3=file.sm3, original__organ=file.organ_id).exists()


def reads_result(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """A result that nobody has accepted yet; once it is a paper of the request, that says who reads it."""
    if person is None:
        return False
    found = Redaction.objects.filter(result=file, state=State.BURNT).select_related("request__organ")
    return any(may_open(person, one, now) for one in found)
