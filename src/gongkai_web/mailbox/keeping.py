"""How long it is known who wrote: names and contacts are erased some years after a letter is closed; what was said stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.mailbox.models import Attachment, Help, Letter, Opinion, Reply, Step
from gongkai_web.vault.retention import ARCHIVE_YEARS, Schedule, years_before

YEARS = 3
"""No law names a period for letters; this is the platform's suggestion."""
ERASED = "（内容已按保存期限清除）"
_KNOWN = ("name", "phone", "email", "address", "remark")


def erase(now: datetime) -> Mapping[str, int]:
    """Letters closed and opinions answered YEARS ago, by the organ's code."""
    before, counted = years_before(timezone.localdate(now), YEARS), Counter[str]()
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


def erase_contents(now: datetime) -> Mapping[str, int]:
    """What was written, answered and said inside; what was published by consent has words of its own, and stays."""
    before, counted = years_before(timezone.localdate(now), ARCHIVE_YEARS), Counter[str]()
    letters = Letter.objects.filter(closed_on__lt=before).exclude(text="")
    for letter in letters.select_related("organ").select_for_update(of=("self",)):
        letter.title, letter.text, letter.told = ERASED, "", ""
        letter.save(update_fields=["title", "text", "told"])
        Step.objects.filter(letter=letter).update(text="")
        Reply.objects.filter(letter=letter).update(text="")
        Help.objects.filter(letter=letter).update(question="", answer="")
        Attachment.objects.filter(letter=letter).delete()
        counted[letter.organ.code] += 1
    return counted


SCHEDULE = Schedule(
    code="mailbox.writers",
    what="信箱写信人、意见提出人的姓名和联系方式",
    keeps=f"办结、公布采纳情况后 {YEARS} 年",
    why="法律没有统一规定，为本系统的建议",
    erase=erase,
)
CONTENTS = Schedule(
    code="mailbox.letters",
    what="信箱来信、答复和办理中说的话，来信的附件",
    keeps=f"办结后 {ARCHIVE_YEARS} 年",
    why="文书档案定期10年；统计和经同意公布的保留",
    erase=erase_contents,
)
