"""How many forms, guesses and messages come from one place. Counted in the database, whichever process they reach."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai_web.applicants.errors import TooManyError
from gongkai_web.applicants.models import Attempt
from gongkai_web.audit.services import record
from gongkai_web.organs.adapter import client_address
from gongkai_web.vault import blind

FORM, GUESS, SEND = "form", "guess", "send"
HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
MOST = {FORM: 20, GUESS: 10, SEND: 30}
"""In an hour from one address: forms handed in, wrong codes, messages. An office's hall or a village may share one."""


def source_of(request: HttpRequest) -> str:
    """Where a request comes from, as a keyed digest: the address itself is not kept."""
    return blind.digest(client_address(request) or "?", purpose="applicants.source")


def refuse_too_many(what: str, source: str, now: datetime) -> None:
    """Raises TooManyError. The first refusal of an hour is in the log."""
    made = Attempt.objects.filter(what=what, source=source, at__gt=now - HOUR).count()
    if made < MOST[what]:
        return
    if made == MOST[what]:
        count(what, source, now)
        record(key="request.limited", actor=None, what=what, source=source)
    raise TooManyError(_("一小时里试得太多了"), _("请一小时以后再试；急事请打电话给本机关"))


def count(what: str, source: str, now: datetime) -> None:
    Attempt.objects.create(what=what, source=source, at=now)


def forget(now: datetime) -> int:
    """What is older than a day."""
    return Attempt.objects.filter(at__lt=now - KEPT).delete()[0]
