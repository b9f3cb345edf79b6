"""Who holds what: posts, standing in, the three administrators, and organs that change their names."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ, Person, Unit
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import ancestors, has_role, held, holders, supervisor_of, watched_by
from gongkai_web.organs.services import appoint, delegate, end_post, found, merge, rename, withdraw

BEGIN, DAY = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def county(db: None) -> Organ:
    return found(by=None, code="X", name="临河县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=BEGIN)


@pytest.fixture
def town(county: Organ) -> Organ:
    return found(
        by=None,
        code="X1",
        name="柳林镇人民政府",
        kind=Kind.GOVERNMENT,
        level=Level.TOWNSHIP,
        since=BEGIN,
        parent=county,
    )


def person(name: str) -> Person:
    return Person.objects.create(account=name, full_name=name)


def post(who: Person, role: Role, where: Organ, until: date | None = None):
    return appoint(by=None, person=who, role=role, organ=where, since=BEGIN, until=until)


PAIRS = [
    (first, second, first is not second and bool({first, second} & THREE_ADMINS)) for first in Role for second in Role
]


@pytest.mark.parametrize(("first", "second", "refused"), PAIRS, ids=[f"{a.value}-{b.value}" for a, b, _ in PAIRS])
def test_an_administrator_holds_no_other_post(town: Organ, first: Role, second: Role, refused: bool) -> None:
    wang = person("王芳")
    post(wang, first, town)
    if refused:
        with pytest.raises(OrganError, match="不能同时担任"):
            post(wang, second, town)
    else:
        post(wang, second, town)


def test_nor_in_another_organ(county: Organ, town: Organ) -> None:
    wang = person("王芳")
    post(wang, Role.AUDITOR, county)
    with pytest.raises(OrganError):
        post(wang, Role.CLERK, town)


def test_but_after_the_other_post_has_ended(town: Organ) -> None:
    wang = person("王芳")
    post(wang, Role.AUDITOR, town, until=date(2026, 3, 31))
    appoint(by=None, person=wang, role=Role.CLERK, organ=town, since=date(2026, 4, 1))
    assert not has_role(wang, Role.AUDITOR, town, DAY)
    assert has_role(wang, Role.CLERK, town, DAY)


def test_a_post_gives_nothing_elsewhere(county: Organ, town: Organ) -> None:
    wang = person("王芳")
    post(wang, Role.CLERK, town)
    assert not has_role(wang, Role.CLERK, county, DAY)


def test_a_unit_head_heads_one_unit(town: Organ) -> None:
    farm, court = (Unit.objects.create(organ=town, name=name) for name in ("农业站", "司法所"))
    wang = person("王芳")
    appoint(by=None, person=wang, role=Role.UNIT_HEAD, organ=town, unit=farm, since=BEGIN)
    assert has_role(wang, Role.UNIT_HEAD, town, DAY, farm)
    assert not has_role(wang, Role.UNIT_HEAD, town, DAY, court)
    with pytest.raises(OrganError, match="全机关"):
        appoint(by=None, person=wang, role=Role.HEAD, organ=town, unit=farm, since=BEGIN)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.UNIT_HEAD])
def test_whoever_belongs_to_a_unit_is_not_appointed_without_one(town: Organ, role: Role) -> None:
    """They would see the drafts of every unit. Where there are no units, there is nothing to choose from."""
    first, second = person("王芳"), person("李强")
    appoint(by=None, person=first, role=role, organ=town, since=BEGIN)
    Unit.objects.create(organ=town, name="农业站")
    with pytest.raises(OrganError, match="没有选站所"):
        appoint(by=None, person=second, role=role, organ=town, since=BEGIN)


def test_who_stands_in_acts_in_the_period_and_no_longer_when_it_is_withdrawn(town: Organ) -> None:
    head, deputy = person("李强"), person("王芳")
    delegation = delegate(
        by=head, post=post(head, Role.HEAD, town), to=deputy, since=DAY, until=date(2026, 6, 10), reason="出差"
    )
    assert [(one.role, one.instead_of) for one in held(deputy, DAY)] == [(Role.HEAD, "李强")]
    assert holders(Role.HEAD, town, DAY) == [head, deputy]
    assert held(deputy, date(2026, 6, 11)) == []
    withdraw(by=head, delegation=delegation)
    assert held(deputy, DAY) == []


def test_nobody_stands_in_for_a_post_that_has_ended(town: Organ) -> None:
    head, deputy = person("李强"), person("王芳")
    own = post(head, Role.HEAD, town)
    delegate(by=head, post=own, to=deputy, since=DAY, until=date(2026, 6, 10), reason="出差")
    end_post(by=None, post=own, on=date(2026, 5, 31))
    assert held(deputy, DAY) == []


def test_an_administrators_post_is_not_delegated_and_an_administrator_stands_in_for_nobody(town: Organ) -> None:
    admin, head, wang = person("管理"), person("李强"), person("王芳")
    with pytest.raises(OrganError, match="不能委托"):
        delegate(by=admin, post=post(admin, Role.AUDITOR, town), to=wang, since=DAY, until=DAY, reason="出差")
    with pytest.raises(OrganError, match="不能同时担任"):
        delegate(by=head, post=post(head, Role.HEAD, town), to=admin, since=DAY, until=DAY, reason="出差")


def test_an_account_that_is_switched_off_holds_nothing(town: Organ) -> None:
    wang = person("王芳")
    post(wang, Role.CLERK, town)
    Person.objects.update(is_active=False)
    wang.refresh_from_db()
    assert held(wang, DAY) == []
    assert holders(Role.CLERK, town, DAY) == []


def test_a_name_holds_from_its_day_on(town: Organ) -> None:
    rename(by=None, organ=town, name="柳林街道办事处", since=DAY)
    assert town.name_on(date(2026, 5, 31)) == "柳林镇人民政府"
    assert town.name_on(DAY) == "柳林街道办事处"
    with pytest.raises(OrganError):
        rename(by=None, organ=town, name="别的", since=DAY)


def test_a_merged_organ_takes_no_new_people(county: Organ, town: Organ) -> None:
    wang = person("王芳")
    post(wang, Role.CLERK, town)
    merge(by=None, organ=town, into=county, on=DAY)
    assert held(wang, date(2026, 6, 2)) == []
    with pytest.raises(OrganError, match="撤销或合并"):
        appoint(by=None, person=wang, role=Role.CLERK, organ=town, since=date(2026, 6, 2))
    assert list(watched_by(county)) == []


def test_a_vertical_system_watches_over_its_own(county: Organ, town: Organ) -> None:
    tax = found(by=None, code="T", name="临河县税务局", kind=Kind.VERTICAL, level=Level.COUNTY, since=BEGIN)
    branch = found(
        by=None, code="T1", name="柳林税务所", kind=Kind.VERTICAL, level=Level.TOWNSHIP, since=BEGIN, parent=county
    )
    branch.supervisor = tax
    branch.save()
    assert (supervisor_of(branch), supervisor_of(town)) == (tax, county)
    assert list(watched_by(county)) == [town]
    assert ancestors(town) == [county]


def test_every_appointment_is_in_the_log(town: Organ) -> None:
    post(person("王芳"), Role.CLERK, town)
    assert list(Entry.objects.values_list("key", flat=True)) == ["organ.founded", "organ.founded", "post.appointed"]
