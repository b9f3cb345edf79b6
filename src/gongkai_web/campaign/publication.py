"""公布: a report made here is watched through its item; of any other it is recorded where and on which day it was published."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from gongkai_web.annual.models import Report
from gongkai_web.annual.standing import Standing
from gongkai_web.campaign.common import held, log, touch
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Filing, Submission
from gongkai_web.campaign.rules import leads, may_file
from gongkai_web.campaign.selecting import Ours
from gongkai_web.organs.models import Person


@transaction.atomic
def note(*, by: Person, filing: Filing, lock: int, on: date, url: str, now: datetime) -> Filing:
    """Published elsewhere: by the organ or the collecting office. The day is that of the page, not of the note."""
    filing = held(filing, lock)
    today = timezone.localdate(now)
    if not (leads(by, filing.campaign.organ, today) or may_file(by, filing, today)):
        raise CampaignError("您不能登记公布情况", "请报送机关的经办人或者收报机关登记")
    if on > today:
        raise CampaignError(f"{on:%Y年%-m月%-d日} 还没有到", "请填实际公布的日期")
    if on <= date(filing.campaign.year, 12, 31):
        raise CampaignError(f"{on:%Y年%-m月%-d日} 还在统计年度里", "请核对年份")
    try:
        URLValidator(schemes=["http", "https"])(url.strip())
    except ValidationError:
        raise CampaignError("网址写得不对", "请从浏览器的地址栏复制，以 http:// 或者 https:// 开头") from None
    before = [str(filing.published_on or ""), filing.published_url]
    filing.published_on, filing.published_url, filing.published_by = on, url.strip(), by
    touch(filing, "published_on", "published_url", "published_by")
    log("campaign.publication_noted", by, filing, before=before, after=[str(on), url.strip()])
    return filing


def differs_from_accepted(now: Ours) -> bool:
    """Whether what the platform shows the public is another text than the copy that was accepted."""
    copy, own = now.standing.accepted, now.own
    if copy is None or own is None or own.published_on is None or own.standing is not Standing.PUBLISHED:
        return False
    content = Submission.objects.values_list("content", flat=True).get(pk=copy.pk)
    return bool(Report.objects.values_list("frozen", flat=True).get(pk=own.report.pk) != content)
