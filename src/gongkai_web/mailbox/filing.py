"""Who reads what came with a letter, for the gate of files: whoever sees the letter. It is sealed, so nobody from outside."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.mailbox.models import Attachment
from gongkai_web.mailbox.rules import may_see
from gongkai_web.organs.models import Person


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    day = timezone.localdate(now)
    found = Attachment.objects.filter(file=file).select_related("letter__organ")
    return any(may_see(person, one.letter, day) for one in found)
