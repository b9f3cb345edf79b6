"""What personal data is kept how long: each part registers its own, and what was erased is written down."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import Error, transaction

from gongkai_web.audit.services import record
from gongkai_web.vault.models import Erasure

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
ARCHIVE_YEARS = 10
"""As long as an archive of ordinary files keeps them (定期10年)."""


def years_before(day: date, years: int) -> date:
    """At the end of a month its 28th: nothing is erased a day too early."""
    return day.replace(year=day.year - years, day=min(day.day, 28))


Erase = Callable[[datetime], Mapping[str, int]]
"""Erases what is due at this moment, and says how many by the organ's code ("" where it is no organ's)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`what` and `keeps` are read by people: 网上申请的草稿 · 最后一次保存后 7 天; `why` names the article or the rule."""

    code: str
    what: str
    keeps: str
    why: str
    erase: Erase


_schedules: dict[str, Schedule] = {}


def register(schedule: Schedule) -> Schedule:
    """Called from an app's `ready`; the same code again takes the place of the earlier one."""
    _schedules[schedule.code] = schedule
    return schedule


def schedules() -> list[Schedule]:
    return sorted(_schedules.values(), key=lambda one: one.code)


def erase_due(now: datetime) -> int:
    """Everything that is due, each schedule by itself: one that fails is told in the log and does not stop the others."""
    done = 0
    for schedule in schedules():
        try:
            done += _erase(schedule, now)
        except Error:
            raise
        except Exception:
            logger.exception("the retention schedule %s failed", schedule.code)
    return done


@transaction.atomic
def _erase(schedule: Schedule, now: datetime) -> int:
    erased = {organ: count for organ, count in schedule.erase(now).items() if count}
    for organ, count in sorted(erased.items()):
        Erasure.objects.create(
            code=schedule.code, what=schedule.what, keeps=schedule.keeps, organ=organ, count=count, at=now
        )
        record(key="personal.erased", actor=None, organ=organ, what=schedule.what, keeps=schedule.keeps, count=count)
    return sum(erased.values())
