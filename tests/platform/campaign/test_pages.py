"""The pages of both sides, the board's numbers and its queries, today's tasks, reminders, the table that is taken away."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongkai_web.audit.models import Entry
from gongkai_web.campaign import judging, opening, reminding
from gongkai_web.campaign.answering import answer
from gongkai_web.campaign.board import Asked, board, rows_of
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Campaign, Filing, Remark, Submission
from gongkai_web.campaign.submitting import withdraw
from gongkai_web.campaign.tasks import tasks
from gongkai_web.campaign.templatetags.ended import ended
from gongkai_web.files.gate import may_read
from gongkai_web.workflow.due_words import plain_due_words
from tests.platform.campaign.county import (
    NEW,
    NOW,
    SEAL,
    YEAR,
    campaign,
    county,
    filing_of,
    go_public,
    lock_of,
    report_text,
    rewritten,
    scan,
    signed,
    submitted,
)
from tests.platform.mailbox.desk import as_

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def page(client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_opening_to_accepting_on_the_pages() -> None:
    made = county()
    office, leader = made.offices[0], as_(made.supervisor)
    clerk = as_(office.clerk)
    assert "收报机关还没有开始收年报" in page(clerk, "/office/T1/campaigns/")
    form = page(leader, "/office/C/campaigns/new/")
    assert "青山县第1乡人民政府" in form and "不顺延" in form
    given = {"year": YEAR, "wanted": "", "note": "纸质一式两份"} | {
        name: f"{getattr(opening.statutory(YEAR), name):%Y-%m-%d}"
        for name in ("submit_by", "publish_by", "government_submit_by", "government_publish_by")
    }
    assert leader.post("/office/C/campaigns/new/", given | {"submit_by": f"{YEAR + 1}-02-01"}).status_code == 422
    assert leader.post("/office/C/campaigns/new/", given).status_code == 302
    found = Campaign.objects.get()
    filing = filing_of(found, office)
    assert "未开始" in page(leader, f"/office/C/campaigns/{found.pk}/")
    own = f"/office/T1/filings/{filing.pk}/"
    assert "纸质一式两份" in page(clerk, own) and "签发以后才能报送" in page(clerk, own)
    row = signed(office, report_text(office, new=3))
    assert clerk.post(f"{own}submit/", {"lock": lock_of(filing)}).status_code == 302
    copy = Submission.objects.get()
    where = f"/office/C/campaigns/copies/{copy.pk}/"
    assert "撤回第 1 次报送" in page(clerk, own)
    shown = page(leader, where)
    assert f"?cell={NEW}#remark" in shown and copy.digest in shown and "核对相符" in shown
    assert "撤回第 1 次报送" not in page(clerk, own)
    assert "针对<strong>" in page(leader, f"{where}?cell={NEW}")
    said = {"lock": lock_of(filing), "text": "与台账不符", "cell": NEW}
    assert leader.post(f"{where}remark/", said).status_code == 302
    assert leader.post(f"{where}remark/", said).status_code == 409
    assert leader.post(f"{where}accept/", {"lock": lock_of(filing)}).status_code == 422
    assert "与台账不符" not in page(clerk, own)
    answer_by = f"{timezone.localdate() + timedelta(days=3):%Y-%m-%d}"
    wrong = leader.post(f"{where}return/", {"lock": lock_of(filing), "answer_by": "", "words": "请逐条回复"})
    assert wrong.status_code == 422 and "请逐条回复" in wrong.content.decode()
    assert leader.post(f"{where}return/", {"lock": lock_of(filing), "answer_by": answer_by}).status_code == 302
    shown = page(clerk, own)
    assert "与台账不符" in shown and "1 条没有回复" in shown
    answer, key = f"{own}answers/", Remark.objects.get().pk
    refused = clerk.post(answer, {"lock": lock_of(filing), f"answer-{key}": "explained", f"text-{key}": ""})
    assert refused.status_code == 422 and "没有写说明" in refused.content.decode()
    refused = clerk.post(answer, {"lock": lock_of(filing), f"text-{key}": "补一件"})
    assert refused.status_code == 422 and 'value="补一件"' in refused.content.decode()
    mended = {"lock": lock_of(filing), f"answer-{key}": "mended", f"text-{key}": "补一件"}
    assert clerk.post(answer, mended).status_code == 302
    rewritten(row, report_text(office, new=4))
    assert clerk.post(f"{own}submit/", {"lock": lock_of(filing)}).status_code == 302
    second = Submission.objects.get(number=2)
    shown = page(leader, f"/office/C/campaigns/copies/{second.pk}/")
    assert "补一件" in shown and "3 → 4" in shown and "比第 1 次报送改了什么" in shown
    assert "补一件" in page(clerk, f"/office/T1/filings/copies/{second.pk}/")
    accept = {"lock": lock_of(filing), "words": ""}
    assert leader.post(f"/office/C/campaigns/copies/{second.pk}/accept/", accept).status_code == 302
    go_public(row)
    assert "已公布" in page(leader, f"/office/C/campaigns/{found.pk}/")
    rewritten(row, report_text(office, new=5))
    assert "公布的与接受的那一份不一样" in page(leader, f"/office/C/campaigns/filings/{filing.pk}/")
    keys = set(Entry.objects.filter(key__startswith="campaign.").values_list("key", flat=True))
    assert {"campaign.opened", "campaign.submitted", "campaign.returned", "campaign.answered"} <= keys


def test_what_is_wanted_is_attached_and_read_by_both_sides_alone() -> None:
    made = county(2)
    office, other = made.offices
    filing = filing_of(campaign(made, wanted=(SEAL,)), office)
    signed(office)
    where = f"/office/T1/filings/{filing.pk}/submit/"
    client = as_(office.clerk)
    lacking = client.post(where, {"lock": 0, "note": "附言还在"})
    assert lacking.status_code == 422 and "附言还在" in lacking.content.decode()
    file = SimpleUploadedFile("盖章.pdf", b"%PDF-1.4\n%%EOF")
    assert client.post(where, {"lock": 0, "file_0": file}).status_code == 302
    kept = Submission.objects.get().attached.get().file
    assert [may_read(kept, who, NOW) for who in (office.clerk, made.supervisor, other.clerk, None)] == [
        True,
        True,
        False,
        False,
    ]
    page(as_(made.supervisor), f"/office/C/campaigns/copies/{Submission.objects.get().pk}/")


def test_the_board_counts_sorts_and_filters() -> None:
    made = county(4)
    found = campaign(made)
    late, drafting, filed, done = (filing_of(found, one) for one in made.offices)
    Filing.objects.filter(pk=late.pk).update(submit_by=date(2026, 1, 10))
    signed(made.offices[1])
    for office, filing in zip(made.offices[2:], (filed, done), strict=True):
        row = signed(office, report_text(office, new=filing.pk))
        copy = submitted(office, filing)
    judging.accept(by=made.head, submission=copy, lock=lock_of(done), words="", now=NOW)
    go_public(row)
    shown = board(found, Asked(), TODAY)
    kept = {key: count for key, count in shown.counts.items() if count}
    assert kept == {"all": 5, "late": 1, "not_begun": 2, "signed": 1, "submitted": 1, "published": 1}
    assert sum(one.width for one in shown.picture) == pytest.approx(100)
    assert shown.rows[0].filing == late and shown.rows[-1].filing == done
    assert [one.filing for one in board(found, Asked(tab="signed"), TODAY).rows] == [drafting]
    assert [one.filing for one in board(found, Asked(words="第3乡"), TODAY).rows] == [filed]
    assert board(found, Asked(sort="findings"), TODAY).rows[0].filing in (filed, done)
    client = as_(made.supervisor)
    for query in ("", "?tab=late&sort=filed", "?words=没有这个", "?tab=x&sort=y"):
        page(client, f"/office/C/campaigns/{found.pk}/{query}")
    taken = client.get(f"/office/C/campaigns/{found.pk}/board.xlsx")
    lines = CalamineWorkbook.from_filelike(io.BytesIO(taken.content)).get_sheet_by_index(0).to_python()
    assert len(lines) == 6 and lines[4][:2] == ["青山县第3乡人民政府", "已报送"]


def test_the_board_asks_as_much_for_many_as_for_few() -> None:
    made = county(2)
    found = campaign(made)
    signed(made.offices[0])
    submitted(made.offices[0], filing_of(found, made.offices[0]))
    client, where = as_(made.supervisor), f"/office/C/campaigns/{found.pk}/"

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(where)
        return len(queries)

    asked()
    few = asked()
    names = [
        Filing(
            campaign=found,
            name=f"某局{n}",
            kind="department",
            level="county",
            order=n,
            submit_by=TODAY,
            publish_by=TODAY,
        )
        for n in range(40)
    ]
    Filing.objects.bulk_create(names)
    signed(made.offices[1])
    copy = submitted(made.offices[1], filing_of(found, made.offices[1]))
    judging.accept(by=made.head, submission=copy, lock=1, words="", now=NOW)
    assert asked() == few


def test_reminders_one_by_one_and_all_at_once() -> None:
    made = county(2)
    found = campaign(made)
    filing = filing_of(found, made.offices[0])
    where, client = f"/office/C/campaigns/{found.pk}/remind/", as_(made.supervisor)
    assert client.post(where, {"words": "请今天报"}).status_code == 422
    assert client.post(where, {"filing": [filing.pk], "words": "请今天报"}).status_code == 302
    assert "请今天报" in page(as_(made.offices[0].clerk), f"/office/T1/filings/{filing.pk}/")
    # Every day of the campaign has passed by the clock of the test's machine.
    assert client.post(where, {"all_late": "1"}).status_code == 302
    assert [one.reminders.count() for one in found.filings.all()] == [1, 2, 1]
    with pytest.raises(reminding.CampaignError):
        reminding.remind(by=made.offices[0].clerk, campaign=found, filings=[filing.pk], words="", now=NOW)
    assert Entry.objects.filter(key="campaign.reminded").count() == 2


def titles(person, day: date = TODAY) -> list[str]:
    return [f"{one.kind}·{one.title}·{one.due}" for one in tasks(person, day)]


def test_today_says_what_is_to_be_done_on_either_side() -> None:
    made = county()
    office = made.offices[0]
    found = campaign(made)
    filing = filing_of(found, office)
    assert titles(office.clerk) == ["年报报送·2025年年报：报送·2026-01-31"]
    assert titles(office.head) == [] and titles(made.supervisor) == []
    late = next(iter(tasks(office.clerk, date(2026, 3, 1))))
    assert late.plain_days and plain_due_words(late.due, date(2026, 3, 1)) == "已超期 29 天（1月31日到期）"
    assert "工作日" not in late.detail and "报送逾期" not in late.detail
    reminding.remind(by=made.supervisor, campaign=found, filings=[filing.pk], words="请抓紧", now=NOW)
    assert "请抓紧" in next(iter(tasks(office.clerk, TODAY))).detail
    row = signed(office)
    copy = submitted(office, filing)
    assert titles(office.clerk) == [] and titles(made.supervisor) == ["年报审看·2025年年报：1 份等您审看·None"]
    judging.return_(
        by=made.head, submission=copy, lock=lock_of(filing), words="改", answer_by=date(2026, 1, 22), now=NOW
    )
    assert titles(office.clerk) == ["年报退回·2025年年报：改好再报·2026-01-22"]
    rewritten(row, report_text(office, new=2))
    copy = submitted(office, filing)
    judging.accept(by=made.head, submission=copy, lock=lock_of(filing), words="", now=NOW)
    assert titles(office.clerk) == ["年报待公布·2025年年报：公布·2026-01-31"]
    go_public(row)
    assert titles(office.clerk) == [] and titles(made.supervisor) == []
    assert titles(made.supervisor, date(2026, 4, 1)) == ["年报催办·2025年年报：1 个机关逾期·None"]


def test_one_organ_has_its_own_days_is_excused_and_called_again() -> None:
    made = county()
    found = campaign(made)
    filing = filing_of(found, made.offices[0])
    where, client = f"/office/C/campaigns/filings/{filing.pk}/", as_(made.head)
    given = {"lock": 0, "submit_by": "2026-01-20", "publish_by": "2026-02-09"}
    assert "晚于法定" in client.post(f"{where}days/", given).content.decode()
    assert client.post(f"{where}days/", given | {"publish_by": "2026-01-25"}).status_code == 302
    assert client.post(f"{where}excuse/", {"lock": 0, "reason": "并入"}).status_code == 409
    assert client.post(f"{where}excuse/", {"lock": 1, "reason": "并入"}).status_code == 302
    assert "本年不用报送：并入" in page(client, where)
    assert client.post(f"{where}call-again/").status_code == 302
    noted = {"lock": 3, "on": "2026-01-20", "url": "https://qs.example/2025"}
    assert client.post(f"{where}published/", noted | {"url": "x"}).status_code == 422
    assert client.post(f"{where}published/", noted).status_code == 302
    assert "https://qs.example/2025" in page(client, where)


def test_what_is_asked_for_changes_and_organs_are_added() -> None:
    made = county(2)
    found = campaign(made)
    found.filings.filter(organ=made.offices[1].organ).delete()
    where, client = f"/office/C/campaigns/{found.pk}/", as_(made.head)
    assert "青山县第2乡" in page(client, f"{where}change/")
    assert client.post(f"{where}change/", {"lock": 0, "wanted": f"{SEAL}\n\n{SEAL}", "note": ""}).status_code == 302
    found.refresh_from_db()
    assert found.wanted == [SEAL]
    stale = client.post(f"{where}change/", {"lock": 0, "wanted": "别的", "note": ""})
    assert stale.status_code == 409 and "别的" in stale.content.decode()
    assert client.post(f"{where}add/", {"organ": "T2"}).status_code == 302
    assert [one.filing.name for one in rows_of(found, TODAY)][-1] == "青山县第2乡人民政府"


def test_a_copy_is_taken_away_in_every_form() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made, wanted=(SEAL,)), office)
    signed(office)
    copy = submitted(office, filing, files=(scan(office),))
    for who, where in ((made.head, "C/campaigns"), (office.clerk, "T1/filings")):
        for form in ("json", "xlsx"):
            assert as_(who).get(f"/office/{where}/copies/{copy.pk}/download.{form}").status_code == 200
        assert as_(who).get(f"/office/{where}/copies/{copy.pk}/download.exe").status_code == 404


def test_the_county_reads_neither_what_was_withdrawn_nor_stumbles_over_who_is_excused() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    signed(office)
    first = submitted(office, filing)
    client = as_(made.supervisor)
    withdraw(by=office.clerk, submission=first, lock=lock_of(filing), now=NOW)
    page(client, f"/office/C/campaigns/copies/{first.pk}/", 404)
    assert "撤回" in page(client, f"/office/C/campaigns/filings/{filing.pk}/")
    page(as_(office.clerk), f"/office/T1/filings/copies/{first.pk}/")
    second = submitted(office, filing)
    assert client.get(f"/office/C/campaigns/copies/{second.pk}/download.json").status_code == 200
    with pytest.raises(CampaignError, match="不能撤回"):
        withdraw(by=office.clerk, submission=second, lock=lock_of(filing), now=NOW)
    Submission.objects.filter(pk=second.pk).update(opened_at=None)
    opening.excuse(by=made.head, filing=filing, lock=lock_of(filing), reason="并入", now=NOW)
    page(client, f"/office/C/campaigns/copies/{second.pk}/")


def test_the_day_of_a_late_filing_is_that_of_the_first_and_a_drafted_remark_says_why_accepting_waits() -> None:
    made = county()
    office, found = made.offices[0], campaign(made)
    signed(office)
    filing = filing_of(found, office)
    first = submitted(office, filing, NOW + timedelta(days=12))
    given = {"by": made.supervisor, "submission": first, "now": NOW + timedelta(days=13)}
    judging.remark(**given, lock=lock_of(filing), text="改")
    client = as_(made.supervisor)
    shown = page(client, f"/office/C/campaigns/copies/{first.pk}/")
    assert "才能接受" in shown and "接受这一份" not in shown
    judging.return_(**given, lock=lock_of(filing), words="改", answer_by=date(2026, 2, 5))
    remark = Remark.objects.get()
    answering = {"by": office.clerk, "remark": remark, "lock": lock_of(filing), "answer": "mended", "text": ""}
    answer(**answering, now=NOW)
    submitted(office, filing, NOW + timedelta(days=14))
    assert "首报 2月1日，晚 1 天" in page(client, f"/office/C/campaigns/{found.pk}/")


def test_all_that_are_late_are_those_who_have_something_to_do() -> None:
    made = county(2)
    office, found = made.offices[0], campaign(made)
    signed(office)
    submitted(office, filing_of(found, office))
    outside = found.filings.create(
        name="青山县气象局", kind="vertical", level="county", submit_by=TODAY, publish_by=TODAY, order=9
    )
    answer = as_(made.supervisor).post(f"/office/C/campaigns/{found.pk}/remind/", {"all_late": "1"}, follow=True)
    assert "已催 2 个机关（催报送 2 个）" in answer.content.decode()
    assert "请打登记电话催：青山县气象局" in answer.content.decode()
    assert not outside.reminders.exists() and not filing_of(found, office).reminders.exists()


def test_a_full_stop_is_put_once() -> None:
    said = [ended(text) for text in ("请谅解。", "请谅解", " ", "好！")]
    assert said == ["请谅解。", "请谅解。", "", "好！"]
