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
    posts = Post.objects.filter(holding(day), organ=organ).exclude(role__in=THREE_ADMINS).select_related("person")
    stand_ins = _stand_ins(organ, day)
    seats = [Seat(one.pk, Role(one.role), one.unit_id, (*_holder(one), *stand_ins[one.pk])) for one in posts]
    relaxed = Relaxation.objects.filter(organ=organ, what=Relaxation.What.TWO_PEOPLE, since__lte=day).first()
    return Staff(tuple(seats), relaxed is not None, relaxed.reason if relaxed else "")


def _holder(post: Post) -> tuple[Actor, ...]:
    return (Actor(post.person_id, post.person.full_name),) if post.person.is_active else ()


def _stand_ins(organ: Organ, day: date) -> dict[int, list[Actor]]:
    found: dict[int, list[Actor]] = defaultdict(list)
    running = Delegation.objects.filter(holding(day), post__organ=organ, withdrawn_at__isnull=True, to__is_active=True)
    for one in running.select_related("to", "post__person").order_by("pk"):
        if all(actor.person_id != one.to_id for actor in found[one.post_id]):
            found[one.post_id].append(Actor(one.to_id, one.to.full_name, one.post.person.full_name))
    return found
