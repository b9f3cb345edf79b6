"""Opening a campaign, its days, who must file in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.statute import department_deadline, government_deadline
from gongkai_web.annual.kinds import FIRST_YEAR
from gongkai_web.campaign.common import held, in_time, log, log_campaign, require_leader, touch
from gongkai_web.campaign.errors import CampaignError, ChangedError
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.campaign.rules import may_lead
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.selectors import watched_by

MOST_WANTED, LONGEST_WANTED = 10, 60


@dataclass(frozen=True, slots=True)
class Days:
    """The last days for departments and townships, and for the government's own report."""

    submit_by: date
    publish_by: date
    government_submit_by: date
    government_publish_by: date

    def of(self, *, is_region: bool) -> tuple[date, date]:
        return (
            (self.government_submit_by, self.government_publish_by) if is_region else (self.submit_by, self.publish_by)
        )


def statutory(year: int) -> Days:
    """《条例》第四十九条: 31 January to submit and to publish; the government of a county or above, 31 March."""
    ours, governments = department_deadline(year), government_deadline(year)
    return Days(ours, ours, governments, governments)


def is_region(kind: str, level: str) -> bool:
    """The government of a county or above."""
    return kind == Kind.GOVERNMENT and level != Level.TOWNSHIP


def must_file(organ: Organ) -> list[Organ]:
    """Its own report, that of the region it is the office of, and those of all organs it watches over."""
    own = Organ.objects.filter(Q(pk=organ.pk) | Q(region_office=organ), ended_on=None)
    below = watched_by(organ).exclude(pk__in=own.values("pk"))
    return [*own.prefetch_related("names"), *below.prefetch_related("names").order_by("order", "code")]


@transaction.atomic
def begin(
    *,
    by: Person,
    organ: Organ,
    year: int,
    days: Days,
    wanted: Iterable[str],
    note: str,
    now: datetime,
    organs: Iterable[Organ] | None = None,
) -> Campaign:
    """Open the campaign of a year. `organs` None: everybody who must file."""
    today = timezone.localdate(now)
    if not may_lead(by, organ, today):
        raise CampaignError("您不能在这里开始收报", "收报由上级督查人员或者政府信息公开工作机构负责人开始")
    if not FIRST_YEAR <= year <= today.year:
        raise CampaignError(f"{year} 年的年报不能收", f"请填 {FIRST_YEAR} 到 {today.year} 之间的年度")
    _check_days(days, year)
    try:
        with transaction.atomic():
            made = Campaign.objects.create(
                organ=organ, year=year, wanted=wanted_of(wanted), note=note.strip(), by=by, at=now
            )
    except IntegrityError:
        raise ChangedError(f"{year} 年的年报已经开始收报", "请到“年报报送”里打开那一批") from None
    chosen = must_file(organ) if organs is None else list(organs)
    if not chosen:
        raise CampaignError("没有选要报送的机关", "请至少选一个")
    Filing.objects.bulk_create(
        _filing(made, one, at, days.of(is_region=is_region(one.kind, one.level)), today)
        for at, one in enumerate(chosen)
    )
    log_campaign("campaign.opened", by, made, organs=len(chosen), days={k: str(getattr(days, k)) for k in _NAMES})
    return made


def days_in(campaign: Campaign, kind: str, level: str) -> tuple[date, date]:
    """The days most organs of this sort have in the campaign; the statutory ones where it has none of them yet."""
    region = is_region(kind, level)
    rows = campaign.filings.values_list("kind", "level", "submit_by", "publish_by")
    usual = Counter((submit, publish) for of, at, submit, publish in rows if is_region(of, at) == region)
    return usual.most_common(1)[0][0] if usual else statutory(campaign.year).of(is_region=region)


def _filing(campaign: Campaign, organ: Organ, order: int, days: tuple[date, date], today: date) -> Filing:
    submit_by, publish_by = days
    return Filing(
        campaign=campaign,
        organ=organ,
        name=organ.name_on(today),
        kind=organ.kind,
        level=organ.level,
        order=order,
        submit_by=submit_by,
        publish_by=publish_by,
    )


_NAMES = {
    "submit_by": "部门、乡镇报送",
    "publish_by": "部门、乡镇公布",
    "government_submit_by": "政府年报报送",
    "government_publish_by": "政府年报公布",
}


def _check_days(days: Days, year: int) -> None:
    latest = statutory(year)
    for name, label in _NAMES.items():
        in_time(getattr(days, name), getattr(latest, name), label)
        if getattr(days, name) <= date(year, 12, 31):
            raise CampaignError(f"{label}的日期在统计年度里", f"{year} 年的年报在下一年报送，请核对年份")


def wanted_of(words: Iterable[str]) -> list[str]:
    """Each once, in the order given."""
    found = list(dict.fromkeys(word for one in words if (word := one.strip())))
    if len(found) > MOST_WANTED:
        raise CampaignError(f"附件有 {len(found)} 种", f"最多 {MOST_WANTED} 种")
    for word in found:
        if len(word) > LONGEST_WANTED:
            raise CampaignError(f"附件“{word[:20]}……”的名称太长", f"每种最多 {LONGEST_WANTED} 个字")
    return found


@transaction.atomic
def add(*, by: Person, campaign: Campaign, organ: Organ, now: datetime) -> Filing:
    """One more organ, with the days of its like in the campaign until others are set."""
    require_leader(by, campaign.organ, now)
    if campaign.filings.filter(organ=organ).exists():
        raise CampaignError(f"{organ}已经在这一批里", "不用再加")
    last = campaign.filings.order_by("-order").values_list("order", flat=True).first() or 0
    made = _filing(campaign, organ, last + 1, days_in(campaign, organ.kind, organ.level), timezone.localdate(now))
    made.save()
    log("campaign.added", by, made)
    return made


@transaction.atomic
def set_days(*, by: Person, filing: Filing, lock: int, submit_by: date, publish_by: date, now: datetime) -> Filing:
    """An organ's own last days."""
    filing = held(filing, lock)
    require_leader(by, filing.campaign.organ, now)
    latest = statutory(filing.campaign.year).of(is_region=is_region(filing.kind, filing.level))
    in_time(submit_by, latest[0], "报送")
    in_time(publish_by, latest[1], "公布")
    before = [str(filing.submit_by), str(filing.publish_by)]
    filing.submit_by, filing.publish_by = submit_by, publish_by
    touch(filing, "submit_by", "publish_by")
    log("campaign.days_set", by, filing, before=before, after=[str(submit_by), str(publish_by)])
    return filing


@transaction.atomic
def excuse(*, by: Person, filing: Filing, lock: int, reason: str, now: datetime) -> Filing:
    """It need not file this year, with the reason; what it filed before stays."""
    filing = held(filing, lock)
    require_leader(by, filing.campaign.organ, now)
    if not reason.strip():
        raise CampaignError("没有写明为什么不用报送", "请写明原因，例如“本年并入某某局，由其合并报送”")
    filing.excused = reason.strip()[:200]
    touch(filing, "excused")
    log("campaign.excused", by, filing, reason=filing.excused)
    return filing


@transaction.atomic
def call_in_again(*, by: Person, filing: Filing, now: datetime) -> Filing:
    """Undo `excuse`."""
    filing = Filing.objects.select_for_update(of=("self",)).select_related("campaign__organ", "organ").get(pk=filing.pk)
    require_leader(by, filing.campaign.organ, now)
    filing.excused = ""
    touch(filing, "excused")
    log("campaign.called_again", by, filing)
    return filing
