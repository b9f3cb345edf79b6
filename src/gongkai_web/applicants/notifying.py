"""What applicants are told of while their request, or their correction, goes on; for those who want it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.applicants.models import Mark, Notice
from gongkai_web.audit.models import Entry
from gongkai_web.frame.telling import Telling, ways_to
from gongkai_web.frame.telling import Told as Recipient
from gongkai_web.letters.kinds import Way
from gongkai_web.requests.models import Correction, Planned, Request
from gongkai_web.requests.services.writing import SUBJECT

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
    "request.transfer": gettext_lazy("机关已将申请移送有权机关"),
    "request.handed_over": gettext_lazy("您的申请已登记到有权机关"),
    "request.suggestion_decided": gettext_lazy("机关审核了您的公开建议"),
    "request.message_sent": gettext_lazy("机关给您留言"),
    "correction.message_sent": gettext_lazy("机关给您留言"),
    "letter.dispatched": gettext_lazy("机关给您发来文书，可以在网上下载"),
    "correction.answer": gettext_lazy("机关作出了答复"),
}


def _target_of(entry: Entry) -> str:
    """Whose notice it is, "" for nobody's. Of letters only those that can be taken over the internet, and where no step says
    the same."""
    if entry.key != "letter.dispatched":
        return entry.target
    said = json.loads(entry.data)
    if said.get("way") != Way.ELECTRONIC or not str(said.get("subject", "")).startswith(f"{SUBJECT}:"):
        return ""
    planned = Planned.objects.filter(letter=entry.target.removeprefix("letter:")).select_related("taken").first()
    told = planned and planned.taken and f"request.{planned.taken.step}" in TOLD
    return "" if said.get("first") and told else str(said["subject"])


def _about(entry: Entry) -> Request | Correction | None:
    kind, _, key = _target_of(entry).partition(":")
    if not key:
        return None
    rows = Request.objects if kind == "request" else Correction.objects
    return rows.filter(pk=key).select_related("applicant__access").first()


def _made(entry: Entry, now: datetime) -> list[Notice]:
    about = _about(entry)
    access = getattr(about.applicant, "access", None) if about else None
    if about is None or access is None or not access.tells:
        return []
    field = {"request" if isinstance(about, Request) else "correction": about}
    ways = ways_to(about.applicant.email, about.applicant.phone)
    return [Notice(key=entry.key, way=way, at=now, **field) for way in ways]


def _told(notice: Notice) -> Recipient:
    about: Any = notice.request or notice.correction
    who = about.applicant

    def words() -> tuple[str, str]:
        titles = _("政府信息公开申请 %(number)s"), _("更正 %(number)s")
        title = titles[notice.request_id is None] % {"number": about.number}
        text = _("%(organ)s：您的申请（%(number)s）有新进展：%(what)s。请用编号和查询码在网上查看。%(address)s") % {
            "organ": about.organ.name,
            "number": about.number,
            "what": TOLD[notice.key],
            "address": _address(about),
        }
        return title, text

    return Recipient(who.email, who.phone, who.access.language, words)


def _address(about: Request | Correction) -> str:
    return f"{settings.SITE_ADDRESS}/open/{about.organ.code}/my-request/" if settings.SITE_ADDRESS else ""


def _rows(notices: Any) -> Any:
    known = ("organ", "applicant__access")
    return notices.select_related(*(f"{about}__{one}" for about in ("request", "correction") for one in known))


TELLING = Telling(Notice, Mark, TOLD, _made, _told, _rows)
follow, send_waiting, tick = TELLING.follow, TELLING.send_waiting, TELLING.tick
