"""Fills the invented townships with items in every state, by the services a person uses. Once; never in production."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai_web.demo.texts import TEXTS, WRITTEN, Text
from gongkai_web.demo.ways import WAYS, Way
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.columns import REPORTS
from gongkai_web.publishing.drafting import begin, begin_correction, open_revision, save
from gongkai_web.publishing.findings import answer, unanswered
from gongkai_web.publishing.models import Column, Item, Link, Practice, Revision, SecrecyReview
from gongkai_web.publishing.releasing import recall, release
from gongkai_web.publishing.reviewing import submit
from gongkai_web.publishing.secrecy import NO, QUESTIONS, WANTED_YES, YES, review
from gongkai_web.publishing.setting import set_column_chain
from gongkai_web.publishing.validity import link
from gongkai_web.workflow.models import Chain, Round, Verdict
from gongkai_web.workflow.services import decide
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.stages import numbered, to_json
from gongkai_web.workflow.standing import StageState, standing

PREFIX = "demo-"
ALL = len(TEXTS)
SOME = 4
_YEAR = re.compile(r"202[5-7](?=年)")
UNITS = {"农业农村": ("农业",), "城乡建设": ("农业",), "应急管理": ("农业",), "社会救助": ("民政", "社会事务")}
"""Words of a unit's name by the subject of a text."""
CLEAN = {name: YES if name in WANTED_YES else NO for name in QUESTIONS}


@dataclass
class Township:
    """A township while it is filled: who does what there, and the moment that counts as now."""

    way: Way
    organ: Organ
    people: dict[str, Person]
    chain: Chain
    now: datetime

    def person(self, account: str) -> Person:
        return self.people[PREFIX + account]

    @property
    def releaser(self) -> Person:
        return self.person(self.way.releaser)


def load_items(now: datetime) -> int:
    """Configure the townships and publish what they publish; how many items there are. Nothing where there are some."""
    if Item.objects.exists():
        return 0
    for number, way in enumerate(WAYS):
        _load_township(way, number, now)
    return Item.objects.count()


@transaction.atomic
def _load_township(way: Way, number: int, now: datetime) -> None:
    township = _configured(way, now)
    if township is not None:
        _fill(township, ALL if number == 0 else SOME, number)


def _configured(way: Way, now: datetime) -> Township | None:
    organ = Organ.objects.filter(code=way.code).first()
    if organ is None:
        return None
    people = {one.account: one for one in Person.objects.filter(posts__organ=organ).distinct()}
    Practice.objects.update_or_create(organ=organ, defaults=way.practice)
    stages = to_json(numbered(way.stages))
    chain = Chain.objects.create(organ=organ, code="own-1", name=way.chain, stages=stages, preferred=True)
    _without_unit(way, organ, people[PREFIX + way.configurer])
    return Township(way, organ, people, chain, now)


def _without_unit(way: Way, organ: Organ, by: Person) -> None:
    """No unit proposes an annual report: where the usual chain begins in one, the reports' column has a chain that does not."""
    stages = numbered(stage for stage in way.stages if not stage.in_unit)
    if len(stages) == len(way.stages):
        return
    own = {"code": "own-2", "name": f"年报审签（{stages[-1].name}）", "stages": to_json(stages)}
    chain = Chain.objects.create(organ=organ, **own)
    set_column_chain(by=by, organ=organ, column=Column.objects.get(organ=None, code=REPORTS), chain=chain)


def _fill(township: Township, count: int, offset: int) -> None:
    chosen = [TEXTS[(offset * SOME + number) % ALL] for number in range(count)]
    texts = sorted(chosen, key=lambda text: -text.age)
    drafters = cycle(township.way.drafters)
    made = [
        publish(township, text, _drafter_of(text, township.way, next(drafters)), number)
        for number, text in enumerate(texts, 1)
    ]
    _link_interpretation(township, made)
    _correct(township, made[-1])
    _leave_some_open(township, next(drafters))


def _drafter_of(text: Text, way: Way, otherwise: tuple[str, str]) -> tuple[str, str]:
    """Whoever works in the unit whose business it is, where the township has one."""
    words = UNITS.get(text.subject, ())
    return next((one for one in way.drafters if any(word in one[1] for word in words)), otherwise)


def publish(township: Township, text: Text, drafter: tuple[str, str], number: int) -> Item:
    """Made `age` days ago, reviewed and released within ten."""
    formed = township.now - timedelta(days=text.age + 7)
    item = _drafted(township, text, drafter, formed, number)
    moment = township.now - timedelta(days=text.age)
    _hand_in(township, item, drafter, moment)
    walk(township, item, moment)
    return released(township, item, moment)


def released(township: Township, item: Item, moment: datetime) -> Item:
    """By hand, where the office does not release at once."""
    waiting = item.revisions.filter(state=Revision.State.APPROVED).exists()
    return release(by=township.releaser, item=item, now=moment) if waiting else Item.objects.get(pk=item.pk)


def _drafted(township: Township, text: Text, drafter: tuple[str, str], moment: datetime, number: int) -> Item:
    account, unit_name = drafter
    unit = township.organ.units.filter(name=unit_name).first()
    revision = begin(
        by=township.person(account),
        organ=township.organ,
        unit=unit,
        now=moment,
        **_content(township, text, moment, number),
    )
    return revision.item


def _content(township: Township, text: Text, moment: datetime, number: int) -> dict[str, Any]:
    day = timezone.localdate(moment)
    codes = str(township.way.practice["document_codes"]).split(",")
    given: dict[str, Any] = {
        "title": _named(text.title, township),
        "body": _named(text.body, township),
        "summary": text.summary,
        "keywords": text.keywords,
        "subject": text.subject,
        "column": Column.objects.get(organ=None, code=text.column),
        "genre": text.genre,
        "categories": list(text.categories),
        "formed_on": day,
        "normative": text.normative,
    }
    if text.numbered:
        given["document_number"] = f"{codes[0]}〔{day.year}〕{number}号"
    if text.valid_years:
        given["effective_on"] = day
        given["expires_on"] = _years_after(day, text.valid_years) - timedelta(days=1)
    if text.publicity_days:
        given["names_until"] = timezone.localdate(township.now) + timedelta(days=text.publicity_days)
    return given


def _named(text: str, township: Township) -> str:
    """With the township's name, and the years it speaks of as they are seen from this one."""
    later = timezone.localdate(township.now).year - WRITTEN
    text = _YEAR.sub(lambda year: str(int(year[0]) + later), text)
    return text.replace("{short}", township.way.short).replace("{full}", township.organ.name)


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _hand_in(township: Township, item: Item, drafter: tuple[str, str], moment: datetime) -> None:
    revision = open_revision(item)
    assert revision is not None  # noqa: S101  (it was made a moment ago)
    submit(by=township.person(drafter[0]), item=item, chain=township.chain, lock=revision.lock, now=moment)


def walk(township: Township, item: Item, moment: datetime, stages: int | None = None) -> None:
    """Let everybody who is asked approve, in their turn, through so many stages or all of them."""
    for _ in range(stages if stages is not None else len(township.way.stages)):
        running = Round.objects.filter(subject_kind="item", subject_id=item.pk, state="running").first()
        if running is None:
            return
        _decided(township, item, running, moment)


def _decided(township: Township, item: Item, running: Round, moment: datetime) -> None:
    day = timezone.localdate(moment)
    who, state = next(_asked(township, running, day))
    revision = item.revisions.get(state=Revision.State.IN_REVIEW)
    for one in unanswered(revision, day):
        answer(
            by=who,
            item=item,
            revision=revision,
            fingerprint=one.fingerprint,
            text="本机关依法应当公开的内容",
            now=moment,
        )
    if state.stage.secrecy:
        review(
            by=who,
            revision=revision,
            digest=revision.digest,
            answers=CLEAN,
            conclusion=SecrecyReview.Conclusion.OPEN,
            opinion="逐项审查，未发现不应公开的内容",
            now=moment,
        )
    decide(by=who, round_id=running.pk, digest=running.digest, verdict=Verdict.APPROVE, opinion="同意", now=moment)


def _asked(township: Township, running: Round, day: date) -> Iterator[tuple[Person, StageState]]:
    """Everybody who may decide now, and in which stage."""
    states = standing(running, running.decisions.all(), staff_of(township.organ, day))
    for person in township.people.values():
        state = next((one for one in states if one.may(person.pk)), None)
        if state is not None:
            yield person, state


def _link_interpretation(township: Township, made: list[Item]) -> None:
    by_column = {item.column.code: item for item in made if item.column}
    policy, reading = by_column.get("policies"), by_column.get("interpretations")
    if policy and reading:
        link(by=township.releaser, kind=Link.Kind.INTERPRETS, source=reading, target=policy, now=township.now)


def _correct(township: Township, item: Item) -> None:
    """One published item was corrected since."""
    moment = township.now - timedelta(days=2)
    drafter = township.way.drafters[0]
    author = township.person(township.way.releaser)
    revision = begin_correction(by=author, item=item, now=moment)
    body = revision.body + "<p>（更正：补充联系方式，咨询请到本机关便民服务窗口。）</p>"
    save(by=author, item=item, lock=revision.lock, now=moment, body=body, correction_note="补充咨询方式")
    _hand_in(township, item, (township.way.releaser, drafter[1]), moment)
    walk(township, item, moment)
    released(township, item, moment)


def _leave_some_open(township: Township, drafter: tuple[str, str]) -> None:
    """A draft, one in review, one that was returned, one that waits for its hour, one recalled."""
    start = township.now - timedelta(days=1)
    titles = (
        ("关于开展农村人居环境整治冬季行动的通知", "draft"),
        ("2026年第四季度防返贫监测对象公示", "review"),
        ("关于征集2027年民生实事项目的公告", "returned"),
        ("关于2027年城乡居民基本医疗保险集中缴费的公告", "scheduled"),
        ("关于调整赶集日交通管制时间的公告", "recalled"),
    )
    for title, state in titles:
        text = Text(
            "notices", "announcement", title, f"<p>现将《{title}》有关事项公布如下，请相互转告。</p>", ("20_15",), 0
        )
        _left(township, text, drafter, start, state)


def _left(township: Township, text: Text, drafter: tuple[str, str], moment: datetime, state: str) -> None:
    item = _drafted(township, text, drafter, moment, 0)
    author = township.person(drafter[0])
    if state == "draft":
        return
    if state == "scheduled":
        revision = open_revision(item)
        assert revision is not None  # noqa: S101
        save(by=author, item=item, lock=revision.lock, now=moment, release_at=township.now + timedelta(days=3))
    _hand_in(township, item, drafter, moment)
    if state == "returned":
        _return(township, item, moment)
    elif state in ("scheduled", "recalled"):
        walk(township, item, moment)
    if state == "recalled":
        released(township, item, moment)
        recall(by=township.releaser, item=item, reason="演示：时间有误，更正后重新发布", now=township.now)


def _return(township: Township, item: Item, moment: datetime) -> None:
    running = Round.objects.get(subject_kind="item", subject_id=item.pk, state="running")
    who, _ = next(_asked(township, running, timezone.localdate(moment)))
    decide(
        by=who,
        round_id=running.pk,
        digest=running.digest,
        verdict=Verdict.RETURN,
        opinion="请写明征集的截止日期和反馈方式",
        now=moment,
    )
