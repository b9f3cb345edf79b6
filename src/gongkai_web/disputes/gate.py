"""Who reads the papers of a dispute, for the gate of files."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.disputes.models import Paper
from gongkai_web.disputes.rules import may_look
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    day = timezone.localdate(now)
    papers = Paper.objects.filter(file=file).select_related("dispute__organ")
    return any(may_look(person, paper.dispute.organ, day) for paper in papers)
