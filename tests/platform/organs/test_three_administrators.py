"""Who has charge of an organ: its own three administrators, or those above where the organ has stated so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai_web.organs.models import Kind, Level, Organ, Person, Relaxation
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.rules import (
    administered,
    appointable,
    belongs,
    may_arrange,
    may_audit,
    may_move,
    may_relax,
)
from gongkai_web.organs.selectors import missing_admins
from gongkai_web.organs.services import appoint, found, relax, take_back
from gongkai_web.organs.tree import lacking_admins

BEGIN, DAY = date(2026, 1, 1), date(2026, 6, 1)
ABOVE = Relaxation.What.ADMINS_ABOVE


def organ(code: str, level: Level, parent: Organ | None) -> Organ:
    return found(by=None, code=code, name=code, kind=Kind.GOVERNMENT, level=level, since=BEGIN, parent=parent)


@pytest.fixture
def tree(db: None) -> dict[str, Organ]:
    city = organ("CITY", Level.CITY, None)
    county = organ("COUNTY", Level.COUNTY, city)
    return {"CITY": city, "COUNTY": county, "TOWN": organ("TOWN", Level.TOWNSHIP, county)}


def admin(role: Role, where: Organ) -> Person:
    person = Person.objects.create(account=f"{role.value}-{where.code}", full_name=f"{role.value}")
    appoint(by=None, person=person, role=role, organ=where, since=BEGIN)
    return person


def stated(organ: Organ) -> None:
    relax(by=None, organ=organ, what=ABOVE, reason="人手少", since=BEGIN)
    organ.refresh_from_db()


# the administrators of …, the organs that stated so, and whether they have charge of the township
CHARGE = [
    ("TOWN", (), True),
    ("COUNTY", (), False),
    ("COUNTY", ("TOWN",), True),
    ("CITY", ("TOWN",), False),
    ("CITY", ("TOWN", "COUNTY"), True),
    ("CITY", ("COUNTY",), False),
]


@pytest.mark.parametrize(("of", "relaxed", "in_charge"), CHARGE)
@pytest.mark.parametrize("role", sorted(THREE_ADMINS))
def test_who_has_charge_of_a_township(
    tree: dict[str, Organ], role: Role, of: str, relaxed: tuple[str, ...], in_charge: bool
) -> None:
    person = admin(role, tree[of])
    for code in relaxed:
        stated(tree[code])
    town = Organ.objects.get(code="TOWN")
    assert administered(person, town, DAY) == (frozenset({role}) if in_charge else frozenset())
    assert may_audit(person, town, DAY) == (in_charge and role is Role.AUDITOR)


def test_without_it_the_one_above_sees_to_it_that_there_are_three(tree: dict[str, Organ]) -> None:
    security = admin(Role.SECURITY_ADMIN, tree["COUNTY"])
    assert set(appointable(security, tree["TOWN"], DAY)) == set(THREE_ADMINS)
    assert may_relax(security, tree["TOWN"], DAY)
    assert belongs(security, tree["TOWN"], DAY)


def test_and_keeps_its_place_in_the_tree(tree: dict[str, Organ]) -> None:
    system = admin(Role.SYSTEM_ADMIN, tree["COUNTY"])
    assert may_arrange(system, tree["TOWN"], DAY)
    assert may_move(system, tree["TOWN"], DAY)
    assert not may_move(system, tree["COUNTY"], DAY)
    assert appointable(system, tree["TOWN"], DAY) == []


def test_the_auditor_above_knows_nothing_of_an_organ_with_its_own(tree: dict[str, Organ]) -> None:
    assert not belongs(admin(Role.AUDITOR, tree["COUNTY"]), tree["TOWN"], DAY)


def test_two_levels_up_nobody_has_anything_to_say(tree: dict[str, Organ]) -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        assert not belongs(admin(role, tree["CITY"]), tree["TOWN"], DAY)


def test_which_of_the_three_are_missing(tree: dict[str, Organ]) -> None:
    town = tree["TOWN"]
    assert set(missing_admins(town, DAY)) == set(THREE_ADMINS)
    admin(Role.AUDITOR, town)
    assert missing_admins(town, DAY) == [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN]
    for role in THREE_ADMINS:
        admin(role, tree["COUNTY"])
    stated(town)
    assert missing_admins(town, DAY) == []
    take_back(by=None, organ=town, what=ABOVE)
    assert missing_admins(Organ.objects.get(code="TOWN"), DAY) == [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN]


def test_whoever_appoints_sees_where_somebody_is_missing(tree: dict[str, Organ]) -> None:
    county, town = tree["COUNTY"], tree["TOWN"]
    other = organ("OTHER", Level.TOWNSHIP, county)
    for role in THREE_ADMINS:
        admin(role, county)
    admin(Role.AUDITOR, other)
    stated(town)
    assert lacking_admins(county, DAY) == [(other, [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])]


def test_in_as_many_queries_for_ten_organs_as_for_one(
    tree: dict[str, Organ], django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with CaptureQueriesContext(connection) as one:
        lacking_admins(tree["COUNTY"], DAY)
    for number in range(9):
        organ(f"T{number}", Level.TOWNSHIP, tree["COUNTY"])
    with django_assert_num_queries(len(one)):
        assert len(lacking_admins(tree["COUNTY"], DAY)) == 11
