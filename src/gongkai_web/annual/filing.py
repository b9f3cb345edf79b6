"""Which files of this part leave: evidence and old reports, to those who work for the organ."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.annual.models import Earlier, Figure, OtherDocument, WorkRecord
from gongkai_web.annual.rules import may_look
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """What was published as a report leaves with its item."""
    if person is None or not may_look(person, file.organ, timezone.localdate(now)):
        return False
    owned = (
        Figure.objects.filter(evidence=file),
        OtherDocument.objects.filter(evidence=file),
        WorkRecord.objects.filter(evidence=file),
    )
    return any(one.exists() for one in owned) or Earlier.objects.filter(file=file).exists()
