"""The tree: founding, merging, who watches over whom, units."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ, Person, Relaxation
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import supervisor_of, watched_by
from gongkai_web.organs.services import (
    add_unit,
    appoint,
    end_unit,
    found,
    merge,
    move_unit,
    name_region_office,
    relax,
    rename_unit,
    supervise,
    take_back,
)
from gongkai_web.organs.tree import below

BEGIN, DAY = date(2026, 1, 1), date(2026, 6, 1)


def organ(code: str, level: Level = Level.TOWNSHIP, parent: Organ | None = None, kind: Kind = Kind.GOVERNMENT) -> Organ:
    return found(by=None, code=code, name=f"{code}人民政府", kind=kind, level=level, since=BEGIN, parent=parent)


@pytest.fixture
def county(db: None) -> Organ:
    return organ("X", Level.COUNTY)


@pytest.fixture
def town(county: Organ) -> Organ:
    return organ("X1", parent=county)


def admin(role: Role, where: Organ) -> Person:
    person = Person.objects.create(account=f"{role}-{where.code}", full_name="管理员")
    appoint(by=None, person=person, role=role, organ=where, since=BEGIN)
    return person


def test_the_system_administrator_above_founds(county: Organ) -> None:
    given = {"name": "柳林镇人民政府", "kind": Kind.GOVERNMENT, "since": BEGIN, "parent": county}
    made = found(by=admin(Role.SYSTEM_ADMIN, county), code="X2", level=Level.TOWNSHIP, **given)
    assert made.parent == county
    with pytest.raises(OrganError, match="不由您办理"):
        found(by=admin(Role.SECURITY_ADMIN, county), code="X3", level=Level.TOWNSHIP, **given)
    with pytest.raises(OrganError, match="层级"):
        found(by=None, code="X3", level=Level.CITY, **given)
    with pytest.raises(OrganError, match="已经有机构使用"):
        found(by=None, code="x2", level=Level.TOWNSHIP, **given)


def test_an_organ_does_not_merge_itself_away(county: Organ, town: Organ) -> None:
    other = organ("X2", parent=county)
    with pytest.raises(OrganError, match="不由您办理"):
        merge(by=admin(Role.SYSTEM_ADMIN, town), organ=town, into=other, on=DAY)
    merge(by=admin(Role.SYSTEM_ADMIN, county), organ=town, into=other, on=DAY)
    assert (town.merged_into, town.ended_on) == (other, DAY)
    with pytest.raises(OrganError, match="已经撤销或合并"):
        merge(by=None, organ=town, into=county, on=DAY)


def test_an_organ_with_others_below_it_is_not_merged(county: Organ, town: Organ) -> None:
    other = organ("Z", Level.COUNTY)
    with pytest.raises(OrganError, match="下级机构"):
        merge(by=None, organ=county, into=other, on=DAY)
    with pytest.raises(OrganError, match="不能并入"):
        merge(by=None, organ=county, into=town, on=DAY)


# 条例第三条: whose disclosure is watched over by whom
def test_a_regions_office_watches_over_everybody_in_it_and_is_itself_watched_from_above(county: Organ) -> None:
    city = organ("C", Level.CITY)
    county.parent = city
    county.save()
    office = organ("XO", Level.COUNTY, county, Kind.OFFICE)
    towns = [organ(code, parent=county) for code in ("X1", "X2")]
    assert [supervisor_of(one) for one in towns] == [county, county]
    name_region_office(by=None, organ=county, office=office)
    towns = list(Organ.objects.filter(pk__in=[one.pk for one in towns]))
    assert [supervisor_of(one) for one in towns] == [office, office]
    assert list(watched_by(office)) == towns
    assert list(watched_by(county)) == []
    assert supervisor_of(Organ.objects.get(code="XO")) == city
    assert {one.code for one in watched_by(city)} == {"X", "XO"}


def test_an_organ_of_a_vertical_system_is_watched_over_by_its_system(county: Organ) -> None:
    tax = organ("T", Level.COUNTY, county, Kind.VERTICAL)
    branch = organ("T1", Level.TOWNSHIP, county, Kind.VERTICAL)
    supervise(by=admin(Role.SYSTEM_ADMIN, county), organ=branch, office=tax)
    assert supervisor_of(branch) == tax
    assert branch not in watched_by(county)
    with pytest.raises(OrganError, match="不能由它主管"):
        supervise(by=None, organ=tax, office=branch)
    supervise(by=None, organ=branch, office=None)
    assert supervisor_of(branch) == county


def test_only_its_own_office_watches_over_a_region(county: Organ, town: Organ) -> None:
    stranger = organ("Z", Level.COUNTY, None, Kind.OFFICE)
    with pytest.raises(OrganError, match="本级政府"):
        name_region_office(by=None, organ=county, office=stranger)


def test_a_unit_is_named_once_and_put_in_order(town: Organ) -> None:
    farm, court, _ = (add_unit(by=None, organ=town, name=name) for name in ("农业站", "司法所", "财政所"))
    with pytest.raises(OrganError, match="已经有“农业站”"):
        add_unit(by=None, organ=town, name="农业站")
    with pytest.raises(OrganError, match="已经有“农业站”"):
        rename_unit(by=None, unit=court, name="农业站")
    move_unit(by=None, unit=court, up=True)
    assert [unit.name for unit in town.units.all()] == ["司法所", "农业站", "财政所"]
    move_unit(by=None, unit=court, up=True)
    rename_unit(by=None, unit=farm, name="农技站")
    assert [unit.name for unit in town.units.all()] == ["司法所", "农技站", "财政所"]


def test_a_unit_ends_when_nobody_is_left_in_it(town: Organ) -> None:
    farm = add_unit(by=None, organ=town, name="农业站")
    wang = Person.objects.create(account="wang", full_name="王芳")
    post = appoint(by=None, person=wang, role=Role.CONTRIBUTOR, organ=town, unit=farm, since=BEGIN)
    with pytest.raises(OrganError, match="王芳"):
        end_unit(by=None, unit=farm, on=DAY)
    post.until = DAY
    post.save()
    end_unit(by=None, unit=farm, on=DAY)
    assert add_unit(by=None, organ=town, name="农业站").pk == farm.pk


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDITOR, Role.HEAD, Role.CLERK])
def test_units_are_the_system_administrators(town: Organ, role: Role) -> None:
    with pytest.raises(OrganError, match="不由您办理"):
        add_unit(by=admin(role, town), organ=town, name="农业站")


def test_a_relaxation_has_a_reason_and_is_taken_back(county: Organ, town: Organ) -> None:
    security = admin(Role.SECURITY_ADMIN, town)
    two = Relaxation.What.TWO_PEOPLE
    with pytest.raises(OrganError, match="理由"):
        relax(by=security, organ=town, what=two, reason=" ", since=DAY)
    with pytest.raises(OrganError, match="不由您办理"):
        relax(by=admin(Role.HEAD, town), organ=town, what=two, reason="人少", since=DAY)
    with pytest.raises(OrganError, match="没有上级机关"):
        relax(by=None, organ=county, what=Relaxation.What.ADMINS_ABOVE, reason="人少", since=DAY)
    relax(by=security, organ=town, what=two, reason="人少", since=DAY)
    take_back(by=security, organ=town, what=two)
    assert not town.relaxations.exists()
    assert [one.key for one in Entry.objects.order_by("-number")[:2]] == ["organ.relaxation_ended", "organ.relaxed"]
    with pytest.raises(OrganError, match="没有放宽"):
        take_back(by=security, organ=town, what=two)


def test_the_tree_is_a_list_with_levels(county: Organ, town: Organ) -> None:
    organ("X2", parent=county)
    merge(by=None, organ=town, into=county, on=DAY)
    assert [(one.organ.code, one.depth) for one in below(county)] == [("X", 0), ("X2", 1)]
    assert [one.organ.code for one in below(county, ended=True)] == ["X", "X1", "X2"]
