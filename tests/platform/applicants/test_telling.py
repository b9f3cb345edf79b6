"""E-mail and SMS say that something happened, and not what it is about; whoever did not want them gets none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from gongkai_web.applicants.models import Access, Notice
from gongkai_web.applicants.notifying import follow, tick
from gongkai_web.frame import telling
from gongkai_web.frame.telling import AGAIN, MOST_TRIES, State, register_sms
from gongkai_web.requests.services import confirm
from tests.platform.applicants.citizen import NAME, PHONE, SUBJECT, Applied, applied
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def served(settings, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "gk@example.cn"
    settings.SITE_ADDRESS = "https://www.example.gov.cn"
    texts: list[tuple[str, str]] = []
    monkeypatch.setattr(telling, "_sms", [])
    register_sms(lambda phone, text: texts.append((phone, text)))
    return texts


@pytest.fixture
def office() -> Office:
    return township()


def happened(office: Office) -> Applied:
    """Something an applicant is told of, after the platform began to look."""
    found = applied()
    follow(NOW)
    confirm(by=office.clerk, request=found.request, version=1, on=NOW.date(), how="phone", now=NOW)
    return found


def test_progress_is_told_both_ways_without_saying_what_about(office: Office, served: list) -> None:
    found = happened(office)
    tick(NOW)
    (letter,) = mail.outbox
    assert letter.to == ["zhang@example.cn"]
    assert served == [(PHONE, letter.body)]
    assert found.request.number in letter.body
    assert "机关已确认收到申请" in letter.body
    assert "https://www.example.gov.cn/open/T1/my-request/" in letter.body
    assert not any(word in letter.subject + letter.body for word in (NAME, SUBJECT, PHONE, found.code))
    tick(NOW)
    assert len(mail.outbox) == 1


def test_whoever_did_not_want_it_is_not_told(office: Office, served: list) -> None:
    found = applied()
    Access.objects.filter(first=found.request).update(tells=False)
    follow(NOW)
    confirm(by=office.clerk, request=found.request, version=1, on=NOW.date(), how="phone", now=NOW)
    tick(NOW)
    assert not mail.outbox
    assert not served


def test_without_a_server_nothing_waits_to_be_sent(office: Office, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_HOST = ""
    monkeypatch.setattr(telling, "_sms", [])
    happened(office)
    tick(NOW)
    assert not Notice.objects.exists()


def test_it_is_told_in_the_language_of_the_form(office: Office, served: list) -> None:
    found = applied()
    Access.objects.filter(first=found.request).update(language="en")
    follow(NOW)
    confirm(by=office.clerk, request=found.request, version=1, on=NOW.date(), how="phone", now=NOW)
    tick(NOW)
    assert "confirmed" in served[0][1]


def test_a_gateway_that_fails_is_tried_again_and_then_given_up(office: Office, settings) -> None:
    settings.EMAIL_HOST = ""
    calls: list[str] = []

    def failing(phone: str, text: str) -> None:
        calls.append(phone)
        raise OSError

    register_sms(failing)
    happened(office)
    for minute in range(MOST_TRIES * 12):
        tick(NOW + timedelta(minutes=minute))
    assert len(calls) == MOST_TRIES
    assert Notice.objects.get().state == State.FAILED


def test_what_nobody_finished_sending_is_taken_up_again(office: Office) -> None:
    happened(office)
    follow(NOW)
    Notice.objects.update(state=State.SENDING, tried_at=NOW)
    tick(NOW)
    assert not mail.outbox
    tick(NOW + AGAIN + timedelta(minutes=1))
    assert len(mail.outbox) == 1


def test_what_happened_before_the_platform_began_to_look_is_not_told(office: Office) -> None:
    found = applied()
    confirm(by=office.clerk, request=found.request, version=1, on=NOW.date(), how="phone", now=NOW)
    tick(NOW)
    assert not mail.outbox
