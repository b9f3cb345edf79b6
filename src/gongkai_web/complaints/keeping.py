"""What was said in a complaint goes with the letter it came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from gongkai_web.complaints.models import Complaint, Event
from gongkai_web.vault.retention import ARCHIVE_YEARS, Schedule

_SAID = ("question", "statement", "reasons", "demand", "mended")


def erase(now: datetime) -> Mapping[str, int]:
    """Of letters whose own words were erased; what was found, by what measure and when stays."""
    of_erased = Complaint.objects.filter(letter__text="", letter__closed_on__isnull=False)
    found = of_erased.exclude(**dict.fromkeys(_SAID, ""))
    done = Counter(found.values_list("letter__organ__code", flat=True))
    Event.objects.filter(complaint__in=found).update(text="")
    found.update(**dict.fromkeys(_SAID, ""))
    return done


SCHEDULE = Schedule(
    code="mailbox.complaints",
    what="投诉举报的询问、说明、理由和整改情况",
    keeps=f"办结后 {ARCHIVE_YEARS} 年，随来信",
    why="文书档案定期10年；查证的结论、措施和日期保留",
    erase=erase,
)
