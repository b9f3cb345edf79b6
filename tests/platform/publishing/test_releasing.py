"""先审查、后公开: nothing goes out but what was reviewed to the byte, and what is recalled is gone."""

from datetime import timedelta

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.roles import Role
from gongkai_web.publishing import gate
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.drafting import begin_correction, save
from gongkai_web.publishing.editions import edition
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Practice, Revision, SecrecyReview
from gongkai_web.publishing.releasing import recall, release, release_due
from gongkai_web.workflow.models import Round
from tests.platform.publishing.office import NOW, approve, clear, draft, hand_in, person, published, say, township

pytestmark = pytest.mark.django_db


def seen(item: Item) -> bool:
    return gate.visible(NOW + timedelta(days=1)).filter(pk=item.pk).exists()


def test_the_whole_way_from_draft_to_public():
    office = township()
    item = published(office)
    assert seen(item)
    assert (item.index_number, item.title, item.year) == ("T1/2026-00001", "关于做好2026年秋季防火工作的通知", 2026)
    assert item.publisher == "青山县白云乡人民政府"
    keys = list(Entry.objects.filter(target=f"item:{item.pk}", key__startswith="item.").values_list("key", flat=True))
    assert keys == ["item.begun", "item.submitted", "item.secrecy_reviewed", "item.published"]


def test_a_revision_says_when_the_public_first_saw_it_and_one_that_never_went_out_says_nothing():
    office = township()
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    approved = item.revisions.get(state=Revision.State.APPROVED)
    save(by=office.clerk, item=item, lock=approved.lock, now=NOW, title="改过的题目")
    hand_in(office, item)
    approve(office, item)
    release(by=office.clerk, item=item, now=NOW)
    assert list(item.revisions.values_list("number", "state", "released_at")) == [
        (1, Revision.State.SUPERSEDED, None),
        (2, Revision.State.PUBLISHED, NOW),
    ]


def test_nothing_is_seen_before_its_release():
    office = township()
    item = draft(office)
    assert not seen(item)
    hand_in(office, item)
    assert not seen(item)
    approve(office, item)
    assert not seen(item)


def test_without_approval_there_is_no_release():
    office = township()
    item = draft(office)
    with pytest.raises(PublishingError, match="没有审核通过"):
        release(by=office.clerk, item=item, now=NOW)


def test_a_byte_changed_after_approval_stops_the_release():
    office = township()
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    Revision.objects.filter(item=item).update(body="<p>换了一句。</p>")
    with pytest.raises(PublishingError, match="不一致"):
        release(by=office.clerk, item=item, now=NOW)
    assert not seen(item)


def test_editing_what_was_approved_begins_another_revision_and_review():
    office = township()
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    approved = item.revisions.get(state=Revision.State.APPROVED)
    new = save(by=office.clerk, item=item, lock=approved.lock, now=NOW, title="改过的题目")
    assert (new.number, new.state) == (2, Revision.State.DRAFT)
    with pytest.raises(PublishingError):
        release(by=office.clerk, item=item, now=NOW)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.SECRECY_REVIEWER, Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_who_has_no_hand_in_release_cannot(role):
    office = township()
    other = person("other", "周人", role, office.organ)
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    with pytest.raises(PublishingError, match="没有发布信息的岗位"):
        release(by=other, item=item, now=NOW)


def test_another_organs_clerk_cannot_release():
    office, other = township(), township("T2", "青山县红土乡人民政府")
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    with pytest.raises(PublishingError):
        release(by=other.clerk, item=item, now=NOW)


def test_a_secrecy_stage_is_not_passed_without_its_record():
    office = township()
    item = draft(office)
    hand_in(office, item)
    with pytest.raises(PublishingError, match="保密审查表"):
        say(office.reviewer, item)


@pytest.mark.parametrize(
    ("conclusion", "more"),
    [
        (SecrecyReview.Conclusion.WITHHELD, {}),
        (SecrecyReview.Conclusion.ON_REQUEST, {}),
        (SecrecyReview.Conclusion.REFER, {"referred_to": "县保密局"}),
    ],
)
def test_a_conclusion_against_publishing_holds(conclusion, more):
    office = township()
    item = draft(office)
    hand_in(office, item)
    clear(office, item, conclusion=conclusion, **more)
    with pytest.raises(PublishingError):
        say(office.reviewer, item)


def test_what_is_not_for_the_public_is_filed_and_never_released():
    office = township()
    item = draft(office, disclosure=Disclosure.WITHHELD, ground="16b", ground_reason="讨论稿")
    hand_in(office, item)
    approve(office, item)
    assert item.revisions.get().state == Revision.State.FILED
    with pytest.raises(PublishingError):
        release(by=office.clerk, item=item, now=NOW)
    assert not seen(item)


def test_recall_is_at_once_and_keeps_the_number():
    office = township()
    item = published(office)
    before = edition()
    recall(by=office.head, item=item, reason="附件含有身份证号", now=NOW)
    item.refresh_from_db()
    assert not seen(item)
    assert edition() > before
    assert (item.public, item.index_number) == (Item.Public.RECALLED, "T1/2026-00001")


def test_recall_asks_for_a_reason():
    office = township()
    item = published(office)
    with pytest.raises(PublishingError, match="原因"):
        recall(by=office.clerk, item=item, reason="  ", now=NOW)
    assert seen(item)


def test_a_correction_is_seen_only_when_released_and_says_what_it_corrects():
    office = township()
    item = published(office)
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, title="更正后的通知", correction_note="更正名称")
    item.refresh_from_db()
    assert item.title == "关于做好2026年秋季防火工作的通知"
    hand_in(office, item)
    approve(office, item)
    later = NOW + timedelta(hours=1)
    item = release(by=office.clerk, item=item, now=later)
    assert (item.title, item.changed_at, item.published_at) == ("更正后的通知", later, NOW)
    assert item.index_number == "T1/2026-00001"
    assert Entry.objects.filter(key="item.corrected").count() == 1


def test_a_correction_without_its_note_is_not_submitted():
    office = township()
    item = published(office)
    begin_correction(by=office.clerk, item=item, now=NOW)
    with pytest.raises(PublishingError, match="更正说明"):
        hand_in(office, item)


def test_a_recalled_item_comes_back_under_its_number_after_another_review():
    office = township()
    item = published(office)
    recall(by=office.clerk, item=item, reason="附件有误", now=NOW)
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, correction_note="更换附件")
    hand_in(office, item)
    approve(office, item)
    item = release(by=office.clerk, item=item, now=NOW)
    assert seen(item)
    assert item.index_number == "T1/2026-00001"


def test_scheduled_release_waits_for_its_hour():
    office = township()
    hour = NOW + timedelta(hours=3)
    item = draft(office, release_at=hour)
    hand_in(office, item)
    approve(office, item)
    assert release_due(NOW) == []
    assert [one.pk for one in release_due(hour)] == [item.pk]
    assert seen(item)
    assert release_due(hour) == []


def test_the_names_of_a_publicity_end_with_their_day():
    office = township()
    until = NOW.date() + timedelta(days=7)
    item = published(office, names_until=until)
    item = gate.visible(NOW).get(pk=item.pk)
    assert gate.shown(item, until).body
    ended = gate.shown(item, until + timedelta(days=1))
    assert (ended.names_ended, ended.body, ended.attachments) == (True, "", ())


def test_an_office_that_releases_at_once_needs_no_further_hand():
    office = township()
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = draft(office)
    hand_in(office, item)
    assert approve(office, item).public == Item.Public.PUBLISHED
    assert seen(item)


def test_at_once_does_not_come_before_its_hour():
    office = township()
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = draft(office, release_at=NOW + timedelta(hours=2))
    hand_in(office, item)
    assert approve(office, item).public == Item.Public.NONE


def test_a_correction_under_review_does_not_bring_back_what_was_recalled():
    office = township()
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, correction_note="更正名称")
    hand_in(office, item)
    recall(by=office.clerk, item=item, reason="名单有误", now=NOW)
    assert not Round.objects.filter(subject_id=item.pk, state="running").exists()
    assert item.revisions.get(number=2).state == Revision.State.DRAFT
    hand_in(office, item)
    assert approve(office, item).public == Item.Public.RECALLED
    assert not seen(item)
    assert seen(release(by=office.clerk, item=item, now=NOW))


def test_recall_takes_the_hour_off_an_approved_correction():
    office = township()
    item = published(office)
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    hour = NOW + timedelta(hours=1)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, correction_note="更正名称", release_at=hour)
    hand_in(office, item)
    approve(office, item)
    recall(by=office.clerk, item=item, reason="名单有误", now=NOW)
    assert release_due(hour) == []
    assert not seen(item)
