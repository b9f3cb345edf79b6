"""What the mailbox puts into 今天: letters to take up, to answer, to send; opinions that another unit waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai_web.frame.tasks import Task
from gongkai_web.mailbox.kinds import OPEN, State
from gongkai_web.mailbox.models import Consultation, Help, Letter
from gongkai_web.mailbox.rules import may_keep, units_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held

MOST = 50


def tasks(person: Person, day: date) -> Iterator[Task]:
    for organ in Organ.objects.filter(pk__in={one.organ_id for one in held(person, day)}).prefetch_related("names"):
        letters = Letter.objects.filter(organ=organ).select_related("unit").order_by("due", "pk")
        mine = units_of(person, organ, day)
        if may_keep(person, organ, day):
            yield from _of(letters.filter(state=State.RECEIVED), organ, day, "来信待受理")
            yield from _of(letters.filter(state=State.APPROVED), organ, day, "答复待发出")
            yield from _of(letters.filter(state=State.IN_HAND, unit=None), organ, day, "来信待答复")
            yield from _results(organ, day)
            yield from _of(letters.filter(state=State.IN_HAND, due__lt=day).exclude(unit=None), organ, day, "来信超期")
        yield from _of(letters.filter(state=State.IN_HAND, unit__in=mine), organ, day, "来信待答复")
        yield from _helps(organ, mine, day)


def _of(letters: object, organ: Organ, day: date, kind: str) -> Iterator[Task]:
    for letter in letters[:MOST]:  # type: ignore[index]
        due = letter.accept_due if letter.state == State.RECEIVED and not letter.accepted_on else letter.due
        detail = letter.get_kind_display() + (f" · {letter.unit}" if letter.unit else "")
        detail += "（到期日暂定）" if letter.provisional else ""
        url = reverse("mailbox_letter", args=[organ.code, letter.pk])
        yield Task(letter.title, url, organ, due, due is not None and due < day, kind, detail)


def _helps(organ: Organ, mine: set[int], day: date) -> Iterator[Task]:
    asked = Help.objects.filter(letter__organ=organ, unit__in=mine, answered_at=None, letter__state__in=OPEN)
    for one in asked.select_related("letter")[:MOST]:
        url = reverse("mailbox_letter", args=[organ.code, one.letter_id])
        yield Task(one.letter.title, url, organ, one.due, one.due < day, "协办来信", "写协办意见")


def _results(organ: Organ, day: date) -> Iterator[Task]:
    """Opinions were taken, and nobody has said yet what became of them."""
    for one in Consultation.objects.filter(organ=organ, closes_on__lt=day, published_at=None)[:MOST]:
        url = reverse("consultation", args=[organ.code, one.pk])
        ended = f"{one.closes_on.month}月{one.closes_on.day}日结束"
        yield Task(one.title, url, organ, None, False, "公布采纳情况", ended)
