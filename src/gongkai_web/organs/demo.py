"""An invented county with its townships and departments, so that a newcomer can sign in and look around. Never in production."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction
from django.utils import timezone

from gongkai_web.organs.demo_county import COUNTY, PLACES, TOWNSHIPS, Place, Staff
from gongkai_web.organs.demo_further import FURTHER
from gongkai_web.organs.models import Kind, Level, Organ, Person, Relaxation
from gongkai_web.organs.passwords import first_password, hashed
from gongkai_web.organs.services import (
    add_unit,
    appoint,
    found,
    open_account,
    relax,
    state_leading_group,
    state_particulars,
)

SINCE = date(2021, 1, 1)
"""Before all that is told of the county: whoever did something two years ago held their post then."""
PREFIX = "demo-"


@transaction.atomic
def load_office() -> list[tuple[Person, str]]:
    """Make the county and its people, once; the people with their first passwords, or nobody where there is an organ."""
    if Organ.objects.exists():
        return []
    county = _founded(COUNTY, Level.COUNTY, None)
    made = _staffed(COUNTY, county)
    _described(COUNTY, county)
    for township in TOWNSHIPS:
        organ = _founded(township, Level.TOWNSHIP, county)
        _relaxed(township, organ)
        made += _staffed(township, organ)
        _described(township, organ)
    return made


@transaction.atomic
def load_further(only: Collection[str] = ()) -> list[Organ]:
    """The other townships and the departments, once, after the county is there; `only` those of these codes."""
    county = Organ.objects.get(code=COUNTY.code)
    there = set(Organ.objects.values_list("code", flat=True))
    wanted = [one for one in FURTHER if one.place.code not in there and (not only or one.place.code in only)]
    made = []
    for one in wanted:
        organ = _founded(one.place, one.level, county, one.kind, one.order)
        relax(by=None, organ=organ, what=Relaxation.What.ADMINS_ABOVE, reason="演示：三员由县里担任", since=SINCE)
        _staffed(one.place, organ)
        _described(one.place, organ)
        made.append(organ)
    return made


def _founded(place: Place, level: Level, parent: Organ | None, kind: Kind = Kind.GOVERNMENT, order: int = 0) -> Organ:
    given = {"code": place.code, "name": place.name, "since": SINCE, "parent": parent}
    organ = found(by=None, kind=kind, level=level, order=order, **given)
    for unit in place.units:
        add_unit(by=None, organ=organ, name=unit)
    return organ


def _relaxed(place: Place, organ: Organ) -> None:
    relax(by=None, organ=organ, what=Relaxation.What.ADMINS_ABOVE, reason="演示：三员由县里担任", since=SINCE)
    if place.two_people:
        relax(by=None, organ=organ, what=Relaxation.What.TWO_PEOPLE, reason=place.two_people, since=SINCE)


def _described(place: Place, organ: Organ) -> None:
    first = state_particulars(by=None, organ=organ, given=place.stated, seen=None, now=_morning(SINCE))
    if place.phone_since:
        day, phone = place.phone_since
        given = place.stated | {"phone": phone}
        state_particulars(by=None, organ=organ, given=given, seen=first.pk, now=_morning(day))
    state_leading_group(by=None, organ=organ, members=place.leaders, seen="")


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_current_timezone())


def _staffed(place: Place, organ: Organ) -> list[tuple[Person, str]]:
    return [_person(one, organ) for one in place.staff]


def _person(staff: Staff, organ: Organ) -> tuple[Person, str]:
    person, password = open_account(by=None, account=f"{PREFIX}{staff.account}", full_name=staff.name)
    # Whoever looks around is not held up by a form: the password is random already.
    person.is_demonstration, person.must_change_password = True, False
    person.save(update_fields=["is_demonstration", "must_change_password"])
    for role, unit in staff.posts:
        where = organ.units.get(name=unit) if unit else None
        appoint(by=None, person=person, role=role, organ=organ, unit=where, since=SINCE, title=staff.title)
    return person, password


def listed(made: Iterable[tuple[Person, str]]) -> list[str]:
    """Lines to print: account, password, who it is and what the account is for, by the organ they work in."""
    passwords = {person.account: password for person, password in made}
    lines = []
    for place in (*PLACES, *(one.place for one in FURTHER)):
        here = [one for one in place.staff if f"{PREFIX}{one.account}" in passwords]
        lines += [f"{place.name}（{place.way}）"] if here else []
        lines += [_line(one, passwords[f"{PREFIX}{one.account}"]) for one in here]
    return lines


def _line(one: Staff, password: str) -> str:
    return f"  {PREFIX + one.account:<16} {password}　{one.name}，{one.title}：{one.use}"


def everybody() -> list[str]:
    """Lines to print: who works in the county, without passwords."""
    lines = []
    for place in (*PLACES, *(one.place for one in FURTHER)):
        here = set(Person.objects.filter(posts__organ__code=place.code).values_list("account", flat=True))
        staff = [one for one in place.staff if f"{PREFIX}{one.account}" in here]
        lines += [f"{place.code}　{place.name}（{place.way}）"] if staff else []
        lines += [f"  {PREFIX + one.account:<20} {one.name}，{one.title}：{one.use}" for one in staff]
    return lines


@transaction.atomic
def renew_passwords(organ: str = "") -> list[tuple[Person, str]]:
    """New passwords for the accounts that are printed at the first start, or for those of the organ with this code."""
    codes = [organ] if organ else [place.code for place in PLACES]
    found = Person.objects.filter(is_demonstration=True, posts__organ__code__in=codes).distinct()
    renewed = []
    for person in found.order_by("pk"):
        password = first_password()
        person.password = hashed(password)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])
        renewed.append((person, password))
    return renewed


def refuse_demonstration() -> None:
    """Raises ImproperlyConfigured where somebody could sign in with an account made for looking around."""
    demonstration = Person.objects.filter(is_demonstration=True, is_active=True)
    try:
        found = demonstration.exists()
    except DatabaseError:
        return  # No tables yet, so no accounts.
    if found:
        raise ImproperlyConfigured("数据库里有演示账号，不能用于正式部署。请换一个空的数据库，或停用全部演示账号")
