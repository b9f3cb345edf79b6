"""Who holds what, where, on a day. Every question of permission is answered from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Q, QuerySet

from gongkai_web.organs.models import Delegation, Organ, Person, Post, Relaxation, Unit, holding
from gongkai_web.organs.reading import once
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
    return list(once(("held", person.pk, day), lambda: _held(person, day))) if person.is_active else []


def _held(person: Person, day: date) -> list[Held]:
    """Asked many times before every act, and so put as plainly as can be. The day is its text, as SQLite holds it."""
    given = {"person": person.pk, "day": day.isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(_OWN_POSTS, given)
        own = [Held(Role(role), organ, unit) for role, organ, unit in cursor.fetchall()]
        cursor.execute(_STOOD_IN, given)
        lent = [Held(Role(role), *where) for role, *where in cursor.fetchall() if Role(role) not in THREE_ADMINS]
    return [*own, *lent]


_ORGAN, _PERSON, _POST, _DELEGATION = (model._meta.db_table for model in (Organ, Person, Post, Delegation))
_RUNS = "{0}.since <= %(day)s AND ({0}.until IS NULL OR {0}.until >= %(day)s)"
_OWN_POSTS = f"""SELECT post.role, post.organ_id, post.unit_id FROM {_POST} post JOIN {_ORGAN} organ ON organ.id = post.organ_id
    WHERE post.person_id = %(person)s AND {_RUNS.format("post")}
    ORDER BY organ."order", organ.code, post.role, post.id"""  # noqa: S608
_STOOD_IN = f"""SELECT post.role, post.organ_id, post.unit_id, holder.full_name FROM {_DELEGATION} delegation
    JOIN {_POST} post ON post.id = delegation.post_id JOIN {_PERSON} holder ON holder.id = post.person_id
    WHERE delegation.to_id = %(person)s AND delegation.withdrawn_at IS NULL AND {_RUNS.format("delegation")}
        AND {_RUNS.format("post")}
    ORDER BY delegation.since DESC, delegation.id"""  # noqa: S608


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


def relaxed(organ: Organ, what: Relaxation.What) -> bool:
    """Whether the organ does without this separation of duties."""
    return any(one.what == what for one in organ.relaxations.all())


def in_charge_of(organ: Organ) -> list[Organ]:
    """The organs whose three administrators have charge of this one: itself, and upwards as far as each organ has
    stated that its three are those above."""
    return list(once(("in_charge_of", organ.pk), lambda: _in_charge_of(organ)))


def _in_charge_of(organ: Organ) -> list[Organ]:
    found, at = [organ], organ
    while at.parent and at.parent not in found and relaxed(at, Relaxation.What.ADMINS_ABOVE):
        at = at.parent
        found.append(at)
    return found


def admins_of(organ: Organ, day: date) -> list[Post]:
    """The posts of the three administrators who have charge of this organ on this day, by role."""
    posts = Post.objects.filter(
        holding(day), organ__in=in_charge_of(organ), role__in=THREE_ADMINS, person__is_active=True
    )
    order = [role.value for role in Role]
    return sorted(posts.select_related("person", "organ"), key=lambda post: (order.index(post.role), post.pk))


def missing_admins(organ: Organ, day: date) -> list[Role]:
    """Which of the three administrators nobody is for this organ, on this day."""
    there = {post.role for post in admins_of(organ, day)}
    return [role for role in Role if role in THREE_ADMINS and role not in there]


def supervisor_of(organ: Organ) -> Organ | None:
    """Who watches over this organ's disclosure: its own system's office where one is named, else its region's; over
    that office, and where a region names none, the government above (条例第三条)."""
    if organ.supervisor or not organ.parent:
        return organ.supervisor
    office = organ.parent.region_office or organ.parent
    return supervisor_of(organ.parent) if office == organ else office


def watched_by(organ: Organ) -> QuerySet[Organ]:
    """The organs that this one watches over directly."""
    region = Q(parent__region_office=organ) | Q(parent=organ, parent__region_office__isnull=True)
    regions = Q(parent__region_office=F("pk"), parent__parent__region_office=organ)
    regions |= Q(parent__region_office=F("pk"), parent__parent__region_office__isnull=True, parent__parent=organ)
    own = Q(supervisor=organ) | Q(supervisor__isnull=True) & (region | regions)
    return Organ.objects.filter(own, ended_on__isnull=True).exclude(pk=organ.pk)
