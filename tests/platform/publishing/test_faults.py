"""Many at once, and killed in the middle: no number twice, nothing half published, nothing lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from gongkai_web.audit.models import Entry
from gongkai_web.audit.verifying import breaks
from gongkai_web.publishing.drafting import save
from gongkai_web.publishing.errors import ChangedMeanwhileError, PublishingError
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.releasing import recall, release
from tests.platform.publishing.office import NOW, approve, draft, hand_in, published, township

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 50


def ready(office, count: int) -> list[Item]:
    """Items that wait to be released. The way there is told elsewhere; here only its end matters."""
    first = draft(office)
    hand_in(office, first)
    approve(office, first)
    return [first, *(_alike(office, number) for number in range(1, count))]


def _alike(office, number: int) -> Item:
    item = draft(office, title=f"第{number}号通知")
    hand_in(office, item)
    return approve(office, item)


def at_once(act, things: list) -> list:
    """Each in a thread and with a connection of its own, all beginning together."""
    gate = threading.Barrier(len(things))

    def one(thing):
        gate.wait()
        try:
            return act(thing)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def test_fifty_publications_at_once_get_fifty_numbers():
    office = township()
    items = ready(office, MANY)
    results = at_once(lambda item: release(by=office.clerk, item=item, now=NOW), items)
    assert [one for one in results if isinstance(one, Exception)] == []
    numbers = list(Item.objects.values_list("index_number", flat=True))
    assert None not in numbers
    assert len(set(numbers)) == MANY
    assert Entry.objects.filter(key="item.published").count() == MANY
    assert list(breaks()) == []


def test_two_who_release_one_item_publish_it_once():
    office = township()
    [item] = ready(office, 1)
    results = at_once(lambda _: release(by=office.clerk, item=item, now=NOW), [1, 2])
    assert sum(isinstance(one, PublishingError) for one in results) == 1
    assert Entry.objects.filter(key="item.published").count() == 1


def test_two_clerks_who_save_at_once_overwrite_nothing():
    office = township()
    item = draft(office)
    results = at_once(lambda title: save(by=office.clerk, item=item, lock=0, now=NOW, title=title), ["甲稿", "乙稿"])
    refused = [one for one in results if isinstance(one, ChangedMeanwhileError)]
    kept = [one for one in results if isinstance(one, Revision)]
    assert (len(refused), len(kept)) == (1, 1)
    assert Revision.objects.get().title == kept[0].title


def test_recall_and_correction_at_once_leave_one_truth():
    office = township()
    item = published(office)
    results = at_once(lambda by: recall(by=by, item=item, reason="有误", now=NOW), [office.clerk, office.head])
    assert sum(isinstance(one, PublishingError) for one in results) == 1
    assert Entry.objects.filter(key="item.recalled").count() == 1


RELEASE_ALL = """
import django, sys
django.setup()
from django.utils import timezone
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.releasing import release
clerk = Person.objects.get(account="T1.clerk")
print("begin", flush=True)
for item in Item.objects.filter(public="none").order_by("pk"):
    release(by=clerk, item=item, now=timezone.now())
"""


@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.1, 0.2])
def test_a_process_killed_while_it_publishes_leaves_each_item_whole(seconds):
    office = township()
    items = ready(office, 20)
    _killed_after(seconds)
    for item in Item.objects.filter(pk__in=[one.pk for one in items]):
        out = item.public == Item.Public.PUBLISHED
        states = list(item.revisions.values_list("state", flat=True))
        assert states == [Revision.State.PUBLISHED if out else Revision.State.APPROVED]
        assert (item.index_number is not None) == out
        assert item.categories.exists() == out
        assert Entry.objects.filter(key="item.published", target=f"item:{item.pk}").exists() == out
        if not out:
            release(by=office.clerk, item=item, now=NOW)
    numbers = list(Item.objects.values_list("index_number", flat=True))
    assert len(set(numbers)) == len(items)
    assert list(breaks()) == []


def _killed_after(seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", RELEASE_ALL], stdout=subprocess.PIPE, env=_environment())
    assert process.stdout
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    process.stdout.close()


def _environment() -> dict[str, str]:
    """Another process on the database of this test."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        user = settings["USER"] + (f":{settings['PASSWORD']}" if settings["PASSWORD"] else "")
        url = f"postgres://{user}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    return {**os.environ, "GONGKAI_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings"}
