"""The board: requests by the nearest day something must happen by. In as many queries for fifty as for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai.procedure.steps import State
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Request
from gongkai_web.requests.rules import seen_by

PAGE = 50

TABS: Mapping[str, str] = {
    "open": "在办",
    "overdue": "超期",
    "confirm": "待确认",
    "waiting": "等申请人或者别的机关",
    "mine": "我承办的",
    "provisional": "期限暂定",
    "ended": "已办结",
}
_WAITING = (State.CORRECTING, State.EXPLAINING, State.PAYING, State.CONSULTING)


@dataclass(frozen=True, slots=True)
class Asked:
    tab: str = "open"
    words: str = ""
    unit: int | None = None
    page: int = 1


@dataclass(slots=True)
class Board:
    """`count` is how many the tab and what was asked for give; `counts` of every tab, without what was asked for."""

    rows: list[Request]
    count: int
    counts: dict[str, int]
    page: int
    pages: int
    any: bool = True

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


def board(person: Person, organ: Organ, asked: Asked, day: date) -> Board:
    mine = seen_by(person, organ, day)
    conditions = _conditions(person, day)
    counts = mine.aggregate(all=Count("pk"), **{name: Count("pk", filter=one) for name, one in conditions.items()})
    found = mine.filter(conditions[asked.tab])
    narrowed = _narrowed(found, asked)
    count = counts[asked.tab] if narrowed is found else narrowed.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, asked.page), pages)
    rows = _ordered(narrowed, asked.tab).select_related("applicant", "unit", "handler")
    return Board(
        rows=list(rows[(page - 1) * PAGE : page * PAGE]),
        count=count,
        counts={name: counts[name] for name in TABS},
        page=page,
        pages=pages,
        any=bool(counts["all"]),
    )


def _conditions(person: Person, day: date) -> dict[str, Q]:
    is_open = Q(is_open=True)
    return {
        "open": is_open,
        "overdue": is_open & Q(due__lt=day),
        "confirm": is_open & Q(state=State.SUBMITTED.value),
        "waiting": is_open & Q(state__in=[state.value for state in _WAITING]),
        "mine": is_open & Q(handler=person),
        "provisional": is_open & Q(provisional=True),
        "ended": Q(is_open=False),
    }


def _narrowed(found: QuerySet[Request], asked: Asked) -> QuerySet[Request]:
    words = asked.words.strip()
    if words:
        found = found.filter(
            Q(subject__icontains=words) | Q(number__icontains=words) | Q(document_number__icontains=words)
        )
    return found.filter(unit=asked.unit) if asked.unit else found


def _ordered(found: QuerySet[Request], tab: str) -> QuerySet[Request]:
    if tab == "ended":
        return found.order_by(F("ended_on").desc(nulls_last=True), "-pk")
    return found.order_by(F("next_on").asc(nulls_last=True), "pk")
