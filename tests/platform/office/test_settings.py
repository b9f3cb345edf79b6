"""设置: cards say what is set now; what is set is set by those whose business it is, and asked about where it cannot be undone."""

from __future__ import annotations

import pytest

from gongkai_web.organs.models import Organ, Post, Relaxation
from gongkai_web.organs.selectors import supervisor_of
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> None:
    load_office()


def organ(code: str = "DEMO-1") -> Organ:
    return Organ.objects.get(code=code)


def test_each_card_says_what_is_set_now() -> None:
    page = text(as_("clerk1").get("/office/DEMO-1/settings/"))
    assert "4 个：农业站、民政所、财政所、综合办" in page
    assert "清源县青石乡人民政府，主管部门：清源县人民政府" in page
    assert "三员由上级机关的人员担任" in page


def test_an_organ_without_its_three_is_warned_on_every_page_about_people() -> None:
    organ().relaxations.all().delete()
    for address in ("settings/", "people/", "settings/relaxations/"):
        page = text(as_("clerk1").get(f"/office/DEMO-1/{address}"))
        assert "三员不全" in page
        assert "系统管理员、安全管理员、审计员" in page


def test_a_unit_is_added_renamed_moved_and_ended() -> None:
    client, units = as_("system"), organ().units
    client.post("/office/DEMO-1/settings/units/", {"name": "司法所"})
    court = units.get(name="司法所")
    client.post(f"/office/DEMO-1/settings/units/{court.pk}/rename/", {"name": "司法调解所"})
    client.post(f"/office/DEMO-1/settings/units/{court.pk}/move/", {"up": "1"})
    assert [unit.name for unit in units.all()] == ["农业站", "民政所", "财政所", "司法调解所", "综合办"]
    client.post(f"/office/DEMO-1/settings/units/{court.pk}/end/", {"on": "2026-12-31"})
    assert "已撤销的" in text(client.get("/office/DEMO-1/settings/units/"))


def test_a_unit_with_people_is_not_ended_and_the_page_says_who_they_are() -> None:
    farm = organ().units.get(name="农业站")
    answer = as_("system").post(f"/office/DEMO-1/settings/units/{farm.pk}/end/", {"on": "2026-12-31"})
    assert answer.status_code == 422
    assert "冯大山、郑国栋" in text(answer)


def test_a_name_that_is_there_already_stays_in_the_field() -> None:
    answer = as_("system").post("/office/DEMO-1/settings/units/", {"name": "农业站"})
    assert answer.status_code == 422
    assert 'value="农业站"' in answer.content.decode()


def test_another_name_from_a_day_on() -> None:
    given = {"name": "清源县青石镇人民政府", "since": "2026-03-01"}
    as_("system").post("/office/DEMO-1/settings/organ/", given)
    page = text(as_("clerk1").get("/office/DEMO-1/settings/organ/"))
    assert page.index("清源县青石镇人民政府") < page.index("清源县青石乡人民政府")
    assert as_("system").post("/office/DEMO-1/settings/organ/", given).status_code == 422


def test_merging_asks_and_says_what_ends() -> None:
    client, into = as_("system"), organ("DEMO-2")
    given = {"into": into.pk, "on": "2026-12-31"}
    asked = text(client.post("/office/DEMO-1/settings/organ/merge/", given))
    assert "9 个岗位到这一天为止" in asked
    assert "合并不能撤回" in asked
    assert organ().ended_on is None
    client.post("/office/DEMO-1/settings/organ/merge/", given | {"confirmed": "1"})
    assert organ().merged_into == into
    assert not Post.objects.filter(organ=organ(), until__isnull=True).exists()


def test_a_township_is_founded_and_then_asks_for_its_three() -> None:
    given = {
        "name": "清源县北岭乡人民政府",
        "code": "QY-BEILING",
        "kind": "government",
        "level": "township",
        "since": "2026-01-01",
    }
    assert as_("system").post("/office/DEMO/settings/below/", given).status_code == 302
    assert "三员不全" in text(as_("security").get("/office/QY-BEILING/people/"))
    assert as_("system").post("/office/DEMO/settings/below/", given).status_code == 422
    lazy = given | {"code": "delegations"}
    assert as_("system").post("/office/DEMO/settings/below/", lazy).status_code == 422


def test_the_regions_office_watches_over_the_townships() -> None:
    given = {
        "name": "清源县人民政府办公室",
        "code": "QY-OFFICE",
        "kind": "office",
        "level": "county",
        "since": "2026-01-01",
    }
    as_("system").post("/office/DEMO/settings/below/", given)
    office = organ("QY-OFFICE")
    as_("system").post("/office/DEMO/settings/organ/region/", {"office": office.pk})
    assert supervisor_of(organ()) == office
    assert "主管部门：清源县人民政府办公室" in text(as_("clerk1").get("/office/DEMO-1/settings/"))


def test_a_relaxation_is_made_shown_and_taken_back() -> None:
    client = as_("security")
    given = {"what": "two_people", "reason": "党政办只有一人"}
    client.post("/office/DEMO-1/settings/relaxations/", given)
    assert "党政办只有一人" in text(as_("clerk1").get("/office/DEMO-1/people/"))
    client.post("/office/DEMO-1/settings/relaxations/end/", {"what": "two_people"})
    assert not Relaxation.objects.filter(organ=organ(), what="two_people").exists()
    assert client.post("/office/DEMO-1/settings/relaxations/", given | {"reason": ""}).status_code == 422


def test_the_three_find_their_organs_by_name() -> None:
    page = text(as_("auditor").get("/office/organs/"))
    assert "列出 6 个" in page
    assert "列出 1 个" in text(as_("auditor").get("/office/organs/?q=柳河"))
    assert "没有这个名称的机关" in text(as_("auditor").get("/office/organs/?q=没有"))
