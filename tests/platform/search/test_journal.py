"""What was touched since a number, read from the log itself."""

from __future__ import annotations

import pytest

from gongkai_web.audit.models import Entry, Head
from gongkai_web.audit.services import record
from gongkai_web.search.journal import Journal
from gongkai_web.search.schema import Mark

pytestmark = pytest.mark.django_db
journal = Journal("item")


@pytest.fixture(autouse=True)
def log(db: None) -> None:
    for key, target in [
        ("item.published", "item:7"),
        ("person.signed_in", "person:wang"),
        ("item.corrected", "item:8"),
        ("item.recalled", "item:7"),
        ("items.printed", "items:9"),
        ("item.listed", "catalogue:3"),
    ]:
        record(key=key, actor=None, target=target)


def seen(number: int, limit: int) -> tuple[list[int], int, bool]:
    changes = journal.changed_since(number, limit)
    return list(changes.keys), changes.mark.upto, changes.more


def test_items_touched_are_named_once_and_all_of_the_log_is_covered() -> None:
    assert seen(0, 100) == ([7, 8], 6, False)
    assert journal.latest().upto == 6


def test_a_full_page_covers_the_log_up_to_its_last_entry() -> None:
    assert seen(0, 2) == ([7, 8], 3, True)
    assert seen(3, 2) == ([7], 6, False)


def test_nothing_changed_still_moves_on() -> None:
    assert seen(4, 100) == ([], 6, False)
    assert seen(6, 100) == ([], 6, False)


def test_marks_carry_the_digest_of_their_entry() -> None:
    digests = dict(Entry.objects.values_list("number", "digest"))
    changes = journal.changed_since(1, 1)
    assert changes.mark == Mark(3, digests[3])
    assert changes.digest_before == digests[1]
    assert journal.changed_since(6, 1).digest_before == digests[6]
    assert journal.changed_since(99, 1).digest_before == ""


def test_the_beginning_of_every_log_is_alike() -> None:
    assert journal.changed_since(0, 1).digest_before == ""
    Entry.objects.all().delete()
    Head.objects.all().delete()
    assert seen(0, 100) == ([], 0, False)
    assert journal.latest() == Mark(0)
