"""What a letter says is kept as long as an archive keeps ordinary files; that it was sent, when and under which number, stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.letters import owners
from gongkai_web.letters.models import Dispatch, Enclosure, OutgoingLetter, Reading
from gongkai_web.vault.retention import ARCHIVE_YEARS, Schedule, years_before


def erase(now: datetime) -> Mapping[str, int]:
    """Letters that went out long ago, or never did, and whose case does not need them any more."""
    before, counted = years_before(timezone.localdate(now), ARCHIVE_YEARS), Counter[str]()
    ended = Q(dispatched_on=None) | Q(dispatched_on__lt=before)
    found = OutgoingLetter.objects.filter(ended, erased_at=None, created_at__date__lt=before)
    for letter in found.select_related("organ").select_for_update(of=("self",)):
        if not owners.needs(letter):
            _empty(letter, now)
            counted[letter.organ.code] += 1
    return counted


def _empty(letter: OutgoingLetter, now: datetime) -> None:
    """Its files are taken from the disk when nothing else has them (`files.purging`)."""
    Enclosure.objects.filter(letter=letter).delete()
    Reading.objects.filter(dispatch__letter=letter).update(file=None)
    Dispatch.objects.filter(letter=letter).update(note="")
    letter.values, letter.printed, letter.void_reason = "{}", "", ""
    letter.docx = letter.pdf = None
    letter.erased_at = now
    letter.save()


SCHEDULE = Schedule(
    code="letters",
    what="文书的内容、随附的文件、送达的说明",
    keeps=f"发出后 {ARCHIVE_YEARS} 年，所属的申请保存更久的，随申请",
    why="《个人信息保护法》第十九条，文书档案定期10年；文号、日期、送达方式保留",
    erase=erase,
)
