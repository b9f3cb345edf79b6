"""A day begins: what it changes is noted once, and days on which nothing ran are made up for."""

from datetime import timedelta

import pytest

from gongkai_web.publishing.days import turn_day
from gongkai_web.publishing.journal import changed_since, newest, searchable_text
from gongkai_web.publishing.models import Item
from tests.platform.publishing.office import NOW, draft, published, township

pytestmark = pytest.mark.django_db
D = timedelta(days=1)


def test_the_end_of_a_publicity_is_noted_once():
    office = township()
    item = published(office, names_until=NOW.date())
    assert turn_day(NOW) == []
    assert turn_day(NOW + D) == [item]
    assert turn_day(NOW + D) == []


def test_missed_days_are_made_up_for():
    office = township()
    first = published(office, normative="document", expires_on=NOW.date() + 2 * D)
    second = published(office, normative="document", effective_on=NOW.date() + 5 * D)
    turn_day(NOW)
    assert turn_day(NOW + 10 * D) == [first, second]


def test_a_draft_is_not_touched():
    office = township()
    draft(office, names_until=NOW.date())
    turn_day(NOW)
    assert turn_day(NOW + D) == []


def test_the_journal_tells_items_in_the_order_of_the_log_and_how_far():
    office = township()
    items = [published(office) for _ in range(3)]
    keys, upto = changed_since(0)
    assert (keys, upto) == ([item.pk for item in items], newest())
    some, covered = changed_since(0, 2)
    assert some == [items[0].pk]
    assert covered < newest()
    assert changed_since(newest()) == ([], newest())


def test_an_ended_publicity_is_found_by_its_title_only():
    office = township()
    item = published(office, names_until=NOW.date(), body="<p>周某某</p>")
    Item.objects.filter(pk=item.pk).update(names_until=NOW.date() - 1000 * D)
    assert searchable_text(Item.objects.get(pk=item.pk)) == ""
