"""How many letters came, how they ended, how long it took: over any days, by type, by month. A query others may call.

Received counts by the day of receipt, everything else by the day the letter was closed; so a letter of December that is
answered in January is received in one year and answered in the next. In time: answered on the last day or before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from gongkai_web.mailbox.clock import taken
from gongkai_web.mailbox.kinds import SATISFIED, Kind, State
from gongkai_web.mailbox.models import Letter, Publication
from gongkai_web.organs.models import Organ
from gongkai_web.workflow.deadlines import working_calendar


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of a stretch of days. `undetermined` were answered, but the calendar of a year needed is not known."""

    received: int = 0
    answered: int = 0
    on_time: int = 0
    late: int = 0
    undetermined: int = 0
    diverted: int = 0
    declined: int = 0
    converted: int = 0
    pending: int = 0
    """Received by the last day and not closed by then."""
    overdue: int = 0
    """Of the pending, those whose last day was before."""
    working_days: int = 0
    """Of the answered together, `counted` of them."""
    counted: int = 0
    rated: int = 0
    satisfied: int = 0
    published: int = 0

    @property
    def closed(self) -> int:
        return self.answered + self.diverted + self.declined + self.converted

    @property
    def average(self) -> float | None:
        """Working days from receipt to reply; None where nothing was answered, which is not 0."""
        return self.working_days / self.counted if self.counted else None

    @property
    def on_time_percent(self) -> float | None:
        judged = self.on_time + self.late
        return 100 * self.on_time / judged if judged else None

    @property
    def satisfied_percent(self) -> float | None:
        return 100 * self.satisfied / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    state: str
    received_on: date
    closed_on: date | None
    due: date | None
    rating: int | None


def numbers(organ: Organ, since: date, until: date) -> Numbers:
    """Of everything from `since` to `until`, both included."""
    return _count(_rows(organ, until), since, until, _published(organ, since, until))


def by_kind(organ: Organ, since: date, until: date) -> list[tuple[Kind, Numbers]]:
    rows = _rows(organ, until)
    told = []
    for kind in Kind:
        published = _published(organ, since, until, kind)
        told.append((kind, _count([row for row in rows if row.kind == kind], since, until, published)))
    return told


def by_month(organ: Organ, year: int, today: date) -> list[tuple[int, Numbers]]:
    """The months of a year that have begun."""
    last = date(year, 12, 31) if year < today.year else today
    rows, told = _rows(organ, last), []
    for month in range(1, last.month + 1):
        begin = date(year, month, 1)
        end = min(_last_of(begin), last)
        told.append((month, _count(rows, begin, end, _published(organ, begin, end))))
    return told


def year(organ: Organ, year: int, today: date) -> Numbers:
    """Of a whole year, as far as it has gone."""
    return numbers(organ, date(year, 1, 1), min(date(year, 12, 31), today))


def years(organ: Organ, today: date) -> list[int]:
    first = Letter.objects.filter(organ=organ).order_by("received_on").values_list("received_on", flat=True).first()
    return list(range(today.year, (first or today).year - 1, -1))


def _rows(organ: Organ, until: date) -> list[_Row]:
    names = ("kind", "state", "received_on", "closed_on", "due", "rating")
    return [_Row(*row) for row in Letter.objects.filter(organ=organ, received_on__lte=until).values_list(*names)]


def _published(organ: Organ, since: date, until: date, kind: Kind | None = None) -> int:
    public = Publication.objects.filter(organ=organ, published_at__date__range=(since, until), taken_down_at=None)
    return public.filter(Q(letter__kind=kind.value) if kind else Q()).count()


def _count(rows: Iterable[_Row], since: date, until: date, published: int) -> Numbers:
    rows = list(rows)
    closed = [row for row in rows if row.closed_on and since <= row.closed_on <= until]
    answered = [row for row in closed if row.state == State.ANSWERED]
    pending = [row for row in rows if row.received_on <= until and (row.closed_on is None or row.closed_on > until)]
    calendar = working_calendar()
    took = [taken(row.received_on, row.closed_on, calendar) for row in answered if row.closed_on]
    known = [days for days in took if days is not None]
    judged = [row for row in answered if row.due is not None and row.closed_on is not None]
    on_time = sum(row.closed_on <= row.due for row in judged if row.closed_on and row.due)
    ratings = [row.rating for row in answered if row.rating is not None]
    return Numbers(
        received=sum(since <= row.received_on <= until for row in rows),
        answered=len(answered),
        on_time=on_time,
        late=len(judged) - on_time,
        undetermined=len(answered) - len(judged),
        diverted=sum(row.state == State.DIVERTED for row in closed),
        declined=sum(row.state == State.DECLINED for row in closed),
        converted=sum(row.state == State.CONVERTED for row in closed),
        pending=len(pending),
        overdue=sum(row.due is not None and row.due < until for row in pending),
        working_days=sum(known),
        counted=len(known),
        rated=len(ratings),
        satisfied=sum(rating in SATISFIED for rating in ratings),
        published=published,
    )


def _last_of(begin: date) -> date:
    following = (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)
