"""催办: one organ or many at a time; shown on its 今天, and in the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai_web.campaign.common import log_campaign, require_leader
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Campaign, Filing, Reminder
from gongkai_web.organs.models import Person

LONGEST = 300


@transaction.atomic
def remind(*, by: Person, campaign: Campaign, filings: Iterable[int], words: str, now: datetime) -> list[Reminder]:
    """`filings` by their keys. Those excused, and those outside the platform, which would never see it, are left out; nothing is
    said twice in one act."""
    require_leader(by, campaign.organ, now)
    text = words.strip()
    if len(text) > LONGEST:
        raise CampaignError(f"催办的话有 {len(text)} 字，太长了", f"最多 {LONGEST} 字")
    chosen = campaign.filings.filter(pk__in=set(filings), excused="").select_related("campaign__organ", "organ")
    rows: list[Filing] = [one for one in chosen if one.organ_id is not None]
    if chosen and not rows:
        raise CampaignError(f"{chosen[0].name}不在本平台，看不到催办", "请打登记电话催")
    if not rows:
        raise CampaignError("没有选要催的机关", "请勾选，或者选“催所有逾期的”")
    made = [Reminder(filing=one, words=text, by=by, at=now) for one in rows]
    Reminder.objects.bulk_create(made)
    log_campaign(
        "campaign.reminded",
        by,
        campaign,
        organs=[one.name for one in rows],
        filings=[one.pk for one in rows],
        words=text,
    )
    return made
