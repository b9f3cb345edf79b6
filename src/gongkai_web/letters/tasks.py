"""What letters put into 今天: what came back, what waits to be sent, what is to be reviewed, what nobody knows arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from gongkai_web.frame.tasks import Task
from gongkai_web.letters.kinds import State
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.reviewing import REVIEWABLE, standing_review
from gongkai_web.letters.rules import may_dispatch, may_look, may_review, may_see
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held

MOST = 50
ASK_AFTER = timedelta(days=15)
"""A letter of which nobody has recorded that it arrived; a habit of ours, no rule of law."""


def tasks(person: Person, day: date) -> Iterator[Task]:
    for organ in Organ.objects.filter(pk__in={one.organ_id for one in held(person, day)}).prefetch_related("names"):
        if not may_look(person, organ, day):
            continue
        yield from _returned(person, organ, day)
        yield from _to_review(person, organ, day)
        if may_dispatch(person, organ, day):
            yield from _to_send(person, organ, day)
            yield from _unheard_of(person, organ, day)
            yield from _without_pdf(person, organ, day)


def _returned(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    for letter in _in(organ, State.RETURNED).filter(drafted_by=person)[:MOST]:
        if may_see(person, letter, day):
            yield _task(letter, "退回修改", "看退回的意见")


def _to_review(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    for letter in _in(organ, *REVIEWABLE)[:MOST]:
        if letter.hands_out and standing_review(letter) is None and may_review(person, letter, day):
            yield _task(letter, "保密审查", "随文书提供的信息，发出以前要审查")


def _to_send(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    for letter in _in(organ, State.APPROVED, State.BOUNCED)[:MOST]:
        if may_see(person, letter, day):
            back = letter.state == State.BOUNCED
            yield _task(letter, "重新送达" if back else "待发出", "被退回" if back else "审核已通过")


def _unheard_of(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    for letter in _in(organ, State.DISPATCHED).filter(dispatched_on__lte=day - ASK_AFTER)[:MOST]:
        if may_see(person, letter, day):
            yield _task(letter, "查送达", "发出以后还没有登记送达")


def _without_pdf(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    """Of an own template, where the conversion has failed: it is tried again by itself, but somebody should know."""
    waiting = (State.IN_REVIEW, State.APPROVED, State.BOUNCED)
    for letter in _in(organ, *waiting).filter(pdf=None).exclude(failure="")[:MOST]:
        if may_see(person, letter, day):
            yield _task(letter, "PDF 没有生成", "会自动再试；等不及的，先用 Word 文件")


def _in(organ: Organ, *states: State) -> QuerySet[OutgoingLetter]:
    return OutgoingLetter.objects.filter(organ=organ, state__in=states).select_related("organ").order_by("pk")


def _task(letter: OutgoingLetter, kind: str, detail: str) -> Task:
    url = reverse("letter", args=[letter.organ.code, letter.pk])
    title = f"{letter} · {letter.about}" if letter.about else str(letter)
    return Task(title, url, letter.organ, None, False, kind, detail)
