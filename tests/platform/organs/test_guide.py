"""政府信息公开指南: the nine elements of 条例第十二条, and what asks for its renewal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.guide import ELEMENTS, missing, open_renewals, particulars_of
from gongkai_web.organs.models import Kind, Level, Organ, Particulars, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import (
    appoint,
    confirm_guide,
    end_post,
    found,
    group_mark,
    state_leading_group,
    state_particulars,
)

BEGIN, DAY = date(2026, 1, 1), date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 1, tzinfo=UTC)
WHOLE = {
    "name": "党政综合办公室",
    "answers": "王芳，主任",
    "address": "柳林镇中心街1号",
    "hours": "工作日",
    "phone": "0000-6000001",
    "fax": "无",
    "email": "open@liulin.example",
}


@pytest.fixture
def town(db: None) -> Organ:
    return found(by=None, code="X1", name="柳林镇人民政府", kind=Kind.GOVERNMENT, level=Level.TOWNSHIP, since=BEGIN)


def state(town: Organ, by: Person | None = None, **changes: str) -> Particulars:
    before = particulars_of(town)
    given = (WHOLE if before is None else {name: getattr(before, name) for name in WHOLE}) | changes
    return state_particulars(by=by, organ=town, given=given, seen=before.pk if before else None, now=NOW)


def asked(town: Organ) -> list[str]:
    return [one.what for one in open_renewals(town)]


def test_the_article_names_nine() -> None:
    assert len(ELEMENTS) == 9
    assert [str(one.label) for one in ELEMENTS[:3]] == ["政府信息的分类", "编排体系", "获取方式"]


MISSING = [
    ({}, []),
    ({"fax": ""}, ["传真号码"]),
    ({"email": ""}, ["互联网联系方式"]),
    ({"email": "", "website": "https://liulin.example"}, []),
    ({"email": "", "request_email": "ask@liulin.example"}, []),
    ({"name": "", "address": "", "hours": "", "phone": ""}, ["工作机构的名称", "办公地址", "办公时间", "联系电话"]),
    ({"answers": "", "credit_code": "", "postcode": ""}, []),
]


@pytest.mark.parametrize(("changes", "lacking"), MISSING)
def test_what_the_guide_lacks(town: Organ, changes: dict[str, str], lacking: list[str]) -> None:
    assert [str(one.label) for one in missing(state(town, **changes))] == lacking


def test_an_organ_that_has_said_nothing_lacks_six(town: Organ) -> None:
    assert len(missing(None)) == 6


RENEWED = [
    ({"address": "柳林镇新街2号"}, ["address"]),
    ({"phone": "0000-6000002"}, ["phone"]),
    ({"hours": "工作日下午"}, ["hours"]),
    ({"website": "https://liulin.example"}, ["internet"]),
    ({"phone": "0000-6000002", "fax": "0000-6000003"}, ["phone", "fax"]),
    ({"answers": "李强，主任"}, []),
    ({"credit_code": "11990000MB00000101"}, []),
    ({}, []),
]


@pytest.mark.parametrize(("changes", "what"), RENEWED)
def test_which_change_asks_for_a_new_guide(town: Organ, changes: dict[str, str], what: list[str]) -> None:
    state(town)
    assert asked(town) == []
    state(town, **changes)
    assert asked(town) == what


def test_saying_the_same_again_is_no_change(town: Organ) -> None:
    assert state(town) == state(town)
    assert Particulars.objects.count() == 1


def test_another_head_asks_for_a_new_guide_where_there_is_one(town: Organ) -> None:
    def head(name: str) -> Person:
        return Person.objects.create(account=name, full_name=name)

    first = appoint(by=None, person=head("李强"), role=Role.HEAD, organ=town, since=BEGIN)
    assert asked(town) == []
    state(town)
    end_post(by=None, post=first, on=DAY)
    appoint(by=None, person=head("王芳"), role=Role.HEAD, organ=town, since=DAY)
    assert asked(town) == ["head"]
    assert open_renewals(town)[0].detail == "王芳任主要负责人"
    appoint(by=None, person=head("张伟"), role=Role.CLERK, organ=town, since=DAY)
    assert asked(town) == ["head"]


def test_confirming_settles_everything_and_is_in_the_log(town: Organ) -> None:
    state(town)
    state(town, phone="1", address="2")
    assert confirm_guide(by=None, organ=town, now=NOW) == 2
    assert asked(town) == []
    assert Entry.objects.last().key == "guide.confirmed"
    state(town, phone="3")
    assert asked(town) == ["phone"]


def test_changed_twice_before_it_is_confirmed_the_first_day_counts(town: Organ) -> None:
    state(town)
    state(town, phone="1")
    before = particulars_of(town)
    given = WHOLE | {"phone": "2"}
    later = datetime(2026, 7, 1, 1, tzinfo=UTC)
    state_particulars(by=None, organ=town, given=given, seen=before.pk if before else None, now=later)
    [one] = open_renewals(town)
    assert (one.changed_on, one.detail) == (DAY, "2")


def test_of_two_who_write_at_once_the_second_is_told(town: Organ) -> None:
    first = state(town)
    state(town, phone="1")
    with pytest.raises(OrganError, match="刚刚有人改过"):
        state_particulars(by=None, organ=town, given=WHOLE | {"phone": "2"}, seen=first.pk, now=NOW)
    with pytest.raises(OrganError, match="刚刚有人改过"):
        state_particulars(by=None, organ=town, given=WHOLE, seen=None, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.DISCLOSURE_HEAD)])
def test_the_disclosure_office_states_it_and_nobody_else(town: Organ, role: Role) -> None:
    other = Person.objects.create(account="wang", full_name="王芳")
    appoint(by=None, person=other, role=role, organ=town, since=BEGIN)
    with pytest.raises(OrganError, match="不由您办理"):
        state(town, by=other)


def test_the_leading_group_is_a_list_that_two_do_not_overwrite(town: Organ) -> None:
    group = [("leader", "李强", "镇长"), ("member", "王芳", "")]
    state_leading_group(by=None, organ=town, members=group, seen="")
    assert [str(one) for one in town.leading_members.all()] == ["组长李强", "成员王芳"]
    with pytest.raises(OrganError, match="刚刚有人改过"):
        state_leading_group(by=None, organ=town, members=[], seen="")
    state_leading_group(by=None, organ=town, members=[], seen=group_mark(town))
    assert not town.leading_members.exists()
