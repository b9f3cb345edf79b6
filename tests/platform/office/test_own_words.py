"""The pages of one's own account speak as the rest of the office does, whoever wrote the program behind them."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.http import HttpResponse
from django.test import Client

from gongkai_web.organs.models import Person
from gongkai_web.organs.services import open_account
from tests.platform.pages import text

pytestmark = pytest.mark.django_db

NOT_OURS = (
    "会话",
    "双因素",
    "帐户",
    "账户",
    "帐号",
    "登出",
    "身份认证",
    "激活",
    "恢复代码",
    "恢复码",
    "用户名",
    "认证器",
)
ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES = {"English", "FreeOTP", "Microsoft", "Authenticator", "TOTP", "Windows", "wangfang", "Gongkai", "Edge"}
SECRET = "JBSWY3DPEHPK3PXP"


def code() -> str:
    return f"{hotp_value(SECRET, int(time.time() // 30)):06d}"


def said(response: HttpResponse) -> str:
    """What a person reads on the page: no tags, no address, no key of the second step."""
    body = re.sub(r"<(script|style).*?</\1>", "", text(response), flags=re.S)
    body = re.sub(r"<code>.*?</code>", "", body)
    return re.sub(r"<[^>]*>", " ", body)


@pytest.fixture
def wang() -> Person:
    person, _ = open_account(by=None, account="wangfang", full_name="王芳")
    person.set_password("Qing-Shi-2026")
    person.must_change_password = False
    person.save()
    return person


def signed_in() -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120 Safari/537 Edg/120"})
    client.post("/account/login/", {"login": "wangfang", "password": "Qing-Shi-2026"})
    return client


def confirmed(client: Client) -> Client:
    """What touches the account's safety asks for the password once more."""
    client.post("/account/reauthenticate/", {"password": "Qing-Shi-2026"})
    return client


def with_two_steps(wang: Person) -> Client:
    TOTP.activate(wang, SECRET)
    client = signed_in()
    client.post("/account/2fa/authenticate/", {"code": code()})
    return client


def in_our_words(response: HttpResponse) -> str:
    page = said(response)
    assert response.status_code in (200, 422)
    assert [word for word in NOT_OURS if word in page] == []
    assert set(ENGLISH.findall(page)) - NAMES == set()
    return page


@pytest.mark.parametrize(
    "address",
    [
        "/account/logout/",
        "/account/inactive/",
        "/account/reauthenticate/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/sessions/",
        "/account/email/",
    ],
)
def test_pages_without_the_second_step(wang: Person, address: str) -> None:
    in_our_words(confirmed(signed_in()).get(address))


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/",
        "/account/2fa/reauthenticate/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/recovery-codes/generate/",
    ],
)
def test_pages_with_the_second_step(wang: Person, address: str) -> None:
    in_our_words(confirmed(with_two_steps(wang)).get(address))


@pytest.mark.parametrize("address", ["/account/login/", "/account/inactive/", "/account/password/reset/"])
def test_pages_before_signing_in(client: Client, db: None, address: str) -> None:
    in_our_words(client.get(address))


def test_the_second_step_when_signing_in_and_a_wrong_code(wang: Person) -> None:
    TOTP.activate(wang, SECRET)
    client = signed_in()
    in_our_words(client.get("/account/2fa/authenticate/"))
    assert "验证码不对" in in_our_words(client.post("/account/2fa/authenticate/", {"code": "000000"}))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"oldpassword": "wrong", "password1": "Zhu-Jiang-77", "password2": "Zhu-Jiang-77"}, "现在的密码不对"),
        ({"oldpassword": "Qing-Shi-2026", "password1": "Zhu-Jiang-77", "password2": "Zhu-Jiang-78"}, "不一样"),
        ({"oldpassword": "Qing-Shi-2026", "password1": "wangfang-2026X", "password2": "wangfang-2026X"}, "相近"),
        ({"oldpassword": "", "password1": "", "password2": ""}, "请填写现在的密码。"),
    ],
)
def test_what_is_wrong_with_a_password_is_said(wang: Person, given: dict[str, str], words: str) -> None:
    page = in_our_words(signed_in().post("/account/password/change/", given))
    assert words in page


def test_after_a_password_was_changed_one_is_back_at_work(wang: Person) -> None:
    client = signed_in()
    given = {"oldpassword": "Qing-Shi-2026", "password1": "Zhu-Jiang-77", "password2": "Zhu-Jiang-77"}
    answer = client.post("/account/password/change/", given, follow=True)
    assert answer.request["PATH_INFO"] == "/office/"
    assert "密码已改好" in said(answer)


def test_two_steps_in_three_steps_and_then_the_spare_codes(wang: Person) -> None:
    client = confirmed(signed_in())
    page = said(client.get("/account/2fa/totp/activate/"))
    assert all(step in page for step in ("第一步", "第二步", "第三步", "身份验证器", "FreeOTP"))
    secret = client.session["mfa.totp.secret"]
    given = {"code": f"{hotp_value(secret, int(time.time() // 30)):06d}"}
    answer = client.post("/account/2fa/totp/activate/", given, follow=True)
    assert answer.request["PATH_INFO"] == "/account/2fa/recovery-codes/"
    assert "还能用的 10 个" in in_our_words(answer)
    kept = client.get("/account/2fa/recovery-codes/download/").content.decode()
    assert "备用码" in kept
    assert len(kept.split()[1:]) == 10


def test_a_spare_code_opens_once(wang: Person) -> None:
    confirmed(with_two_steps(wang)).post("/account/2fa/recovery-codes/generate/")
    [spare] = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
    first = spare.wrap().get_unused_codes()[0]
    for answer in (302, 200):
        client = signed_in()
        assert client.post("/account/2fa/authenticate/", {"code": first}).status_code == answer
