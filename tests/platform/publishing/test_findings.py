"""An error in the text is answered by name before anybody approves; an answer holds for its passage and no other."""

import pytest

from gongkai.errors import GongkaiError
from gongkai_web.publishing.drafting import save
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.findings import answer, checked, unanswered
from gongkai_web.publishing.models import Practice
from tests.platform.publishing.office import NOW, approve, clear, draft, hand_in, say, township

pytestmark = pytest.mark.django_db
DAY = NOW.date()
ID = "<p>联系人身份证号 11010519491231002X。</p>"


def rules(revision) -> list[str]:
    return [one.finding.rule for one in checked(revision, DAY)]


def test_a_clean_notice_has_no_errors():
    office = township()
    assert unanswered(draft(office).revisions.get(), DAY) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (ID, "PF-ID"),
        ("<p>卡号 6222021234567890128</p>", "PF-BANKCARD"),
        ("<p>秘密★1年</p>", "PF-SECRET"),
        ("<p>内部资料，注意保存</p>", "PF-INTERNAL"),
        ('<p>见 <a href="http://192.168.1.5/a.doc">附件</a></p>', "PF-LINK"),
        ("<p>电话13812345678</p>", "PF-MOBILE"),
    ],
)
def test_the_text_is_looked_through(body, rule):
    office = township()
    assert rule in rules(draft(office, body=body).revisions.get())


def test_late_by_more_than_twenty_working_days_is_said():
    office = township()
    from datetime import date

    assert "PF-LATE" in rules(draft(office, formed_on=date(2026, 9, 1)).revisions.get())


def test_nobody_approves_over_an_unanswered_error():
    office = township()
    item = draft(office, body=ID)
    hand_in(office, item)
    clear(office, item)
    with pytest.raises(GongkaiError, match="没有人说明"):
        say(office.reviewer, item)
    revision = item.revisions.get()
    [one] = unanswered(revision, DAY)
    answer(by=office.clerk, item=item, revision=revision, fingerprint=one.fingerprint, text="本人书面同意", now=NOW)
    say(office.reviewer, item)


def test_the_number_is_never_shown_in_full():
    office = township()
    for one in checked(draft(office, body=ID).revisions.get(), DAY):
        assert "11010519491231002X" not in one.finding.message + one.finding.quote


def test_an_answer_survives_an_edit_elsewhere_and_not_another_number():
    office = township()
    item = draft(office, body=ID)
    revision = item.revisions.get()
    [one] = unanswered(revision, DAY)
    answer(by=office.clerk, item=item, revision=revision, fingerprint=one.fingerprint, text="同意", now=NOW)
    revision = save(by=office.clerk, item=item, lock=revision.lock, now=NOW, body="<p>加一段。</p>" + ID)
    assert unanswered(revision, DAY) == []
    revision = save(by=office.clerk, item=item, lock=revision.lock, now=NOW, body=ID + ID)
    assert len(unanswered(revision, DAY)) == 1


def test_an_answer_needs_words():
    office = township()
    item = draft(office, body=ID)
    revision = item.revisions.get()
    [one] = unanswered(revision, DAY)
    with pytest.raises(PublishingError, match="说明"):
        answer(by=office.clerk, item=item, revision=revision, fingerprint=one.fingerprint, text=" ", now=NOW)


def test_the_offices_own_number_is_no_finding():
    office = township()
    Practice.objects.create(organ=office.organ, own_numbers="13812345678")
    assert "PF-MOBILE" not in rules(draft(office, body="<p>电话13812345678</p>").revisions.get())


def test_another_organ_cannot_answer():
    office, other = township(), township("T2", "青山县红土乡人民政府")
    item = draft(office, body=ID)
    revision = item.revisions.get()
    [one] = unanswered(revision, DAY)
    with pytest.raises(PublishingError):
        answer(by=other.clerk, item=item, revision=revision, fingerprint=one.fingerprint, text="同意", now=NOW)


def test_the_way_ends_well_when_all_is_answered():
    office = township()
    item = draft(office, body=ID)
    hand_in(office, item)
    revision = item.revisions.get()
    for one in unanswered(revision, DAY):
        answer(by=office.head, item=item, revision=revision, fingerprint=one.fingerprint, text="同意", now=NOW)
    approve(office, item)
