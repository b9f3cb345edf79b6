"""The page 事项: what it shows to whom, and what an empty list says."""

from __future__ import annotations

import pytest

from gongkai_web.organs.roles import Role
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_
from tests.platform.publishing.office import Office, draft, person, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def test_the_list_says_how_many_and_in_what_order(office: Office) -> None:
    draft(office)
    page = text(as_(office.clerk).get("/office/T1/items/"))
    assert "共 1 件" in page
    assert "最近改动的在前" in page
    assert "秋季防火" in page


@pytest.mark.parametrize("state", ["draft", "returned", "approved", "published", "recalled", "filed", "discarded"])
def test_an_empty_list_says_what_belongs_there(office: Office, state: str) -> None:
    page = text(as_(office.clerk).get("/office/T1/items/", {"state": state}))
    assert "在这里" in page


def test_who_may_write_is_offered_the_first_step(office: Office) -> None:
    assert "写第一份" in text(as_(office.clerk).get("/office/T1/items/?state=draft"))
    assert "写第一份" not in text(as_(office.head).get("/office/T1/items/?state=draft"))


def test_whoever_only_decides_sees_what_is_under_review_first(office: Office) -> None:
    assert 'state=in_review" aria-current="page"' in text(as_(office.head).get("/office/T1/items/"))


def test_a_search_without_result_says_so(office: Office) -> None:
    published(office)
    page = text(as_(office.clerk).get("/office/T1/items/", {"state": "published", "words": "防汛"}))
    assert "没有符合的" in page


def test_a_number_that_is_no_state_is_the_first_tab(office: Office) -> None:
    assert as_(office.clerk).get("/office/T1/items/?state=9&unit=x&column=y").status_code == 200


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.SUPERVISOR])
def test_whoever_has_no_part_in_drafts_has_no_such_page(office: Office, role: Role) -> None:
    assert as_(person("who", "钱某", role, office.organ)).get("/office/T1/items/").status_code == 404


def test_another_organ_has_no_such_page(office: Office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    assert as_(other.clerk).get("/office/T1/items/").status_code == 404
