"""How many downloads come from one place, and how many questions are answered at once in a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import BoundedSemaphore

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.frame.limits import Limits
from gongkai_web.research.errors import BusyError, TooManyError
from gongkai_web.research.models import Attempt

TABLE, WHOLE = "table", "whole"
MOST = {TABLE: 300, WHOLE: 60}
"""In an hour from one address: tables of a page, and whole tables of the corpus."""
_AT_ONCE, _PATIENCE = BoundedSemaphore(4), 10.0


def _refusal() -> TooManyError:
    return TooManyError(_("一小时里下载得太多了"), _("请一小时以后再下载；要全部数据，请在“数据下载”里取整张表"))


_LIMITS = Limits(Attempt, "research.source", "research.limited", MOST, _refusal)


def forget(now: datetime) -> int:
    return _LIMITS.forget(now)


def count_download(request: HttpRequest, what: str) -> None:
    """Raises TooManyError."""
    now, source = timezone.now(), _LIMITS.source_of(request)
    _LIMITS.refuse_too_many(what, source, now)
    _LIMITS.count(what, source, now)


@contextmanager
def turn() -> Iterator[None]:
    """Raises BusyError where too many wait: a question never piles up behind others without end."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise BusyError(_("现在查询的人太多"), _("请过一分钟再打开这一页"))
    try:
        yield
    finally:
        _AT_ONCE.release()
