"""落款日期: the day of the last signature is written in by itself; one that was typed never goes out stale."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client

from gongkai.letters import UNDATED
from gongkai_web.audit.models import Entry
from gongkai_web.files.services import content
from gongkai_web.letters.errors import ChangedError, SendingError
from gongkai_web.letters.kinds import State
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.reviewing import standing_review
from gongkai_web.letters.services import redate, submit
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.services import decide
from tests.platform.letters.desk import bureau, cleared, drafted, made, sent, submitted
from tests.platform.publishing.office import NOW, Office

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=11)
SIGNED = date(2026, 12, 1)


def decided(office: Office, letter: OutgoingLetter) -> OutgoingLetter:
    round_ = Round.objects.get(subject_kind="letter", subject_id=letter.pk, state="running")
    decide(by=office.head, round_id=round_.pk, digest=round_.digest, verdict=Verdict.APPROVE, opinion="", now=LATER)
    letter.refresh_from_db()
    return letter


def words(letter: OutgoingLetter) -> str:
    return "\n".join(one.text for one in docx.Document(BytesIO(content(letter.docx))).paragraphs)


def test_the_day_of_the_last_signature_is_written_in(monkeypatch: pytest.MonkeyPatch) -> None:
    office = bureau()
    letter = submitted(office, "granted")
    assert UNDATED in words(letter) and "2026年11月20日" not in words(letter).splitlines()[-3:]
    digest, reviewed, before = letter.digest, cleared(office, letter), words(letter)
    decided(office, letter)
    assert letter.dated == letter.approved_on == SIGNED
    assert words(letter) == before.replace(UNDATED, "2026年12月1日")
    assert "2026年12月1日" in [one["text"] for one in json.loads(letter.printed)]
    assert letter.pdf is None and content(made(letter).pdf).startswith(b"%PDF")
    assert letter.digest == digest and standing_review(letter) == reviewed
    assert Entry.objects.filter(key="letter.stamped", target=f"letter:{letter.pk}").count() == 1
    sent(office, letter, on=SIGNED, now=LATER)
    assert letter.state == State.DISPATCHED


def test_a_day_that_was_typed_stays_and_does_not_go_out_stale() -> None:
    office = bureau(dated_by="typed")
    letter = decided(office, submitted(office))
    assert UNDATED not in words(letter) and letter.dated == NOW.date()
    with pytest.raises(SendingError, match="落款日期早于签发的日期"):
        sent(office, letter, on=SIGNED, now=LATER)
    number = letter.number
    redate(by=office.clerk, letter=letter, lock=letter.lock, now=LATER)
    letter.refresh_from_db()
    assert (letter.state, letter.dated, letter.number) == (State.IN_REVIEW, SIGNED, number)
    assert "2026年12月1日" in words(letter)
    decided(office, letter)
    sent(office, letter, on=SIGNED, now=LATER)
    assert letter.state == State.DISPATCHED


def test_what_was_signed_on_the_day_it_bears_needs_no_other() -> None:
    office = bureau(dated_by="typed")
    letter = drafted(office)
    letter = submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    with pytest.raises(SendingError, match="不用改"):
        redate(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    with pytest.raises(ChangedError):
        redate(by=office.clerk, letter=letter, lock=letter.lock - 1, now=LATER)


def test_the_page_offers_the_new_day_only_where_the_old_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    office = bureau(dated_by="typed")
    letter = submitted(office)
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    where = f"/office/T1/letters/{letter.pk}/"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    assert "改落款日期" not in client.get(where).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    assert "改落款日期" in client.get(where).content.decode()
    assert client.post(f"{where}redate/", {"lock": letter.lock}).status_code == 302
    letter.refresh_from_db()
    assert letter.dated == SIGNED
