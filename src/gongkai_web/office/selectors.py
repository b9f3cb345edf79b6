"""What the pages of the back office show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, QuerySet

from gongkai_web.organs.models import Delegation, Organ, Person, Post
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import Held, held


@dataclass(frozen=True, slots=True)
class Place:
    """An organ that a person works for, and what they are there."""

    organ: Organ
    roles: tuple[str, ...]


def organs_of(person: Person, day: date) -> list[Organ]:
    """Where the person has posts today, in the order of the tree."""
    mine = {one.organ_id for one in held(person, day)}
    return list(Organ.objects.filter(pk__in=mine).prefetch_related("names"))


def places_of(person: Person, day: date) -> list[Place]:
    """The same, with what they are there; what somebody else's post gives says so."""
    mine = held(person, day)
    return [
        Place(organ, tuple(_said(one) for one in mine if one.organ_id == organ.pk)) for organ in organs_of(person, day)
    ]


def _said(one: Held) -> str:
    return f"{one.role.label}（代{one.instead_of}）" if one.instead_of else str(one.role.label)


_ORDER = (
    *(Role.HEAD, Role.DEPUTY_HEAD, Role.DISCLOSURE_HEAD, Role.UNIT_HEAD, Role.SECRECY_REVIEWER, Role.CLERK),
    *(Role.CONTRIBUTOR, Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR),
)


def by_post(people: QuerySet[Person]) -> list[Person]:
    """In the order an office lists them: heads first, the administrators last."""
    return sorted(people, key=lambda one: min(_ORDER.index(Role(post.role)) for post in one.shown_posts))  # type: ignore[attr-defined]


def people_of(organ: Organ, day: date) -> QuerySet[Person]:
    """Everybody with a post in the organ that runs or is to come, with those posts and who stands in for them."""
    standing_in = Delegation.objects.filter(withdrawn_at__isnull=True, until__gte=day).select_related("to")
    posts = Post.objects.filter(organ=organ).exclude(until__lt=day).select_related("unit").order_by("since", "pk")
    posts = posts.prefetch_related(Prefetch("delegations", queryset=standing_in, to_attr="stood_in"))
    with_posts = Person.objects.filter(posts__in=posts.values("pk")).distinct().order_by("pk")
    return with_posts.prefetch_related(Prefetch("posts", queryset=posts, to_attr="shown_posts"))


def has_two_steps(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def delegable_posts(person: Person, day: date) -> QuerySet[Post]:
    """Own posts that run or are to come, but for those of the three, which nobody stands in for."""
    posts = Post.objects.filter(person=person, organ__ended_on__isnull=True).exclude(until__lt=day)
    return posts.exclude(role__in=THREE_ADMINS).select_related("organ", "unit").prefetch_related("organ__names")


def delegations_of(person: Person, day: date) -> tuple[QuerySet[Delegation], QuerySet[Delegation]]:
    """Those that run or are to come: given by this person, and taken."""
    open_ = Delegation.objects.filter(withdrawn_at__isnull=True, until__gte=day)
    open_ = open_.select_related("post__organ", "post__unit", "post__person", "to").order_by("since", "pk")
    return open_.filter(post__person=person), open_.filter(to=person)
