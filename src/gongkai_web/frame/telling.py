"""Telling people outside that something happened to what is theirs: by e-mail, by SMS where a way is set up. Follows the log.

A part keeps its notices in a table of its own (`NoticeOfProgress`) and says which entries are told, to whom, in which words.
A notice names a number and what happened, nothing else: e-mail and SMS are read by others, too.
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import translation

from gongkai_web.audit.models import Entry

logger = logging.getLogger(__name__)
AT_ONCE, MOST_TRIES = 50, 5
AGAIN = timedelta(minutes=10)
"""After a failure, and for one whose sending nobody finished."""
_SECONDS = 10


class MarkOfLog(models.Model):
    """How far the log has been looked through for what is told; one row."""

    number = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class Way(models.TextChoices):
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class State(models.TextChoices):
    WAITING = "waiting", "待发"
    SENDING = "sending", "正在发"
    SENT = "sent", "已发"
    FAILED = "failed", "没有发成"


class NoticeOfProgress(models.Model):
    """One e-mail or SMS that says that something happened. Where it goes is looked up when it is sent, and not kept."""

    key = models.CharField(max_length=60)
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("pk",)


@dataclass(frozen=True, slots=True)
class Told:
    """To whom, in which language; `words` gives title and text, asked within that language."""

    email: str
    phone: str
    language: str
    words: Callable[[], tuple[str, str]]


Sms = Callable[[str, str], None]
"""Sends a text (second) to a number (first); raises whatever it likes where it cannot."""

_sms: list[Sms] = []


def register_sms(send: Sms) -> Sms:
    """For an office's own gateway, from an app of its own; takes the place of GONGKAI_SMS_URL."""
    _sms[:] = [send]
    return send


def ways_to(email: str, phone: str) -> list[Way]:
    """By which somebody with this address and number can be told here."""
    ways = [Way.EMAIL] if settings.EMAIL_HOST and email else []
    return [*ways, Way.SMS] if (_sms or settings.SMS_URL) and phone else ways


@dataclass(frozen=True, slots=True)
class Telling:
    """Of one part. `keys`: what is told, in words; `made`: the notices of one entry, not saved; `told`: whom one is for;
    `rows`: fetches what `told` needs along with a notice."""

    notices: type[Any]
    marks: type[Any]
    keys: Mapping[str, Any]
    made: Callable[[Entry, datetime], list[Any]]
    told: Callable[[Any], Told]
    rows: Callable[[Any], Any]

    def tick(self, now: datetime) -> None:
        self.follow(now)
        self.send_waiting(now)

    @transaction.atomic
    def follow(self, now: datetime) -> int:
        """A notice for each entry of the log since last time that somebody wants to know; how many."""
        mark, new = self.marks.objects.select_for_update().get_or_create(pk=1)
        last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
        # Whoever begins today does not tell what happened in the years before.
        since = last if new and mark.number == 0 else mark.number
        made: list[Any] = []
        for entry in Entry.objects.filter(number__gt=since, number__lte=last, key__in=self.keys).order_by("number"):
            made += self.made(entry, now)
        self.notices.objects.bulk_create(made)
        mark.number = last
        mark.save()
        return len(made)

    def send_waiting(self, now: datetime) -> int:
        """Each is taken by one program alone, and sent outside of any transaction; how many were sent."""
        every = self.notices.objects
        every.filter(state=State.SENDING, tried_at__lt=now - AGAIN).update(state=State.WAITING)
        waiting = every.filter(state=State.WAITING).exclude(tried_at__gt=now - AGAIN)
        return sum(self._sent(notice, now) for notice in self.rows(waiting)[:AT_ONCE])

    def _sent(self, notice: Any, now: datetime) -> bool:
        mine = self.notices.objects.filter(pk=notice.pk, state=State.WAITING)
        if not mine.update(state=State.SENDING, tried_at=now, tries=notice.tries + 1):
            return False
        try:
            _send(notice.way, self.told(notice))
        except Exception:
            # Whatever an office's gateway or mail server does, others are still told.
            logger.exception("a notice could not be sent")
            over = notice.tries + 1 >= MOST_TRIES
            self.notices.objects.filter(pk=notice.pk).update(state=State.FAILED if over else State.WAITING)
            return False
        self.notices.objects.filter(pk=notice.pk).update(state=State.SENT)
        return True


def _send(way: str, told: Told) -> None:
    with translation.override(told.language):
        title, text = told.words()
    if way == Way.EMAIL:
        send_mail(title, text, settings.DEFAULT_FROM_EMAIL, [told.email])
    else:
        (_sms[0] if _sms else post_sms)(told.phone, text)


def post_sms(phone: str, text: str) -> None:
    """To the gateway at GONGKAI_SMS_URL: JSON with `phone` and `text`; anything but 2xx is a failure."""
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
    asked = urllib.request.Request(settings.SMS_URL, body, headers)  # noqa: S310 — the settings take http(s) alone
    with urllib.request.urlopen(asked, timeout=_SECONDS):  # noqa: S310
        pass
