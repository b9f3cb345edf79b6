"""How many forms, guesses and messages come from one place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai_web.applicants.errors import TooManyError
from gongkai_web.applicants.models import Attempt
from gongkai_web.frame.limits import Limits

FORM, GUESS, SEND = "form", "guess", "send"
MOST = {FORM: 20, GUESS: 10, SEND: 30}
"""In an hour from one address: forms handed in, wrong codes, messages."""


def _refusal() -> TooManyError:
    return TooManyError(_("一小时里试得太多了"), _("请一小时以后再试；急事请打电话给本机关"))


_LIMITS = Limits(Attempt, "applicants.source", "request.limited", MOST, _refusal)
source_of, refuse_too_many, count, forget = (
    _LIMITS.source_of,
    _LIMITS.refuse_too_many,
    _LIMITS.count,
    _LIMITS.forget,
)
