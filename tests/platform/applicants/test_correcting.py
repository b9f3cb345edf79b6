"""The citizen's side of a correction: the form, its receipt, the way back by number and code, a new code at the counter."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from gongkai_web.applicants.models import Access, Notice
from gongkai_web.applicants.notifying import TOLD, follow, tick
from gongkai_web.applicants.tasks import tasks
from gongkai_web.audit.models import Entry
from gongkai_web.letters.kinds import State, Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import submit
from gongkai_web.requests.corrections.answering import write_letter
from gongkai_web.requests.corrections.services import answered, decide
from gongkai_web.requests.models import Correction, Request
from tests.platform.applicants.citizen import IDENTITY, NAME, PHONE, applied, picture
from tests.platform.letters.desk import bureau, made, say, sent
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db

FORM = {
    "category": "natural_person",
    "name": NAME,
    "identity_number": IDENTITY,
    "phone": PHONE,
    "email": "zhang@example.cn",
    "record": "本人的低保登记表",
    "wrong": "出生日期写成1950年3月1日",
    "right": "1950年3月11日",
    "evidence": "身份证",
    "tells": "yes",
    "truth": "on",
}


@pytest.fixture
def office() -> Office:
    return township()


def code_on(page: Any) -> str:
    found = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page.content.decode())
    assert found, page.content.decode()
    return found[0]


def asked(client: Client, **other: Any) -> tuple[Correction, str]:
    code = code_on(client.post("/open/T1/correct/", FORM | other))
    return Correction.objects.get(), code


def mine(client: Client, number: str, code: str) -> str:
    assert client.post("/open/T1/my-request/", {"number": number, "code": code}).status_code == 302
    return client.get("/open/T1/my-request/status/").content.decode()


def done(office: Office, one: Correction, outcome: str = "passed_on") -> Correction:
    common: dict[str, Any] = {"by": office.clerk, "now": NOW}
    one = decide(
        correction=one, version=one.version, outcome=outcome, answer="记录一致", other="青石县公安局", **common
    )
    return answered(correction=one, version=one.version, on=NOW.date(), number="白政公复〔2026〕7号", **common)


def test_it_comes_with_its_evidence_and_is_found_again(client: Client, office: Office) -> None:
    one, code = asked(client, proof=picture(), identity=picture())
    assert sorted(one.papers.values_list("kind", "file__sealed")) == [("evidence", True), ("identity", True)]
    assert (one.channel, one.arrived_on, Request.objects.count()) == ("portal", NOW.date(), 0)
    page = mine(client, one.number, code)
    assert one.number in page
    assert "法律没有规定" in page
    assert one.wrong not in page


def test_what_was_decided_is_told_when_the_answer_is_out(client: Client, office: Office) -> None:
    one, code = asked(client)
    one = decide(
        by=office.clerk, correction=one, version=1, outcome="passed_on", answer="", other="青石县公安局", now=NOW
    )
    assert "青石县公安局" not in mine(client, one.number, code)
    answered(by=office.clerk, correction=one, version=2, on=NOW.date(), number="1号", now=NOW)
    assert "已经转送有权更正的机关：青石县公安局" in mine(client, one.number, code)


def test_the_code_of_a_request_opens_no_correction(client: Client, office: Office) -> None:
    one, _ = asked(client)
    other = applied()
    wrong = client.post("/open/T1/my-request/", {"number": one.number, "code": other.code})
    assert wrong.status_code == 422
    page = mine(Client(), other.request.number, other.code)
    assert one.number not in page


def test_it_is_withdrawn_by_whoever_has_the_code_alone(client: Client, office: Office) -> None:
    one, code = asked(client)
    stranger = Client()
    assert stranger.post(f"/open/T1/my-request/corrections/{one.pk}/withdraw/").status_code == 302
    one.refresh_from_db()
    assert one.is_open
    mine(client, one.number, code)
    client.post(f"/open/T1/my-request/corrections/{one.pk}/withdraw/")
    one.refresh_from_db()
    assert (one.state, one.ended_on) == ("withdrawn", NOW.date())


def test_another_of_the_same_browser_cannot_be_withdrawn_with_it(client: Client, office: Office) -> None:
    one, _ = asked(client)
    Correction.objects.filter(pk=one.pk).update(number="T1-G2026-0999")
    other = applied()
    mine(client, other.request.number, other.code)
    assert client.post(f"/open/T1/my-request/corrections/{one.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("missing", ["name", "phone", "record", "wrong", "right", "evidence", "tells", "truth"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    client: Client, office: Office, missing: str, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example.cn"
    page = client.post("/open/T1/correct/", FORM | {missing: ""})
    assert page.status_code == 422
    assert Correction.objects.count() == 0
    kept = next(FORM[name] for name in ("record", "wrong") if name != missing)
    assert kept in page.content.decode()


def test_a_file_that_is_something_else_keeps_nothing(client: Client, office: Office) -> None:
    page = client.post("/open/T1/correct/", FORM | {"proof": picture("证据.png", b"MZ\x90\x00" * 40)})
    assert page.status_code == 422
    assert Correction.objects.count() == Access.objects.count() == 0


def test_the_answer_is_told_by_mail_without_saying_what_about(client: Client, office: Office, settings: Any) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "gk@example.cn"
    follow(NOW)
    one, _ = asked(client)
    done(office, one)
    tick(NOW)
    (letter,) = mail.outbox
    assert letter.to == ["zhang@example.cn"]
    assert one.number in letter.body
    assert not any(word in letter.subject + letter.body for word in (NAME, PHONE, FORM["wrong"], "公安局"))


def test_a_new_code_at_the_counter_ends_the_old_one(client: Client, office: Office) -> None:
    one, old = asked(client)
    page = as_(office.clerk).post(f"/office/T1/corrections/{one.pk}/code/")
    new = code_on(page)
    assert new != old
    assert client.post("/open/T1/my-request/", {"number": one.number, "code": old}).status_code == 422
    assert one.number in mine(Client(), one.number, new)
    entry = Entry.objects.filter(key="correction.code_given").get()
    assert json.loads(entry.data)["renewed"] is True
    assert new.replace("-", "") not in str(entry.data)


def test_a_request_of_the_counter_gets_its_first_code(office: Office) -> None:
    from tests.platform.requests.desk import registered

    request = registered(office)
    code = code_on(as_(office.clerk).post(f"/office/T1/requests/{request.pk}/code/"))
    assert request.number in mine(Client(), request.number, code)
    assert not Access.objects.get().tells


def test_its_pages_in_the_office(client: Client, office: Office) -> None:
    one, _ = asked(client)
    desk = as_(office.clerk)
    assert one.number in desk.get("/office/T1/corrections/").content.decode()
    page = desk.get(f"/office/T1/corrections/{one.pk}/").content.decode()
    assert NAME not in page
    assert "没有规定期限，由本机关设定" in page
    shown = desk.post(f"/office/T1/corrections/{one.pk}/reveal/", {"reason": "核对"}).content.decode()
    assert NAME in shown
    given = {"version": "9", "outcome": "refused", "answer": "记录一致", "other": ""}
    conflict = desk.post(f"/office/T1/corrections/{one.pk}/decide/", given)
    assert conflict.status_code == 409
    assert "记录一致" in conflict.content.decode()
    assert desk.post(f"/office/T1/corrections/{one.pk}/decide/", given | {"version": "1"}).status_code == 302
    assert "没有写明" not in desk.get("/office/").content.decode()


def answered_online(office: Office, one: Correction) -> OutgoingLetter:
    one = decide(
        by=office.clerk, correction=one, version=one.version, outcome="corrected", answer="已改", other="", now=NOW
    )
    letter = write_letter(by=office.clerk, correction=one, version=one.version, electronic=True, now=NOW)
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    letter = made(say(office.head, letter))
    sent(office, letter, Way.ELECTRONIC, on=NOW.date(), now=NOW)
    return letter


def test_the_answer_is_taken_over_the_internet_and_served_so(client: Client) -> None:
    office = bureau()
    one, code = asked(client)
    at = f"/open/T1/my-request/corrections/{one.pk}/files/"
    letter = answered_online(office, one)
    assert Client().get(f"{at}{letter.pdf_id}/").status_code == 404
    page = mine(client, one.number, code)
    assert "下载文书" in page and f"{at}{letter.pdf_id}/" in page
    assert client.get(f"{at}{letter.docx_id}/").status_code == 404
    assert client.get(f"{at}{letter.pdf_id}/").status_code == 200
    letter.refresh_from_db()
    assert (letter.state, letter.dispatches.get().served_on) == (State.SERVED, NOW.date())
    stranger = applied()
    mine(stranger.client, stranger.request.number, stranger.code)
    assert stranger.client.get(f"{at}{letter.pdf_id}/").status_code == 404


def test_both_sides_write_about_a_correction(client: Client, office: Office, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.cn"
    one, code = asked(client)
    follow(NOW)
    mine(client, one.number, code)
    said = {"text": "户口簿另外寄来"}
    assert client.post(f"/open/T1/my-request/corrections/{one.pk}/message/", said).status_code == 302
    [task] = tasks(office.clerk, NOW.date())
    clerk = as_(office.clerk)
    assert (task.kind, task.url) == ("申请人留言", f"/office/T1/corrections/{one.pk}/messages/")
    assert "户口簿另外寄来" in clerk.get(task.url).content.decode()
    assert not list(tasks(office.clerk, NOW.date()))
    assert clerk.post(task.url, {"text": "收到了"}).status_code == 302
    assert "收到了" in mine(client, one.number, code)
    assert "户口簿" not in json.dumps([entry.data for entry in Entry.objects.all()], ensure_ascii=False)
    follow(NOW)
    assert "机关给您留言" in [str(TOLD[one.key]) for one in Notice.objects.all()]
