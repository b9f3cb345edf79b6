"""Letters that are not answered in substance: petitions shown their way, letters not taken up. The writer reads why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai_web.mailbox.handling import KEEPERS
from gongkai_web.mailbox.holding import day_of, hold, require, require_state, told, worded
from gongkai_web.mailbox.kinds import Act, Declined, State
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.rules import may_keep
from gongkai_web.organs.models import Person


@transaction.atomic
def divert(*, by: Person, letter: Letter, lock: int, words: str, now: datetime) -> Letter:
    """信访: registered, and the writer is told where it is received (《信访工作条例》)."""
    return _ended(by, letter, lock, State.DIVERTED, Act.DIVERTED, words, now)


@transaction.atomic
def decline(*, by: Person, letter: Letter, lock: int, why: Declined, words: str, now: datetime) -> Letter:
    return _ended(by, letter, lock, State.DECLINED, Act.DECLINED, words, now, why)


def _ended(
    by: Person,
    letter: Letter,
    lock: int,
    state: State,
    act: Act,
    words: str,
    now: datetime,
    why: Declined | None = None,
) -> Letter:
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.RECEIVED, State.IN_HAND)
    kept.told = worded(words, "没有写告知写信人的话", "写信人凭编号和查询码看到这段话，请写明理由和途径", 1000)
    kept.state, kept.closed_on = state, day_of(now)
    kept.declined = why.value if why else ""
    return told(kept, act, by, now, text=kept.told, **({"why": why.value} if why else {}))
