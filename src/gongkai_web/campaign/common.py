"""What every service of this part does first and last."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.campaign.errors import CampaignError, ChangedError
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.campaign.rules import leads, may_file
from gongkai_web.organs.models import Organ, Person


def require_leader(by: Person, organ: Organ, now: datetime) -> None:
    if not leads(by, organ, timezone.localdate(now)):
        raise CampaignError("您没有收报的岗位", "请上级督查人员或者政府信息公开工作机构负责人办理")


def require_filer(by: Person, filing: Filing, now: datetime) -> None:
    if not may_file(by, filing, timezone.localdate(now)):
        raise CampaignError("您没有报送年报的岗位", "请经办人或者政府信息公开工作机构负责人报送")


def held(filing: Filing, lock: int | None) -> Filing:
    """The filing's row, held until the transaction ends. `lock` is what the page was made of."""
    kept = Filing.objects.select_for_update(of=("self",)).select_related("campaign__organ", "organ").get(pk=filing.pk)
    if lock is not None and kept.lock != lock:
        raise ChangedError("您打开这一页以后，这件报送又有新的办理，您刚才的操作没有生效", "请看一遍现在的情况再办")
    if kept.excused:
        raise CampaignError("这个机关本年不用报送", "要报送的，请先由收报机关恢复")
    return kept


def touch(filing: Filing, *fields: str) -> None:
    filing.lock += 1
    filing.save(update_fields=["lock", *fields])


def log(key: str, by: Person | None, filing: Filing, **data: object) -> None:
    """In the log of the organ; of one that is not on the platform, in that of the collecting office."""
    organ = filing.organ or filing.campaign.organ
    record(
        key=key,
        actor=by,
        organ=organ.code,
        target=f"filing:{filing.pk}",
        year=filing.campaign.year,
        name=filing.name,
        **data,
    )


def log_campaign(key: str, by: Person, campaign: Campaign, **data: object) -> None:
    record(key=key, actor=by, organ=campaign.organ.code, target=f"campaign:{campaign.pk}", year=campaign.year, **data)


def in_time(day: date, statutory: date, what: str) -> None:
    """A local day may be earlier than the statutory one, never later (《条例》第四十九条)."""
    if day > statutory:
        raise CampaignError(
            f"{what}的日期 {day:%Y年%-m月%-d日} 晚于法定的 {statutory:%Y年%-m月%-d日}",
            "请填法定日期或者更早的日期；晚报的，由系统记为逾期",
        )
