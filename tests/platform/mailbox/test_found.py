"""Letters made public are searched, told in feeds and exported as items are; what was taken down is gone everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.mailbox.finding import Letters
from gongkai_web.mailbox.models import Letter, Publication
from gongkai_web.mailbox.releasing import prepare, publish, take_down
from gongkai_web.portal.searching import Asked, results
from gongkai_web.publishing import journal
from tests.platform.export.county import exported, tree
from tests.platform.mailbox.desk import Desk, answered, desk
from tests.platform.publishing.office import NOW, published

pytestmark = pytest.mark.django_db
WORDS = {"title": "三组路口的路灯坏了", "text": "路灯坏了半个月，请修理。", "reply": "已经修好。"}
PAGE = "letters/{}.html"


@pytest.fixture
def at() -> Desk:
    return desk()


def made_public(at: Desk, letter: Letter) -> Publication:
    prepare(by=at.office.clerk, letter=letter, answers={}, now=NOW, **WORDS)
    return publish(by=at.office.clerk, letter=letter, now=NOW)


def found(words: str = "路灯") -> list[str]:
    return [hit.url for hit in results(Asked(words=words), timezone.now()).hits]


def test_it_is_found_as_long_as_it_is_public(at: Desk) -> None:
    letter = answered(at, consents=True)
    item = published(at.office, title="路灯采购公告")
    assert found() == [f"/open/items/{item.pk}/"]
    one = made_public(at, letter)
    url = f"/open/T1/mailbox/letters/{one.pk}/"
    assert sorted(found()) == sorted([f"/open/items/{item.pk}/", url])
    page = Client().get("/search/?q=路灯").content.decode()
    assert url in page and "来信和答复" in page
    assert found("三组路口") == [url]
    take_down(by=at.office.clerk, letter=letter, reason="写信人改变主意", now=NOW)
    assert found() == [f"/open/items/{item.pk}/"]


def test_what_the_index_still_knows_is_not_shown(at: Desk) -> None:
    one = made_public(at, answered(at, consents=True))
    assert len(found()) == 1
    Publication.objects.filter(pk=one.pk).update(taken_down_at=NOW)
    assert found() == []


def test_its_number_is_never_an_items(at: Desk) -> None:
    one = made_public(at, answered(at, consents=True))
    assert Letters.first + one.pk in journal.changed_since(0)[0]
    assert journal.visible_items([Letters.first + one.pk]) == []


def test_the_feed_tells_it_and_forgets_it(at: Desk) -> None:
    letter = answered(at, consents=True)
    client = Client()
    assert WORDS["title"] not in client.get("/open/T1/feed.rss").content.decode()
    made_public(at, letter)
    page = client.get("/open/T1/feed.rss").content.decode()
    assert WORDS["title"] in page and "/open/T1/mailbox/letters/" in page
    take_down(by=at.office.clerk, letter=letter, reason="写信人改变主意", now=NOW)
    assert WORDS["title"] not in client.get("/open/T1/feed.rss").content.decode()


def test_it_is_exported_and_taken_away_again(at: Desk, tmp_path: Path) -> None:
    letter = answered(at, consents=True)
    one, out = made_public(at, letter), tmp_path / "out"
    exported(at.office, out)
    files = tree(out)
    page = files[PAGE.format(one.pk)].decode()
    assert WORDS["reply"] in page and 'href="../letters/index.html"' in page
    assert f'href="../letters/{one.pk}.html"' in files["letters/index.html"].decode()
    assert 'href="letters/index.html"' in files["index.html"].decode()
    assert f"{PAGE.format(one.pk)}" in files["feed.atom"].decode()
    assert exported(at.office, out).written == 0
    take_down(by=at.office.clerk, letter=letter, reason="写信人改变主意", now=NOW)
    exported(at.office, out)
    files = tree(out)
    assert PAGE.format(one.pk) not in files
    assert PAGE.format(one.pk) in files["deletions.json"].decode()
    assert not any(WORDS["title"].encode() in content for content in files.values())
