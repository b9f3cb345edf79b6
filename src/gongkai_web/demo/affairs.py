"""A few affairs of the invented townships: much after, little before, as their reports say of themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai_web.affairs.expecting import expect, leave_out
from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.services import place, set_up, show
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item

COLUMNS = {
    Stage.DECISION: ("policies", "plans"),
    Stage.EXECUTION: ("projects", "livelihood", "news"),
    Stage.MANAGEMENT: ("inspections", "budgets"),
    Stage.SERVICE: ("services", "interpretations"),
    Stage.RESULT: ("notices", "livelihood", "penalties", "budgets"),
}
"""Where an item that fits a stage is looked for first."""

NAMES = (
    ("农村公路养护工程", Kind.PROJECT, (Stage.RESULT, Stage.DECISION, Stage.EXECUTION)),
    ("秸秆综合利用补贴", Kind.MONEY, (Stage.RESULT,)),
    ("农村危房改造", Kind.POLICY, (Stage.RESULT, Stage.SERVICE)),
)


def load_affairs(now: datetime) -> int:
    """Once, after the items are there; how many affairs there are."""
    if Affair.objects.exists():
        return 0
    for organ in Organ.objects.filter(level="township"):
        clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first()
        items = list(Item.objects.filter(organ=organ, public="published").select_related("column"))
        if clerk and items:
            _load(organ, clerk, items, now)
    return Affair.objects.count()


@transaction.atomic
def _load(organ: Organ, clerk: Person, items: list[Item], now: datetime) -> None:
    day = timezone.localdate(now)
    for name, kind, stages in NAMES:
        affair = set_up(
            by=clerk,
            organ=organ,
            name=f"{day.year}年{name}",
            kind=kind,
            begun_on=date(day.year, 3, 1),
            unit=organ.units.first(),
            now=now,
        )
        for stage in stages:
            for item in _fitting(items, stage)[:1]:
                place(by=clerk, affair=affair, item=item, stage=stage, now=now)
        show(by=clerk, affair=affair, now=now)
    leave_out(by=clerk, affair=affair, stage=Stage.MANAGEMENT, reason="由县住建部门管理并公开", now=now)
    expect(by=clerk, affair=affair, stage=Stage.DECISION, what="改造对象评议公示", due=day - timedelta(days=3), now=now)
    expect(by=clerk, affair=affair, stage=Stage.EXECUTION, what="开工和进度", due=day + timedelta(days=9), now=now)


def _fitting(items: list[Item], stage: Stage) -> list[Item]:
    codes = COLUMNS[stage]
    found = [item for item in items if item.column and item.column.code in codes]
    return sorted(found, key=lambda item: codes.index(item.column.code if item.column else ""))
