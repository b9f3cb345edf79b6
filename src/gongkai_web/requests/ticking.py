"""What is done by itself: requests counted anew after a new notice of holidays, and once a day for what passed."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.calendar import Calendar
from gongkai.calendar.notice import to_json
from gongkai_web.audit.services import record
from gongkai_web.requests.deriving import Derived
from gongkai_web.requests.models import Recount, RecountLine, Request
from gongkai_web.requests.recomputing import recompute_open
from gongkai_web.workflow.deadlines import working_calendar


def digest_of(calendar: Calendar) -> str:
    """Of all its notices: another notice, another digest."""
    notices = [to_json(notice) for notice in calendar.notices]
    return hashlib.sha256(json.dumps(notices, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def recount(now: datetime) -> int:
    """All open requests where the calendar is another than at the last counting; else those whose nearest day passed.
    How many came out differently."""
    today, calendar = timezone.localdate(now), working_calendar()
    digest, last = digest_of(calendar), Recount.objects.first()
    if last is not None and last.calendar == digest:
        passed = Q(next_on__lt=today) | Q(state="consulting", clocks__due__lt=today, clocks__ended_on=None)
        return len(recompute_open(today, only=Q(pk__in=Request.objects.filter(passed).values("pk"))).changed)
    found = recompute_open(today, calendar=calendar)
    moved = [(one, derived) for one, derived in found.changed if _moved(one, derived)]
    _keep(digest, now, found.requests, moved, tell=last is not None)
    return len(found.changed)


def _moved(before: Request, after: Derived) -> bool:
    return before.due != after.due or before.provisional != after.provisional


@transaction.atomic
def _keep(digest: str, now: datetime, requests: int, moved: list[tuple[Request, Derived]], *, tell: bool) -> None:
    """At the very first counting there is nothing to tell: nothing has been told before."""
    made = Recount.objects.create(calendar=digest, at=now, requests=requests, changed=len(moved))
    if not tell:
        return
    RecountLine.objects.bulk_create(
        RecountLine(
            recount=made,
            request_id=one.pk,
            before=one.due,
            after=derived.due,
            was_provisional=one.provisional,
            is_provisional=derived.provisional,
        )
        for one, derived in moved
    )
    if moved:
        record(key="request.recounted", actor=None, target=f"recount:{made.pk}", requests=requests, moved=len(moved))
