"""A letter's page shows no person's name until somebody says why they must see it; that stands in the log."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.letters.masking import persons_in
from tests.platform.letters.desk import approved, bureau, drafted, sent, values
from tests.platform.publishing.office import NOW, Office

pytestmark = pytest.mark.django_db
NAME = "欧阳小明"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def clerk(office) -> Client:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(office: Office, letter, more: str = "") -> str:
    return f"/office/{office.organ.code}/letters/{letter.pk}/{more}"


def test_a_persons_name_is_masked_and_revealed_for_a_reason(office, clerk) -> None:
    letter = drafted(office, values=values("extension", 申请人=NAME))
    page = clerk.get(at(office, letter)).text
    assert NAME not in page and "欧阳**" in page and "查看姓名" in page
    assert NAME not in clerk.get(f"/office/{office.organ.code}/letters/").text
    without = clerk.post(at(office, letter, "reveal/"), {"reason": " "})
    assert without.status_code == 422 and NAME not in without.text
    shown = clerk.post(at(office, letter, "reveal/"), {"reason": "核对收件人"})
    assert NAME in shown.text and "no-store" in shown.headers["Cache-Control"]
    entry = Entry.objects.get(key="personal.revealed", target=f"letter:{letter.pk}")
    assert "核对收件人" in entry.data and NAME not in entry.data


def test_what_was_submitted_and_who_signed_for_it_are_masked_too(office, clerk) -> None:
    letter = approved(office, values=values("extension", 申请人=NAME))
    sent(office, letter, note=f"{NAME}的女儿签收")
    page = clerk.get(at(office, letter)).text
    assert NAME not in page and "欧阳**" in page and "说明已遮去" in page


@pytest.mark.parametrize(
    ("name", "found"),
    [("张三", ["张三"]), ("买买提·艾山", ["买买提·艾山"]), ("青山县白云乡农业合作社", []), ("", [])],
)
def test_who_is_a_person(office, name, found) -> None:
    given = values("extension") | {"申请人": name or "某某某某某公司"}
    assert persons_in(drafted(office, values=given)) == found


def test_the_form_leaves_a_name_blank_and_keeps_it(office, clerk) -> None:
    given = values("extension", 申请人=NAME)
    letter = drafted(office, values=given)
    form = clerk.get(at(office, letter, "edit/"))
    assert NAME not in form.text and "原来填的是欧阳**，遮盖着" in form.text
    assert not Entry.objects.filter(key="personal.revealed").exists()
    typed = {f"v_{name}": str(value) for name, value in given.items()} | {"lock": letter.lock, "v_申请人": ""}
    assert clerk.post(at(office, letter, "edit/"), typed | {"v_延期理由": f"{NAME}补充了材料"}).status_code == 302
    letter.refresh_from_db()
    assert letter.given["申请人"] == NAME
    again = clerk.get(at(office, letter, "edit/"))
    assert "正文里写有姓名，打开这一页已经记入日志" in again.text
    assert Entry.objects.filter(key="personal.revealed", target=f"letter:{letter.pk}").count() == 1
