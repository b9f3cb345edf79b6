"""What the pages of the back office show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from gongkai_web.office.rules import may_manage_people
from gongkai_web.organs.models import Organ, Person, Post, holding
from gongkai_web.organs.selectors import Held, held


@dataclass(frozen=True, slots=True)
class Place:
    """An organ that a person works for, and what they are there."""

    organ: Organ
    roles: tuple[str, ...]
    manages_people: bool


def places_of(person: Person, day: date) -> list[Place]:
    """Where the person has posts today, in the order of the tree; what somebody else's post gives says so."""
    mine = held(person, day)
    organs = Organ.objects.filter(pk__in={one.organ_id for one in mine}).prefetch_related("names")
    return [
        Place(
            organ, tuple(_said(one) for one in mine if one.organ_id == organ.pk), may_manage_people(person, organ, day)
        )
        for organ in organs
    ]


def _said(one: Held) -> str:
    return f"{one.role.label}（代{one.instead_of}）" if one.instead_of else str(one.role.label)


def people_of(organ: Organ, day: date) -> QuerySet[Person]:
    """Everybody with a post in the organ that runs or is to come, with those posts."""
    posts = Post.objects.filter(organ=organ).exclude(until__lt=day).select_related("unit").order_by("since")
    with_posts = Person.objects.filter(posts__in=posts).distinct().order_by("full_name", "pk")
    return with_posts.prefetch_related(Prefetch("posts", queryset=posts, to_attr="shown_posts"))


def running(organ: Organ, day: date) -> QuerySet[Post]:
    return Post.objects.filter(holding(day), organ=organ)
