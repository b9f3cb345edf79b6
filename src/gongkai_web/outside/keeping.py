"""Who filled in and who spoke on the telephone is kept as long as the filing's papers are; that it was confirmed stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from gongkai_web.outside.models import Call, Handing
from gongkai_web.vault.retention import ARCHIVE_YEARS, Schedule, years_before


def erase(now: datetime) -> Mapping[str, int]:
    """An organ's registered telephone is its own and current; it stays until it is changed."""
    before = years_before(timezone.localdate(now), ARCHIVE_YEARS)
    found = Handing.objects.filter(at__date__lt=before).exclude(teller="", code="")
    done = Counter(found.values_list("filing__campaign__organ__code", flat=True))
    found.update(teller="", code="")
    Call.objects.filter(at__date__lt=before).update(telephone="", spoken_to="")
    return done


SCHEDULE = Schedule(
    code="outside",
    what="平台外机关报送年报的填报人、核对电话时的接听人",
    keeps=f"报送后 {ARCHIVE_YEARS} 年",
    why="文书档案定期10年；报送和核对的日期、结果保留",
    erase=erase,
)
