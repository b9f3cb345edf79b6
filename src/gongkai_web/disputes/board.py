"""The board: disputes by the nearest day; what comes next is computed each time, so that a new calendar counts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai_web.disputes.deriving import ANSWER, HEARING, REPLY_AGAIN, Running, Work, work_of
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.rules import seen_by
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.clockwork import tone_of, words_of
from gongkai_web.workflow.deadlines import working_calendar

TABS = {"open": "没有办完", "answer": "待答复", "again": "责令重新答复", "ended": "已审结", "struck": "已作废"}
_ENDED_MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """`words` and `tone` of the nearest day; a hearing's day is no deadline."""

    dispute: Dispute
    work: Work
    next: Running | None
    words: str
    tone: str

    @property
    def replies_again(self) -> bool:
        return self.next is not None and self.next.what == REPLY_AGAIN


@dataclass(frozen=True, slots=True)
class Board:
    rows: list[Row]
    counts: dict[str, int]

    @property
    def any(self) -> bool:
        return any(self.counts.values())


def board(person: Person, organ: Organ, tab: str, day: date) -> Board:
    mine = seen_by(person, organ, day)
    rows = rows_of(unfinished(mine), day)
    kept = {
        "open": rows,
        "answer": [row for row in rows if row.next and row.next.what == ANSWER],
        "again": [row for row in rows if row.replies_again],
    }
    ended = mine.filter(is_open=False, struck_reason="")
    struck = mine.exclude(struck_reason="")
    counts = {name: len(some) for name, some in kept.items()} | {"ended": ended.count(), "struck": struck.count()}
    if tab in kept:
        return Board(kept[tab], counts)
    found = ended.order_by("-closed_on", "-pk") if tab == "ended" else struck
    return Board([_plain(one) for one in found.select_related("request__applicant")[:_ENDED_MOST]], counts)


def unfinished(found: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """Not ended, or with a reply still to give again."""
    again = Q(ordered_on__isnull=False) & (Q(request=None) | Q(request__is_open=True))
    return found.filter(Q(is_open=True) | again, struck_reason="").select_related("organ", "request__applicant")


def rows_of(found: Iterable[Dispute], day: date, *, everything: bool = False) -> list[Row]:
    """The nearest day first; what has none last. What needs nothing any more is left out, unless `everything`."""
    disputes = list(found)
    acts = _acts_of(disputes)
    calendar = working_calendar()
    rows = [_row(one, work_of(one, acts[one.pk], day, calendar), day) for one in disputes]
    rows = [row for row in rows if everything or row.dispute.is_open or row.next]
    return sorted(rows, key=lambda row: (row.next.on if row.next else date.max, row.dispute.pk))


def _acts_of(disputes: list[Dispute]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = defaultdict(list)
    for act in Act.objects.filter(dispute__in=[one.pk for one in disputes], voiding=None).order_by("pk"):
        found[act.dispute_id].append(act)
    return found


def _row(one: Dispute, work: Work, day: date) -> Row:
    coming = next_of(one, work)
    if coming is None:
        return Row(one, work, None, "", "running")
    return Row(one, work, coming, *said(coming, day))


def next_of(one: Dispute, work: Work) -> Running | None:
    """The nearest day, or that of the reply which the request owes again."""
    again = one.request and one.ordered_on and not one.struck_reason and one.request.is_open and one.request.due
    theirs = [Running(REPLY_AGAIN, one.request.due, one.request.provisional)] if again and one.request else []
    return min([*work.running, *theirs], key=lambda running: running.on, default=None)


def said(coming: Running, day: date) -> tuple[str, str]:
    """(words, tone)."""
    if coming.what == HEARING:
        on = f"{coming.on.month}月{coming.on.day}日"
        return ("今天" if coming.on == day else on), ("soon" if (coming.on - day).days <= 1 else "running")
    return words_of(coming.on, day), tone_of(coming.on, day)


def _plain(one: Dispute) -> Row:
    return Row(one, Work(None, None, ()), None, "", "ended")
