"""The people of an organ: who may see them, who may appoint, and that what one may not know is not there."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.organs.demo import SINCE
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ, Person, Post
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, found, open_account, renew_password
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db

SEES = {
    "DEMO": ["system", "security", "auditor", "county", "open"],
    "DEMO-1": ["system", "security", "auditor", "clerk1", "head1", "farm1", "farmhead1", "deputy1", "secrecy1"],
}
CLERK = "周敏"
ACCOUNTS = [*SEES["DEMO"], *SEES["DEMO-1"][3:], "clerk2", "head2", "reviewer5"]


@pytest.fixture
def office() -> None:
    load_office()


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
def test_who_sees_and_who_appoints(office: None, organ: str) -> None:
    seen = [one for one in ACCOUNTS if as_(one).get(f"/office/{organ}/people/").status_code == 200]
    assert seen == [one for one in ACCOUNTS if one in SEES[organ]]
    for account in ACCOUNTS:
        appointed = as_(account).post(f"/office/{organ}/people/appoint/", appointment()).status_code
        assert appointed == (200 if account == "security" else 404)
        assert Person.objects.filter(account="zhangwei").exists() == (
            ACCOUNTS.index(account) >= ACCOUNTS.index("security")
        )


def test_an_organ_that_does_not_exist_answers_as_one_that_may_not_be_known(office: None) -> None:
    client = as_("clerk1")
    assert client.get("/office/NONE/people/").status_code == client.get("/office/DEMO-2/people/").status_code == 404


def test_a_new_person_gets_a_password_that_is_shown_once(office: None) -> None:
    client = as_("security")
    shown = text(client.post("/office/DEMO-1/people/appoint/", appointment()))
    assert "密码只显示这一次" in shown
    assert "张伟" in text(client.get("/office/DEMO-1/people/"))


def test_what_may_not_be_is_said_and_what_was_typed_stays(office: None) -> None:
    client = as_("security")
    answer = client.post(
        "/office/DEMO-1/people/appoint/",
        appointment(account="demo-clerk1", full_name=CLERK, role=Role.AUDITOR) | {"confirmed": "1"},
    )
    assert answer.status_code == 422
    assert "不能同时担任审计员" in text(answer)
    assert 'value="demo-clerk1"' in answer.content.decode()


@pytest.mark.parametrize("changes", [{"account": "张伟"}, {"role": "king"}, {"since": "昨天"}, {"full_name": ""}])
def test_a_form_filled_in_wrongly_makes_nobody(office: None, changes: dict[str, object]) -> None:
    assert as_("security").post("/office/DEMO-1/people/appoint/", appointment(**changes)).status_code == 422
    assert not Person.objects.filter(full_name="张伟").exists()


def test_a_unit_of_another_organ_cannot_be_chosen(office: None) -> None:
    other = Organ.objects.get(code="DEMO-2").units.first()
    answer = as_("security").post("/office/DEMO-1/people/appoint/", appointment(role=Role.CONTRIBUTOR, unit=other.pk))
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


def test_appointing_one_of_the_three_asks_first_and_says_what_it_means(office: None) -> None:
    client = as_("security")
    asked = client.post("/office/DEMO-1/people/appoint/", appointment(role=Role.AUDITOR))
    assert "不能担任任何机关的其他岗位" in text(asked)
    assert not Person.objects.filter(account="zhangwei").exists()
    done = client.post("/office/DEMO-1/people/appoint/", appointment(role=Role.AUDITOR) | {"confirmed": "1"})
    assert "审计员" in text(done)
    assert Post.objects.filter(person__account="zhangwei", role=Role.AUDITOR).exists()


def test_one_may_go_back_and_nothing_that_was_typed_is_lost(office: None) -> None:
    again = as_("security").post("/office/DEMO-1/people/appoint/", appointment(role=Role.AUDITOR) | {"back": "1"})
    assert 'value="zhangwei"' in again.content.decode()
    assert not Person.objects.filter(account="zhangwei").exists()


def test_the_page_of_the_first_password_names_the_post(office: None) -> None:
    unit = Organ.objects.get(code="DEMO-1").units.get(name="农业站")
    given = appointment(role=Role.CONTRIBUTOR, unit=unit.pk, title="干事")
    page = text(as_("security").post("/office/DEMO-1/people/appoint/", given))
    assert "信息员（农业站） 干事" in page


def test_somebody_elses_account_is_not_told_apart_from_a_wrong_name(office: None) -> None:
    client = as_("security")
    answer = client.post("/office/DEMO-1/people/appoint/", appointment(account="demo-clerk2", full_name="唐大梅"))
    assert answer.status_code == 422
    assert "唐晓梅" not in text(answer)


def test_another_post_for_somebody_who_is_here_needs_no_name_typed(office: None) -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    page = as_("security").get(f"/office/DEMO-1/people/appoint/?person={clerk.pk}").content.decode()
    assert 'value="demo-clerk1"' in page
    stranger = Person.objects.get(account="demo-clerk2")
    assert (
        "demo-clerk2"
        not in as_("security").get(f"/office/DEMO-1/people/appoint/?person={stranger.pk}").content.decode()
    )


def test_before_a_post_ends_the_day_is_chosen(office: None) -> None:
    post = Post.objects.get(person__account="demo-clerk1")
    page = text(as_("security").get(f"/office/DEMO-1/posts/{post.pk}/end/"))
    assert "免去周敏的政务公开经办人" in page
    assert as_("security").post(f"/office/DEMO-1/posts/{post.pk}/end/", {"on": "昨天"}).status_code == 422


def test_the_page_of_a_person_is_for_whoever_appoints(office: None) -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    address = f"/office/DEMO-1/people/{clerk.pk}/"
    assert "重置密码" in text(as_("security").get(address))
    assert [as_(one).get(address).status_code for one in ("clerk1", "head1", "system", "auditor")] == [404] * 4


def test_who_loses_the_telephone_gets_in_with_the_password_again(office: None) -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    as_("security").post(f"/office/DEMO-1/people/{clerk.pk}/two-steps/")
    assert not Authenticator.objects.filter(user=clerk).exists()
    assert Entry.objects.last().key == "person.two_steps_ended"


def test_an_account_is_switched_off_and_on(office: None) -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    for given, active in (({}, False), ({"on": "1"}, True)):
        as_("security").post(f"/office/DEMO-1/people/{clerk.pk}/switch/", given)
        clerk.refresh_from_db()
        assert clerk.is_active is active


def test_appointing_somebody_here_does_not_open_their_account_elsewhere(office: None) -> None:
    """Otherwise whoever appoints could sign in as the head of an organ they have no charge of."""
    own = found(by=None, code="Y1", name="临河镇人民政府", kind=Kind.GOVERNMENT, level=Level.TOWNSHIP, since=SINCE)
    keeper, _ = open_account(by=None, account="demo-keeper", full_name="卫东")
    Person.objects.filter(pk=keeper.pk).update(must_change_password=False)
    appoint(by=None, person=keeper, role=Role.SECURITY_ADMIN, organ=own, since=SINCE)
    head = Person.objects.get(account="demo-head1")
    appoint(by=keeper, person=head, role=Role.CLERK, organ=own, since=SINCE)
    before = head.password
    assert as_("keeper").post(f"/office/Y1/people/{head.pk}/password/").status_code == 404
    with pytest.raises(OrganError, match="不由您办理"):
        renew_password(by=keeper, person=head)
    head.refresh_from_db()
    assert head.password == before
