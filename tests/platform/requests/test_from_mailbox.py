"""A letter that asks for information becomes a request; its day of receipt is the day both sides agreed that it is one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.mailbox.converting import ask_consent, consent, convert
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.kinds import Channel
from gongkai_web.mailbox.receiving import register
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Request
from tests.platform.mailbox.desk import NAME, PHONE, desk, sent, written
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
ASKS = {"title": "2025年征地补偿方案", "text": "申请公开2025年东河村征地补偿方案。"}
LATER = NOW + timedelta(days=4)


def test_written_on_the_form_the_day_of_consent_counts() -> None:
    at = desk()
    letter = ask_consent(by=at.clerk, letter=sent(at, **ASKS).letter, lock=0, now=NOW)
    letter = consent(letter=letter, agrees=True, now=LATER)
    done = convert(by=at.clerk, letter=letter, lock=letter.lock, category="natural_person", now=LATER)
    request = Request.objects.get()
    assert done.converted_to == request.number
    assert (request.arrived_on, request.received_on) == (date(2026, 11, 20), date(2026, 11, 24))
    assert (request.confirmed_how, request.subject) == ("portal", ASKS["title"])
    assert (request.applicant.name, request.applicant.phone) == (NAME, PHONE)


def test_told_on_the_phone_it_begins_when_its_writer_says_so() -> None:
    at = desk()
    told = written(**ASKS)
    given = {"by": at.clerk, "organ": at.organ, "written": told, "channel": Channel.PHONE, "now": NOW}
    letter = register(received_on=date(2026, 11, 18), **given).letter
    letter = consent(letter=letter, agrees=True, by=at.clerk, how="电话同意", now=NOW)
    convert(by=at.clerk, letter=letter, lock=letter.lock, category="natural_person", now=NOW)
    assert (Request.objects.get().channel, Request.objects.get().received_on) == ("oral", date(2026, 11, 20))


def test_without_a_category_nothing_is_converted() -> None:
    at = desk()
    letter = consent(letter=sent(at, **ASKS).letter, agrees=True, by=at.clerk, how="电话同意", now=NOW)
    with pytest.raises(RequestError, match="没有选申请人类别"):
        convert(by=at.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    assert letter.is_open


def received(on: date | None) -> Request:
    """A letter of the form of 2026-11-20, told to agree on a day, and converted four days later."""
    at = desk()
    letter = consent(letter=sent(at, **ASKS).letter, agrees=True, by=at.clerk, how="电话答复", on=on, now=LATER)
    convert(by=at.clerk, letter=letter, lock=letter.lock, category="natural_person", now=LATER)
    return Request.objects.get()


def test_the_day_the_writer_said_so_counts_not_the_day_it_is_typed() -> None:
    request = received(date(2026, 11, 20))
    assert (request.received_on, request.due) == (date(2026, 11, 20), date(2026, 12, 18))


# on · what is said
@pytest.mark.parametrize(("on", "said"), [("2026-11-25", "还没有到"), ("2026-11-19", "早于收到来信的2026年11月20日")])
def test_the_day_of_consent_is_neither_to_come_nor_before_the_letter(on: str, said: str) -> None:
    with pytest.raises(MailboxError, match=said):
        received(date.fromisoformat(on))


def test_the_form_asks_for_the_day_and_the_page_shows_its_effect(client: Client, monkeypatch) -> None:
    at = desk()
    letter = sent(at, **ASKS).letter
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    client.force_login(at.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    page = f"/office/T1/mailbox/{letter.pk}/"
    assert 'value="2026-11-24"' in client.get(page).content.decode()
    given = {"lock": 0, "note_consent-agrees": "yes", "note_consent-how": "电话", "note_consent-on": "2026-11-23"}
    assert client.post(f"{page}note_consent/", given).status_code == 302
    shown = client.get(page).content.decode()
    assert "写信人2026年11月23日同意" in shown and "答复期限到2026年12月21日" in shown
