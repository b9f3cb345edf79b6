"""Who reads the papers of a request, for the gate of files."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper
from gongkai_web.requests.rules import may_handle, may_see

_OFFICE_ONLY = {Proof.IDENTITY, Proof.AUTHORITY}


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """Whoever sees the request; proofs of identity only those who handle it. What the citizen reads, the citizen's side
    says."""
    if person is None:
        return False
    day = timezone.localdate(now)
    for paper in Paper.objects.filter(file=file).select_related("request__organ"):
        if may_handle(person, paper.request.organ, day):
            return True
        if paper.kind not in _OFFICE_ONLY and may_see(person, paper.request, day):
            return True
    return False
