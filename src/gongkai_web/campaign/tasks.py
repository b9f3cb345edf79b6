"""今天: what an organ must file, mend or publish; what the collecting office has before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from gongkai_web.campaign.board import rows_of
from gongkai_web.campaign.kinds import State
from gongkai_web.campaign.models import Campaign, Reminder
from gongkai_web.campaign.rules import LEADERS
from gongkai_web.campaign.selecting import Ours, filings_of
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.rules import RELEASERS

_YEARS = 2
"""Campaigns older than this are not on today's list any more; the board still has them."""
_KINDS = {State.RETURNED: "年报退回", State.ACCEPTED: "年报待公布"}


def tasks(person: Person, day: date) -> Iterator[Task]:
    roles = held(person, day)
    filers = {one.organ_id for one in roles if one.role in RELEASERS}
    leaders = {one.organ_id for one in roles if one.role in LEADERS}
    if filers:
        yield from _to_file(filers, day)
    if leaders:
        yield from _to_judge(leaders, day)


def _to_file(organs: set[int], day: date) -> Iterator[Task]:
    left = [one for one in filings_of(organs, day) if one.filing.campaign.year >= day.year - _YEARS and _is_left(one)]
    if not left:
        return
    newest = Reminder.objects.filter(filing__in=[one.filing.pk for one in left]).values("filing")
    last = set(newest.annotate(last=Max("pk")).values_list("last", flat=True))
    reminders = {one.filing_id: one for one in Reminder.objects.filter(pk__in=last)}
    for one in left:
        filing, now, said = one.filing, one.standing, reminders.get(one.filing.pk)
        url = reverse("own_filing", args=[filing.organ.code, filing.pk])  # type: ignore[union-attr]
        details = [f"公布逾期 {now.overdue} 天"] if now.overdue else []
        if said is not None:
            details.append(f"{timezone.localdate(said.at):%-m月%-d日}催办{f'：{said.words}' if said.words else ''}")
        title = f"{filing.campaign.year}年年报：{now.what}"
        yield Task(
            title,
            url,
            filing.organ,  # type: ignore[arg-type]
            now.due,
            now.is_late,
            _KINDS.get(now.state, "年报报送"),
            "；".join(details),
            plain_days=True,
        )


def _is_left(one: Ours) -> bool:
    """While the collecting office looks at it, publication alone is left; it waits for the answer."""
    return one.standing.due is not None and one.standing.state is not State.SUBMITTED


def _to_judge(organs: set[int], day: date) -> Iterator[Task]:
    """One line a campaign: how many copies wait, how many are late."""
    running = Campaign.objects.filter(organ__in=organs, year__gte=day.year - _YEARS).select_related("organ")
    for one in running.prefetch_related("organ__names"):
        rows = rows_of(one, day)
        states = Counter(row.state for row in rows)
        late = sum(row.standing.is_late for row in rows)
        url = reverse("campaign", args=[one.organ.code, one.pk])
        if states[State.SUBMITTED]:
            title = f"{one.year}年年报：{states[State.SUBMITTED]} 份等您审看"
            yield Task(title, f"{url}?tab=submitted", one.organ, None, False, "年报审看", "接受，或者写明意见退回")
        if late:
            title = f"{one.year}年年报：{late} 个机关逾期"
            yield Task(title, f"{url}?tab=late", one.organ, None, True, "年报催办", "可以一次催所有逾期的")
