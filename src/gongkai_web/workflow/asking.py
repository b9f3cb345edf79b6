"""Pure: who is asked in a stage, whose approvals count, and whether there are people enough for a whole chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai_web.organs.roles import Role
from gongkai_web.workflow.staffing import Actor, Seat, Staff
from gongkai_web.workflow.stages import Mode, Stage

STANDS_FOR = {Role.UNIT_HEAD: Role.CLERK, Role.SECRECY_REVIEWER: Role.HEAD}
"""两人办公: whose place the one takes whom a small office does have. Never more than these two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The seats a stage asks, and whether they sit there by relaxation only."""

    seats: tuple[Seat, ...]
    relaxed: bool = False

    @property
    def people(self) -> dict[int, Actor]:
        """Each person once, in their own name where they have a seat themselves."""
        found: dict[int, Actor] = {}
        for actor in (one for seat in self.seats for one in seat.actors):
            if actor.person_id not in found or not actor.instead_of:
                found[actor.person_id] = actor
        return found

    def seats_of(self, person_id: int) -> tuple[int, ...]:
        return tuple(seat.post_id for seat in self.seats if any(one.person_id == person_id for one in seat.actors))


def asked(stage: Stage, unit_id: int | None, writers: Iterable[int], staff: Staff) -> Asked:
    """Relaxation helps only where nobody is appointed, or nobody who did not write it."""
    barred = frozenset(writers) if stage.bars_writers else frozenset()
    strict = _seats(stage, stage.roles, unit_id, barred, staff)
    if strict or not staff.two_people:
        return Asked(strict)
    instead = tuple(STANDS_FOR[role] for role in stage.roles if role in STANDS_FOR)
    return Asked(_seats(stage, instead, unit_id, barred, staff), relaxed=True)


def _seats(
    stage: Stage, roles: Sequence[Role], unit_id: int | None, barred: frozenset[int], staff: Staff
) -> tuple[Seat, ...]:
    found = (seat for seat in staff.seats if seat.role in roles and _in_place(stage, unit_id, seat))
    open_ = (replace(one, actors=tuple(a for a in one.actors if a.person_id not in barred)) for one in found)
    return tuple(seat for seat in open_ if seat.actors)


def _in_place(stage: Stage, unit_id: int | None, seat: Seat) -> bool:
    """A post of the whole organ is in place everywhere; a subject without a unit has nobody in its unit."""
    if stage.unit_id is not None:
        return seat.unit_id in (None, stage.unit_id)
    return not stage.in_unit or seat.unit_id in (None, unit_id)


def counted(approvals: Iterable[Sequence[int]]) -> int:
    """How many approvals count: nobody twice, and a post once, though its holder and a stand-in both approve.

    Each approval is the seats its person had; the answer is the largest number of them with a seat each.
    """
    return len(_matched(dict(enumerate(approvals))))


def enough(stage: Stage, approvals: Sequence[Sequence[int]], now_asked: Asked) -> bool:
    """Whether the stage has passed. 全部同意 means every seat that is asked on this day."""
    if stage.mode is Mode.ALL:
        return bool(approvals) and _covered(approvals).issuperset(seat.post_id for seat in now_asked.seats)
    return counted(approvals) >= (stage.needed if stage.mode is Mode.NUMBER else 1)


def adds(stage: Stage, approvals: Sequence[Sequence[int]], mine: Sequence[int]) -> bool:
    """Whether one more approval by somebody with these seats brings the stage on."""
    if stage.mode is Mode.ALL:
        return not _covered(approvals).issuperset(mine)
    return counted([*approvals, mine]) > counted(approvals)


def _covered(approvals: Iterable[Sequence[int]]) -> set[int]:
    return {seat for seats in approvals for seat in seats}


def short_by(stage: Stage, now_asked: Asked) -> int:
    """How many people the stage lacks even if everybody who is asked approves."""
    needed = stage.needed if stage.mode is Mode.NUMBER else 1
    return max(0, needed - counted(now_asked.seats_of(person) for person in now_asked.people))


def without_people(chosen: Sequence[tuple[Stage, Asked]]) -> Stage | None:
    """The first stage for which no people are left where nobody may decide twice; None when there are enough."""
    slots: dict[int, Sequence[int]] = {}
    owner: list[Stage] = []
    for stage, now_asked in chosen:
        for candidates in _slots(stage, now_asked):
            slots[len(owner)] = candidates
            owner.append(stage)
    matched = _matched(slots)
    return next((stage for number, stage in enumerate(owner) if number not in matched), None)


def _slots(stage: Stage, now_asked: Asked) -> list[Sequence[int]]:
    """The people a stage takes up, one entry each; for 全部同意 those who alone can act on a seat."""
    if stage.mode is Mode.ALL:
        alone = {seat.actors[0].person_id for seat in now_asked.seats if len(seat.actors) == 1}
        return [[person] for person in sorted(alone)] or [list(now_asked.people)]
    return [list(now_asked.people)] * (stage.needed if stage.mode is Mode.NUMBER else 1)


def _matched(wishes: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """As many as can be had at once, each with one of its wishes that nobody else has (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(who: int, tried: set[int]) -> bool:
        for wish in wishes[who]:
            if wish not in tried:
                tried.add(wish)
                if wish not in taken or place(taken[wish], tried):
                    taken[wish] = who
                    return True
        return False

    for who in wishes:
        place(who, set())
    return {who: wish for wish, who in taken.items()}
