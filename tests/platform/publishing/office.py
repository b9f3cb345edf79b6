"""An invented township with the people its publishing needs, and the shortest way to an item in any state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, found, open_account
from gongkai_web.publishing.drafting import begin
from gongkai_web.publishing.models import Column, Item, Revision, SecrecyReview
from gongkai_web.publishing.releasing import release
from gongkai_web.publishing.reviewing import submit
from gongkai_web.publishing.secrecy import NO, QUESTIONS, WANTED_YES, YES, review
from gongkai_web.workflow.models import Chain, Round, Verdict
from gongkai_web.workflow.services import decide
from gongkai_web.workflow.stages import Stage
from tests.platform.kept import kept

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SINCE = date(2026, 1, 1)
CLEAN = {name: YES if name in WANTED_YES else NO for name in QUESTIONS}


@dataclass
class Office:
    organ: Organ
    clerk: Person
    reviewer: Person
    head: Person
    chain: Chain


def person(account: str, name: str, role: Role, organ: Organ, **post: Any) -> Person:
    who, _ = open_account(by=None, account=account, full_name=name)
    who.must_change_password = False
    who.save()
    appoint(by=None, person=who, role=role, organ=organ, since=SINCE, **post)
    return who


@kept
def township(code: str = "T1", name: str = "青山县白云乡人民政府", level: Level = Level.TOWNSHIP) -> Office:
    organ = found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=level, since=SINCE)
    clerk = person(f"{code}.clerk", "王芳", Role.CLERK, organ)
    reviewer = person(f"{code}.secrecy", "李保", Role.SECRECY_REVIEWER, organ)
    head = person(f"{code}.head", "赵乡", Role.HEAD, organ)
    return Office(organ, clerk, reviewer, head, _chain(organ, head))


def _chain(organ: Organ, by: Person) -> Chain:
    stages = (
        Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True),
        Stage("head", 2, "乡长批准", (Role.HEAD,)),
    )
    return Chain.objects.create(organ=organ, name="两步", stages=to_rows(stages), preferred=True)


def to_rows(stages: tuple[Stage, ...]) -> Any:
    from gongkai_web.workflow.stages import to_json

    return to_json(stages)


def content(**other: Any) -> dict[str, Any]:
    column = Column.objects.get(organ=None, code="notices")
    given: dict[str, Any] = {
        "title": "关于做好2026年秋季防火工作的通知",
        "column": column,
        "genre": "notice",
        "subject": "应急管理",
        "categories": ["20_12"],
        "body": "<p>各村民委员会：</p><p>现将秋季防火工作通知如下。</p>",
        "formed_on": date(2026, 11, 10),
    }
    return given | other


def draft(office: Office, **other: Any) -> Item:
    return begin(by=office.clerk, organ=office.organ, now=NOW, **content(**other)).item


def hand_in(office: Office, item: Item) -> Revision:
    revision = item.revisions.order_by("-number").first()
    assert revision
    return submit(by=office.clerk, item=item, chain=office.chain, lock=revision.lock, now=NOW)


def clear(office: Office, item: Item, **other: Any) -> SecrecyReview:
    revision = item.revisions.get(state=Revision.State.IN_REVIEW)
    given: dict[str, Any] = {"answers": CLEAN, "conclusion": SecrecyReview.Conclusion.OPEN}
    return review(by=office.reviewer, revision=revision, digest=revision.digest, now=NOW, **(given | other))


def say(who: Person, item: Item, verdict: Verdict = Verdict.APPROVE, opinion: str = "", now: datetime = NOW) -> Round:
    round_ = Round.objects.get(subject_kind="item", subject_id=item.pk, state="running")
    return decide(by=who, round_id=round_.pk, digest=round_.digest, verdict=verdict, opinion=opinion, now=now)


def approve(office: Office, item: Item) -> Item:
    clear(office, item)
    say(office.reviewer, item)
    say(office.head, item)
    item.refresh_from_db()
    return item


def published(office: Office, now: datetime = NOW, **other: Any) -> Item:
    item = draft(office, **other)
    hand_in(office, item)
    approve(office, item)
    return release(by=office.clerk, item=item, now=now)
