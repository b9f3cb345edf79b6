"""How many letters, guesses and opinions come from one place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai_web.frame.limits import Limits
from gongkai_web.mailbox.errors import TooManyError
from gongkai_web.mailbox.models import Attempt

LETTER, GUESS, OPINION = "letter", "guess", "opinion"
MOST = {LETTER: 20, GUESS: 10, OPINION: 30}
"""In an hour from one address."""


def _refusal() -> TooManyError:
    return TooManyError(_("这个网络地址在一小时里提交得太多了"), _("请一小时以后再试；急事请打电话"))


_LIMITS = Limits(Attempt, "mailbox.source", "mail.limited", MOST, _refusal)
source_of, refuse_too_many, count, forget = (
    _LIMITS.source_of,
    _LIMITS.refuse_too_many,
    _LIMITS.count,
    _LIMITS.forget,
)
