"""Requests counted anew from their acts: one after an act, all when the calendar changes or a day has passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q

from gongkai.calendar import Calendar
from gongkai.errors import GongkaiError
from gongkai_web.requests.deriving import COLUMNS, ClockRow, Derived, derive, history_of
from gongkai_web.requests.models import Act, Clock, Request
from gongkai_web.workflow.deadlines import working_calendar

_AT_ONCE = 2000
_NEEDED = ("pk", "arrived_on", "received_on", *COLUMNS)


def holding_acts(request: Request) -> list[Act]:
    """The acts that hold, in the order they were recorded."""
    return list(request.acts.filter(voiding=None))


def derived_from(request: Request, acts: Iterable[Act], today: date) -> Derived:
    """Raises HistoryError or MissingYearError."""
    return derive(history_of(request.received_on, acts), request.arrived_on, today, working_calendar())


def keep(request: Request, derived: Derived) -> None:
    """Write what was derived to one request; the caller holds its row and saves it."""
    for name, value in derived.columns().items():
        setattr(request, name, value)
    request.clocks.all().delete()
    Clock.objects.bulk_create(_clock(request.pk, row) for row in derived.clocks)


def _clock(pk: int, row: ClockRow) -> Clock:
    return Clock(request_id=pk, kind=row.kind, party=row.party, start=row.start, due=row.due, ended_on=row.ended_on)


@dataclass(slots=True)
class Recomputed:
    """`changed`: (request as it was stored, what follows now). `failed`: the requests that cannot be counted, and why."""

    requests: int = 0
    changed: list[tuple[Request, Derived]] = field(default_factory=list)
    failed: list[tuple[Request, str]] = field(default_factory=list)


def recompute_open(today: date, *, only: Q | None = None, calendar: Calendar | None = None) -> Recomputed:
    """Count all open requests (or those of `only`) and write those that came out differently.

    In three queries for two thousand requests: the requests, their acts, and the clocks of those that changed.
    """
    calendar = calendar or working_calendar()
    done = Recomputed()
    found = Request.objects.filter(is_open=True).order_by("pk").only(*_NEEDED)
    found = found.filter(only) if only is not None else found
    last = 0
    while batch := list(found.filter(pk__gt=last)[:_AT_ONCE]):
        last = batch[-1].pk
        _recompute(batch, today, calendar, done)
    return done


def _recompute(batch: Sequence[Request], today: date, calendar: Calendar, done: Recomputed) -> None:
    acts = _acts_of(batch)
    changed: list[tuple[Request, Derived]] = []
    for request in batch:
        done.requests += 1
        try:
            history = history_of(request.received_on, acts[request.pk])
            derived = derive(history, request.arrived_on, today, calendar)
        except GongkaiError as error:
            done.failed.append((request, str(error)))
            continue
        if any(getattr(request, name) != value for name, value in derived.columns().items()):
            changed.append((request, derived))
    _write(changed)
    done.changed += changed


def _acts_of(batch: Sequence[Request]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = defaultdict(list)
    acts = Act.objects.filter(request__gte=batch[0].pk, request__lte=batch[-1].pk, request__is_open=True, voiding=None)
    for act in acts.exclude(event="").order_by("pk").defer("data", "note"):
        found[act.request_id].append(act)
    return found


@transaction.atomic
def _write(changed: Sequence[tuple[Request, Derived]]) -> None:
    """Only where nobody has acted in the meantime: who acts counts for themselves."""
    held = Request.objects.select_for_update().filter(pk__in=[request.pk for request, _ in changed])
    now = {request.pk: request for request in held.only("pk", "version", *COLUMNS)}
    rows = []
    for request, derived in changed:
        kept = now[request.pk]
        if any(getattr(kept, name) != getattr(request, name) for name in COLUMNS):
            continue
        for name, value in derived.columns().items():
            setattr(kept, name, value)
        rows.append((kept, derived))
    Request.objects.bulk_update([kept for kept, _ in rows], list(COLUMNS), batch_size=200)
    Clock.objects.filter(request__in=[kept.pk for kept, _ in rows]).delete()
    Clock.objects.bulk_create(_clock(kept.pk, row) for kept, derived in rows for row in derived.clocks)
