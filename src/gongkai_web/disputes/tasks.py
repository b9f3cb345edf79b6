"""今天: answers that fall due, hearings of tomorrow, replies to give again that no request of the platform reminds of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from gongkai_web.disputes.board import rows_of, unfinished
from gongkai_web.disputes.deriving import HEARING, REPLY_AGAIN, Running
from gongkai_web.disputes.models import Dispute
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.requests.rules import HANDLERS

AHEAD = timedelta(days=7)
EVE = timedelta(days=1)
KINDS = {HEARING: "开庭、听证", REPLY_AGAIN: "重新答复"}


def tasks(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in held(person, day) if one.role in HANDLERS}
    if not organs:
        return
    for row in rows_of(unfinished(Dispute.objects.filter(organ__in=organs)), day):
        if row.next and _is_near(row.dispute, row.next, day):
            yield _task(row.dispute, row.next, day)


def _is_near(one: Dispute, coming: Running, day: date) -> bool:
    """A reply that a request owes again is among the tasks of requests already."""
    if coming.what == REPLY_AGAIN and one.request_id:
        return False
    return coming.on <= day + (EVE if coming.what == HEARING else AHEAD)


def _task(one: Dispute, coming: Running, day: date) -> Task:
    return Task(
        title=one.about,
        url=reverse("dispute", args=[one.organ.code, one.pk]),
        organ=one.organ,
        due=coming.on,
        overdue=coming.on < day,
        kind=KINDS.get(coming.what, "复议诉讼"),
        detail=f"{one.number}，{one.body}，{coming.name}{f'，{coming.detail}' if coming.detail else ''}",
    )
