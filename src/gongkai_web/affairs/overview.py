"""How many affairs have disclosed which stage: “事后公开多，事前、事中公开少” as numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai_web.affairs.models import Affair, LeftOut, Placement
from gongkai_web.affairs.stages import PHASE_OF, Phase, Stage
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.gate import visible

PAGE = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a stage: in how many of the affairs that have it something is public, and how many items that is."""

    stage: Stage
    disclosed: int
    of: int
    items: int

    @property
    def missing(self) -> int:
        return self.of - self.disclosed


@dataclass(frozen=True, slots=True)
class Overview:
    stages: tuple[Standing, ...]
    affairs: int

    @property
    def phases(self) -> list[tuple[Phase, int]]:
        """How many items are public of what is before, during and after."""
        counted: Counter[Phase] = Counter()
        for one in self.stages:
            counted[PHASE_OF[one.stage]] += one.items
        return [(phase, counted[phase]) for phase in Phase]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which affairs: by the year they began in, their kind, their unit; `missing` a stage nothing is public of."""

    year: int | None = None
    kind: str = ""
    unit: int | None = None
    missing: str = ""


def affairs_of(organ: Organ, asked: Asked, now: datetime) -> QuerySet[Affair]:
    found = Affair.objects.filter(organ=organ).select_related("unit")
    if asked.year:
        found = found.filter(begun_on__range=(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.unit is not None:
        found = found.filter(unit=asked.unit or None)
    if asked.missing in Stage.values:
        there = Placement.objects.filter(stage=asked.missing, item__in=visible(now))
        left = LeftOut.objects.filter(stage=asked.missing)
        found = found.exclude(pk__in=there.values("affair")).exclude(pk__in=left.values("affair"))
    return found.order_by("-begun_on", "-pk")


def overview(affairs: QuerySet[Affair], now: datetime) -> Overview:
    """Counted over these affairs together."""
    count = affairs.order_by().count()
    mine = affairs.order_by().values("pk")
    public = Placement.objects.filter(affair__in=mine, item__in=visible(now)).values_list("stage", "affair", "item")
    seen = list(public)
    left = Counter(LeftOut.objects.filter(affair__in=mine).values_list("stage", flat=True))
    standings = []
    for stage in Stage:
        rows = [(affair, item) for one, affair, item in seen if one == stage]
        disclosed = len({affair for affair, _ in rows})
        standings.append(Standing(stage, disclosed, count - left[stage], len(set(rows))))
    return Overview(tuple(standings), count)


def disclosed_stages(affairs: list[Affair], now: datetime) -> dict[int, dict[str, str]]:
    """For each of these affairs, what each stage is: disclosed, left_out or missing."""
    found = {one.pk: dict.fromkeys(Stage.values, "missing") for one in affairs}
    for affair, stage in LeftOut.objects.filter(affair__in=affairs).values_list("affair", "stage"):
        found[affair][stage] = "left_out"
    there = Placement.objects.filter(affair__in=affairs, item__in=visible(now)).values_list("affair", "stage")
    for affair, stage in there:
        found[affair][stage] = "disclosed"
    return found


def page_of(affairs: QuerySet[Affair], after: str) -> tuple[list[Affair], str]:
    """A page by key, and the place where the next begins."""
    day, _, key = after.partition(".")
    try:
        begun = date.fromisoformat(day)
        affairs = affairs.filter(Q(begun_on__lt=begun) | Q(begun_on=begun, pk__lt=int(key)))
    except ValueError:
        pass
    rows = list(affairs[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{last.begun_on:%Y-%m-%d}.{last.pk}" if last else ""
