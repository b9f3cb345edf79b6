"""What a campaign asks for may change while it runs: what is attached, what is said to all. Days are each organ's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai_web.campaign.common import log_campaign, require_leader
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.opening import wanted_of
from gongkai_web.organs.models import Person


@transaction.atomic
def change(*, by: Person, campaign: Campaign, lock: int, wanted: Iterable[str], note: str, now: datetime) -> Campaign:
    """For submissions from now on; what was filed stays as it was taken."""
    kept = Campaign.objects.select_for_update(of=("self",)).select_related("organ").get(pk=campaign.pk)
    require_leader(by, kept.organ, now)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后，别人改过收报要求，您的修改还没有存入", "请看一遍现在的内容再改")
    before = {"wanted": kept.wanted, "note": kept.note}
    kept.wanted, kept.note, kept.lock = wanted_of(wanted), note.strip(), kept.lock + 1
    kept.save(update_fields=["wanted", "note", "lock"])
    log_campaign("campaign.changed", by, kept, before=before, after={"wanted": kept.wanted, "note": kept.note})
    return kept
