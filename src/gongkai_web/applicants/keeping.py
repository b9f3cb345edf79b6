"""What applicants wrote beside their requests goes when their names go; so does the code that opens the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from gongkai_web.applicants.models import Access, Message
from gongkai_web.requests.retention import YEARS
from gongkai_web.vault.retention import Schedule


def erase(now: datetime) -> Mapping[str, int]:
    Access.objects.filter(applicant__erased_at__isnull=False).delete()
    done: Counter[str] = Counter()
    for about in ("request", "correction"):
        found = Message.objects.filter(**{f"{about}__applicant__erased_at__isnull": False}).exclude(text="")
        done += Counter(found.values_list(f"{about}__organ__code", flat=True))
        found.update(text="")
    return done


SCHEDULE = Schedule(
    code="request_messages",
    what="申请人与机关的留言，查询码",
    keeps=f"办结后 {YEARS} 年，随申请人的个人信息",
    why="《个人信息保护法》第十九条，文书档案定期10年",
    erase=erase,
)
