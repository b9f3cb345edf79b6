"""What came with a letter, a new code at the counter, and telling its writer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from gongkai_web.files.errors import FileError
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.notifying import follow, tick
from gongkai_web.mailbox.receiving import MOST_FILES, attach, new_code
from gongkai_web.mailbox.selectors import by_code
from tests.platform.applicants.citizen import PNG, picture
from tests.platform.mailbox.desk import NAME, PHONE, TEXT, Desk, as_, desk, in_hand, sent
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def typed(**other: Any) -> dict[str, Any]:
    given = {"kind": "help", "title": "路灯坏了", "text": TEXT, "name": NAME, "phone": PHONE, "email": ""}
    return given | {"address": "", "consents": "no", "tells": "no"} | other


def test_a_file_comes_with_the_letter_for_those_who_work_on_it(client: Client, at: Desk) -> None:
    assert client.post("/open/T1/mailbox/write/", typed(file=picture("路灯.png"))).status_code == 200
    (one,) = Letter.objects.get().attachments.all()
    assert one.file.sealed
    address = one.file.get_absolute_url()
    assert client.get(address).status_code == 404
    assert as_(at.clerk).get(address).status_code == 200
    assert as_(at.roads_clerk).get(address).status_code == 404


def test_the_unit_that_answers_reads_it(at: Desk) -> None:
    letter = in_hand(at)
    one = attach(by=at.clerk, letter=letter, name="路灯.png", content=PNG, now=NOW)
    assert as_(at.roads_clerk).get(one.file.get_absolute_url()).status_code == 200


def test_a_program_named_as_a_picture_is_refused_and_nothing_is_kept(client: Client, at: Desk) -> None:
    page = client.post("/open/T1/mailbox/write/", typed(file=picture("路灯.png", b"MZ\x90\x00" * 40)))
    assert page.status_code == 422
    assert TEXT in page.content.decode()
    assert Letter.objects.count() == 0


def test_there_is_an_end_of_files(at: Desk) -> None:
    letter = in_hand(at)
    for _ in range(MOST_FILES):
        attach(by=at.clerk, letter=letter, name="路灯.png", content=PNG, now=NOW)
    with pytest.raises(MailboxError, match="已经有 5 份附件"):
        attach(by=at.clerk, letter=letter, name="路灯.png", content=PNG, now=NOW)
    with pytest.raises(FileError):
        attach(by=at.clerk, letter=sent(at).letter, name="空.png", content=b"", now=NOW)


def test_a_new_code_ends_the_old_one(at: Desk) -> None:
    receipt = sent(at)
    number = receipt.letter.number
    page = as_(at.clerk).post(f"/office/T1/mailbox/{receipt.letter.pk}/code/").content.decode()
    code = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page)
    assert code
    assert by_code(receipt.letter.organ, number, receipt.code, "here", NOW) is None
    assert by_code(receipt.letter.organ, number, code[0], "here", NOW) == receipt.letter
    with pytest.raises(MailboxError, match="不由您办理"):
        new_code(by=at.roads_clerk, letter=receipt.letter, now=NOW)


@pytest.fixture
def mails(settings: Any) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "gk@example.cn"
    settings.SITE_ADDRESS = "https://www.example.gov.cn"


@pytest.mark.usefixtures("mails")
def test_whoever_wants_it_is_told_and_not_what_about(at: Desk) -> None:
    follow(NOW)
    letter = in_hand(at, tells=True, email="ou@example.cn")
    in_hand(at, tells=False, email="other@example.cn")
    tick(NOW + timedelta(minutes=1))
    (one,) = mail.outbox
    assert one.to == ["ou@example.cn"]
    assert letter.number in one.body
    assert "机关已受理" in one.body
    assert "https://www.example.gov.cn/open/T1/mailbox/query/" in one.body
    assert not any(word in one.subject + one.body for word in (NAME, PHONE, TEXT, "路灯"))
    tick(NOW + timedelta(minutes=2))
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("mails")
def test_the_form_asks_whether_to_tell(client: Client, at: Desk) -> None:
    client.post("/open/T1/mailbox/write/", typed(tells="yes", email="ou@example.cn"))
    letter = Letter.objects.get()
    assert (letter.tells, letter.language) == (True, "zh-hans")
