"""How long it is known who wrote: names and contacts are erased some years after a letter is closed; what was said stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.mailbox.models import Letter, Opinion
from gongkai_web.vault.retention import Schedule

YEARS = 3
"""No law names a period for letters; this is the platform's suggestion."""
_KNOWN = ("name", "phone", "email", "address", "remark")


def erase(now: datetime) -> Mapping[str, int]:
    """Letters closed and opinions answered YEARS ago, by the organ's code."""
    before, counted = _years_before(timezone.localdate(now)), Counter[str]()
    letters = Letter.objects.filter(closed_on__lt=before).exclude(writer_digest="", **dict.fromkeys(_KNOWN, ""))
    for letter in letters.select_related("organ").select_for_update(of=("self",)):
        for name in _KNOWN:
            setattr(letter, name, "")
        letter.writer_digest = ""
        letter.save(update_fields=[*_KNOWN, "writer_digest"])
        counted[letter.organ.code] += 1
    opinions = Opinion.objects.filter(consultation__published_at__date__lt=before).exclude(Q(name="") & Q(contact=""))
    for opinion in opinions.select_related("consultation__organ").select_for_update(of=("self",)):
        opinion.name = opinion.contact = ""
        opinion.save(update_fields=["name", "contact"])
        counted[opinion.consultation.organ.code] += 1
    return counted


def _years_before(day: date) -> date:
    return day.replace(year=day.year - YEARS, day=min(day.day, 28))


SCHEDULE = Schedule(
    code="mailbox.writers",
    what="信箱写信人、意见提出人的姓名和联系方式",
    keeps=f"办结、公布采纳情况后 {YEARS} 年",
    why="法律没有统一规定，为本系统的建议；来信和答复的内容按档案的要求保存",
    erase=erase,
)
