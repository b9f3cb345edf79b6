"""Photographs of boards and screens: for those who work in the organ, never for the public."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.channels.models import Record
from gongkai_web.channels.rules import may_look
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person


def may_read(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None or not Record.objects.filter(photo=file).exists():
        return False
    return may_look(person, file.organ, timezone.localdate(now))
