"""Entering a joint matter with its reason, and undoing it. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.report import FORM_2021
from gongkai_web.campaign.common import log_campaign, require_leader
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.campaign.sums.models import JointMatter
from gongkai_web.organs.models import Person


@transaction.atomic
def join(
    *,
    by: Person,
    campaign: Campaign,
    cells: Sequence[str],
    filings: Sequence[Filing],
    count: int,
    reason: str,
    now: datetime,
) -> JointMatter:
    """So many matters that each of these organs counts in each of these cells; the sum counts them once."""
    require_leader(by, campaign.organ, now)
    if not cells or not set(cells) <= set(FORM_2021.paths):
        raise CampaignError("没有选共同的文件或案件计在哪一格", "请选是规范性文件、申请还是复议诉讼，再选结果")
    if any(one.campaign_id != campaign.pk for one in filings):
        raise CampaignError("选的机关不在这一批收报里", "请重新选")
    if len({one.pk for one in filings}) < 2:
        raise CampaignError("共同的文件或案件至少有两个机关", "请选两个以上的机关")
    if count < 1:
        raise CampaignError("件数至少是 1", "请填有几件")
    if not reason.strip():
        raise CampaignError("没有写明原因", "请写明是哪一份文件或者哪一件，例如“青教发〔2025〕3号，两家联合发文”")
    made = JointMatter.objects.create(
        campaign=campaign, cells=list(dict.fromkeys(cells)), count=count, reason=reason.strip()[:300], by=by, at=now
    )
    made.filings.set(filings)
    log_campaign("campaign.joined", by, campaign, matter=made.pk, reason=made.reason, count=count, cells=made.cells)
    return made


@transaction.atomic
def undo(*, by: Person, matter: JointMatter, now: datetime) -> JointMatter:
    """Counted again as often as the organs count it."""
    kept = JointMatter.objects.select_for_update(of=("self",)).select_related("campaign__organ").get(pk=matter.pk)
    require_leader(by, kept.campaign.organ, now)
    if kept.undone_at:
        raise CampaignError("这一条已经撤销", "请刷新页面")
    kept.undone_at, kept.undone_by = now, by
    kept.save(update_fields=["undone_at", "undone_by"])
    log_campaign("campaign.joint_undone", by, kept.campaign, matter=kept.pk, reason=kept.reason)
    return kept
