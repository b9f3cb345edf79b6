"""没有这个页面, for somebody signed in: with their menu, and the same whether there is nothing or one may not know of it."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.organs.models import Person
from tests.platform.demo import load_office
from tests.platform.pages import text

pytestmark = pytest.mark.django_db


def signed_in(account: str) -> Client:
    load_office()
    client = Client()
    client.force_login(Person.objects.get(account=account), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_menu_stays_and_nothing_is_said_of_the_other_organ() -> None:
    client = signed_in("demo-clerk1")
    client.get("/office/DEMO-1/items/")
    others = client.get("/office/DEMO-2/items/")
    nobodys = client.get("/office/NOWHERE/items/")
    assert (others.status_code, nobodys.status_code) == (404, 404)
    page = text(others)
    assert 'href="/office/DEMO-1/items/"' in page
    assert "回到“今天”" in page
    assert "柳河镇" not in page
    assert page.replace("DEMO-2", "NOWHERE") == text(nobodys)


def test_whoever_is_not_signed_in_has_no_menu() -> None:
    load_office()
    answer = Client().get("/office/NOWHERE/none/")
    assert answer.status_code == 404
    assert "回到“今天”" not in text(answer)
