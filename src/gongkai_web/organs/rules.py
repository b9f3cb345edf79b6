"""Who may do what to an organ and its people, as predicates of a person, an organ and a day.

三员 (system administrator, security administrator, auditor) have charge of their own organ, and of an organ below that has
stated that its three are those above (`Relaxation.ADMINS_ABOVE`). Over any other organ directly below, the system
administrator keeps its place in the tree, and the security administrator sees to it that it has its three.
"""

from __future__ import annotations

from datetime import date

from gongkai_web.organs.models import Organ, Person, Post
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import has_role, held, in_charge_of

_KEEPS_THOSE_BELOW = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
_DISCLOSURE_OFFICE = (Role.CLERK, Role.DISCLOSURE_HEAD)


def administered(person: Person, organ: Organ, day: date) -> frozenset[Role]:
    """The administrators' roles that a person has over an organ."""
    mine = [one for one in held(person, day) if one.role in THREE_ADMINS]
    if not mine:
        return frozenset()
    over = {above.pk for above in in_charge_of(organ)}
    return frozenset(one.role for one in mine if one.organ_id in over)


def keeps(person: Person, organ: Organ, day: date) -> frozenset[Role]:
    """The roles that a person has over an organ from the one above it, whatever it has relaxed."""
    return administered(person, organ.parent, day) & _KEEPS_THOSE_BELOW if organ.parent else frozenset()


def belongs(person: Person, organ: Organ, day: date) -> bool:
    """Whether the organ exists for this person at all: what one may not know is not found."""
    return any(one.organ_id == organ.pk for one in held(person, day)) or bool(
        administered(person, organ, day) | keeps(person, organ, day)
    )


def may_manage_people(person: Person, organ: Organ, day: date) -> bool:
    """The security administrator appoints; nobody appoints for an organ they have no charge of."""
    return Role.SECURITY_ADMIN in administered(person, organ, day)


def may_appoint(person: Person, organ: Organ, role: Role, day: date) -> bool:
    """Where an organ is to have three administrators of its own, the security administrator above appoints them."""
    if may_manage_people(person, organ, day):
        return True
    return role in THREE_ADMINS and Role.SECURITY_ADMIN in keeps(person, organ, day)


def appointable(person: Person, organ: Organ, day: date) -> list[Role]:
    """The roles that this person may give in this organ."""
    return [role for role in Role if may_appoint(person, organ, role, day)]


def may_keep_account(by: Person, person: Person, day: date) -> bool:
    """An account opens every post its person has: whoever renews its password has charge of all of them.

    Otherwise an administrator could appoint somebody of another organ here, and sign in as them there.
    """
    organs = Organ.objects.filter(posts__in=Post.objects.filter(person=person).exclude(until__lt=day)).distinct()
    return bool(organs) and all(may_manage_people(by, organ, day) for organ in organs)


def may_relax(person: Person, organ: Organ, day: date) -> bool:
    """The security administrator, of the organ or of the one above it, does without a separation of duties."""
    return Role.SECURITY_ADMIN in administered(person, organ, day) | keeps(person, organ, day)


def may_arrange(person: Person, organ: Organ, day: date) -> bool:
    """The system administrator keeps units and names, and founds the organs below."""
    return Role.SYSTEM_ADMIN in administered(person, organ, day) | keeps(person, organ, day)


def may_move(person: Person, organ: Organ, day: date) -> bool:
    """An organ is merged, or put under another office's watch, from above: it does not decide that itself."""
    return Role.SYSTEM_ADMIN in keeps(person, organ, day)


def may_audit(person: Person, organ: Organ, day: date) -> bool:
    """The auditor alone reads the log (GB/T 22239—2019 keeps it from the two who administer)."""
    return Role.AUDITOR in administered(person, organ, day)


def may_state_particulars(person: Person, organ: Organ, day: date) -> bool:
    """The disclosure office keeps its own address, hours and telephone up to date (条例第四条、第十二条)."""
    return any(has_role(person, role, organ, day) for role in _DISCLOSURE_OFFICE)
