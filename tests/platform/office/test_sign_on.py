"""统一身份认证: off by default; on, it lets in who has an account here, and nobody else. The other system is a program on
this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from gongkai_web.audit.models import Entry
from gongkai_web.config.single_sign_on import SignOn, sign_on
from gongkai_web.organs.models import Person
from gongkai_web.organs.services import open_account
from tests.platform.pages import text

pytestmark = pytest.mark.django_db
CALLBACK = "/account/oidc/office/login/callback/"


class Provider(HTTPServer):
    """Says whatever `claims` holds of whoever comes; `asked` keeps what came to the token's address."""

    claims: dict[str, Any]
    asked: list[dict[str, list[str]]]


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.endswith("openid-configuration"):
            self.say(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/userinfo",
                    "jwks_uri": f"{base}/keys",
                }
            )
        else:
            self.say(self.server.claims)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(parse_qs(self.rfile.read(length).decode()))
        self.say({"access_token": "t", "token_type": "Bearer"})

    def say(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answers)
    server.claims, server.asked = {"sub": "7", "preferred_username": "wangfang"}, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    switched = SignOn(
        f"http://127.0.0.1:{server.server_port}", "gongkai", "hush", "县统一身份认证", "preferred_username"
    )
    settings.SIGN_ON, settings.SOCIALACCOUNT_PROVIDERS = switched, switched.providers()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def wang() -> Person:
    return open_account(by=None, account="wangfang", full_name="王芳")[0]


def came_back(client: Client) -> HttpResponse:
    """The button, the other system, and the way back."""
    away = client.post("/account/oidc/office/login/")
    asked = parse_qs(urlsplit(away.url).query)
    return client.get(CALLBACK, {"code": "c", "state": asked["state"][0]})


def test_it_is_off_by_default(client: Client) -> None:
    assert "统一身份认证" not in text(client.get("/account/login/"))
    assert client.post("/account/oidc/office/login/").status_code == 404
    assert client.get(CALLBACK).status_code == 404


def test_the_sign_in_page_names_the_other_system(client: Client, provider: Provider) -> None:
    assert "用县统一身份认证登录" in text(client.get("/account/login/"))
    away = client.post("/account/oidc/office/login/")
    asked = parse_qs(urlsplit(away.url).query)
    assert away.url.startswith(f"http://127.0.0.1:{provider.server_port}/authorize")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]


def test_nobody_is_sent_there_by_a_link(client: Client, provider: Provider) -> None:
    assert client.get("/account/oidc/office/login/").status_code == 405
    assert client.post("/account/oidc/other/login/").status_code == 404


def test_who_has_an_account_here_works_at_once_without_a_password_of_ours(
    client: Client, provider: Provider, wang: Person
) -> None:
    assert came_back(client).url == "/office/"
    assert client.get("/office/").status_code == 200
    assert wang.must_change_password
    assert [entry.data for entry in Entry.objects.filter(key="person.signed_in")] == ['{"way":"oidc"}']
    assert "code_verifier" in provider.asked[0]


REFUSED = [
    ({"preferred_username": "liqiang"}, "没有同名的在用账号"),
    ({"preferred_username": "liqiang", "email": "wangfang"}, "没有同名的在用账号"),
    ({"preferred_username": ""}, "没有告诉本平台您的账号名"),
    ({"preferred_username": ["wangfang"]}, "没有告诉本平台您的账号名"),
    ({}, "没有告诉本平台您的账号名"),
]


@pytest.mark.parametrize(("claims", "words"), REFUSED)
def test_nobody_else_is_let_in_and_no_account_is_made(
    client: Client, provider: Provider, wang: Person, claims: dict[str, Any], words: str
) -> None:
    provider.claims = {"sub": "8", **claims}
    answer = came_back(client)
    assert answer.status_code == 403
    assert words in text(answer)
    assert client.get("/office/").status_code == 302
    assert Person.objects.count() == 1


def test_an_account_that_is_switched_off_stays_out(client: Client, provider: Provider, wang: Person) -> None:
    Person.objects.update(is_active=False)
    assert came_back(client).status_code == 403


def test_the_claim_decides_each_time_anew(client: Client, provider: Provider, wang: Person) -> None:
    came_back(client)
    assert not SocialAccount.objects.exists()
    provider.claims = {"sub": "7", "preferred_username": "liqiang"}
    assert came_back(Client()).status_code == 403


def test_whose_two_steps_are_on_is_asked_for_the_second(client: Client, provider: Provider, wang: Person) -> None:
    TOTP.activate(wang, "JBSWY3DPEHPK3PXP")
    assert came_back(client).url.startswith("/account/2fa/authenticate/")
    assert client.get("/office/").status_code == 302


def test_a_way_back_that_nobody_set_out_on_leads_nowhere(client: Client, provider: Provider, wang: Person) -> None:
    answer = client.get(CALLBACK, {"code": "c", "state": "made up"})
    assert answer.status_code == 401
    assert "没有登录成功" in text(answer)


def test_it_is_not_a_way_to_change_whose_account_this_is(client: Client, provider: Provider, wang: Person) -> None:
    away = client.post("/account/oidc/office/login/", {"process": "connect"})
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    assert client.get(CALLBACK, {"code": "c", "state": state}).status_code == 403


def test_a_system_that_does_not_answer_is_said_in_words(client: Client, provider: Provider, settings: Any) -> None:
    dead = SignOn("http://127.0.0.1:9", "gongkai", "hush", "认证", "preferred_username")
    settings.SIGN_ON, settings.SOCIALACCOUNT_PROVIDERS = dead, dead.providers()
    answer = client.post("/account/oidc/office/login/")
    assert answer.status_code == 502
    assert "没有登录成功" in text(answer)


GIVEN = {"GONGKAI_OIDC_SERVER": "https://sso.gov.example/a", "GONGKAI_OIDC_CLIENT_ID": "g", "GONGKAI_OIDC_SECRET": "s"}


def test_three_variables_switch_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sign_on(production=True) is None
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    on = sign_on(production=True)
    assert on is not None
    assert (on.origin, on.claim, on.name) == ("https://sso.gov.example", "preferred_username", "统一身份认证")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"GONGKAI_OIDC_SECRET": ""}, "GONGKAI_OIDC_SECRET"),
        ({"GONGKAI_OIDC_CLIENT_ID": ""}, "GONGKAI_OIDC_CLIENT_ID"),
        ({"GONGKAI_OIDC_SERVER": "http://sso.gov.example"}, "https"),
        ({"GONGKAI_OIDC_SERVER": "sso.gov.example"}, "GONGKAI_OIDC_SERVER"),
    ],
)
def test_what_is_half_set_is_named(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str) -> None:
    for name, value in (GIVEN | changes).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=named):
        sign_on(production=True)
