"""机构信息和指南, 领导小组, and the tasks that come of them on 今天."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.organs.guide import particulars_of
from gongkai_web.organs.models import Organ
from gongkai_web.organs.services.guide import STATED
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db

PAGE = "/office/DEMO-1/settings/particulars/"
GROUP = "/office/DEMO-1/settings/leading-group/"


@pytest.fixture(autouse=True)
def office() -> None:
    load_office()


def said(**changes: object) -> dict[str, object]:
    stated = particulars_of(Organ.objects.get(code="DEMO-1"))
    return {name: getattr(stated, name) for name in STATED} | {"seen": stated.pk if stated else ""} | changes


def tasks(client: Client) -> list[str]:
    return [task.title for task in client.get("/office/").context["tasks"]]


def test_a_new_telephone_becomes_a_task_until_the_guide_is_confirmed() -> None:
    clerk = as_("clerk1")
    assert tasks(clerk) == []
    clerk.post(PAGE, said(phone="0000-6000199"))
    assert tasks(clerk) == ["更新政府信息公开指南"]
    assert "变更：联系电话" in text(clerk.get("/office/"))
    assert tasks(as_("head1")) == tasks(as_("clerk2")) == []
    clerk.post(f"{PAGE}confirm/")
    assert tasks(clerk) == []


def test_what_is_missing_is_a_task_too() -> None:
    assert tasks(as_("clerk5")) == ["补齐政府信息公开指南"]
    assert "缺：传真号码" in text(as_("clerk5").get("/office/"))


def test_the_example_with_a_new_telephone_has_twenty_working_days() -> None:
    [task] = as_("clerk3").get("/office/").context["tasks"]
    # Changed on Monday, 2 November 2026; no holiday in November.
    assert f"{task.due}" == "2026-11-30"


def test_the_page_shows_the_nine_and_what_changed() -> None:
    page = text(as_("clerk3").get("/office/DEMO-3/settings/particulars/"))
    assert "九项齐全" in page
    assert page.count("nine__one") == 9
    assert "0000-6000310" in page
    assert "0000-6000320" in page
    assert "还缺 1 项" in text(as_("clerk5").get("/office/DEMO-5/settings/particulars/"))


@pytest.mark.parametrize("code", ["123", "11990000MB00000119", "919900001234567890"])
def test_a_credit_code_with_a_wrong_check_digit_is_refused(code: str) -> None:
    answer = as_("clerk1").post(PAGE, said(credit_code=code))
    assert answer.status_code == 422
    assert "校验码" in text(answer)


def test_what_was_typed_stays_when_somebody_was_faster() -> None:
    mine, theirs = said(phone="0000-6000111"), said(phone="0000-6000112")
    as_("clerk1").post(PAGE, theirs)
    answer = as_("clerk1").post(PAGE, mine)
    assert answer.status_code == 422
    assert "刚刚有人改过" in text(answer)
    assert 'value="0000-6000111"' in answer.content.decode()


@pytest.mark.parametrize("account", ["clerk2", "county", "open"])
def test_another_organ_has_no_access(account: str) -> None:
    for address in (PAGE, GROUP):
        assert as_(account).get(address).status_code == 404
        assert as_(account).post(address, said()).status_code == 404


@pytest.mark.parametrize("account", ["head1", "farm1", "system", "security", "auditor"])
def test_who_works_here_reads_and_does_not_change(account: str) -> None:
    for address in (PAGE, GROUP):
        assert as_(account).get(address).status_code == 200
        assert as_(account).post(address, said()).status_code == 404
    assert as_(account).post(f"{PAGE}confirm/").status_code == 404


def rows(*members: tuple[str, str, str, str], seen: str) -> dict[str, str]:
    given = {"form-TOTAL_FORMS": str(len(members)), "form-INITIAL_FORMS": "0", "seen": seen}
    for number, row in enumerate(members):
        given |= {
            f"form-{number}-{name}": value for name, value in zip(("place", "name", "title", "order"), row, strict=True)
        }
    return given


def test_the_leading_group_stands_in_its_order() -> None:
    client = as_("clerk1")
    seen = client.get(GROUP).context["seen"]
    given = rows(
        ("member", "何小燕", "", "2"),
        ("leader", "吴强", "乡长", ""),
        ("member", "周敏", "", "1"),
        ("member", "", "", ""),
        seen=seen,
    )
    assert client.post(GROUP, given).status_code == 302
    members = Organ.objects.get(code="DEMO-1").leading_members.all()
    assert [str(one) for one in members] == ["组长吴强", "成员周敏", "成员何小燕"]
    assert client.post(GROUP, given).status_code == 422


def test_a_title_without_a_name_is_asked_about() -> None:
    seen = as_("clerk1").get(GROUP).context["seen"]
    answer = as_("clerk1").post(GROUP, rows(("member", "", "所长", ""), seen=seen))
    assert answer.status_code == 422
    assert "没有写姓名" in text(answer)


def test_who_appoints_sees_which_organs_lack_their_three() -> None:
    Organ.objects.get(code="DEMO-4").relaxations.all().delete()
    assert tasks(as_("security")) == ["任命三员，或者声明由上级担任", "给自己的账号开启两步验证"]
    assert tasks(as_("auditor")) == ["给自己的账号开启两步验证"]


def test_what_the_office_states_stands_in_the_public_guide_at_once(client: Client) -> None:
    assert "0000-6000110" in text(client.get("/open/DEMO-1/guide/"))
    answer = as_("clerk1").post(PAGE, said(phone="0000-6000199", classification="按站所分类。"))
    assert answer.status_code == 302
    page = text(client.get("/open/DEMO-1/guide/"))
    assert "0000-6000199" in page
    assert "按站所分类。" in page
    assert "吴强，乡长" in page


def test_an_office_that_has_stated_nothing_yet_has_the_page() -> None:
    Organ.objects.get(code="DEMO-1").particulars.all().delete()
    assert as_("clerk1").get(PAGE).status_code == 200
