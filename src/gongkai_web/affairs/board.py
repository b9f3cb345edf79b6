"""An affair as a row of five boxes: what is public of each stage and since when, what is on its way, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from gongkai_web.affairs.models import Affair, Expectation, LeftOut, Placement
from gongkai_web.affairs.stages import WHAT, Stage
from gongkai_web.organs.models import Person
from gongkai_web.publishing.gate import only_visible
from gongkai_web.publishing.listing import seen_by
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in a stage. `on` is its day of publication; None for what the public does not see."""

    placement: Placement
    item: Item
    title: str
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An expectation as it stands on a day."""

    expectation: Expectation
    met: bool
    overdue: bool


@dataclass(slots=True)
class Box:
    """A stage. `hidden` counts items that this person may not see yet."""

    stage: Stage
    placed: list[Placed] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    left_out: LeftOut | None = None
    hidden: int = 0

    @property
    def what(self) -> str:
        return str(WHAT[self.stage])

    @property
    def disclosed(self) -> list[Placed]:
        return [one for one in self.placed if one.on is not None]

    @property
    def is_missing(self) -> bool:
        """Nothing of it is public, and nobody has said that there is no such stage."""
        return not self.disclosed and self.left_out is None


def board(affair: Affair, person: Person, now: datetime) -> list[Box]:
    """The five boxes in their order, as far as the person may see what is in them."""
    day = timezone.localdate(now)
    boxes = {stage: Box(stage) for stage in Stage}
    placements = list(affair.placements.select_related("item"))
    keys = [one.item_id for one in placements]
    public = only_visible(keys, now)
    mine = {one.pk: one for one in seen_by(person, affair.organ, day).filter(pk__in=keys).prefetch_related("revisions")}
    for one in placements:
        box = boxes[Stage(one.stage)]
        if one.item_id in mine or one.item_id in public:
            box.placed.append(_placed(one, mine.get(one.item_id), public.get(one.item_id)))
        else:
            box.hidden += 1
    for wanted in expectations([affair], now):
        boxes[Stage(wanted.expectation.stage)].wanted.append(wanted)
    for left in affair.left_out.select_related("by"):
        boxes[Stage(left.stage)].left_out = left
    return list(boxes.values())


def _placed(placement: Placement, mine: Item | None, public: Item | None) -> Placed:
    if public is not None:
        return Placed(placement, public, public.title, str(Item.Public.PUBLISHED.label), public.published_on)
    assert mine is not None  # noqa: S101  (one of the two is known)
    last = max(mine.revisions.all(), key=lambda one: one.number)
    state = Item.Public.RECALLED.label if mine.public == Item.Public.RECALLED else last.get_state_display()
    return Placed(placement, mine, last.title or "（未定标题）", str(state), None)


def expectations(affairs: Iterable[Affair], now: datetime) -> list[Wanted]:
    """What is expected of these affairs and not waived, the nearest day first."""
    day = timezone.localdate(now)
    rows = list(
        Expectation.objects.filter(affair__in=affairs, waived="").select_related("affair__organ", "affair__unit")
    )
    public = only_visible([one.item_id for one in rows if one.item_id], now)
    return [Wanted(one, one.item_id in public, one.item_id not in public and one.due < day) for one in rows]
