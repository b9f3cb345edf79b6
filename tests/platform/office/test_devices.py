"""已登录的设备: each in plain words, and each can be ended."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from gongkai_web.audit.models import Entry
from gongkai_web.office.devices import described
from gongkai_web.organs.services import open_account
from tests.platform.pages import text

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 14; HUAWEI) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
APPLE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (WINDOWS, "Windows 电脑，谷歌内核浏览器"),
        (f"{WINDOWS} Edg/126.0", "Windows 电脑，Edge 浏览器"),
        (f"{WINDOWS} QIHU 360EE", "Windows 电脑，360 浏览器"),
        (PHONE, "安卓手机或平板，谷歌内核浏览器"),
        (f"{PHONE} MicroMessenger/8.0", "安卓手机或平板，微信"),
        (APPLE, "iPhone 手机，Safari 浏览器"),
        ("Mozilla/5.0 (X11; Linux aarch64; rv:115.0) Firefox/115.0", "Linux 电脑（含麒麟、统信），火狐浏览器"),
        ("curl/8.5", "不认得的设备，不认得的浏览器"),
        ("", "不认得的设备，不认得的浏览器"),
    ],
)
def test_a_device_in_plain_words(user_agent: str, words: str) -> None:
    assert described(user_agent) == words


def signed_in(account: str, password: str, user_agent: str) -> Client:
    client = Client(headers={"user-agent": user_agent})
    client.post("/account/login/", {"login": account, "password": password})
    return client


@pytest.fixture
def wang(db: None) -> tuple[str, str]:
    person, password = open_account(by=None, account="wangfang", full_name="王芳")
    person.must_change_password = False
    person.save()
    return person.account, password


def test_each_device_is_listed_and_another_one_is_ended(wang: tuple[str, str]) -> None:
    here, there = signed_in(*wang, WINDOWS), signed_in(*wang, PHONE)
    page = text(here.get("/account/sessions/"))
    assert "共 2 台" in page
    assert "安卓手机或平板" in page
    other = UserSession.objects.get(user_agent=PHONE)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert there.get("/office/").status_code == 302
    assert here.get("/office/").status_code == 200
    assert Entry.objects.last().key == "person.session_ended"


def test_nobody_ends_a_device_of_somebody_else(wang: tuple[str, str]) -> None:
    mine = signed_in(*wang, WINDOWS)
    other, password = open_account(by=None, account="liqiang", full_name="李强")
    stranger = signed_in("liqiang", password, PHONE)
    session = UserSession.objects.get(user_agent=WINDOWS)
    assert stranger.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert mine.get("/office/").status_code == 200
    assert other.account == "liqiang"
