"""今天: requests that are the office's to go on with, or fall due, or wait for help, consent, a look at a moved deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q
from django.urls import reverse

from gongkai.calendar import chinese_date
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import held
from gongkai_web.requests.deriving import CONFIRM
from gongkai_web.requests.models import CoHandling, Consent, RecountLine, Request
from gongkai_web.requests.rules import HANDLERS
from gongkai_web.requests.turns import ours, turn_of, with_turns

AHEAD = timedelta(days=7)
"""How long before its day a request is shown that somebody else has to go on with."""
_MOST = 200


def tasks(person: Person, day: date) -> Iterator[Task]:
    posts = held(person, day)
    handled = {one.organ_id for one in posts if one.role in HANDLERS}
    if handled:
        yield from _due(person, handled, day)
        yield from _recounted(person, handled)
    heads = {one.organ_id for one in posts if one.role is Role.DISCLOSURE_HEAD}
    if heads:
        yield from _consents(heads, day)
    units = {one.unit_id for one in posts if one.unit_id}
    if units:
        yield from _help(units, day)


def _mine(person: Person, organs: set[int]) -> Q:
    """What nobody was named for is everybody's of the office; what is overdue, too."""
    return Q(organ__in=organs) & (Q(handler=None) | Q(handler=person))


def _due(person: Person, organs: set[int], day: date) -> Iterator[Task]:
    """Every request that the office has to go on with, at once; one that waits for somebody else, when its day is near."""
    near = Q(next_on__lte=day + AHEAD) | ours(day)
    asked = near & _mine(person, organs) | Q(organ__in=organs, due__lt=day)
    found = with_turns(Request.objects.filter(is_open=True)).filter(asked).select_related("organ", "decision")
    rows = list(found.order_by(F("next_on").asc(nulls_last=True), "pk")[: _MOST + 1])
    for one in rows[:_MOST]:
        turn = turn_of(one, day)
        yield _task(
            one,
            title=one.subject or one.number,
            due=turn.due,
            kind="确认收到" if one.next_what == CONFIRM else "依申请公开",
            detail=f"{one.number}，{one.get_state_display()}，{turn.said}",
            day=day,
        )
    if len(rows) > _MOST:
        yield _others(rows[-1], found.count() - _MOST)


def _others(one: Request, number: int) -> Task:
    """Nothing is left out in silence."""
    title = f"还有 {number} 件在办的申请没有列出，到“依申请公开”里看"
    return Task(title, reverse("requests", args=[one.organ.code]), one.organ, None, False, "依申请公开")


def _recounted(person: Person, organs: set[int]) -> Iterator[Task]:
    mine = Q(request__handler=None) | Q(request__handler=person)
    found = RecountLine.objects.filter(mine, request__organ__in=organs, seen_at=None)
    for line in found.select_related("request__organ")[:_MOST]:
        after = chinese_date(line.after) if line.after else "暂不能确定"
        yield Task(
            title=f"{line.request.number} 的答复期限改为{after}",
            url=reverse("request", args=[line.request.organ.code, line.request_id]),
            organ=line.request.organ,
            due=None,
            overdue=False,
            kind="期限变了",
            detail="放假安排公布，已重新计算",
        )


def _consents(organs: set[int], day: date) -> Iterator[Task]:
    found = Consent.objects.filter(agreed=None, request__organ__in=organs, request__is_open=True)
    for one in found.select_related("request__organ", "by"):
        yield _task(
            one.request,
            title=f"同意延长 {one.days} 个工作日吗：{one.request.subject or one.request.number}",
            due=one.request.due,
            kind="报请延长",
            detail=f"{one.request.number}，{one.by}报请",
            day=day,
        )


def _help(units: set[int | None], day: date) -> Iterator[Task]:
    found = CoHandling.objects.filter(unit__in=units, answered_on=None, request__is_open=True)
    for one in found.select_related("request__organ", "unit"):
        yield _task(
            one.request,
            title=one.what,
            due=one.due,
            kind="协办",
            detail=f"{one.request.number}，{one.unit}",
            day=day,
            url=reverse("request_help_answer", args=[one.request.organ.code, one.request_id, one.pk]),
        )


def _task(one: Request, *, title: str, due: date | None, kind: str, detail: str, day: date, url: str = "") -> Task:
    return Task(
        title=title,
        url=url or reverse("request", args=[one.organ.code, one.pk]),
        organ=one.organ,
        due=due,
        overdue=bool(due and due < day),
        kind=kind,
        detail=detail,
    )
