"""Affairs of the invented townships, around what they have published: much after, little before, as reports say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai_web.affairs.expecting import expect, leave_out
from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.services import place, set_up, show
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Story:
    """`items` are found by words of their titles; a township that has published none of them has no such affair.

    `days` before the first of them it began; `unit` keeps it, where there is one of such a name. `expected`: what is to be
    public of a stage, and in how many days from now; `without`: why it has no such stage.
    """

    name: str
    kind: Kind
    items: Mapping[Stage, str]
    days: int = 30
    unit: str = "综合办"
    expected: Mapping[Stage, tuple[str, int]] = field(default_factory=dict)
    without: Mapping[Stage, str] = field(default_factory=dict)


STORIES = (
    Story(
        "石桥村至上河村道路硬化工程",
        Kind.PROJECT,
        {Stage.RESULT: "道路硬化工程竣工验收"},
        210,
        "村镇建设",
        {Stage.DECISION: ("项目批复和资金安排", -3)},
        {Stage.SERVICE: "工程项目，不面向群众办理"},
    ),
    Story(
        "{year}年耕地地力保护补贴",
        Kind.MONEY,
        {Stage.EXECUTION: "耕地地力保护补贴发放"},
        60,
        "农业",
        {Stage.RESULT: ("补贴面积和金额公示", 9)},
        {Stage.DECISION: "补贴标准由县里确定并公开"},
    ),
    Story(
        "村级公益事业一事一议筹资筹劳",
        Kind.POLICY,
        {Stage.DECISION: "筹资筹劳管理办法》的通知", Stage.SERVICE: "筹资筹劳管理办法》解读"},
        expected={Stage.RESULT: ("全年筹资筹劳的数额和使用情况", 20)},
    ),
    Story("农村宅基地和农房建设审批", Kind.POLICY, {Stage.SERVICE: "联审联办办事指南"}),
)


def load_affairs(now: datetime) -> int:
    """Once, after the items are there; how many affairs there are."""
    if Affair.objects.exists():
        return 0
    for organ in Organ.objects.filter(level="township"):
        clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first()
        items = Item.objects.filter(organ=organ, public="published")
        for story in STORIES if clerk else ():
            found = _found(items, story)
            if clerk and found:
                _load(organ, clerk, story, found, now)
    return Affair.objects.count()


def _found(items: Iterable[Item], story: Story) -> dict[Stage, Item]:
    placed = ((stage, next((one for one in items if words in one.title), None)) for stage, words in story.items.items())
    return {stage: item for stage, item in placed if item is not None}


@transaction.atomic
def _load(organ: Organ, clerk: Person, story: Story, found: dict[Stage, Item], now: datetime) -> None:
    day = timezone.localdate(now)
    formed = (item.formed_on or day for item in found.values())
    affair = set_up(
        by=clerk,
        organ=organ,
        name=story.name.format(year=day.year),
        kind=story.kind,
        begun_on=min(formed) - timedelta(days=story.days),
        unit=organ.units.filter(name__contains=story.unit).first(),
        now=now,
    )
    for stage, item in found.items():
        place(by=clerk, affair=affair, item=item, stage=stage, now=now)
    for stage, reason in story.without.items():
        leave_out(by=clerk, affair=affair, stage=stage, reason=reason, now=now)
    for stage, (what, days) in story.expected.items():
        expect(by=clerk, affair=affair, stage=stage, what=what, due=day + timedelta(days=days), now=now)
    show(by=clerk, affair=affair, now=now)
