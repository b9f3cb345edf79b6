"""Who holds what, where, on a day. Every question of permission is answered from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai_web.organs.models import Delegation, Organ, Person, Post, Unit, holding
from gongkai_web.organs.roles import THREE_ADMINS, Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person has on a day: by an own post, or standing in for `instead_of`."""

    role: Role
    organ_id: int
    unit_id: int | None
    instead_of: str = ""


def held(person: Person, day: date) -> list[Held]:
    """Every role of this person on this day. The three administrators' roles are never delegated."""
    if not person.is_active:
        return []
    own = [Held(Role(post.role), post.organ_id, post.unit_id) for post in posts_of(person, day)]
    return [*own, *_stood_in(person, day)]


def posts_of(person: Person, day: date) -> QuerySet[Post]:
    return Post.objects.filter(holding(day), person=person)


def _stood_in(person: Person, day: date) -> Iterator[Held]:
    running = Delegation.objects.filter(holding(day), to=person, withdrawn_at__isnull=True)
    running = running.filter(_post_runs(day)).select_related("post__person")
    for delegation in running:
        post = delegation.post
        if Role(post.role) not in THREE_ADMINS:
            yield Held(Role(post.role), post.organ_id, post.unit_id, post.person.full_name)


def _post_runs(day: date) -> Q:
    return Q(post__since__lte=day) & (Q(post__until__isnull=True) | Q(post__until__gte=day))


def has_role(person: Person, role: Role, organ: Organ, day: date, unit: Unit | None = None) -> bool:
    """Whether the person has the role in this organ; asked for a unit, in that unit or in the organ as a whole."""
    return any(
        one.role is role and one.organ_id == organ.pk and (unit is None or one.unit_id in (None, unit.pk))
        for one in held(person, day)
    )


def holders(role: Role, organ: Organ, day: date, unit: Unit | None = None) -> list[Person]:
    """Everybody who has the role there on this day, those who stand in included, without repeats."""
    posts = Post.objects.filter(holding(day), role=role, organ=organ, person__is_active=True)
    if unit is not None:
        posts = posts.filter(Q(unit=unit) | Q(unit__isnull=True))
    running = Delegation.objects.filter(holding(day), post__in=posts, withdrawn_at__isnull=True, to__is_active=True)
    people = {post.person_id for post in posts} | {one.to_id for one in running if role not in THREE_ADMINS}
    return list(Person.objects.filter(pk__in=people).order_by("pk"))


def ancestors(organ: Organ) -> list[Organ]:
    """The governments above, the nearest first. A tree that loops by mistake ends where it would repeat."""
    found: list[Organ] = []
    seen = {organ.pk}
    at = organ.parent
    while at is not None and at.pk not in seen:
        found.append(at)
        seen.add(at.pk)
        at = at.parent
    return found


def supervisor_of(organ: Organ) -> Organ | None:
    """The organ whose disclosure office watches over this one: its own system's where one is named, else the parent."""
    return organ.supervisor or organ.parent


def watched_by(organ: Organ) -> QuerySet[Organ]:
    """The organs that this one watches over directly."""
    return Organ.objects.filter(Q(supervisor=organ) | Q(supervisor__isnull=True, parent=organ), ended_on__isnull=True)
