"""How many wrong links and how many files come from one place in an hour."""

from __future__ import annotations

from gongkai_web.frame.limits import Limits
from gongkai_web.outside.errors import TooManyError
from gongkai_web.outside.models import Attempt

GUESS, SEND = "guess", "send"
MOST = {GUESS: 10, SEND: 120}


def _refusal() -> TooManyError:
    return TooManyError("一小时里试得太多了", "请一小时以后再试；急事请打电话给收报机关")


_LIMITS = Limits(Attempt, "outside.source", "outside.limited", MOST, _refusal)
source_of, refuse_too_many, count, forget = (
    _LIMITS.source_of,
    _LIMITS.refuse_too_many,
    _LIMITS.count,
    _LIMITS.forget,
)
