"""What the writer of a letter is told of while it is handled; for those who want it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.audit.models import Entry
from gongkai_web.frame.telling import Telling, Told, ways_to
from gongkai_web.mailbox.models import Letter, Mark, Notice

TOLD: dict[str, Any] = {
    "mail.accepted": gettext_lazy("机关已受理"),
    "mail.extended": gettext_lazy("机关延长了办理期限"),
    "mail.answered": gettext_lazy("机关作出了答复"),
    "mail.diverted": gettext_lazy("机关告知信访途径"),
    "mail.declined": gettext_lazy("机关告知不予受理"),
    "mail.converted": gettext_lazy("已转为政府信息公开申请"),
    "mail.asked_consent": gettext_lazy("机关请您决定要不要转为政府信息公开申请"),
}


def _made(entry: Entry, now: datetime) -> list[Notice]:
    letter = Letter.objects.filter(pk=entry.target.removeprefix("mailbox_letter:"), tells=True).first()
    ways = ways_to(letter.email, letter.phone) if letter else []
    return [Notice(letter=letter, key=entry.key, way=way, at=now) for way in ways]


def _told(notice: Notice) -> Told:
    letter = notice.letter

    def words() -> tuple[str, str]:
        text = _("%(organ)s：您的来信（%(number)s）有新进展：%(what)s。请用编号和查询码在网上查看。%(address)s") % {
            "organ": letter.organ.name,
            "number": letter.number,
            "what": TOLD[notice.key],
            "address": _address(letter),
        }
        return _("来信 %(number)s") % {"number": letter.number}, text

    return Told(letter.email, letter.phone, letter.language, words)


def _address(letter: Letter) -> str:
    return f"{settings.SITE_ADDRESS}/open/{letter.organ.code}/mailbox/query/" if settings.SITE_ADDRESS else ""


def _rows(notices: Any) -> Any:
    return notices.select_related("letter__organ")


TELLING = Telling(Notice, Mark, TOLD, _made, _told, _rows)
follow, send_waiting, tick = TELLING.follow, TELLING.send_waiting, TELLING.tick
