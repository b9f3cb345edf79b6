"""今天, the board and the page of a request: messages of applicants that nobody has read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse

from gongkai_web.applicants.models import Message
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held
from gongkai_web.requests.beside import Mark
from gongkai_web.requests.rules import HANDLERS


def tasks(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in held(person, day) if one.role in HANDLERS}
    if not organs:
        return
    known = Organ.objects.in_bulk(organs)
    for about, named in _NAMED.items():
        yield from _unread(about, named, known)


_NAMED = {"request": ("number", "subject"), "correction": ("number",)}
"""What a task is called by. A correction's record is about a person, and stays on its page."""


def _unread(about: str, named: tuple[str, ...], known: dict[int, Organ]) -> Iterator[Task]:
    waiting = Message.objects.filter(**{"by": None, "read_at": None, f"{about}__organ__in": list(known)})
    names = [f"{about}__{one}" for one in named]
    for row in waiting.values(about, f"{about}__organ", *names).annotate(number=Count("pk"), since=Min("at")):
        organ = known[row[f"{about}__organ"]]
        said = " ".join(row[name] for name in names)
        yield Task(
            title=said if about == "request" else f"更正 {said}",
            url=reverse(f"{about}_messages", args=[organ.code, row[about]]),
            organ=organ,
            due=None,
            overdue=False,
            kind="申请人留言",
            detail=f"{row['number']} 条没有看过",
        )


def unread(organ: Organ, requests: Collection[int]) -> dict[int, Mark]:
    waiting = Message.objects.filter(by=None, read_at=None, request__in=requests)
    rows = waiting.values("request").annotate(number=Count("pk"))
    return {row["request"]: _mark(organ, row["request"], row["number"]) for row in rows}


def _mark(organ: Organ, request: int, number: int) -> Mark:
    return Mark(f"申请人留言，{number} 条没有看过", reverse("request_messages", args=[organ.code, request]))
