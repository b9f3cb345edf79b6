"""今天: requests that fall due, were not confirmed, or wait for help, consent or a look at a moved deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from gongkai.calendar import chinese_date
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import held
from gongkai_web.requests.deriving import CLOCK_NAMES, CONFIRM
from gongkai_web.requests.models import CoHandling, Consent, RecountLine, Request
from gongkai_web.requests.rules import HANDLERS

AHEAD = timedelta(days=7)
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
    near = Q(next_on__lte=day + AHEAD) & _mine(person, organs) | Q(organ__in=organs, due__lt=day)
    found = Request.objects.filter(near, is_open=True).select_related("organ").order_by("next_on", "pk")
    for one in found[:_MOST]:
        yield _task(
            one,
            title=one.subject or one.number,
            due=one.next_on,
            kind="确认收到" if one.next_what == CONFIRM else "依申请公开",
            detail=f"{one.number}，{one.get_state_display()}，{CLOCK_NAMES.get(one.next_what, '')}",
            day=day,
        )


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
