"""The organ's page without an account, and the office's: what each shows, what stays typed, who sees nothing."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.exchange import Entry, package
from gongkai.report import dumps
from gongkai_web.campaign.models import Submission
from gongkai_web.outside.models import Call, Handing, Link, Outsider
from gongkai_web.reports.models import ReadingJob
from tests.platform.conftest import SAMPLES
from tests.platform.outside.making import NAME, TELEPHONE, outside, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    made = outside()
    made.campaign.filings.update(submit_by="2999-01-31", publish_by="2999-01-31")
    return made


@pytest.fixture
def office(one) -> Client:
    client = Client()
    client.force_login(one.made.supervisor, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(one, rest: str = "") -> str:
    return f"/office/C/outside/hand-ins/{one.filing.pk}/{rest}"


def link_from(office: Client, one) -> str:
    answer = office.post(address(one, "link/"), {"days": "7"})
    found = re.search(r"/hand-in/([0-9a-f]{48})/", answer.content.decode())
    assert found and answer["Cache-Control"].startswith("max-age=0")
    return found.group()


def page_of(browser: Client) -> str:
    return browser.get("/hand-in/").content.decode()


def lock_in(page: str) -> str:
    return re.search(r'name="lock" value="(\d+)"', page)[1]


def send(browser: Client, act: str, **given):
    return browser.post("/hand-in/", {"lock": lock_in(page_of(browser)), "act": act} | given, follow=True)


def file(made=None, name: str = "年报.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, dumps(made or report()).encode())


def begun(office: Client, one) -> Client:
    browser, where = Client(), link_from(office, one)
    assert NAME in browser.get(where).content.decode()
    assert browser.post(where)["Location"] == "/hand-in/"
    return browser


def test_from_the_link_to_the_confirmed_submission(one, office: Client) -> None:
    browser = begun(office, one)
    assert "孙明" in send(browser, "file", teller="孙明", note="", file=file()).content.decode()
    page = send(browser, "hand_over").content.decode()
    code = re.search(r'aria-label="确认码">(\d{3} \d{3})<', page)[1]
    assert f"尾号 {TELEPHONE[-4:]}" in page and TELEPHONE not in page
    shown = office.get(address(one)).content.decode()
    assert TELEPHONE in shown and code not in shown and code.replace(" ", "") not in shown
    given = {"lock": lock_in(shown), "spoken_to": "孙科长"}
    wrong = office.post(address(one, "confirm/"), given | {"code": "12"})
    assert wrong.status_code == 422 and "还可以试 2 次" in wrong.content.decode()
    given["lock"] = lock_in(office.get(address(one)).content.decode())
    assert office.post(address(one, "confirm/"), given | {"code": code}).status_code == 302
    assert Submission.objects.get().by_name == "孙明" and Call.objects.count() == 2
    assert "已报送（第 1 次）" in page_of(browser)
    assert send_status(browser, "take_back") in (404, 409)


def send_status(browser: Client, act: str) -> int:
    return browser.post("/hand-in/", {"lock": "1", "act": act}).status_code


def test_a_link_opens_in_one_browser_alone(one, office: Client) -> None:
    where = link_from(office, one)
    first, second = Client(), Client()
    assert first.get(where).status_code == second.get(where).status_code == 200
    assert first.post(where).status_code == 302
    for again in (second.post(where), second.get(where), first.get(where), second.get("/hand-in/")):
        assert again.status_code == 404 and "链接不能用" in again.content.decode()
    cookie = first.cookies["gongkai_hand_in"]
    assert cookie["httponly"] and cookie["path"] == "/hand-in/" and cookie["samesite"] == "Lax"
    assert where not in str(list(Link.objects.values())) and cookie.value not in str(list(Handing.objects.values()))
    Link.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert first.get("/hand-in/").status_code == 404


def test_guesses_are_counted_whatever_the_method(one, office: Client) -> None:
    where, browser = link_from(office, one), Client()
    said = [browser.post(f"/hand-in/{number:048}/").status_code for number in range(6)]
    said += [browser.get(f"/hand-in/{number:048}/").status_code for number in range(6)]
    assert said == [404] * 10 + [429] * 2 and browser.get(where).status_code == 429


def test_a_broken_file_keeps_what_was_typed(one, office: Client) -> None:
    browser = begun(office, one)
    broken = SimpleUploadedFile("年报.docx", b"PK\x03\x04 broken")
    answer = send(browser, "file", teller="孙明", note="第三稿，请以此为准", file=broken)
    page = answer.content.decode()
    assert answer.status_code == 422 and "第三稿，请以此为准" in page and 'value="孙明"' in page and "年报.docx" in page
    assert page.count('role="alert"') == 1
    assert "第三稿，请以此为准" in page_of(browser)
    missing = send(browser, "file", teller="", note="只写了说明", file=file())
    assert missing.status_code == 422 and "只写了说明" in missing.content.decode()


def test_a_doubt_is_shown_as_a_guess_and_a_slip_stays_in_its_cell(one, office: Client) -> None:
    browser = begun(office, one)
    text = dumps(report()).replace('"certainty": "read"', '"certainty": "uncertain"', 1)
    send(browser, "file", teller="孙明", note="", file=SimpleUploadedFile("年报.json", text.encode()))
    page = page_of(browser)
    path = re.search(r'name="same" value="([^"]+)"', page)[1]
    assert "有 1 格没有读准" in page and "读到的可能是 0" in page
    refused = send(browser, "hand_over")
    assert refused.status_code == 422 and "还有 1 格没有读准" in refused.content.decode()
    slip = send(browser, "cells", **{f"cell:{path}": "很多"})
    assert slip.status_code == 422 and 'value="很多"' in slip.content.decode()
    assert "每格都有了数" in send(browser, "cells", same=path).content.decode()


def test_a_slow_file_waits_and_the_page_asks_again(one, office: Client) -> None:
    browser = begun(office, one)
    slow = SimpleUploadedFile("年报.doc", (SAMPLES / "word-97.doc").read_bytes())
    page = send(browser, "file", teller="孙明", note="", file=slow).content.decode()
    assert "正在读取文件" in page and 'http-equiv="refresh"' in page
    ReadingJob.objects.all().delete()
    page = page_of(browser)
    assert "没有读成" in page and "refresh" not in page


def test_the_office_hands_in_for_it(one, office: Client) -> None:
    office.post(address(one, "begin/"))

    def act(name: str, **given):
        lock = lock_in(office.get(address(one)).content.decode())
        return office.post(address(one, "hand-in/"), {"lock": lock, "act": name} | given, follow=True)

    act("file", teller="李静", note="", file=file())
    assert "怎样收到" in act("hand_over").content.decode()
    act("file", teller="李静", note="公文送达")
    assert "已报送" in act("hand_over").content.decode()
    assert Submission.objects.get().note == "公文送达"


def test_registering_calling_importing_and_exporting(one, office: Client) -> None:
    typed = {"name": "青山县烟草局", "kind": "vertical", "level": "county", "telephone": "0538-1", "basis": ""}
    wrong = office.post("/office/C/outside/", typed)
    assert wrong.status_code == 422 and 'value="0538-1"' in wrong.content.decode()
    assert office.post("/office/C/outside/", typed | {"telephone": ""}).status_code == 302
    other = Outsider.objects.get(name="青山县烟草局")
    where = f"/office/C/outside/campaigns/{one.campaign.pk}/"
    office.post(f"{where}call/", {"outsider": str(other.pk)})
    assert one.campaign.filings.filter(name=other.name).exists()
    data = package([Entry(report()), Entry(report("别处"))], year=2025, workbooks=False)

    def take() -> str:
        return office.post(f"{where}import/", {"file": SimpleUploadedFile("全县.zip", data)}).content.decode()

    assert "收下 1，相同没有动 0，不同没有动 0，拒收 1" in take()
    assert "收下 0，相同没有动 1，不同没有动 0，拒收 1" in take()
    bad = office.post(f"{where}import/", {"file": SimpleUploadedFile("坏.zip", b"x")})
    assert bad.status_code == 422 and "打不开" in bad.content.decode()
    assert office.post(f"{where}export/", follow=True).content.decode().count("还没有接受")


def test_a_stranger_and_a_clerk_of_another_organ_see_nothing(one) -> None:
    clerk = Client()
    clerk.force_login(one.made.offices[0].clerk, "allauth.account.auth_backends.AuthenticationBackend")
    for where in (address(one), "/office/C/outside/", f"/office/C/outside/campaigns/{one.campaign.pk}/"):
        assert clerk.get(where).status_code == 404
    assert Client().get(address(one)).status_code == 302
    ours = one.campaign.filings.exclude(organ=None).first()
    boss = Client()
    boss.force_login(one.made.supervisor, "allauth.account.auth_backends.AuthenticationBackend")
    assert boss.get(f"/office/C/outside/hand-ins/{ours.pk}/").status_code == 404
