"""Which files of this part leave: what is attached to a submission, to the organ that filed it and to the office that
collects."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.campaign.models import Attached
from gongkai_web.campaign.rules import leads, may_look
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    day = timezone.localdate(now)
    for one in Attached.objects.filter(file=file).select_related(
        "submission__filing__campaign__organ", "submission__filing__organ"
    ):
        filing = one.submission.filing
        if leads(person, filing.campaign.organ, day) or (filing.organ and may_look(person, filing.organ, day)):
            return True
    return False
