"""工作做了，政务公开被遗忘: what arises is due, is seen by those it concerns, and ends by publication or with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Duty
from gongkai_web.catalogues.selectors import duties_of, overdue_by_unit
from gongkai_web.catalogues.services import assign, bind, drop, fall_due, note, place, remove, settle_published
from gongkai_web.publishing.releasing import recall, release
from tests.platform.catalogues.bench import TODAY, Desk, desk, out, row, taken
from tests.platform.publishing.office import NOW, approve, draft, hand_in

pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 9, 1)


@pytest.fixture
def at() -> Desk:
    return desk()


def noted(at: Desk, second: str = "办事指南", arose_on: date = TODAY, about: str = "修订办事指南") -> Duty:
    chosen = at.organ.catalogues.get().rows.get(second=second)
    return note(by=at.clerk, row=chosen, about=about, arose_on=arose_on, now=NOW)


def test_work_done_is_due_by_the_rows_period(at: Desk) -> None:
    taken(at)
    duty = noted(at)
    assert duty.due_on == date(2026, 12, 4)
    assert duty.steps[0] == "2026年11月20日形成或者变更，第二日起算"


def test_a_period_nobody_can_count_is_due_by_the_laws_twenty_working_days(at: Desk) -> None:
    taken(at)
    duty = noted(at, "支出金额")
    assert duty.due_on == date(2026, 12, 18)


@pytest.mark.parametrize(("about", "arose_on"), [("", TODAY), ("发放低保金", TODAY + timedelta(days=1))])
def test_work_without_words_or_in_the_future_is_refused(at: Desk, about: str, arose_on: date) -> None:
    taken(at)
    with pytest.raises(CatalogueActError):
        noted(at, about=about, arose_on=arose_on)


def test_publishing_the_item_settles_it_with_that_day(at: Desk) -> None:
    catalogue = taken(at)
    duty = noted(at)
    item = draft(at.office)
    place(by=at.clerk, item=item, row=row(catalogue, "办事指南"), now=NOW)
    duty.refresh_from_db()
    assert duty.item == item
    hand_in(at.office, item)
    release(by=at.clerk, item=approve(at.office, item), now=NOW)
    assert duties_of(at.clerk, TODAY) == []
    assert (settle_published(), settle_published()) == (1, 0)
    duty.refresh_from_db()
    assert duty.settled_on == TODAY
    assert Entry.objects.filter(key="duty.settled").count() == 1


def test_of_two_open_duties_of_a_row_a_person_says_which(at: Desk) -> None:
    catalogue = taken(at)
    first, second = noted(at), noted(at, about="又一次修订")
    place(by=at.clerk, item=draft(at.office), row=row(catalogue, "办事指南"), now=NOW)
    assert not Duty.objects.exclude(item=None).exists()
    bind(by=at.clerk, duty=second, item=out(at), now=NOW)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.settled_on, second.settled_on) == (None, TODAY)


def test_what_was_published_before_the_work_was_done_does_not_settle_it(at: Desk) -> None:
    taken(at)
    duty = noted(at)
    with pytest.raises(CatalogueActError):
        bind(by=at.clerk, duty=duty, item=out(at, date(2026, 6, 1)), now=NOW)


def test_an_item_taken_off_the_row_leaves_the_duty_waiting(at: Desk) -> None:
    catalogue = taken(at)
    duty, item, guide = noted(at), draft(at.office), row(catalogue, "办事指南")
    place(by=at.clerk, item=item, row=guide, now=NOW)
    remove(by=at.clerk, item=item, row=guide, now=NOW)
    duty.refresh_from_db()
    assert duty.item is None


def test_a_settled_duty_stays_settled_when_the_item_is_recalled(at: Desk) -> None:
    taken(at)
    duty, item = noted(at), out(at)
    bind(by=at.clerk, duty=duty, item=item, now=NOW)
    recall(by=at.clerk, item=item, reason="附件有误", now=NOW)
    settle_published()
    duty.refresh_from_db()
    assert duty.settled_on == TODAY


def test_a_duty_is_dropped_with_a_reason_by_the_disclosure_office(at: Desk) -> None:
    catalogue = taken(at)
    assign(by=at.clerk, catalogue=catalogue, rows=[row(catalogue, "办事指南").pk], unit=at.civil, day=TODAY)
    duty = noted(at)
    with pytest.raises(CatalogueActError):
        drop(by=at.clerk, duty=duty, reason=" ", now=NOW)
    with pytest.raises(CatalogueActError):
        drop(by=at.civil_clerk, duty=duty, reason="不想写", now=NOW)
    drop(by=at.clerk, duty=duty, reason="重复登记", now=NOW)
    duty.refresh_from_db()
    assert (duty.dropped_on, duty.dropped_by, duty.is_open) == (TODAY, at.clerk, False)
    with pytest.raises(CatalogueActError):
        drop(by=at.clerk, duty=duty, reason="再来一次", now=NOW)


def test_a_unit_sees_its_own_and_the_clerk_what_nobody_has_and_what_is_late(at: Desk) -> None:
    catalogue = taken(at)
    assign(by=at.clerk, catalogue=catalogue, rows=[row(catalogue, "办事指南").pk], unit=at.civil, day=TODAY)
    own, unassigned = noted(at), noted(at, "法律法规")
    late = noted(at, arose_on=LONG_AGO)
    assert duties_of(at.civil_clerk, TODAY) == [late, own]
    assert duties_of(at.clerk, TODAY) == [late, unassigned]
    assert duties_of(at.office.head, TODAY) == []


def test_overdue_duties_are_listed_by_unit(at: Desk) -> None:
    catalogue = taken(at)
    assign(by=at.clerk, catalogue=catalogue, rows=[row(catalogue, "办事指南").pk], unit=at.civil, day=TODAY)
    late, nobodys = noted(at, arose_on=LONG_AGO), noted(at, "法律法规", arose_on=LONG_AGO)
    noted(at)
    assert [(one.unit, one.duties) for one in overdue_by_unit(at.organ, TODAY)] == [
        (at.civil, [late]),
        (None, [nobodys]),
    ]


def test_a_contributor_notes_work_of_their_unit_and_not_of_another(at: Desk) -> None:
    catalogue = taken(at)
    guide, law = row(catalogue, "办事指南"), row(catalogue, "法律法规")
    assign(by=at.clerk, catalogue=catalogue, rows=[guide.pk], unit=at.civil, day=TODAY)
    assign(by=at.clerk, catalogue=catalogue, rows=[law.pk], unit=at.farming, day=TODAY)
    for chosen in (guide, law):
        chosen.refresh_from_db()
    assert note(by=at.civil_clerk, row=guide, about="修订", arose_on=TODAY, now=NOW).unit == at.civil
    with pytest.raises(CatalogueActError):
        note(by=at.civil_clerk, row=law, about="修订", arose_on=TODAY, now=NOW)


def test_a_quarter_falls_due_once_after_its_end(at: Desk) -> None:
    catalogue = taken(at)
    reviewed = row(catalogue, "审核信息")
    assert fall_due(date(2026, 12, 31)) == []
    made = fall_due(date(2027, 1, 1))
    assert [(duty.row, duty.occurrence, duty.due_on) for duty in made] == [
        (reviewed, "2026年第四季度", date(2027, 1, 15))
    ]
    assert fall_due(date(2027, 1, 1)) == fall_due(date(2027, 1, 2)) == []
    reviewed.refresh_from_db()
    reviewed.fallen_on = None
    reviewed.save()
    assert fall_due(date(2027, 1, 3)) == []


def test_days_on_which_nothing_ran_are_made_up_for(at: Desk) -> None:
    taken(at)
    assert [duty.occurrence for duty in fall_due(date(2027, 7, 3))] == [
        "2026年第四季度",
        "2027年第一季度",
        "2027年第二季度",
    ]


def test_what_ended_before_the_catalogue_came_is_no_duty(at: Desk) -> None:
    taken(at)
    assert fall_due(TODAY) == []


def test_rows_that_do_not_apply_or_are_retired_fall_due_no_more(at: Desk) -> None:
    catalogue = taken(at)
    chosen = row(catalogue, "审核信息")
    chosen.applies = False
    chosen.save()
    assert fall_due(date(2027, 1, 1)) == []


def test_another_organ_has_no_part_in_it(at: Desk) -> None:
    catalogue = taken(at)
    duty, other = noted(at), desk("T2", name="青山县赤水乡人民政府")
    item = draft(other.office)
    with pytest.raises(CatalogueActError):
        note(by=other.clerk, row=row(catalogue, "办事指南"), about="修订", arose_on=TODAY, now=NOW)
    with pytest.raises(CatalogueActError):
        place(by=other.clerk, item=item, row=row(catalogue, "办事指南"), now=NOW)
    with pytest.raises(CatalogueActError):
        drop(by=other.clerk, duty=duty, reason="不归我", now=NOW)
    with pytest.raises(CatalogueActError):
        bind(by=at.clerk, duty=duty, item=item, now=NOW)
    assert duties_of(other.clerk, TODAY) == []
