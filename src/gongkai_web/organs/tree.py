"""The tree of organs as a list with levels, read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai_web.organs.models import Organ, Person, Post, Relaxation, holding
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import held, missing_admins, relaxed

MOST = 300
"""How many organs a page lists; more are found by name."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An organ and how far it stands below the top of the list."""

    organ: Organ
    depth: int


def below(top: Organ, *, ended: bool = False) -> list[Branch]:
    """The organ and everything under it, in the order of the tree; those that ended only where asked for."""
    return list(_walk(top, _children(ended), 0, set()))[: MOST + 1]


def _children(ended: bool) -> dict[int, list[Organ]]:
    organs = Organ.objects.filter(parent__isnull=False).prefetch_related("names")
    if not ended:
        organs = organs.filter(ended_on__isnull=True)
    found: dict[int, list[Organ]] = defaultdict(list)
    for organ in organs:
        found[organ.parent_id].append(organ)  # type: ignore[index]
    return found


def _walk(organ: Organ, children: dict[int, list[Organ]], depth: int, seen: set[int]) -> Iterator[Branch]:
    if organ.pk in seen:
        return
    seen.add(organ.pk)
    yield Branch(organ, depth)
    for child in children[organ.pk]:
        yield from _walk(child, children, depth + 1, seen)


def in_my_charge(person: Person, day: date) -> list[Branch]:
    """Under every organ of which this person is one of the three, that organ and those below it."""
    mine = {one.organ_id for one in held(person, day) if one.role in THREE_ADMINS}
    children, seen = _children(ended=False), set[int]()
    tops = Organ.objects.filter(pk__in=mine).prefetch_related("names")
    return [branch for top in tops for branch in _walk(top, children, 0, seen)]


def lacking_admins(top: Organ, day: date) -> list[tuple[Organ, list[Role]]]:
    """The organ and those directly below it that somebody is missing in, of the three; in as many queries for fifty
    organs as for one."""
    own = missing_admins(top, day)
    children = top.children.filter(ended_on__isnull=True).prefetch_related("names", "relaxations")
    there: dict[int, set[str]] = defaultdict(set)
    posts = Post.objects.filter(holding(day), organ__in=children, role__in=THREE_ADMINS, person__is_active=True)
    for organ, role in posts.values_list("organ", "role"):
        there[organ].add(role)
    found = [(child, _missing(child, there[child.pk], own)) for child in children]
    return [(organ, roles) for organ, roles in [(top, own), *found] if roles]


def _missing(child: Organ, there: set[str], above: list[Role]) -> list[Role]:
    possible = above if relaxed(child, Relaxation.What.ADMINS_ABOVE) else [one for one in Role if one in THREE_ADMINS]
    return [role for role in possible if role not in there]
