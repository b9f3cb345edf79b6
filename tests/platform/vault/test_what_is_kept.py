"""Every store of personal data has its schedule, and years later nothing of a person is left in any of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.apps import apps

from gongkai_web.applicants.models import Access, Message
from gongkai_web.complaints.keeping import erase as erase_complaints
from gongkai_web.complaints.models import Complaint
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.models import Paper as DisputePaper
from gongkai_web.disputes.retention import erase_papers
from gongkai_web.disputes.services import add_paper
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.keeping import erase as erase_letters
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import Enclosure, Reading
from gongkai_web.letters.services import record_read
from gongkai_web.mailbox.keeping import ERASED, erase_contents
from gongkai_web.mailbox.models import Attachment, Letter, Reply, Step
from gongkai_web.outside.keeping import erase as erase_outside
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper
from gongkai_web.requests.services import Step as RequestStep
from gongkai_web.requests.services import take
from gongkai_web.requests.services.keeping import keep_paper
from gongkai_web.vault.fields import SealedTextField
from gongkai_web.vault.models import Erasure
from gongkai_web.vault.retention import erase_due, schedules
from tests.platform.complaints.desk import desk as complaints_desk
from tests.platform.complaints.desk import mended
from tests.platform.disputes.desk import recorded
from tests.platform.letters.desk import a_file, approved, bureau, made, sent
from tests.platform.mailbox.desk import answered, as_, desk
from tests.platform.outside.making import outside, waiting
from tests.platform.publishing.office import NOW, township
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db


def years_on(years: int) -> datetime:
    return NOW.replace(year=NOW.year + years) + timedelta(days=1)


SCHEDULED = {
    "applicants": {"request_drafts", "request_messages"},
    "complaints": {"mailbox.complaints"},
    "disputes": {"disputes", "disputes.papers"},
    "dossiers": {"dossiers"},
    "letters": {"letters"},
    "mailbox": {"mailbox.writers", "mailbox.letters"},
    "outside": {"outside"},
    "requests": {"requests", "requests.papers"},
}
OTHERWISE = {"redactions"}
"""Ends with its request's own redaction: what is half redacted is taken away when it is finished."""


def test_every_part_that_seals_personal_data_says_how_long_it_is_kept() -> None:
    sealing = {
        model._meta.app_label
        for model in apps.get_models()
        if any(isinstance(field, SealedTextField) for field in model._meta.get_fields())
    }
    assert sealing - OTHERWISE == set(SCHEDULED)
    known = {one.code for one in schedules()}
    assert set().union(*SCHEDULED.values()) <= known


def test_what_a_letter_said_goes_and_that_it_was_sent_stays() -> None:
    office = bureau()
    letter = made(approved(office, "granted", electronic=True, enclosures=[a_file(office)]))
    dispatch = sent(office, letter, Way.ELECTRONIC, on=NOW.date(), now=NOW)
    record_read(dispatch=dispatch, file=letter.pdf, now=NOW)
    assert erase_letters(years_on(9)) == {}
    assert erase_letters(years_on(10)) == {"T1": 1}
    assert erase_letters(years_on(10)) == {}
    letter.refresh_from_db()
    assert (letter.given, letter.printed, letter.docx, letter.pdf) == ({}, "", None, None)
    assert letter.number and letter.digest and letter.dispatched_on == NOW.date()
    assert not Enclosure.objects.exists() and Reading.objects.get().file is None
    page = as_(office.clerk).get(f"/office/T1/letters/{letter.pk}/").content.decode()
    assert "已于" in page and "按保存期限清除" in page and letter.number in page


def test_a_letter_of_a_request_is_kept_as_long_as_its_applicant() -> None:
    office = bureau()
    case = registered(office)
    letter = approved(office, subject=("request", case.pk))
    sent(office, letter)
    keep_paper(by=office.clerk, request=case, name="身份证.txt", content=b"x", kind=Proof.IDENTITY, now=NOW)
    given = keep_paper(by=office.clerk, request=case, name="明细.txt", content=b"y", kind=Proof.HANDED_OUT, now=NOW)
    Access.objects.create(applicant=case.applicant, first=case, code_hash="0" * 64, made_at=NOW)
    Message.objects.create(request=case, text="我住在村东头", at=NOW)
    assert erase_letters(years_on(12)) == {}, "the request is still open"
    step = RequestStep(code="withdraw", on=NOW.date(), fields={})
    take(by=office.clerk, request=case, version=case.version, step=step, now=NOW)
    erase_due(years_on(12))
    erase_due(years_on(12))
    letter.refresh_from_db()
    assert letter.erased_at and not Access.objects.exists()
    assert [one.file for one in Paper.objects.all()] == [given.file]
    assert Message.objects.get().text == ""
    told = {one.code: one.count for one in Erasure.objects.filter(organ="T1")}
    assert told == {"letters": 1, "request_messages": 1, "requests": 1, "requests.papers": 1}


def test_a_letter_of_the_mailbox_goes_with_all_that_was_said_of_it() -> None:
    letter = answered(desk())
    file = StoredFile.objects.create(organ=letter.organ, sm3="0" * 64, name="a.txt", kind="txt", size=1)
    Attachment.objects.create(letter=letter, file=file, at=NOW)
    assert erase_contents(years_on(9)) == {}
    assert erase_contents(years_on(10)) == {"T1": 1} and erase_contents(years_on(10)) == {}
    kept = Letter.objects.get()
    assert (kept.title, kept.text, kept.number, kept.rating) == (ERASED, "", letter.number, letter.rating)
    assert {*Step.objects.values_list("text", flat=True), Reply.objects.get().text} == {""}
    assert not Attachment.objects.exists()


def test_a_complaint_goes_with_its_letter() -> None:
    one = mended(complaints_desk())
    Letter.objects.update(closed_on=NOW.date())
    assert erase_complaints(years_on(10)) == {}, "its letter is still there"
    erase_contents(years_on(10))
    assert sum(erase_complaints(years_on(10)).values()) == 1
    assert erase_complaints(years_on(10)) == {}
    kept = Complaint.objects.get()
    assert (kept.question, kept.statement, kept.reasons, kept.demand, kept.mended) == ("",) * 5
    assert (kept.finding, kept.measure) == (one.finding, one.measure)


def test_the_papers_of_a_dispute_go_with_who_filed_it() -> None:
    office = township()
    dispute = recorded(office)
    add_paper(by=office.clerk, dispute=dispute, kind="evidence", name="a.txt", content=b"x", now=NOW)
    assert erase_papers(years_on(20)) == {}
    Dispute.objects.update(erased_at=NOW)
    assert erase_papers(years_on(20)) == {"T1": 1} and not DisputePaper.objects.exists()


def test_who_spoke_for_an_organ_outside_goes_after_its_filing() -> None:
    handing = waiting(outside())
    assert handing.teller and erase_outside(years_on(9)) == {}
    assert sum(erase_outside(years_on(10)).values()) == 1 and erase_outside(years_on(10)) == {}
    handing.refresh_from_db()
    assert (handing.teller, handing.code) == ("", "") and handing.handed_at
