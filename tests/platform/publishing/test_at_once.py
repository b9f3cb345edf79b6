"""Approvals that publish at once, and releases by hand, in the same moment: nobody waits for nobody for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from gongkai_web.audit.models import Entry
from gongkai_web.publishing.models import Item, Practice
from gongkai_web.publishing.releasing import release
from tests.platform.publishing.office import NOW, Office, approve, clear, draft, hand_in, say, township

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = 6


def test_approving_with_release_at_once_and_releasing_by_hand_do_not_wait_for_one_another() -> None:
    office = township()
    by_hand = [approve(office, _handed_in(office)) for _ in range(PAIRS)]
    Practice.objects.update_or_create(organ=office.organ, defaults={"release_at_once": True})
    at_once = [_handed_in(office) for _ in range(PAIRS)]
    for item in at_once:
        clear(office, item)
        say(office.reviewer, item)
    acts = [lambda one=one: release(by=office.clerk, item=one, now=NOW) for one in by_hand]
    acts += [lambda one=one: say(office.head, one) for one in at_once]
    assert _all_together(acts) == []
    numbers = list(Item.objects.values_list("index_number", flat=True))
    assert None not in numbers
    assert len(set(numbers)) == 2 * PAIRS


def test_the_log_says_first_that_it_was_approved_and_then_that_it_was_published() -> None:
    office = township()
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = approve(office, _handed_in(office))
    keys = list(Entry.objects.filter(target=f"item:{item.pk}").values_list("key", flat=True))
    assert keys[-3:] == ["round.decided", "round.approved", "item.published"]


def _handed_in(office: Office) -> Item:
    item = draft(office)
    hand_in(office, item)
    return item


def _all_together(acts: list[Callable[[], object]]) -> list[BaseException]:
    begin, errors = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        begin.wait()
        try:
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors
