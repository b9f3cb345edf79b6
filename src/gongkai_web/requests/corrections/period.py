"""Until when a correction is answered. 第四十一条 sets no period: the organ sets its own, and it is shown as its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.mailbox.clock import Clock, clock
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_configure
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Correction, CorrectionPractice
from gongkai_web.workflow.deadlines import working_calendar

SUGGESTED_DAYS = 20
"""Working days; a suggestion until the organ has set its own."""
MOST_DAYS = 60
BASIS = "《条例》第四十一条没有规定期限，由本机关设定"


def days_of(organ: Organ) -> int:
    own = CorrectionPractice.objects.filter(organ=organ).first()
    return own.days if own else SUGGESTED_DAYS


def clock_of(correction: Correction) -> Clock:
    return clock(correction.arrived_on, correction.days, working_calendar())


def set_due(correction: Correction) -> None:
    found = clock_of(correction)
    correction.due, correction.provisional = found.on, found.provisional


@transaction.atomic
def set_days(*, by: Person, organ: Organ, days: int, now: datetime) -> CorrectionPractice:
    """For corrections that come from now on; those that are there keep the period they came under."""
    if not may_configure(by, organ, timezone.localdate(now)):
        raise RequestError("您不能设置办理期限", "请政府信息公开工作机构负责人或者主要负责人设置")
    if not 1 <= days <= MOST_DAYS:
        raise RequestError(f"期限不对：{days} 个工作日", f"填 1 到 {MOST_DAYS} 之间的整数")
    before = days_of(organ)
    kept, _ = CorrectionPractice.objects.update_or_create(organ=organ, defaults={"days": days})
    record(key="correction.arranged", actor=by, organ=organ.code, target=f"organ:{organ.code}", days=[before, days])
    return kept


def recount(now: datetime) -> int:
    """Open corrections whose last day was provisional or unknown; how many have another one now."""
    doubtful = Correction.objects.filter(ended_on=None, provisional=True)
    return sum(_recounted(one) for one in doubtful)


@transaction.atomic
def _recounted(correction: Correction) -> bool:
    kept = Correction.objects.select_for_update(of=("self",)).select_related("organ").get(pk=correction.pk)
    before = kept.due
    set_due(kept)
    kept.save(update_fields=["due", "provisional"])
    if kept.due != before:
        said = {"due": [str(before or ""), str(kept.due or "")], "number": kept.number}
        target = f"correction:{kept.pk}"
        record(key="correction.recounted", actor=None, organ=kept.organ.code, target=target, **said)
    return kept.due != before
