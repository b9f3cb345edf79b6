"""Number and code open one's own request and nothing else; what may be done there is what the law allows at that moment."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai_web.applicants.limits import GUESS, MOST
from gongkai_web.applicants.models import Message
from gongkai_web.applicants.status import told
from gongkai_web.audit.models import Entry
from gongkai_web.files.services import store
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper, Request
from gongkai_web.requests.services import Step, confirm, split, take
from gongkai_web.vault import codes
from tests.platform.applicants.citizen import IDENTITY, NAME, PHONE, SUBJECT, Applied, applied, opened
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import wanted

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def office() -> Office:
    return township()


def status(found: Applied) -> str:
    return found.client.get("/open/T1/my-request/status/").content.decode()


def confirmed(office: Office, found: Applied) -> Request:
    return confirm(
        by=office.clerk,
        request=found.request,
        version=found.request.version,
        on=timezone.localdate(),
        how="phone",
        now=timezone.now(),
    )


def step(office: Office, request: Request, code: str, **fields: object) -> Request:
    given = Step(code=code, on=timezone.localdate(), fields=fields)
    take(by=office.clerk, request=request, version=request.version, step=given, now=timezone.now())
    request.refresh_from_db()
    return request


def test_it_says_in_plain_words_where_the_request_stands(office: Office) -> None:
    found = opened()
    page = status(found)
    assert "等机关与您确认收到" in page
    assert SUBJECT in page
    assert NAME not in page
    assert IDENTITY not in page
    kept = confirmed(office, found)
    words = told(kept, timezone.localdate())
    assert f"{kept.due.year}年{kept.due.month}月{kept.due.day}日" in words.lines[0]
    assert "还有 20 个工作日" in words.lines[0]


def test_without_the_code_there_is_nothing(office: Office) -> None:
    found = applied()
    for address in ("status/", f"{found.request.pk}/files/1/"):
        assert Client().get(f"/open/T1/my-request/{address}").status_code in (302, 404)
    assert Client().post(f"/open/T1/my-request/{found.request.pk}/withdraw/", {"sure": "on"}).status_code == 302
    found.request.refresh_from_db()
    assert found.request.is_open


def test_guessing_ends_soon_and_is_in_the_log(office: Office) -> None:
    found = applied()
    wrong = [
        Client().post("/open/T1/my-request/", {"number": found.request.number, "code": codes.new_code()}).status_code
        for _ in range(MOST[GUESS] + 2)
    ]
    assert wrong == [422] * MOST[GUESS] + [429, 429]
    assert Entry.objects.filter(key="request.code_refused").count() == MOST[GUESS]
    assert Entry.objects.filter(key="request.limited").count() == 1


@pytest.mark.parametrize("way", ["lower", "spaced", "grouped"])
def test_a_code_is_taken_as_people_type_it(way: str) -> None:
    found = applied()
    typed = {"lower": found.code.lower(), "spaced": found.code.replace("-", " "), "grouped": found.code}[way]
    answer = Client().post("/open/T1/my-request/", {"number": found.request.number.lower(), "code": typed})
    assert answer.status_code == 302


def test_a_code_opens_every_request_split_from_the_letter_and_no_other(office: Office) -> None:
    mine = opened()
    other = applied_by_another()
    split(
        by=office.clerk,
        request=mine.request,
        version=mine.request.version,
        contents=[wanted(subject="甲"), wanted(subject="乙")],
        now=timezone.now(),
    )
    page = status(mine)
    assert "共 2 件" in page
    assert "乙" in page
    assert other.number not in page
    second = Request.objects.get(subject="乙")
    assert Client().post("/open/T1/my-request/", {"number": second.number, "code": mine.code}).status_code == 302
    assert Client().post("/open/T1/my-request/", {"number": other.number, "code": mine.code}).status_code == 422
    assert mine.client.post(f"/open/T1/my-request/{other.pk}/message/", {"text": "x"}).status_code == 404


def applied_by_another() -> Request:
    from tests.platform.applicants.citizen import fill, hand_in

    client = Client()
    fill(client, what={"subject": "别人要的"})
    hand_in(client)
    return Request.objects.get(subject="别人要的")


def test_messages_go_both_ways(office: Office) -> None:
    found = opened()
    found.client.post(f"/open/T1/my-request/{found.request.pk}/message/", {"text": "请发到邮箱"})
    clerk = Client()
    clerk.force_login(office.clerk, BACKEND)
    assert "申请人留言" in clerk.get("/office/").content.decode()
    address = f"/office/T1/requests/{found.request.pk}/messages/"
    page = clerk.get(address).content.decode()
    assert "请发到邮箱" in page
    assert "notice--good" not in page
    assert NAME not in page
    clerk.post(address, {"text": "好的，已经记下"})
    assert "好的，已经记下" in status(found)
    assert [bool(one.read_at) for one in Message.objects.all()] == [True, True]
    assert not any("请发到邮箱" in entry.data for entry in Entry.objects.all())


def test_numbers_in_a_message_are_masked_until_a_logged_look(office: Office) -> None:
    found = opened()
    said = f"我是{NAME}，身份证11010119900307867X，手机 139 1234 5678，座机0756-6221234，另存{PHONE}，要2025年1月的"
    found.client.post(f"/open/T1/my-request/{found.request.pk}/message/", {"text": said})
    clerk = Client()
    clerk.force_login(office.clerk, BACKEND)
    address = f"/office/T1/requests/{found.request.pk}/messages/"
    page = clerk.get(address).content.decode()
    for secret in (NAME, "11010119900307867X", "139 1234 5678", "6221234", PHONE):
        assert secret not in page
    assert "110*************7X" in page
    assert "要2025年1月的" in page
    assert clerk.post(f"{address}reveal/", {"reason": " "}).status_code == 422
    assert not Entry.objects.filter(key="personal.revealed").exists()
    assert said in clerk.post(f"{address}reveal/", {"reason": "核对身份"}).content.decode()
    assert Entry.objects.get(key="personal.revealed").target == f"request:{found.request.pk}"
    assert said not in clerk.get(address).content.decode()
    assert "请不要在留言里写身份证号、电话" in status(found)


def test_a_correction_starts_the_period_anew(office: Office) -> None:
    found = opened()
    request = step(office, confirmed(office, found), "request_correction", until=date(2026, 12, 4))
    page = status(found)
    assert "请您补正" in page
    material = SimpleUploadedFile("补充.txt", "乡道Y012".encode())
    sent = found.client.post(f"/open/T1/my-request/{request.pk}/correct/", {"text": "乡道Y012的", "file": material})
    assert sent.status_code == 302
    request.refresh_from_db()
    assert request.state == "in_hand"
    assert request.papers.get().kind == Proof.CORRECTION
    again = found.client.post(f"/open/T1/my-request/{request.pk}/correct/", {"text": "再补"})
    assert again.status_code == 422


@pytest.mark.parametrize("was_confirmed", [True, False])
def test_a_request_is_withdrawn_after_asking(was_confirmed: bool, office: Office) -> None:
    found = opened()
    if was_confirmed:
        confirmed(office, found)
    address = f"/open/T1/my-request/{found.request.pk}/withdraw/"
    assert found.client.post(address).status_code == 422
    assert found.client.post(address, {"sure": "on"}).status_code == 302
    found.request.refresh_from_db()
    assert (found.request.state, found.request.outcome) == ("closed", "other_misc")
    assert "撤回这件申请" not in status(found)


def test_the_reply_is_taken_only_after_it_went_out_and_never_what_is_sealed(office: Office) -> None:
    found = opened()
    request = confirmed(office, found)
    files = [
        store(by=office.clerk, organ=office.organ, name=f"{name}.txt", content=name.encode(), sealed=sealed)
        for name, sealed in (("答复", False), ("原件", True), ("别的", False))
    ]
    for file, kind in zip(files, (Proof.REPLY, Proof.HANDED_OUT, Proof.OPINION), strict=True):
        Paper.objects.create(request=request, file=file, kind=kind, by=office.clerk, at=timezone.now())

    def taken() -> list[int]:
        base = f"/open/T1/my-request/{request.pk}/files"
        return [found.client.get(f"{base}/{file.pk}/").status_code for file in files]

    assert taken() == [404, 404, 404]
    request = step(office, request, "reply", reply="R36_2")
    assert taken() == [200, 404, 404]
    assert "答复.txt" in status(found)
    assert Client().get(f"/open/T1/my-request/{request.pk}/files/{files[0].pk}/").status_code == 404
