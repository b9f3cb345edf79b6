"""Letters to the invented townships, in every state, and a draft that opinions are taken of. By the services a person uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai_web.demo.mailbox_texts import LETTERS, Told
from gongkai_web.mailbox import (
    consulting,
    converting,
    ending,
    handling,
    rating,
    receiving,
    releasing,
    replying,
    wording,
)
from gongkai_web.mailbox.kinds import Channel, Kind, Rating
from gongkai_web.mailbox.models import Consultation, Letter, Opinion, Point
from gongkai_web.mailbox.receiving import Written
from gongkai_web.mailbox.setting import practice_of
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.publishing.gate import visible
from gongkai_web.workflow.deadlines import working_calendar
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.services import decide


@dataclass
class Desk:
    organ: Organ
    clerk: Person
    head: Person
    now: datetime

    def moment(self, age: int) -> datetime:
        """So many days ago, at the hour of an office."""
        return self.now - timedelta(days=age, hours=2)


def load_mailbox(now: datetime) -> int:
    """Once, after the items are there; how many letters there are."""
    if Letter.objects.exists():
        return 0
    for code, letters in LETTERS.items():
        organ = Organ.objects.filter(code=code).first()
        if organ is None:
            continue
        day = timezone.localdate(now)
        clerk, head = (holders(role, organ, day)[0] for role in (Role.CLERK, Role.HEAD))
        desk = Desk(organ, clerk, head, now)
        for told in letters:
            play(desk, told)
        _consult(desk)
    return Letter.objects.count()


def play(desk: Desk, told: Told) -> None:
    """A letter comes, and is dealt with as far as its steps go."""
    letter = _received(desk, told)
    for step in told.steps:
        letter.refresh_from_db()
        _STEPS[step](desk, told, letter)


def _received(desk: Desk, told: Told) -> Letter:
    written = Written(
        kind=Kind(told.kind),
        title=told.title,
        text=told.text,
        name=told.name,
        phone=told.phone or f"0000600{sum(map(ord, told.name)) % 10_000:04}",
        consents=told.consents,
    )
    at, organ = desk.moment(told.age), desk.organ
    if told.channel == Channel.FORM:
        return receiving.send_in(organ=organ, written=written, now=at).letter
    day = timezone.localdate(at)
    channel = Channel(told.channel)
    kept = receiving.register(
        by=desk.clerk, organ=organ, written=written, channel=channel, received_on=day, now=at, outer_number=told.outer
    )
    return kept.letter


def _accept(desk: Desk, told: Told, letter: Letter) -> None:
    unit = Unit.objects.filter(organ=desk.organ, name=told.unit).first()
    handling.accept(
        by=desk.clerk, letter=letter, lock=letter.lock, unit=unit, note="请核实后答复", now=_later(desk, told, 1)
    )


def _reply(desk: Desk, told: Told, letter: Letter) -> None:
    replying.save(by=desk.clerk, letter=letter, lock=letter.lock, text=told.reply, now=_later(desk, told, 2))


def _submit(desk: Desk, told: Told, letter: Letter) -> None:
    replying.submit(by=desk.clerk, letter=letter, lock=letter.lock, now=_later(desk, told, 2))


def _approve(desk: Desk, told: Told, letter: Letter) -> None:
    running = Round.objects.get(subject_kind=replying.KIND, subject_id=letter.pk, state="running")
    at = _later(desk, told, told.took)
    decide(by=desk.head, round_id=running.pk, digest=running.digest, verdict=Verdict.APPROVE, opinion="", now=at)


def _send(desk: Desk, told: Told, letter: Letter) -> None:
    way = "" if told.channel == Channel.FORM else "电话告知"
    replying.send(by=desk.clerk, letter=letter, lock=letter.lock, way=way, now=_later(desk, told, told.took))


def _rate(desk: Desk, told: Told, letter: Letter) -> None:
    at = _later(desk, told, told.took + 1)
    rating.rate(letter=letter, rating=Rating(told.rating), remark="", now=at)


def _publish(desk: Desk, told: Told, letter: Letter) -> None:
    at = _later(desk, told, told.took + 2)
    text = told.public or told.text
    releasing.prepare(by=desk.clerk, letter=letter, title=told.title, text=text, reply=told.reply, answers={}, now=at)
    releasing.publish(by=desk.clerk, letter=letter, now=at)


def _divert(desk: Desk, told: Told, letter: Letter) -> None:
    words = wording.diverted(practice_of(desk.organ))
    ending.divert(by=desk.clerk, letter=letter, lock=letter.lock, words=words, now=_later(desk, told, 1))


def _ask_consent(desk: Desk, told: Told, letter: Letter) -> None:
    converting.ask_consent(by=desk.clerk, letter=letter, lock=letter.lock, now=_later(desk, told, 1))


def _help(desk: Desk, told: Told, letter: Letter) -> None:
    unit = Unit.objects.get(organ=desk.organ, name=told.helper)
    due = working_calendar().add(letter.due or timezone.localdate(desk.now), -1)
    handling.ask_help(
        by=desk.clerk,
        letter=letter,
        lock=letter.lock,
        unit=unit,
        question="请核对补贴的发放批次和到账日期。",
        due=due,
        now=_later(desk, told, 1),
    )


_STEPS = {
    "accept": _accept,
    "help": _help,
    "reply": _reply,
    "submit": _submit,
    "approve": _approve,
    "send": _send,
    "rate": _rate,
    "publish": _publish,
    "divert": _divert,
    "ask_consent": _ask_consent,
}


def _later(desk: Desk, told: Told, days: int) -> datetime:
    """So many days after it came, at the latest now."""
    return min(desk.moment(told.age) + timedelta(days=days, hours=1), desk.now)


def _consult(desk: Desk) -> None:
    """Two of the published texts: one open, one with its result."""
    items = list(visible(desk.now).filter(organ=desk.organ).exclude(document_number="").order_by("pk")[:2])
    for number, item in enumerate(items):
        age = (10, 60)[number]
        day = timezone.localdate(desk.now) - timedelta(days=age)
        one = consulting.set_up(
            by=desk.clerk,
            organ=desk.organ,
            item=item,
            title=f"征求对《{item.title.removeprefix(desk.organ.name)}》修订的意见",
            note="准备修订这个文件，请就适用范围、办理程序和期限提出意见。",
            elsewhere="电话、信函：党政（综合）办公室",
            opens_on=day,
            closes_on=day + timedelta(days=30),
            now=desk.now,
        )
        if number:
            _answered(desk, one)


def _answered(desk: Desk, one: Consultation) -> None:
    for text in ("办理期限写得不清楚，建议写明几个工作日。", "建议写明到哪个窗口办理。", "建议每年公布一次执行情况。"):
        consulting.register(
            by=desk.clerk,
            consultation=one,
            channel=Opinion.Channel.MEETING,
            text=text,
            name="",
            contact="",
            now=desk.now,
        )
    for opinions, decision, summary, reason in (
        ((1, 2), Point.Decision.ADOPTED, "写明办理期限和窗口", "已在第四条写明 5 个工作日和便民服务窗口。"),
        ((3,), Point.Decision.PARTLY, "每年公布执行情况", "执行情况并入政府信息公开工作年度报告，不另行公布。"),
    ):
        one.refresh_from_db()
        consulting.decide(
            by=desk.clerk,
            consultation=one,
            lock=one.lock,
            opinions=opinions,
            summary=summary,
            decision=decision,
            reason=reason,
            now=desk.now,
        )
    one.refresh_from_db()
    outcome = "征集期间共收到意见 3 条，采纳 2 条，部分采纳 1 条。情况如下："
    consulting.publish(by=desk.clerk, consultation=one, lock=one.lock, outcome=outcome, now=desk.now)
