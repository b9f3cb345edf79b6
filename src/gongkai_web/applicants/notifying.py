"""Telling applicants who want it that something happened: by e-mail, by SMS where a way is set up. Follows the log.

A notice names the request's number and what happened, nothing else: e-mail and SMS are read by others, too.
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.applicants.models import Mark, Notice
from gongkai_web.audit.models import Entry
from gongkai_web.requests.models import Request

logger = logging.getLogger(__name__)
AT_ONCE, MOST_TRIES = 50, 5
AGAIN = timedelta(minutes=10)
"""After a failure, and for one whose sending nobody finished."""
_SECONDS = 10

TOLD: dict[str, Any] = {
    "request.confirmed": gettext_lazy("机关已确认收到申请"),
    "request.request_correction": gettext_lazy("机关请您补正"),
    "request.request_reasons": gettext_lazy("机关请您说明理由"),
    "request.notify_fee": gettext_lazy("机关发出了收费通知书"),
    "request.delay": gettext_lazy("机关告知延迟答复"),
    "request.extend": gettext_lazy("机关延长了答复期限"),
    "request.reply": gettext_lazy("机关作出了答复"),
    "request.close_uncorrected": gettext_lazy("逾期没有补正，不再处理"),
    "request.close_unpaid": gettext_lazy("逾期没有缴费，不再处理"),
    "request.terminate": gettext_lazy("终止办理"),
    "request.message_sent": gettext_lazy("机关给您留言"),
}

Sms = Callable[[str, str], None]
"""Sends a text (second) to a number (first); raises whatever it likes where it cannot."""

_sms: list[Sms] = []


def register_sms(send: Sms) -> Sms:
    """For an office's own gateway, from an app of its own; takes the place of GONGKAI_SMS_URL."""
    _sms[:] = [send]
    return send


def tick(now: datetime) -> None:
    follow(now)
    send_waiting(now)


@transaction.atomic
def follow(now: datetime) -> int:
    """A notice for each entry of the log since last time that an applicant wants to know; how many."""
    mark, new = Mark.objects.select_for_update().get_or_create(pk=1)
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    # Whoever begins today does not tell what happened in the years before.
    since = last if new and mark.number == 0 else mark.number
    made = []
    for entry in Entry.objects.filter(number__gt=since, number__lte=last, key__in=TOLD).order_by("number"):
        made += _notices(entry, now)
    Notice.objects.bulk_create(made)
    mark.number = last
    mark.save()
    return len(made)


def _notices(entry: Entry, now: datetime) -> list[Notice]:
    request = (
        Request.objects.filter(pk=entry.target.removeprefix("request:")).select_related("applicant__access").first()
    )
    access = getattr(request.applicant, "access", None) if request else None
    if request is None or access is None or not access.tells:
        return []
    ways = []
    if settings.EMAIL_HOST and request.applicant.email:
        ways.append(Notice.Way.EMAIL)
    if (_sms or settings.SMS_URL) and request.applicant.phone:
        ways.append(Notice.Way.SMS)
    return [Notice(request=request, key=entry.key, way=way, at=now) for way in ways]


def send_waiting(now: datetime) -> int:
    """Each is taken by one program alone, and sent outside of any transaction; how many were sent."""
    Notice.objects.filter(state=Notice.State.SENDING, tried_at__lt=now - AGAIN).update(state=Notice.State.WAITING)
    waiting = Notice.objects.filter(state=Notice.State.WAITING).exclude(tried_at__gt=now - AGAIN)
    return sum(
        _sent(notice, now)
        for notice in waiting.select_related("request__organ", "request__applicant__access")[:AT_ONCE]
    )


def _sent(notice: Notice, now: datetime) -> bool:
    mine = Notice.objects.filter(pk=notice.pk, state=Notice.State.WAITING)
    if not mine.update(state=Notice.State.SENDING, tried_at=now, tries=notice.tries + 1):
        return False
    try:
        _send(notice)
    except Exception:
        # Whatever an office's gateway or mail server does, others are still told.
        logger.exception("a notice could not be sent")
        over = notice.tries + 1 >= MOST_TRIES
        Notice.objects.filter(pk=notice.pk).update(state=Notice.State.FAILED if over else Notice.State.WAITING)
        return False
    Notice.objects.filter(pk=notice.pk).update(state=Notice.State.SENT)
    return True


def _send(notice: Notice) -> None:
    request, applicant = notice.request, notice.request.applicant
    with translation.override(applicant.access.language):
        title = _("政府信息公开申请 %(number)s") % {"number": request.number}
        text = _("%(organ)s：您的申请（%(number)s）有新进展：%(what)s。请用编号和查询码在网上查看。%(address)s") % {
            "organ": request.organ.name,
            "number": request.number,
            "what": TOLD[notice.key],
            "address": _address(request),
        }
    if notice.way == Notice.Way.EMAIL:
        send_mail(title, text, settings.DEFAULT_FROM_EMAIL, [applicant.email])
    else:
        (_sms[0] if _sms else post_sms)(applicant.phone, text)


def _address(request: Request) -> str:
    return f"{settings.SITE_ADDRESS}/open/{request.organ.code}/my-request/" if settings.SITE_ADDRESS else ""


def post_sms(phone: str, text: str) -> None:
    """To the gateway at GONGKAI_SMS_URL: JSON with `phone` and `text`; anything but 2xx is a failure."""
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
    asked = urllib.request.Request(settings.SMS_URL, body, headers)  # noqa: S310 — the settings take http(s) alone
    with urllib.request.urlopen(asked, timeout=_SECONDS):  # noqa: S310
        pass
