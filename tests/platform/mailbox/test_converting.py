"""A letter that asks for information becomes a request by its writer's consent alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from gongkai_web.mailbox import converting
from gongkai_web.mailbox.converting import Handed, ask_consent, consent, convert
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.kinds import State
from tests.platform.mailbox.desk import NAME, PHONE, desk, sent
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
ASKS = {"title": "申请公开补偿方案", "text": "申请公开2025年征地补偿方案。"}


@pytest.fixture
def handed() -> Iterator[list[Handed]]:
    before, got = list(converting._converters), []

    def converter(given: Handed) -> str:
        got.append(given)
        return "T1-2026-0007"

    converting.register(converter, [("natural_person", "自然人")])
    yield got
    converting._converters[:] = before


def test_nothing_is_converted_without_consent(handed: list[Handed]) -> None:
    at = desk()
    letter = sent(at, **ASKS).letter
    with pytest.raises(MailboxError, match="还没有同意"):
        convert(by=at.clerk, letter=letter, lock=0, now=NOW)
    assert handed == []


def test_the_writer_agrees_on_the_status_page(client: Client, handed: list[Handed]) -> None:
    at = desk()
    receipt = sent(at, **ASKS)
    letter = ask_consent(by=at.clerk, letter=receipt.letter, lock=0, now=NOW)
    client.post("/open/T1/mailbox/query/", {"number": letter.number, "code": receipt.code})
    assert "请您决定" in client.get("/open/T1/mailbox/mine/").content.decode()
    client.post("/open/T1/mailbox/mine/consent/", {"answer": "yes"})
    letter.refresh_from_db()
    done = convert(by=at.clerk, letter=letter, lock=letter.lock, category="natural_person", now=NOW)
    assert (done.state, done.converted_to, done.closed_on) == (State.CONVERTED, "T1-2026-0007", NOW.date())
    (given,) = handed
    assert (given.name, given.phone, given.text) == (NAME, PHONE, ASKS["text"])
    assert "T1-2026-0007" in client.get("/open/T1/mailbox/mine/").content.decode()


def test_a_refusal_leaves_the_letter_where_it_was(handed: list[Handed]) -> None:
    at = desk()
    letter = ask_consent(by=at.clerk, letter=sent(at, **ASKS).letter, lock=0, now=NOW)
    letter = consent(letter=letter, agrees=False, now=NOW)
    assert letter.state == State.RECEIVED
    with pytest.raises(MailboxError, match="还没有同意"):
        convert(by=at.clerk, letter=letter, lock=letter.lock, now=NOW)


def test_consent_told_to_the_office_says_how() -> None:
    at = desk()
    letter = sent(at, **ASKS).letter
    with pytest.raises(MailboxError, match="没有写写信人怎样表示的"):
        consent(letter=letter, agrees=True, by=at.clerk, how=" ", now=NOW)
    consent(letter=letter, agrees=True, by=at.clerk, how="电话同意", now=NOW)


def test_nobody_decides_what_was_not_asked(client: Client) -> None:
    receipt = sent(desk(), **ASKS)
    client.post("/open/T1/mailbox/query/", {"number": receipt.letter.number, "code": receipt.code})
    assert client.post("/open/T1/mailbox/mine/consent/", {"answer": "yes"}).status_code == 422


def test_where_requests_are_made_by_hand_their_number_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_converters", [])
    at = desk()
    letter = consent(letter=sent(at, **ASKS).letter, agrees=True, by=at.clerk, how="电话同意", now=NOW)
    with pytest.raises(MailboxError, match="没有写申请的登记编号"):
        convert(by=at.clerk, letter=letter, lock=letter.lock, now=NOW)
    assert convert(by=at.clerk, letter=letter, lock=letter.lock, number="0012", now=NOW).converted_to == "0012"
