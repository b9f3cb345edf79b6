"""Files in order, an item from another, the hour of release, saves that a page makes by itself, and who wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.arranging import copy, move, schedule
from gongkai_web.publishing.drafting import attach, save
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.releasing import release_due
from gongkai_web.publishing.secrecy import drafters
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, person, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def with_files(office: Office, *names: str) -> Item:
    item = draft(office)
    for name in names:
        file = StoredFile.objects.create(organ=office.organ, sm3=name * 8, name=name, kind="pdf", size=1)
        attach(by=office.clerk, item=item, file=file, now=NOW)
    return item


def names(item: Item) -> list[str]:
    return [one.name for one in item.revisions.order_by("-number")[0].attachments.all()]


def test_a_file_goes_up_and_down_and_no_further(office: Office) -> None:
    item = with_files(office, "甲", "乙", "丙")
    third = item.revisions.get().attachments.get(name="丙")
    for _ in range(3):
        move(by=office.clerk, item=item, attachment=third.pk, up=True, now=NOW)
    assert names(item) == ["丙", "甲", "乙"]
    move(by=office.clerk, item=item, attachment=third.pk, up=False, now=NOW)
    assert names(item) == ["甲", "丙", "乙"]


def test_a_copy_is_another_item_without_the_number_and_the_dates(office: Office) -> None:
    item = draft(office, document_number="白政发〔2026〕3号")
    made = copy(by=office.clerk, item=item, revision=item.revisions.get(), now=NOW)
    assert made.item != item
    assert made.title == item.revisions.get().title
    assert (made.document_number, made.formed_on) == ("", None)


def test_the_hour_of_release_may_be_put_off_without_another_review(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    schedule(by=office.clerk, item=item, at=NOW + timedelta(hours=1), now=NOW)
    schedule(by=office.clerk, item=item, at=NOW + timedelta(hours=3), now=NOW)
    assert release_due(NOW + timedelta(hours=2)) == []
    assert release_due(NOW + timedelta(hours=3)) == [item]


def test_the_hour_of_release_is_to_come(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    with pytest.raises(PublishingError, match="已经过去"):
        schedule(by=office.clerk, item=item, at=NOW, now=NOW)
    with pytest.raises(PublishingError, match="没有发布信息的岗位"):
        schedule(by=office.head, item=item, at=NOW + timedelta(hours=1), now=NOW)


def test_of_a_run_of_saves_by_the_page_the_log_keeps_the_first(office: Office) -> None:
    item = draft(office)
    for number in range(3):
        lock = item.revisions.get().lock
        save(by=office.clerk, item=item, lock=lock, now=NOW, quiet=True, title=f"第 {number} 次")
    assert item.revisions.get().title == "第 2 次"
    assert Entry.objects.filter(target=f"item:{item.pk}", key="item.saved").count() == 1


def test_a_save_that_changes_nothing_is_none(office: Office) -> None:
    item = draft(office, title="标题")
    assert save(by=office.clerk, item=item, lock=0, now=NOW, title="标题").lock == 0
    assert not Entry.objects.filter(key="item.saved").exists()


def test_the_page_never_takes_an_approval_away_by_itself(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    lock = item.revisions.get().lock
    save(by=office.clerk, item=item, lock=lock, now=NOW, quiet=True, title="另一个标题")
    assert item.revisions.get().state == Revision.State.APPROVED
    assert item.revisions.get().title != "另一个标题"


def test_everybody_who_ever_saved_has_written(office: Office) -> None:
    second = person("second", "孙二", Role.CLERK, office.organ)
    third = person("third", "周三", Role.CLERK, office.organ)
    item = draft(office)
    for who in (second, third, office.clerk):
        save(by=who, item=item, lock=item.revisions.get().lock, now=NOW, title=f"{who}的标题")
    assert drafters(item) == {office.clerk.pk, second.pk, third.pk}
