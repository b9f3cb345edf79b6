"""From opening to acceptance: who must file, what is frozen, what is returned and answered, who may, and two at once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.report import Cell, Severity, loads
from gongkai_web.annual import signing
from gongkai_web.annual.models import Change
from gongkai_web.annual.standing import Standing as Own
from gongkai_web.annual.standing import standing_of
from gongkai_web.campaign import answering, judging, opening, publication, reminding
from gongkai_web.campaign.checking import ALIKE, BY_HAND, findings_of
from gongkai_web.campaign.comparing import cells_changed, texts_changed
from gongkai_web.campaign.copies import accepted, is_whole, report_of
from gongkai_web.campaign.errors import CampaignError, ChangedError
from gongkai_web.campaign.kinds import State
from gongkai_web.campaign.models import Campaign, Filing, Remark, Submission
from gongkai_web.campaign.own import own_reports
from gongkai_web.campaign.standing import standing
from gongkai_web.campaign.submitting import submit, withdraw
from gongkai_web.publishing.models import Revision
from tests.platform.campaign.county import (
    NEW,
    NOW,
    SEAL,
    YEAR,
    campaign,
    county,
    days,
    filing_of,
    go_public,
    lock_of,
    report_text,
    rewritten,
    scan,
    signed,
    submitted,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DUE = TODAY + timedelta(days=5)


def stands(filing: Filing, day: date = TODAY):
    kept = Filing.objects.get(pk=filing.pk)
    own = own_reports([kept.organ_id], YEAR).get(kept.organ_id)
    return standing(kept, own, day)


def returned(made, copy: Submission, text: str = "数不对", **where: str) -> Remark:
    filing = copy.filing
    judging.open_(by=made.supervisor, submission=copy, now=NOW)
    said = judging.remark(by=made.supervisor, submission=copy, lock=lock_of(filing), text=text, now=NOW, **where)
    judging.return_(by=made.supervisor, submission=copy, lock=lock_of(filing), words="请改", answer_by=DUE, now=NOW)
    said.refresh_from_db()
    return said


def accept(made, copy: Submission):
    return judging.accept(by=made.supervisor, submission=copy, lock=lock_of(copy.filing), words="", now=NOW)


def answer(office, said: Remark, how: str = "mended", text: str = "") -> Remark:
    lock = lock_of(said.submission.filing)
    return answering.answer(by=office.clerk, remark=said, lock=lock, answer=how, text=text, now=NOW)


def test_everybody_below_and_the_government_itself_must_file() -> None:
    made = county(2)
    found = campaign(made)
    rows = [(one.name, one.submit_by, one.publish_by) for one in found.filings.all()]
    assert rows == [
        ("青山县人民政府", date(2026, 3, 31), date(2026, 3, 31)),
        ("青山县第1乡人民政府", date(2026, 1, 31), date(2026, 1, 31)),
        ("青山县第2乡人民政府", date(2026, 1, 31), date(2026, 1, 31)),
    ]
    with pytest.raises(ChangedError, match="已经开始"):
        campaign(made)


def test_local_days_are_earlier_never_later_and_one_organ_has_its_own() -> None:
    made = county()
    for wrong, said in (
        ({"submit_by": date(2026, 2, 1)}, "晚于法定的 2026年1月31日"),
        ({"government_publish_by": date(2026, 4, 1)}, "晚于法定的 2026年3月31日"),
        ({"publish_by": date(2025, 12, 31)}, "统计年度"),
    ):
        with pytest.raises(CampaignError, match=said):
            campaign(made, days=days(**wrong))
    assert not Campaign.objects.exists()
    found = campaign(made, days=days(submit_by=date(2026, 1, 26), publish_by=date(2026, 1, 28)))
    filing = filing_of(found, made.offices[0])
    assert filing.submit_by == date(2026, 1, 26)
    given = {"by": made.head, "filing": filing, "publish_by": date(2026, 1, 30), "now": NOW}
    opening.set_days(**given, lock=0, submit_by=date(2026, 1, 29))
    with pytest.raises(ChangedError):
        opening.set_days(**given, lock=0, submit_by=date(2026, 1, 20))
    assert filing_of(found, made.offices[0]).submit_by == date(2026, 1, 29)


def test_from_nothing_to_published() -> None:
    """Each state as it follows from what is there."""
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made, wanted=(SEAL,)), office)
    assert (stands(filing).state, stands(filing).days) == (State.NOT_BEGUN, 11)
    row = signed(office, report_text(office, new=3))
    Revision.objects.update(state=Revision.State.IN_REVIEW)
    assert stands(filing).state is State.DRAFTING
    Revision.objects.update(state=Revision.State.APPROVED)
    assert stands(filing).state is State.SIGNED
    with pytest.raises(CampaignError, match="没有附签字盖章扫描件"):
        submitted(office, filing)
    first = submitted(office, filing, files=(scan(office),))
    assert (stands(filing).state, first.number, is_whole(first)) == (State.SUBMITTED, 1, True)
    said = returned(made, first, path=NEW)
    now = stands(filing)
    assert (now.state, now.due, now.what) == (State.RETURNED, DUE, "改好再报")
    with pytest.raises(CampaignError, match="还有 1 条没有回复"):
        submitted(office, filing, files=(scan(office),))
    answer(office, said)
    rewritten(row, report_text(office, new=4))
    second = submitted(office, filing, files=(scan(office),))
    first.refresh_from_db()
    assert report_of(first).value(NEW) == 3 and is_whole(first)
    changed = cells_changed(report_of(first), report_of(second))
    assert [(one.path, one.before, one.after) for one in changed][:2] == [
        ("requests.new.natural_person", "3", "4"),
        (NEW, "3", "4"),
    ]
    accept(made, second)
    assert stands(filing).state is State.ACCEPTED and accepted(filing) == second
    assert stands(filing, date(2026, 2, 1)).is_late
    go_public(row)
    now = stands(filing, date(2026, 2, 1))
    assert (now.state, now.published_on, now.is_late, now.due) == (State.PUBLISHED, TODAY, False, None)


def test_late_is_counted_in_plain_days() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    assert stands(filing, date(2026, 1, 31)).words == "今天是报送最后一天"
    assert stands(filing, date(2026, 2, 1)).words == "报送逾期 1 天（1月31日到期）；公布逾期 1 天"
    assert stands(filing, date(2027, 2, 1)).words.startswith("报送逾期 366 天（2026年1月31日到期）")
    assert stands(filing, date(2026, 1, 26)).is_soon and not stands(filing, date(2026, 1, 25)).is_soon
    late = NOW.replace(month=2, day=3)
    row = signed(office)
    submitted(office, filing, now=late)
    go_public(row, late)
    now = stands(filing, late.date())
    assert (now.filed_late, now.published_late, now.due) == (3, 3, None)


def test_what_is_signed_alone_is_filed_and_nothing_twice() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    with pytest.raises(CampaignError, match="还没有签发"):
        submitted(office, filing)
    signed(office)
    copy = submitted(office, filing)
    with pytest.raises(CampaignError, match="没有改动"):
        submitted(office, filing)
    with transaction.atomic(), pytest.raises(CampaignError, match="岗位"):
        submit(by=office.head, filing=filing, lock=lock_of(filing), files=(), note="", now=NOW)
    withdraw(by=office.clerk, submission=copy, lock=lock_of(filing), now=NOW)
    assert stands(filing).state is State.SIGNED
    again = submitted(office, filing)
    assert again.number == 2
    judging.open_(by=made.head, submission=again, now=NOW)
    with pytest.raises(CampaignError, match="不能撤回"):
        withdraw(by=office.clerk, submission=again, lock=lock_of(filing), now=NOW)


def test_findings_are_picked_and_sister_organs_compared() -> None:
    made = county(2)
    found = campaign(made)
    for office in made.offices:
        signed(office, report_text(office, new=1))
        copy = submitted(office, filing_of(found, office))
    report = report_of(copy)
    alike = [one for one in findings_of(report, copy.filing) if one.rule == ALIKE]
    assert alike and all("青山县第1乡人民政府2025年年报" in one.message for one in alike)
    key = judging.key_of(alike[0])
    given = {"by": made.supervisor, "submission": copy, "now": NOW}
    for _ in range(2):
        judging.pick(**given, lock=lock_of(copy.filing), keys=[key, key])
    kept = Remark.objects.get()
    assert (kept.rule, kept.section, kept.quote) == (ALIKE, alike[0].section, alike[0].quote)
    with pytest.raises(CampaignError, match="已经没有了"):
        judging.pick(**given, lock=lock_of(copy.filing), keys=["0" * 16])
    with pytest.raises(CampaignError, match="没有“从来没有写过”"):
        judging.remark(**given, lock=lock_of(copy.filing), text="删去", quote="从来没有写过")
    said = judging.remark(**given, lock=lock_of(copy.filing), text="写具体", quote="更新不及时")
    assert said.section == "5"
    with pytest.raises(CampaignError, match="还有 2 条"):
        accept(made, copy)
    judging.strike(by=made.head, remark=kept, lock=lock_of(copy.filing), now=NOW)
    assert list(copy.remarks.all()) == [said]


def test_of_two_clerks_the_second_sees_what_changed() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    signed(office)
    copy = submitted(office, filing)
    judging.open_(by=made.supervisor, submission=copy, now=NOW)
    lock = lock_of(filing)
    judging.accept(by=made.supervisor, submission=copy, lock=lock, words="", now=NOW)
    with pytest.raises(ChangedError, match="新的办理"):
        judging.return_(by=made.head, submission=copy, lock=lock, words="再看", answer_by=DUE, now=NOW)
    with pytest.raises(CampaignError, match="已经接受"):
        accept(made, copy)
    assert stands(filing).state is State.ACCEPTED
    judging.return_(by=made.head, submission=copy, lock=lock_of(filing), words="又发现一处", answer_by=DUE, now=NOW)
    assert stands(filing).state is State.RETURNED and accepted(filing) is None


def test_an_explanation_is_enough_to_file_the_same_again() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    signed(office)
    said = returned(made, submitted(office, filing))
    for wrong in (("explained", ""), ("", "x")):
        with pytest.raises(CampaignError):
            answer(office, said, *wrong)
    answer(office, said, "explained", "原件如此")
    again = submitted(office, filing)
    assert again.number == 2 and texts_changed(report_of(said.submission), report_of(again)) == []
    with pytest.raises(CampaignError, match="不用回复"):
        answer(office, said, "mended", "")


def test_only_the_collecting_office_judges() -> None:
    made = county(2)
    office, other = made.offices
    filing = filing_of(campaign(made), office)
    signed(office)
    copy = submitted(office, filing)
    given = {"submission": copy, "lock": lock_of(filing), "now": NOW}
    for act in (
        lambda: judging.accept(by=office.clerk, words="", **given),
        lambda: judging.return_(by=other.clerk, words="x", answer_by=DUE, **given),
        lambda: reminding.remind(by=office.clerk, campaign=filing.campaign, filings=[filing.pk], words="", now=NOW),
        lambda: publication.note(
            by=other.clerk, filing=filing, lock=lock_of(filing), on=TODAY, url="https://a.example/", now=NOW
        ),
    ):
        with pytest.raises(CampaignError):
            act()


def test_publication_elsewhere_is_recorded_with_address_and_day() -> None:
    made = county()
    filing = filing_of(campaign(made), made.offices[0])
    given = {"by": made.supervisor, "filing": filing, "now": NOW}
    for on, url in (
        (TODAY + timedelta(days=1), "https://a.example/"),
        (TODAY, "a"),
        (date(2025, 12, 31), "https://a.example/"),
    ):
        with pytest.raises(CampaignError):
            publication.note(**given, lock=lock_of(filing), on=on, url=url)
    publication.note(**given, lock=lock_of(filing), on=TODAY, url="https://a.example/2025.html")
    assert stands(filing).published_on == TODAY


def test_whoever_is_excused_is_not_asked() -> None:
    made = county()
    filing = filing_of(campaign(made), made.offices[0])
    opening.excuse(by=made.supervisor, filing=filing, lock=0, reason="并入第2乡", now=NOW)
    assert stands(filing).state is State.EXCUSED
    with pytest.raises(CampaignError, match="不用报送"):
        submitted(made.offices[0], filing)
    with pytest.raises(CampaignError, match="没有选"):
        reminding.remind(by=made.supervisor, campaign=filing.campaign, filings=[filing.pk], words="", now=NOW)
    opening.call_in_again(by=made.supervisor, filing=filing, now=NOW)
    assert stands(filing).state is State.NOT_BEGUN


def test_a_signed_report_is_worked_on_again_before_it_is_public() -> None:
    made = county()
    office = made.offices[0]
    row = signed(office)
    with pytest.raises(signing.AnnualError, match="为什么"):
        signing.reopen(by=office.clerk, report=row, reason=" ", now=NOW)
    row = signing.reopen(by=office.clerk, report=row, reason="县里退回", now=NOW)
    row = type(row).objects.select_related("revision", "item").get(pk=row.pk)
    assert standing_of(row) is Own.DRAFT
    assert loads(row.frozen).year == YEAR
    with pytest.raises(signing.AnnualError, match="不用重新编制"):
        signing.reopen(by=office.clerk, report=row, reason="再来", now=NOW)


def test_the_database_refuses_a_return_without_its_day() -> None:
    made = county()
    office = made.offices[0]
    filing = filing_of(campaign(made), office)
    signed(office)
    copy = submitted(office, filing)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.decisions.create(outcome="returned", by=made.head, at=NOW)


def test_a_cell_set_by_hand_is_seen_by_the_county_as_it_was_when_filed() -> None:
    made = county()
    office, found = made.offices[0], campaign(made)
    row = signed(office)
    given = {"report": row, "path": NEW, "computed": "0", "by": office.clerk, "at": NOW}
    Change.objects.create(**given, value="2", reason="先前改的", undone_at=NOW)
    kept = Change.objects.create(**given, value="1", reason="纸质台账漏登一件")
    copy = submitted(office, filing_of(found, office))
    Change.objects.filter(pk=kept.pk).update(undone_at=NOW + timedelta(days=1))
    said = [one for one in findings_of(report_of(copy), copy.filing, copy) if one.rule == BY_HAND]
    assert [(one.cells, one.severity) for one in said] == [((NEW,), Severity.WARNING)]
    assert "按机关自己的记录算是 0" in said[0].message and "手工改为 1，原因：纸质台账漏登一件" in said[0].message
    assert copy.warnings >= 1


def test_answers_are_saved_together_and_those_left_empty_stay() -> None:
    made = county()
    office, found = made.offices[0], campaign(made)
    signed(office)
    filing = filing_of(found, office)
    copy = submitted(office, filing)
    given = {"by": made.supervisor, "submission": copy, "now": NOW}
    rows = [judging.remark(**given, lock=lock_of(filing), text=text) for text in ("甲", "乙", "丙")]
    judging.return_(**given, lock=lock_of(filing), words="", answer_by=DUE)
    one = {"by": office.clerk, "filing": filing, "now": NOW}
    half = {rows[0].pk: ("mended", "改了"), rows[1].pk: ("", "没有选")}
    with pytest.raises(CampaignError, match="“乙”这一条没有选"):
        answering.answer_all(**one, lock=lock_of(filing), given=half)
    assert not Remark.objects.exclude(answer="").exists()
    both = {rows[0].pk: ("mended", "改了"), rows[1].pk: ("explained", "没有错"), rows[2].pk: ("", "")}
    assert len(answering.answer_all(**one, lock=lock_of(filing), given=both)) == 2
    with pytest.raises(CampaignError, match="没有填写新的回复"):
        answering.answer_all(**one, lock=lock_of(filing), given=both)
    answers = list(Remark.objects.order_by("pk").values_list("answer", flat=True))
    assert answers == ["mended", "explained", ""]


def test_a_finding_on_a_sum_stands_on_the_sum() -> None:
    made = county()
    office, found = made.offices[0], campaign(made)
    report = report_text(office, new=3)
    report.tables["requests.result_total.total"] = Cell.number(2)
    signed(office, report)
    copy = submitted(office, filing_of(found, office))
    wrong = next(one for one in findings_of(report, copy.filing, copy) if one.rule == "T3-SUM")
    given = {"by": made.supervisor, "submission": copy, "lock": lock_of(copy.filing), "now": NOW}
    assert judging.pick(**given, keys=[judging.key_of(wrong)])[0].path == "requests.result_total.total"


def test_whoever_is_added_has_the_days_of_its_like() -> None:
    made = county(2)
    found = campaign(made, days=days(submit_by=date(2026, 1, 20)))
    Filing.objects.filter(campaign=found, organ=made.offices[1].organ).update(publish_by=date(2026, 1, 25))
    assert opening.days_in(found, "department", "county")[0] == date(2026, 1, 20)
    assert opening.days_in(found, "government", "county") == (date(2026, 3, 31), date(2026, 3, 31))
