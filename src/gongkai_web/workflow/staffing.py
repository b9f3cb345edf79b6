"""Who sits where in an organ on a day: its posts, who acts on each, and whether it works with two people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from gongkai_web.organs.models import Delegation, Organ, Post, Relaxation, holding
from gongkai_web.organs.reading import once
from gongkai_web.organs.roles import THREE_ADMINS, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts on a post: its holder, or who stands in for `instead_of`."""

    person_id: int
    name: str
    instead_of: str = ""

    @property
    def said(self) -> str:
        return f"{self.name}（代{self.instead_of}）" if self.instead_of else self.name


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that runs on the day, with everybody who may act on it."""

    post_id: int
    role: Role
    unit_id: int | None
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """An organ's seats on a day. `two_people` is its relaxation 两人办公, `reason` why it has it."""

    seats: tuple[Seat, ...]
    two_people: bool = False
    reason: str = field(default="", compare=False)


def staff_of(organ: Organ, day: date) -> Staff:
    """Read in three queries, whatever the number of rounds that are looked at with it."""
    return once(("staff", organ.pk, day), lambda: _staff_of(organ, day))


def _staff_of(organ: Organ, day: date) -> Staff:
    posts = Post.objects.filter(holding(day), organ=organ).exclude(role__in=THREE_ADMINS)
    stand_ins = _stand_ins(organ, day)
    seats = [
        Seat(post, Role(role), unit, (*((Actor(who, name),) if active else ()), *stand_ins[post]))
        for post, role, unit, who, name, active in posts.values_list(
            "pk", "role", "unit_id", "person_id", "person__full_name", "person__is_active"
        )
    ]
    relaxed = Relaxation.objects.filter(organ=organ, what=Relaxation.What.TWO_PEOPLE, since__lte=day).first()
    return Staff(tuple(seats), relaxed is not None, relaxed.reason if relaxed else "")


def _stand_ins(organ: Organ, day: date) -> dict[int, list[Actor]]:
    found: dict[int, list[Actor]] = defaultdict(list)
    running = Delegation.objects.filter(holding(day), post__organ=organ, withdrawn_at__isnull=True, to__is_active=True)
    names = running.order_by("pk").values_list("post_id", "to_id", "to__full_name", "post__person__full_name")
    for post, to, name, holder in names:
        if all(actor.person_id != to for actor in found[post]):
            found[post].append(Actor(to, name, holder))
    return found
