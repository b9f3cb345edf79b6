"""Work records and what the text says of them; reports of earlier years, read from files and confirmed by a person."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai_web.annual import earlier, work
from gongkai_web.annual.building import predecessor
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.kinds import Work
from gongkai_web.annual.models import Earlier, WorkRecord
from gongkai_web.reports.uploads import Upload
from tests.platform.annual.desk import YEAR, noted
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def test_how_often_and_how_many_people(office) -> None:
    noted(office), noted(office, people=12), noted(office, Work.GROUP, people=None)
    noted(office, on=date(2025, 5, 6))
    found = work.figures(work.of_year(office.organ, 2026))
    assert (found["培训"], found["培训人次"], found["督查"], found["督查人次"]) == (2, 42, 0, 0)
    assert (found["领导小组会议"], found["领导小组会议人次"]) == (1, None)


def test_a_record_is_corrected_and_struck_with_its_lock(office) -> None:
    kept = noted(office)
    entry = work.WorkEntry(Work.TRAINING, date(2026, 5, 7), "业务培训", 31)
    work.correct(by=office.clerk, kept=kept, lock=0, entry=entry, now=NOW)
    with pytest.raises(ChangedError):
        work.correct(by=office.clerk, kept=kept, lock=0, entry=entry, now=NOW)
    work.strike(by=office.clerk, kept=kept, lock=1, reason="登记了两次", now=NOW)
    assert work.of_year(office.organ, 2026) == []


@pytest.mark.parametrize(("other", "said"), [({"title": " "}, "什么事"), ({"on": date(2026, 12, 1)}, "还没有到")])
def test_what_is_no_record(office, other, said) -> None:
    with pytest.raises(AnnualError, match=said):
        noted(office, **other)


def test_only_who_drafts_writes_them(office) -> None:
    with pytest.raises(AnnualError, match="岗位"):
        noted_by_head(office)


def noted_by_head(office: Office) -> None:
    entry = work.WorkEntry(Work.TRAINING, date(2026, 5, 7), "业务培训")
    work.note(by=office.head, organ=office.organ, entry=entry, now=NOW)


def test_the_page_of_work(office) -> None:
    client, where = as_(office.clerk), reverse("annual_work", args=["T1", YEAR])
    given = {"kind": "training", "on": "2026-05-06", "title": "业务培训", "people": "30人"}
    assert client.post(where, given).status_code == 422
    assert client.post(where, given | {"people": "30"}).status_code == 302
    kept = WorkRecord.objects.get()
    assert "30 人" in client.get(where).content.decode()
    assert client.get(reverse("annual_work_record", args=["T1", kept.pk])).status_code == 200
    assert (
        client.post(reverse("annual_work_strike", args=["T1", kept.pk]), {"lock": "0", "reason": "错"}).status_code
        == 302
    )


def taken(office: Office, sample, name: str = "word.docx") -> Earlier:
    upload = Upload(name, sample(name).read_bytes())
    return earlier.take_in(by=office.clerk, organ=office.organ, upload=upload, now=NOW)


def test_an_earlier_report_counts_only_once_a_person_has_confirmed_it(office, sample) -> None:
    kept = taken(office, sample)
    assert predecessor(office.organ, kept.year + 1) is None
    if earlier.doubtful(earlier.report_of(kept)):
        with pytest.raises(AnnualError, match="没有读准"):
            earlier.confirm(by=office.clerk, kept=kept, lock=kept.lock, now=NOW)
        return
    earlier.confirm(by=office.clerk, kept=kept, lock=kept.lock, now=NOW)
    found = predecessor(office.organ, kept.year + 1)
    assert found is not None and found.year == kept.year
    with pytest.raises(AnnualError, match="已经核对确认"):
        taken(office, sample)


def test_what_was_read_with_a_doubt_is_answered_first(office, sample) -> None:
    """A cell nobody could read stays in the way until a person has typed it."""
    from dataclasses import replace

    from gongkai.report import Cell, dumps, loads

    kept = taken(office, sample)
    report, path = loads(kept.content), "requests.new.total"
    report = replace(report, tables=report.tables | {path: Cell.unreadable("?")})
    Earlier.objects.filter(pk=kept.pk).update(content=dumps(report))
    kept.refresh_from_db()
    with pytest.raises(AnnualError, match="没有读准"):
        earlier.confirm(by=office.clerk, kept=kept, lock=kept.lock, now=NOW)
    given = {"by": office.clerk, "kept": kept, "confirmed": [], "now": NOW}
    slip = earlier.answer(lock=kept.lock, typed={path: "两件"}, **given)
    assert slip.slips == {path: "两件"}
    kept.refresh_from_db()
    earlier.answer(lock=kept.lock, typed={path: "2"}, **given)
    kept.refresh_from_db()
    assert loads(kept.content).value(path) == 2
    earlier.confirm(by=office.clerk, kept=kept, lock=kept.lock, now=NOW)


def test_the_pages_of_earlier_reports(office, sample) -> None:
    client = as_(office.clerk)
    bad = SimpleUploadedFile("x.docx", b"PK\x03\x04nothing")
    assert client.post("/office/T1/annual/earlier/", {"file": bad}).status_code == 422
    file = SimpleUploadedFile("word.docx", sample("word.docx").read_bytes())
    assert client.post("/office/T1/annual/earlier/", {"file": file}).status_code == 302
    kept = Earlier.objects.get()
    page = client.get(f"/office/T1/annual/earlier/{kept.pk}/").content.decode()
    assert "待核对" in page
    answer = client.post(f"/office/T1/annual/earlier/{kept.pk}/", {"confirm": "yes", "lock": "99"})
    assert answer.status_code == 422 and "别人改动过" in answer.content.decode()
