"""The people of an organ: who may see them, who may appoint, and that what one may not know is not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.organs.demo import load_office
from gongkai_web.organs.models import Organ, Person, Post
from gongkai_web.organs.roles import Role
from tests.platform.pages import text

pytestmark = pytest.mark.django_db

SEES = {
    "DEMO": ["system", "security", "auditor", "county"],
    "DEMO-1": ["system", "security", "auditor", "clerk1", "head1"],
}
ACCOUNTS = ["system", "security", "auditor", "county", "clerk1", "head1", "clerk2", "head2"]


@pytest.fixture
def office() -> None:
    load_office()


def as_(account: str) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(account=f"demo-{account}"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def appointment(**changes: object) -> dict[str, object]:
    given = {
        "account": "zhangwei",
        "full_name": "张伟",
        "role": Role.CLERK,
        "unit": "",
        "title": "",
        "since": "2026-03-01",
    }
    return given | changes


@pytest.mark.parametrize("organ", SEES)
@pytest.mark.parametrize("account", ACCOUNTS)
def test_who_sees_and_who_appoints(office: None, organ: str, account: str) -> None:
    client = as_(account)
    seen = client.get(f"/office/{organ}/people/").status_code
    assert seen == (200 if account in SEES[organ] else 404)
    appointed = client.post(f"/office/{organ}/people/", appointment()).status_code
    assert appointed == (200 if account == "security" else 404)
    assert Person.objects.filter(account="zhangwei").exists() == (account == "security")


def test_an_organ_that_does_not_exist_answers_as_one_that_may_not_be_known(office: None) -> None:
    client = as_("clerk1")
    assert client.get("/office/NONE/people/").status_code == client.get("/office/DEMO-2/people/").status_code == 404


def test_a_new_person_gets_a_password_that_is_shown_once(office: None) -> None:
    client = as_("security")
    shown = text(client.post("/office/DEMO-1/people/", appointment()))
    assert "密码只显示这一次" in shown
    assert "张伟" in text(client.get("/office/DEMO-1/people/"))


def test_what_may_not_be_is_said_and_what_was_typed_stays(office: None) -> None:
    client = as_("security")
    answer = client.post(
        "/office/DEMO-1/people/", appointment(account="demo-clerk1", full_name="周敏", role=Role.AUDITOR)
    )
    assert answer.status_code == 422
    assert "不能同时担任审计员" in text(answer)
    assert 'value="demo-clerk1"' in answer.content.decode()


@pytest.mark.parametrize("changes", [{"account": "张伟"}, {"role": "king"}, {"since": "昨天"}, {"full_name": ""}])
def test_a_form_filled_in_wrongly_makes_nobody(office: None, changes: dict[str, object]) -> None:
    assert as_("security").post("/office/DEMO-1/people/", appointment(**changes)).status_code == 422
    assert not Person.objects.filter(full_name="张伟").exists()


def test_a_unit_of_another_organ_cannot_be_chosen(office: None) -> None:
    other = Organ.objects.get(code="DEMO-2").units.first()
    answer = as_("security").post("/office/DEMO-1/people/", appointment(role=Role.CONTRIBUTOR, unit=other.pk))
    assert answer.status_code == 422


def test_a_post_ends_on_a_day(office: None) -> None:
    post = Post.objects.get(person__account="demo-clerk1")
    address = f"/office/DEMO-1/posts/{post.pk}/end/"
    assert as_("head1").post(address, {"on": "2026-11-01"}).status_code == 404
    as_("security").post(address, {"on": "2026-11-01"})
    post.refresh_from_db()
    assert str(post.until) == "2026-11-01"


def test_a_post_of_another_organ_is_not_ended_through_this_one(office: None) -> None:
    post = Post.objects.get(person__account="demo-clerk2")
    assert as_("security").post(f"/office/DEMO-1/posts/{post.pk}/end/", {"on": "2026-11-01"}).status_code == 404


def test_a_renewed_password_ends_open_sessions(office: None) -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    open_session = as_("clerk1")
    assert open_session.get("/office/").status_code == 200
    assert as_("clerk2").post(f"/office/DEMO-1/people/{clerk.pk}/password/").status_code == 404
    as_("security").post(f"/office/DEMO-1/people/{clerk.pk}/password/")
    assert open_session.get("/office/").status_code == 302


def test_today_says_where_one_works_and_as_what(office: None) -> None:
    page = text(as_("clerk1").get("/office/"))
    assert "清源县青石乡人民政府" in page
    assert "政务公开经办人" in page
    assert f"{timezone.localdate():%Y}" in page
