"""By e-mail or SMS, to those who file: that a report was returned, accepted, or is asked for; to those who collect: that one came.

Only to people whose account has an address or a number. A notice says what happened and where to look, nothing of the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.campaign.models import Filing, Mark, Notice
from gongkai_web.campaign.rules import LEADERS
from gongkai_web.frame.telling import Telling, Told, ways_to
from gongkai_web.organs.models import Post, holding
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.rules import RELEASERS

TOLD: dict[str, str] = {
    "campaign.reminded": "收报机关催办",
    "campaign.returned": "收报机关退回，请逐条回复、改好再报",
    "campaign.accepted": "收报机关已接受",
    "campaign.submitted": "已报来，等您审看",
}
_TO_COLLECTORS = ("campaign.submitted",)


def _made(entry: Entry, now: datetime) -> list[Notice]:
    """Those of the organ, or of the collecting office; a person once for each filing and way."""
    to_collectors = entry.key in _TO_COLLECTORS
    filings = {(one.campaign.organ_id if to_collectors else one.organ_id, one.pk) for one in _filings(entry)}
    organs = {organ for organ, _ in filings if organ}
    people = _people(organs, LEADERS if to_collectors else RELEASERS, now)
    return [
        Notice(filing_id=filing, person=post.person, key=entry.key, way=way, at=now)
        for organ, filing in sorted(filings, key=lambda one: one[1])
        for post in people.get(organ or 0, {}).values()
        for way in ways_to(post.person.email, post.person.phone)
    ]


def _filings(entry: Entry) -> list[Filing]:
    kind, _, number = entry.target.partition(":")
    keys: Iterable[int] = [int(number)] if kind == "filing" else json.loads(entry.data).get("filings", [])
    return list(Filing.objects.filter(pk__in=list(keys)).select_related("campaign"))


def _people(organs: set[int], roles: frozenset[Role], now: datetime) -> dict[int, dict[int, Post]]:
    """By organ, each person once."""
    day = timezone.localdate(now)
    posts = Post.objects.filter(holding(day), organ__in=organs, role__in=list(roles), person__is_active=True)
    found: dict[int, dict[int, Post]] = {}
    for post in posts.select_related("person").order_by("pk"):
        found.setdefault(post.organ_id, {}).setdefault(post.person_id, post)
    return found


def _told(notice: Notice) -> Told:
    filing = notice.filing

    def words() -> tuple[str, str]:
        title = f"{filing.campaign.year}年年报报送"
        return title, f"{filing.name}{title}：{TOLD[notice.key]}。{_address(notice)}"

    return Told(notice.person.email, notice.person.phone, "zh-hans", words)


def _address(notice: Notice) -> str:
    if not settings.SITE_ADDRESS:
        return "请登录平台，在“今天”里办理。"
    filing = notice.filing
    if notice.key in _TO_COLLECTORS or filing.organ is None:
        where = reverse("campaign_filing", args=[filing.campaign.organ.code, filing.pk])
    else:
        where = reverse("own_filing", args=[filing.organ.code, filing.pk])
    return f"{settings.SITE_ADDRESS}{where}"


def _rows(notices: Any) -> Any:
    return notices.select_related("filing__campaign__organ", "filing__organ", "person")


TELLING = Telling(Notice, Mark, TOLD, _made, _told, _rows)
follow, send_waiting, tick = TELLING.follow, TELLING.send_waiting, TELLING.tick
