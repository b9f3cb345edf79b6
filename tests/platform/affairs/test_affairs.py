"""Affairs and their five stages: what counts as disclosed, what is missing, what is expected, and what the public sees."""

from datetime import date, timedelta

import pytest

from gongkai_web.affairs.board import board
from gongkai_web.affairs.errors import AffairError
from gongkai_web.affairs.expecting import expect, leave_out, take_in, waive
from gongkai_web.affairs.models import Affair, Expectation, Placement
from gongkai_web.affairs.overview import Asked, affairs_of, disclosed_stages, overview, page_of
from gongkai_web.affairs.public import shown_affairs, stages_of
from gongkai_web.affairs.services import change, draft_for, hide, place, set_up, show, take_out
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.affairs.tasks import tasks
from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.releasing import recall
from tests.platform.publishing.office import NOW, draft, person, published, township

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def affair(office, name: str = "2026年农村公路养护", by=None, **other) -> Affair:
    given = {"kind": Kind.PROJECT, "begun_on": date(2026, 3, 1)} | other
    return set_up(by=by or office.clerk, organ=office.organ, name=name, now=NOW, **given)


def placed(office, kept: Affair, item, stage: Stage = Stage.RESULT, **other) -> Placement:
    return place(by=office.clerk, affair=kept, item=item, stage=stage, now=NOW, **other)


def missing(office, kept: Affair) -> list[str]:
    return [str(box.stage.label) for box in board(kept, office.clerk, NOW) if box.is_missing]


def test_at_first_every_stage_is_missing():
    office = township()
    assert missing(office, affair(office)) == ["决策", "执行", "管理", "服务", "结果"]


def test_a_stage_is_disclosed_when_something_of_it_is_public():
    office = township()
    kept = affair(office)
    placed(office, kept, published(office))
    assert missing(office, kept) == ["决策", "执行", "管理", "服务"]


def test_a_draft_discloses_nothing_and_a_recalled_item_no_longer():
    office = township()
    kept, item = affair(office), published(office)
    placed(office, kept, draft(office), Stage.DECISION)
    placed(office, kept, item)
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    assert missing(office, kept) == ["决策", "执行", "管理", "服务", "结果"]


def test_writing_one_begins_a_draft_that_stands_in_its_stage():
    office = township()
    unit = Unit.objects.create(organ=office.organ, name="村镇建设办")
    kept = affair(office, unit=unit)
    revision = draft_for(by=office.clerk, affair=kept, stage=Stage.DECISION, now=NOW)
    assert (revision.title, revision.item.unit) == ("2026年农村公路养护：决策", unit)
    assert Placement.objects.get(item=revision.item).stage == Stage.DECISION


def test_an_item_may_stand_in_several_stages_but_once_in_each():
    office = township()
    kept, item = affair(office), published(office)
    for stage in (Stage.EXECUTION, Stage.RESULT, Stage.RESULT):
        placed(office, kept, item, stage)
    assert Placement.objects.count() == 2


def test_taking_out_leaves_the_item_as_it_is():
    office = township()
    kept, item = affair(office), published(office)
    take_out(by=office.clerk, placement=placed(office, kept, item), now=NOW)
    item.refresh_from_db()
    assert item.public == "published"
    assert "结果" in missing(office, kept)


def test_a_stage_there_is_none_of_is_not_missing_and_says_why():
    office = township()
    kept = affair(office)
    with pytest.raises(AffairError, match="没有写明不涉及的原因"):
        leave_out(by=office.clerk, affair=kept, stage=Stage.SERVICE, reason=" ", now=NOW)
    leave_out(by=office.clerk, affair=kept, stage=Stage.SERVICE, reason="不面向群众办理", now=NOW)
    assert "服务" not in missing(office, kept)
    take_in(by=office.clerk, affair=kept, stage=Stage.SERVICE, now=NOW)
    assert "服务" in missing(office, kept)


def test_what_has_items_is_not_left_out_and_what_gets_one_is_taken_in():
    office = township()
    kept = affair(office)
    leave_out(by=office.clerk, affair=kept, stage=Stage.SERVICE, reason="不面向群众办理", now=NOW)
    placed(office, kept, published(office), Stage.SERVICE)
    assert not kept.left_out.exists()
    with pytest.raises(AffairError, match="已经有信息"):
        leave_out(by=office.clerk, affair=kept, stage=Stage.SERVICE, reason="没有", now=NOW)


def test_much_after_and_little_before_is_told_in_numbers():
    office = township()
    items = [published(office) for _ in range(3)]
    first, second, third = (affair(office, name) for name in "甲乙丙")
    for kept, item in zip((first, second, third), items, strict=True):
        placed(office, kept, item)
    placed(office, first, items[1], Stage.EXECUTION)
    leave_out(by=office.clerk, affair=third, stage=Stage.SERVICE, reason="没有", now=NOW)
    found = overview(affairs_of(office.organ, Asked(), NOW), NOW)
    assert [(one.stage.value, one.disclosed, one.of) for one in found.stages] == [
        ("decision", 0, 3),
        ("execution", 1, 3),
        ("management", 0, 3),
        ("service", 0, 2),
        ("result", 3, 3),
    ]
    assert [(str(phase.label), count) for phase, count in found.phases] == [("事前", 0), ("事中", 1), ("事后", 3)]
    assert disclosed_stages([third], NOW)[third.pk]["service"] == "left_out"


ASKED = {
    "year": (Asked(year=2026), ["甲", "乙"]),
    "kind": (Asked(kind="money"), ["乙"]),
    "missing": (Asked(missing="result"), ["乙", "丙"]),
    "left out": (Asked(missing="service"), ["甲", "丙"]),
}


@pytest.mark.parametrize("case", ASKED)
def test_affairs_are_found_by_what_is_asked(case):
    office = township()
    first, second = affair(office, "甲"), affair(office, "乙", kind=Kind.MONEY)
    affair(office, "丙", begun_on=date(2025, 3, 1))
    placed(office, first, published(office))
    leave_out(by=office.clerk, affair=second, stage=Stage.SERVICE, reason="没有", now=NOW)
    asked, names = ASKED[case]
    assert sorted(one.name for one in affairs_of(office.organ, asked, NOW)) == sorted(names)


def test_the_list_goes_on_where_the_page_ended():
    office = township()
    for place_ in range(70):
        affair(office, f"事项{place_}", begun_on=date(2026, 1, 1) + timedelta(days=place_ // 3))
    seen, after = [], ""
    for _ in range(3):
        rows, after = page_of(affairs_of(office.organ, Asked(), NOW), after)
        seen += [one.pk for one in rows]
    assert (len(set(seen)), after) == (70, "")


def expected(office, kept: Affair, due: date, what: str = "中标结果") -> Expectation:
    return expect(by=office.clerk, affair=kept, stage=Stage.RESULT, what=what, due=due, now=NOW)


DUE = {
    # due, in the list of 今天, overdue
    "yesterday": (date(2026, 11, 19), True, True),
    "today": (TODAY, True, False),
    "in thirty days": (date(2026, 12, 20), True, False),
    "later": (date(2026, 12, 21), False, False),
}


@pytest.mark.parametrize("case", DUE)
def test_what_is_expected_is_a_task_until_it_is_public(case):
    office = township()
    kept = affair(office)
    due, listed, overdue = DUE[case]
    one = expected(office, kept, due)
    found = list(tasks(office.clerk, TODAY))
    assert [(task.due, task.overdue) for task in found] == ([(due, overdue)] if listed else [])
    placed(office, kept, published(office), expectation=one)
    assert list(tasks(office.clerk, TODAY)) == []


def test_a_units_task_is_its_contributors_and_when_overdue_the_clerks_too():
    office = township()
    unit = Unit.objects.create(organ=office.organ, name="村镇建设办")
    other = Unit.objects.create(organ=office.organ, name="民政所")
    helper = person("T1.helper", "小陈", Role.CONTRIBUTOR, office.organ, unit=unit)
    stranger = person("T1.stranger", "小李", Role.CONTRIBUTOR, office.organ, unit=other)
    kept = affair(office, unit=unit)
    expected(office, kept, date(2026, 12, 1))
    assert [len(list(tasks(who, TODAY))) for who in (helper, stranger, office.clerk)] == [1, 0, 0]
    expected(office, kept, date(2026, 11, 1), "发放名单")
    assert [len(list(tasks(who, TODAY))) for who in (helper, stranger, office.clerk)] == [2, 0, 1]


def test_a_recalled_item_meets_nothing():
    office = township()
    kept, item = affair(office), published(office)
    placed(office, kept, item, expectation=expected(office, kept, date(2026, 11, 1)))
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    assert [task.overdue for task in tasks(office.clerk, TODAY)] == [True]


def test_what_is_no_longer_wanted_says_why():
    office = township()
    one = expected(office, affair(office), TODAY)
    with pytest.raises(AffairError, match="没有写明不再要求的原因"):
        waive(by=office.clerk, expectation=one, reason="", now=NOW)
    waive(by=office.clerk, expectation=one, reason="项目已取消", now=NOW)
    assert list(tasks(office.clerk, TODAY)) == []


def test_an_expectation_of_another_stage_is_not_met():
    office = township()
    kept = affair(office)
    with pytest.raises(AffairError, match="不属于这个阶段"):
        placed(office, kept, published(office), Stage.DECISION, expectation=expected(office, kept, TODAY))


def test_whoever_may_not_see_a_draft_sees_only_that_there_is_one():
    office = township()
    unit, other = (Unit.objects.create(organ=office.organ, name=name) for name in ("村镇建设办", "民政所"))
    stranger = person("T1.stranger", "小李", Role.CONTRIBUTOR, office.organ, unit=other)
    kept = affair(office, unit=unit)
    draft_for(by=office.clerk, affair=kept, stage=Stage.DECISION, now=NOW)
    box = board(kept, stranger, NOW)[0]
    assert (box.placed, box.hidden) == ([], 1)


def test_the_public_sees_an_affair_whose_name_was_released_and_only_what_is_published():
    office = township()
    kept, item = affair(office), published(office)
    placed(office, kept, item)
    placed(office, kept, draft(office), Stage.DECISION)
    assert shown_affairs(office.organ, NOW) == []
    show(by=office.clerk, affair=kept, now=NOW)
    assert shown_affairs(office.organ, NOW) == [kept]
    assert {one.stage.value: list(one.items) for one in stages_of(kept, NOW) if one.items} == {"result": [item]}
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    assert shown_affairs(office.organ, NOW) == []


def test_a_name_before_the_public_is_changed_only_by_those_who_release():
    office = township()
    helper = person("T1.helper", "小陈", Role.CONTRIBUTOR, office.organ)
    kept = affair(office, by=helper)
    with pytest.raises(AffairError, match="没有发布信息的岗位"):
        show(by=helper, affair=kept, now=NOW)
    given = {"kind": kept.kind, "begun_on": kept.begun_on, "now": NOW}
    change(by=helper, affair=kept, lock=0, name="改个名", **given)
    show(by=office.clerk, affair=kept, now=NOW)
    with pytest.raises(AffairError, match="没有发布信息的岗位"):
        change(by=helper, affair=kept, lock=1, name="再改", **given)
    change(by=helper, affair=kept, lock=1, name="改个名", **(given | {"kind": Kind.MONEY}))
    hide(by=office.clerk, affair=kept, now=NOW)


def test_of_two_who_change_the_second_is_told():
    office = township()
    kept = affair(office)
    given = {"kind": kept.kind, "begun_on": kept.begun_on, "now": NOW}
    change(by=office.clerk, affair=kept, lock=0, name="甲", **given)
    with pytest.raises(AffairError, match="别人又改过"):
        change(by=office.clerk, affair=kept, lock=0, name="乙", **given)


def test_another_organ_has_no_part_in_it():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    kept, foreign = affair(ours), published(theirs)
    acts = {
        "set up": lambda: affair(ours, by=theirs.clerk),
        "place": lambda: place(by=theirs.clerk, affair=kept, item=foreign, stage=Stage.RESULT, now=NOW),
        "place ours": lambda: placed(ours, kept, foreign),
        "draft": lambda: draft_for(by=theirs.clerk, affair=kept, stage=Stage.RESULT, now=NOW),
        "show": lambda: show(by=theirs.clerk, affair=kept, now=NOW),
        "expect": lambda: expect(by=theirs.clerk, affair=kept, stage=Stage.RESULT, what="x", due=TODAY, now=NOW),
        "leave out": lambda: leave_out(by=theirs.clerk, affair=kept, stage=Stage.RESULT, reason="x", now=NOW),
    }
    for act in acts.values():
        with pytest.raises(Exception, match=r"您没有|不是本机关的|没有起草"):
            act()
    expected(ours, kept, TODAY)
    assert list(tasks(theirs.clerk, TODAY)) == []
    assert list(affairs_of(theirs.organ, Asked(), NOW)) == []


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.SECRECY_REVIEWER])
def test_who_has_no_part_in_publishing_sets_up_nothing(role):
    office = township()
    with pytest.raises(AffairError, match="没有管理事项的岗位"):
        affair(office, by=person("T1.other", "外人", role, office.organ))
