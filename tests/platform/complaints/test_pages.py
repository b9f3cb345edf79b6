"""The public's form with its code, and the pages of the two offices."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from gongkai_web.complaints.models import Complaint
from gongkai_web.mailbox.models import Letter
from tests.platform.applicants.citizen import picture
from tests.platform.complaints.desk import FOUND, LATER, TEXT, Desk, asked, desk, sent, stated
from tests.platform.mailbox.desk import NAME, PHONE, as_
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def at() -> Desk:
    return desk()


def form(at: Desk, **other: Any) -> dict[str, Any]:
    given = {"about": at.town.organ.pk, "matter": "not_replied", "title": "没有答复", "text": TEXT, "name": NAME}
    return given | {"phone": PHONE, "email": "", "address": "", "tells": "no"} | other


def test_it_is_sent_and_found_again_by_number_and_code(client: Client, at: Desk) -> None:
    page = client.post("/open/C/complaints/", form(at, file=picture("截图.png"))).content.decode()
    code = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page)
    one = Complaint.objects.get()
    assert code
    assert (one.about, one.letter.attachments.count()) == (at.town.organ, 1)
    given = {"number": one.letter.number, "code": code[0]}
    assert client.post("/open/C/mailbox/query/", given).status_code == 302
    assert "没有答复" in client.get("/open/C/mailbox/mine/").content.decode()


@pytest.mark.parametrize("missing", ["about", "matter", "title", "text", "name", "phone"])
def test_what_is_missing_is_asked_for_and_nothing_is_lost(client: Client, at: Desk, missing: str) -> None:
    page = client.post("/open/C/complaints/", form(at, **{missing: ""}))
    assert page.status_code == 422
    assert Letter.objects.count() == 0
    assert (TEXT if missing != "text" else NAME) in page.content.decode()


def test_a_file_that_is_something_else_keeps_nothing(client: Client, at: Desk) -> None:
    bad = picture("截图.png", b"MZ\x90\x00" * 40)
    assert client.post("/open/C/complaints/", form(at, file=bad)).status_code == 422
    assert Letter.objects.count() == Complaint.objects.count() == 0


def test_a_township_says_who_watches_over_it(client: Client, at: Desk) -> None:
    page = client.get("/open/T1/complaints/").content.decode()
    assert "/open/C/complaints/" in page
    assert client.post("/open/T1/complaints/", form(at)).status_code == 200
    assert Letter.objects.count() == 0


def test_the_county_asks_and_the_township_answers(at: Desk) -> None:
    one = sent(at)
    county, town = as_(at.county.clerk), as_(at.town.clerk)
    assert "白云乡" in county.get("/office/C/complaints/").content.decode()
    asks = {"lock": 0, "question": "请说明情况", "due": LATER.isoformat()}
    assert county.post(f"/office/C/complaints/{one.pk}/ask/", asks).status_code == 302
    assert county.post(f"/office/C/complaints/{one.pk}/ask/", asks).status_code == 409
    page = town.get(f"/office/T1/complained-of/{one.pk}/").content.decode()
    assert "请说明情况" in page
    assert not any(word in page for word in (NAME, PHONE, TEXT, one.letter.number))
    assert town.post(f"/office/T1/complained-of/{one.pk}/", {"lock": 1, "text": "遗漏了"}).status_code == 302
    given = {**FOUND, "mend_due": LATER.isoformat(), "lock": 2}
    assert county.post(f"/office/C/complaints/{one.pk}/find/", given).status_code == 302
    assert town.post(f"/office/T1/complained-of/{one.pk}/", {"lock": 3, "text": "已答复"}).status_code == 302
    assert county.post(f"/office/C/complaints/{one.pk}/confirm/", {"lock": 4, "done": "yes"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "done"
    assert "督促整改" in county.get("/office/C/complaints/numbers/").content.decode()


@pytest.mark.parametrize("path", ["", "ask/", "find/", "confirm/"])
def test_the_township_finds_no_page_of_the_county(at: Desk, path: str) -> None:
    one = stated(at)
    town = as_(at.town.clerk)
    for organ in ("C", "T1"):
        address = f"/office/{organ}/complaints/{one.pk}/{path}"
        answer = town.post(address, {"lock": one.lock}) if path else town.get(address)
        assert answer.status_code == 404
    assert as_(at.neighbour.clerk).get(f"/office/T2/complained-of/{one.pk}/").status_code == 404


def test_what_was_typed_is_there_after_a_refusal(at: Desk) -> None:
    one = asked(at)
    given = {**FOUND, "mend_due": "", "lock": one.lock}
    page = as_(at.county.clerk).post(f"/office/C/complaints/{one.pk}/find/", given)
    assert page.status_code == 422
    assert FOUND["reasons"] in page.content.decode()


def test_the_counter_takes_one_down_with_a_code(at: Desk) -> None:
    given = form(at, channel="counter", received_on=NOW.date().isoformat(), outer_number="")
    page = as_(at.county.clerk).post("/office/C/complaints/new/", given)
    assert re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page.content.decode())
    assert Complaint.objects.get().letter.registered_by == at.county.clerk


def test_whoever_comes_from_an_organ_finds_it_chosen(at: Desk, client: Client) -> None:
    page = client.get("/open/T1/complaints/").content.decode()
    assert 'href="/open/C/complaints/?about=T1"' in page
    page = client.get("/open/C/complaints/?about=T1").content.decode()
    assert re.search(r'<option value="\d+" selected>[^<]*白云乡', page)
    for other in ("C", "nobody", ""):
        assert "selected>请选择" in client.get(f"/open/C/complaints/?about={other}").content.decode()
