"""What the worker does for the mailbox: clocks anew when a year's holidays become known, tries forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai_web.mailbox.holding import hold, set_clocks, told
from gongkai_web.mailbox.kinds import OPEN, Act
from gongkai_web.mailbox.limits import forget
from gongkai_web.mailbox.models import Letter


def recount(now: datetime) -> int:
    """Open letters whose days were provisional or unknown; how many of them have another day now."""
    doubtful = Letter.objects.filter(state__in=OPEN, provisional=True)
    return sum(_recounted(letter, now) for letter in doubtful)


@transaction.atomic
def _recounted(letter: Letter, now: datetime) -> bool:
    kept = hold(letter)
    before = (kept.accept_due, kept.due, kept.provisional)
    set_clocks(kept)
    if (kept.accept_due, kept.due, kept.provisional) == before:
        return False
    if kept.due == before[1]:
        kept.save(update_fields=["accept_due", "provisional"])
        return False
    days = [str(before[1] or ""), str(kept.due or "")]
    told(kept, Act.RECOUNTED, None, now, text=f"{days[0]} 改为 {days[1]}", due=days)
    return True


def tidy(now: datetime) -> int:
    return forget(now)
