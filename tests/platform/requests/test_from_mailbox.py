"""A letter that asks for information becomes a request; its day of receipt is the day both sides agreed that it is one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai_web.mailbox.converting import ask_consent, consent, convert
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
