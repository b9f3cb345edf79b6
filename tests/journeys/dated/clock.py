"""The time as `HEADER` of a request says it is; without it, the real one."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

HEADER = "X-Journey-Day"

_moved: ContextVar[timedelta] = ContextVar("moved", default=timedelta())
_real_now = timezone.now
_worked: list[date] = []


def wind() -> None:
    """Before any model takes `timezone.now` as the default of a column."""
    timezone.now = _now


def _now() -> datetime:
    return _real_now() + _moved.get()


def on_its_day(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        day = request.headers.get(HEADER)
        if not day or request.path.startswith("/static/"):
            return get_response(request)
        kept = _moved.set(_until(date.fromisoformat(day)))
        try:
            _work_of(date.fromisoformat(day))
            return get_response(request)
        finally:
            _moved.reset(kept)

    return answer


def _until(day: date) -> timedelta:
    """From now to ten in the morning of the day, the seconds running on."""
    now = _real_now().astimezone(timezone.get_default_timezone())
    ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
    return timedelta(days=(day - now.date()).days) + (ten - now.replace(minute=0, second=0, microsecond=0))


def _work_of(day: date) -> None:
    """What the program beside the web server does by itself, as often as the day becomes another."""
    from gongkai_web.requests.ticking import recount

    if _worked[-1:] != [day]:
        _worked.append(day)
        recount(timezone.now())
