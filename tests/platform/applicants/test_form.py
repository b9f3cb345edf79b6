"""Five pages, saved as one goes; nothing typed is lost, nothing personal lies open, and one form is one request."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gongkai_web.applicants import drafts
from gongkai_web.applicants.limits import FORM, MOST
from gongkai_web.applicants.models import Access, Draft
from gongkai_web.audit.models import Entry
from gongkai_web.files.models import StoredFile
from gongkai_web.requests.models import Applicant, Request
from gongkai_web.vault.retention import erase_due
from tests.platform.applicants.citizen import ANSWERS, IDENTITY, NAME, PHONE, SUBJECT, applied, fill, hand_in, picture
from tests.platform.publishing.office import township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> object:
    return township()


def stored() -> str:
    """Everything the database has of drafts, applicants, requests and the log, as it lies there."""
    found = []
    with connection.cursor() as cursor:
        for table in ("applicants_draft", "applicants_access", "requests_applicant", "requests_request", "audit_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(row) for row in cursor.fetchall()]
    return "".join(found)


def test_a_form_becomes_a_request_and_leaves_no_draft(client: Client) -> None:
    found = applied(client, identity=picture())
    assert found.request.subject == SUBJECT
    assert (found.request.channel, found.request.received_on) == ("portal", None), "双方确认之日才是收到之日"
    assert found.request.applicant.identity_number == IDENTITY
    assert found.request.papers.get().file.sealed
    assert not Draft.objects.exists()
    assert hand_in(client).status_code == 302, "sent once more, it is no second request"
    assert Request.objects.count() == 1


def test_the_database_alone_names_nobody_and_has_no_code(client: Client) -> None:
    fill(client)
    assert not any(word in stored() for word in (NAME, IDENTITY, PHONE))
    Draft.objects.all().delete()
    found = applied(client)
    assert not any(word in stored() for word in (NAME, IDENTITY, PHONE, found.code, found.code.replace("-", "")))


def test_no_purpose_is_asked_for(client: Client) -> None:
    fill(client)
    pages = "".join(client.get(f"/open/T1/apply/{page}/").content.decode() for page in (*ANSWERS, "send"))
    assert 'name="purpose"' not in pages
    assert "不需要写用途" in pages


def test_what_is_typed_stays_when_the_page_is_not_right(client: Client) -> None:
    client.post("/open/T1/apply/who/", ANSWERS["who"])
    answer = client.post("/open/T1/apply/names/", ANSWERS["names"] | {"identity_number": "110105194912310021"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "身份证号码不对" in page
    assert NAME in page
    assert NAME in client.get("/open/T1/apply/names/").content.decode()


@pytest.mark.parametrize("button", [{"back": "1"}, {"view": "elder"}, {"language": "en"}])
def test_going_back_or_switching_loses_nothing(button: dict[str, str], client: Client) -> None:
    client.post("/open/T1/apply/who/", ANSWERS["who"])
    client.post("/open/T1/apply/names/", {"name": NAME} | button)
    assert NAME in client.get("/open/T1/apply/names/").content.decode()


def test_a_page_is_not_reached_before_those_ahead_of_it(client: Client) -> None:
    assert client.get("/open/T1/apply/send/").headers["Location"] == "/open/T1/apply/who/"
    fill(client, reach={"phone": "x"})
    assert client.get("/open/T1/apply/send/").headers["Location"] == "/open/T1/apply/reach/"
    assert hand_in(client).status_code == 302
    assert not Request.objects.exists()


def test_only_the_browser_that_began_a_draft_sees_it(client: Client) -> None:
    fill(client)
    assert NAME not in Client().get("/open/T1/apply/names/", follow=True).content.decode()
    township("T2", "青山县红枫乡人民政府")
    assert NAME not in client.get("/open/T2/apply/names/", follow=True).content.decode()


def test_a_draft_ends_after_seven_days_and_the_report_says_so(client: Client) -> None:
    fill(client)
    assert erase_due(timezone.now()) == 0
    Draft.objects.update(saved_at=timezone.now() - drafts.KEPT - timedelta(minutes=1))
    assert client.get("/open/T1/apply/names/").status_code == 302
    assert erase_due(timezone.now()) == 1
    assert not Draft.objects.exists()


def test_a_draft_holds_no_file(client: Client) -> None:
    client.post("/open/T1/apply/names/", ANSWERS["names"] | {"identity": picture()})
    assert not StoredFile.objects.exists()


def test_a_draft_is_thrown_away_at_once(client: Client) -> None:
    fill(client)
    client.post("/open/T1/apply/discard/")
    assert not Draft.objects.exists()


def test_an_organisation_and_its_agent_are_asked_for_what_they_have(client: Client) -> None:
    names = {"name": "青山县某某公司", "identity_number": "91110000600037341L", "contact": "李四"}
    agent = {"agent_name": "王五", "agent_identity": "E1", "agent_phone": PHONE}
    fill(client, who={"category": "business", "agent": "yes"}, names=names | agent | {"identity_kind": ""})
    hand_in(client, authority=picture("委托书.png"))
    who = Applicant.objects.get()
    assert (who.category, who.identity_kind, who.agent_name) == ("business", "credit_code", "王五")
    assert Request.objects.get().papers.get().kind == "authority"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.exe", b"MZ" + b"\0" * 100, "不能上传"), ("a.pdf", b"<html><script>", "不能"), ("a.png", b"", "")],
)
def test_a_file_is_judged_by_its_content_and_then_nothing_is_kept(
    name: str, content: bytes, words: str, client: Client
) -> None:
    fill(client)
    answer = hand_in(client, identity=picture(name, content))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Request.objects.exists()
    assert Draft.objects.exists()


def test_too_many_forms_from_one_place_wait(client: Client) -> None:
    from gongkai_web.applicants.models import Attempt

    fill(client)
    hand_in(client)
    one = Attempt.objects.get(what=FORM)
    Attempt.objects.bulk_create(Attempt(what=FORM, source=one.source, at=one.at) for _ in range(MOST[FORM] - 1))
    fill(client)
    answer = hand_in(client)
    assert answer.status_code == 429
    assert "一小时以后再试" in answer.content.decode()
    assert Request.objects.count() == 1
    assert Entry.objects.filter(key="request.limited").count() == 1


def test_an_organ_that_has_ended_takes_no_requests(client: Client, office) -> None:
    office.organ.ended_on = timezone.localdate()
    office.organ.save()
    assert client.get("/open/T1/apply/").status_code == 404


def test_the_code_is_kept_as_a_digest_only(client: Client) -> None:
    assert len(Access.objects.get(first=applied(client).request).code_hash) == 64
