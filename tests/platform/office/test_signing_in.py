"""Signing in: the first password, one's own, the lock, the second step, and what a stranger finds."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from gongkai_web.audit.models import Entry
from gongkai_web.organs.demo import SINCE, listed, refuse_demonstration, renew_passwords
from gongkai_web.organs.models import Person
from gongkai_web.organs.services import open_account, switch_account
from tests.platform.demo import load_office
from tests.platform.pages import text

pytestmark = pytest.mark.django_db

OWN = "Qing-Shi-2026"


def sign_in(client: Client, account: str, password: str):
    return client.post("/account/login/", {"login": account, "password": password})


def words(page: str, account: str) -> str:
    """What a page says, but for the security mark of its forms and what was typed."""
    return re.sub(r'value="[^"]{20,}"', "", page).replace(account, "")


@pytest.fixture
def wang() -> tuple[Person, str]:
    return open_account(by=None, account="wangfang", full_name="王芳")


def test_whoever_has_the_first_password_chooses_their_own_before_anything_else(client: Client, wang) -> None:
    person, first = wang
    assert sign_in(client, "wangfang", first).url == "/office/"
    assert client.get("/office/").url == "/account/password/change/"
    given = {"oldpassword": first, "password1": OWN, "password2": OWN}
    client.post("/account/password/change/", given)
    assert client.get("/office/").status_code == 200
    person.refresh_from_db()
    assert not person.must_change_password
    assert sign_in(Client(), "wangfang", first).status_code == 200
    assert sign_in(Client(), "wangfang", OWN).status_code == 302


@pytest.mark.parametrize("poor", ["short1A", "alllowercaseletters", "1234567890123", "wangfang2026X", "Password123"])
def test_a_poor_password_is_refused_in_words(client: Client, wang, poor: str) -> None:
    _, first = wang
    sign_in(client, "wangfang", first)
    response = client.post("/account/password/change/", {"oldpassword": first, "password1": poor, "password2": poor})
    assert response.status_code == 200
    assert "This password" not in text(response)
    assert sign_in(Client(), "wangfang", first).status_code == 302


def test_after_five_wrong_passwords_the_right_one_waits_too(wang) -> None:
    _, first = wang
    answers = [sign_in(Client(), "wangfang", "wrong").status_code for _ in range(5)]
    assert answers[-1] == 429
    locked = sign_in(Client(), "wangfang", first)
    assert locked.status_code == 429
    assert "密码错误次数过多" in text(locked)


def test_an_unknown_account_is_told_nothing_that_a_known_one_is_not(wang) -> None:
    unknown, known = (text(sign_in(Client(), account, "wrong")) for account in ("nobody", "wangfang"))
    assert words(unknown, "nobody") == words(known, "wangfang")


def test_an_account_that_is_switched_off_cannot_sign_in(client: Client, wang) -> None:
    person, first = wang
    switch_account(by=None, person=person, active=False)
    sign_in(client, "wangfang", first)
    assert client.get("/office/").status_code == 302


def test_the_second_step_is_asked_for_where_it_is_switched_on(client: Client, wang) -> None:
    person, first = wang
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert sign_in(client, "wangfang", first).url.startswith("/account/2fa/authenticate/")
    assert client.get("/office/").status_code == 302
    assert get_adapter().is_mfa_enabled(person, [Authenticator.Type.TOTP])
    code = f"{hotp_value('JBSWY3DPEHPK3PXP', int(time.time() // 30)):06d}"
    client.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/office/").url == "/account/password/change/"


@pytest.mark.parametrize("address", ["/account/signup/", "/account/password/reset/", "/account/email/"])
def test_nobody_opens_an_account_or_a_way_round_by_themselves(client: Client, address: str) -> None:
    assert "安全管理员" in text(client.get(address))
    assert client.post(address, {"login": "x", "email": "a@b.cn"}).status_code == 405
    assert not Person.objects.exists()


@pytest.mark.parametrize("address", ["/office/", "/office/DEMO/people/", "/account/2fa/", "/account/sessions/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).url.startswith("/account/login/")


def test_signing_in_and_out_is_in_the_log(client: Client, wang) -> None:
    _, first = wang
    sign_in(client, "wangfang", first)
    client.post("/account/logout/")
    assert list(Entry.objects.values_list("key", flat=True)) == [
        "person.account_opened",
        "person.signed_in",
        "person.signed_out",
    ]


def test_public_pages_set_no_session(client: Client) -> None:
    client.get("/")
    client.get("/check/")
    assert "sessionid" not in client.cookies


def test_the_demonstration_is_made_once_with_random_passwords_and_never_in_production(client: Client) -> None:
    made = load_office()
    assert len({password for _, password in made}) == len(made) == len({person.full_name for person, _ in made})
    assert load_office() == []
    person, password = made[0]
    assert sign_in(client, person.account, password).url == "/office/"
    assert client.get("/office/").status_code == 200
    with pytest.raises(ImproperlyConfigured, match="演示账号"):
        refuse_demonstration()
    Person.objects.update(is_active=False)
    refuse_demonstration()


def test_what_is_printed_names_every_account_once_and_what_it_is_for(db: None) -> None:
    made = load_office()
    lines = listed(made)
    assert len(lines) == len(made) + 6
    for person, password in made:
        [line] = [line for line in lines if line.split()[0] == person.account]
        assert password in line
        assert person.full_name in line
        assert "：" in line


def test_a_first_password_is_stored_in_the_usual_way_once_it_was_used(client: Client, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    person, first = open_account(by=None, account="wangfang", full_name="王芳")
    early = person.password
    sign_in(client, "wangfang", first)
    person.refresh_from_db()
    assert int(early.split("$")[1]) < 100_000 < int(person.password.split("$")[1])
    assert person.check_password(first)


def test_demonstration_passwords_can_be_made_anew(client: Client) -> None:
    old = dict(load_office())
    for person, password in renew_passwords():
        assert old[person] != password
    assert sign_in(client, person.account, password).status_code == 302


def test_the_day_a_person_is_appointed_from(db: None) -> None:
    assert all(post.since == SINCE for person, _ in load_office() for post in person.posts.all())
