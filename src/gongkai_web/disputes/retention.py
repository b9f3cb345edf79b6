"""Who filed is kept as long as the applicant of a request; the dispute itself stays for the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.disputes.models import Dispute, Paper
from gongkai_web.requests.retention import YEARS
from gongkai_web.vault.retention import Schedule, years_before


def erase(now: datetime) -> Mapping[str, int]:
    day = timezone.localdate(now)
    before = years_before(day, YEARS)
    done: Counter[str] = Counter()
    struck = Q(closed_on=None, at__date__lt=before)
    found = Dispute.objects.filter(Q(closed_on__lt=before) | struck, erased_at=None, is_open=False)
    for one in found.select_related("organ"):
        one.filer, one.contact, one.erased_at = "", "", now
        one.save(update_fields=["filer", "contact", "erased_at"])
        done[one.organ.code] += 1
    return done


def erase_papers(now: datetime) -> Mapping[str, int]:
    """They name people throughout; the acts, days and results stay."""
    papers = Paper.objects.filter(dispute__erased_at__isnull=False)
    done = Counter(papers.values_list("dispute__organ__code", flat=True))
    papers.delete()
    return done


SCHEDULE = Schedule(
    code="disputes",
    what="复议申请人、原告的姓名和联系方式",
    keeps=f"审结后 {YEARS} 年",
    why="《个人信息保护法》第十九条，文书档案定期10年",
    erase=erase,
)
PAPERS = Schedule(
    code="disputes.papers",
    what="复议、诉讼的文书和证据材料",
    keeps=f"审结后 {YEARS} 年",
    why="《个人信息保护法》第十九条，文书档案定期10年；案号、日期、结果保留",
    erase=erase_papers,
)
