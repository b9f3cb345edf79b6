"""Requests counted anew from their acts: one after an act, all when the calendar changes or a day has passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Q

from gongkai.calendar import Calendar
from gongkai.errors import GongkaiError
from gongkai_web.requests.deriving import COLUMNS, ClockRow, Derived, derive, history_of
from gongkai_web.requests.models import Act, Clock, Request
from gongkai_web.requests.models.acts import ActRow
from gongkai_web.workflow.deadlines import working_calendar

_AT_ONCE = 2000
_NEEDED = ("pk", "arrived_on", "received_on", *COLUMNS)


def holding_acts(request: Request) -> list[Act]:
    """The acts that hold, in the order they were recorded."""
    return list(request.acts.filter(voiding=None))


def derived_from(request: Request, acts: Iterable[Act], today: date) -> Derived:
    """Raises HistoryError or MissingYearError."""
    calendar = working_calendar()
    return derive(history_of(request.received_on, acts, calendar), request.arrived_on, today, calendar)


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
    found = Request.objects.filter(is_open=True).order_by("pk").values_list(*_NEEDED)
    found = found.filter(only) if only is not None else found
    last = 0
    while batch := list(found.filter(pk__gt=last)[:_AT_ONCE]):
        last = batch[-1][0]
        _recompute(batch, today, calendar, done)
    return done


_Row = tuple[Any, ...]
"""Columns without an object around them: making those took longer than asking for them."""


def _recompute(batch: Sequence[_Row], today: date, calendar: Calendar, done: Recomputed) -> None:
    """Of the requests' _NEEDED columns."""
    acts = _acts_of(batch[0][0], batch[-1][0])
    changed: list[tuple[Request, Derived]] = []
    for pk, arrived_on, received_on, *stored in batch:
        done.requests += 1
        try:
            derived = derive(history_of(received_on, acts[pk], calendar), arrived_on, today, calendar)
        except GongkaiError as error:
            done.failed.append((_partly(pk, arrived_on, received_on, *stored), str(error)))
            continue
        if [getattr(derived, name) for name in COLUMNS] != stored:
            changed.append((_partly(pk, arrived_on, received_on, *stored), derived))
    _write(changed)
    done.changed += changed


def _partly(*columns: Any) -> Request:
    """A request of which only _NEEDED was read; it reads the others when they are asked for."""
    found = dict(zip(("id", *_NEEDED[1:]), columns, strict=True))
    names = [one.attname for one in Request._meta.concrete_fields if one.attname in found]
    return Request.from_db(DEFAULT_DB_ALIAS, names, [found[name] for name in names])


def _acts_of(first: int, last: int) -> dict[int, list[ActRow]]:
    """Of the acts that hold."""
    found: dict[int, list[ActRow]] = defaultdict(list)
    acts = Act.objects.filter(request__gte=first, request__lte=last, request__is_open=True, voiding=None)
    for pk, *columns in acts.exclude(event="", of=None).order_by("pk").values_list("request", *ActRow._fields):
        found[pk].append(ActRow(*columns))
    return found


@transaction.atomic
def _write(changed: Sequence[tuple[Request, Derived]]) -> None:
    """Only where nobody has acted in the meantime: who acts counts for themselves."""
    held = Request.objects.select_for_update().filter(pk__in=[request.pk for request, _ in changed])
    now = {request.pk: request for request in held.only("pk", *COLUMNS)}
    rows = [
        (request.pk, derived)
        for request, derived in changed
        if all(getattr(now[request.pk], name) == getattr(request, name) for name in COLUMNS)
    ]
    _set_columns(rows)
    Clock.objects.filter(request__in=[pk for pk, _ in rows]).delete()
    Clock.objects.bulk_create(_clock(pk, row) for pk, derived in rows for row in derived.clocks)


def _set_columns(rows: Sequence[tuple[int, Derived]]) -> None:
    """One statement for all: `bulk_update` puts every row's every value into one expression, at 2 ms of a core a row."""
    quoted, meta = connection.ops.quote_name, Request._meta
    fields = [meta.get_field(name) for name in COLUMNS]
    settings = ", ".join(f"{quoted(one.column)} = %s" for one in fields)
    statement = f"UPDATE {quoted(meta.db_table)} SET {settings} WHERE {quoted(meta.pk.column)} = %s"  # noqa: S608
    values = [
        [*(one.get_db_prep_save(getattr(derived, one.name), connection) for one in fields), pk] for pk, derived in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)
