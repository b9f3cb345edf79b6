"""Pages kept in memory: never older than the last recall, the same for everybody, and within their room."""

import time
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connections, transaction
from django.test import Client

from gongkai_web.organs.services import rename
from gongkai_web.portal.kept.pages import STORE
from gongkai_web.portal.kept.store import GOOD_SECONDS, Key, Page, Stamp, Store
from gongkai_web.publishing.releasing import recall
from tests.platform.portal.reading import page
from tests.platform.publishing.making import BODY, STATES, TITLE
from tests.platform.publishing.office import NOW, township

PUBLIC = (
    "/",
    "/open/",
    "/open/T1/",
    "/open/T1/content/",
    "/open/T1/notices/",
    "/open/T1/feed.rss",
    "/open/T1/requests/",
)


@pytest.mark.django_db
def test_a_kept_page_costs_one_small_read(client: Client, django_assert_num_queries) -> None:
    made = STATES["published"](township())
    for address in (*PUBLIC, f"/open/items/{made.item.pk}/"):
        first = client.get(address).content
        with django_assert_num_queries(1):
            assert client.get(address).content == first


@pytest.mark.django_db(transaction=True)
def test_a_recall_in_another_connection_holds_from_the_very_next_answer(client: Client) -> None:
    office = township()
    made = STATES["published"](office)
    addresses = (*PUBLIC[:-1], f"/open/items/{made.item.pk}/", f"/open/items/{made.item.pk}/download.txt")
    assert all(
        TITLE in page(client, address) for address in addresses if address not in ("/open/", "/open/T1/feed.rss")
    )

    def elsewhere() -> None:
        recall(by=office.clerk, item=made.item, reason="有误", now=NOW + timedelta(minutes=1))
        connections.close_all()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    for address in addresses:
        response = client.get(address)
        assert TITLE not in response.content.decode(), address
        assert BODY not in response.content.decode(), address


@pytest.mark.django_db(transaction=True)
def test_a_page_made_while_an_act_is_not_yet_committed_is_not_kept_beyond_it(client: Client) -> None:
    """Whoever asks in the middle sees the old page; nobody sees it after the end."""
    office = township()
    made = STATES["published"](office)
    seen: list[str] = []

    def ask() -> None:
        seen.append(Client().get(f"/open/items/{made.item.pk}/").content.decode())
        connections.close_all()

    with transaction.atomic():
        recall(by=office.clerk, item=made.item, reason="有误", now=NOW + timedelta(minutes=1))
        thread = Thread(target=ask)
        thread.start()
        thread.join()
    assert TITLE in seen[0]
    assert client.get(f"/open/items/{made.item.pk}/").status_code == 410


@pytest.mark.django_db
def test_a_browser_asks_again_and_is_told_that_nothing_changed(client: Client) -> None:
    made = STATES["published"](township())
    first = client.get(f"/open/items/{made.item.pk}/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(f"/open/items/{made.item.pk}/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.django_db
def test_what_a_browser_kept_is_not_confirmed_after_a_recall(client: Client) -> None:
    office = township()
    made = STATES["published"](office)
    tag = client.get(f"/open/items/{made.item.pk}/").headers["ETag"]
    recall(by=office.clerk, item=made.item, reason="有误", now=NOW + timedelta(minutes=1))
    assert client.get(f"/open/items/{made.item.pk}/", headers={"if-none-match": tag}).status_code == 410


@pytest.mark.django_db
def test_each_language_and_view_has_its_own_page(client: Client) -> None:
    township()
    plain = page(client, "/open/T1/")
    client.post("/preferences/", {"view": "elder", "next": "/"})
    assert 'data-view="elder"' in page(client, "/open/T1/")
    client.post("/preferences/", {"contrast": "high", "next": "/"})
    assert 'data-contrast="high"' in page(client, "/open/T1/")
    assert 'data-view="standard" data-contrast="standard"' in plain
    assert page(Client(), "/open/T1/") == plain


@pytest.mark.django_db
def test_readers_get_no_cookie_and_no_session(client: Client) -> None:
    made = STATES["published"](township())
    for address in (*PUBLIC, f"/open/items/{made.item.pk}/", "/search/?q=水库", "/open/T1/data/items.csv"):
        response = client.get(address)
        assert not response.cookies, address
    from django.contrib.sessions.models import Session

    assert not Session.objects.exists()


@pytest.mark.django_db
def test_who_is_signed_in_is_not_served_from_what_is_kept(client: Client) -> None:
    office = township()
    page(client, "/open/T1/")
    kept = len(STORE)
    client.force_login(office.clerk)
    assert "ETag" not in client.get("/open/T1/").headers
    assert len(STORE) == kept


@pytest.mark.django_db
def test_another_name_of_the_organ_is_seen_at_once(client: Client) -> None:
    office = township()
    page(client, "/open/T1/")
    rename(by=None, organ=office.organ, name="青山县白云镇人民政府", since=date(2026, 11, 1))
    assert "青山县白云镇人民政府" in page(client, "/open/T1/")


@pytest.mark.django_db
def test_what_is_not_there_is_not_kept(client: Client) -> None:
    township()
    for address in ("/open/items/999/", "/open/NOWHERE/", "/open/T1/nothing/"):
        assert client.get(address).status_code == 404
    assert len(STORE) == 0


@pytest.mark.django_db
def test_another_host_is_another_page(client: Client, settings) -> None:
    """Pages say their own address."""
    settings.ALLOWED_HOSTS = ["a.gov.cn", "b.gov.cn"]
    made = STATES["published"](township())
    address = f"/open/items/{made.item.pk}/"
    assert f"http://a.gov.cn{address}" in client.get(address, headers={"host": "a.gov.cn"}).content.decode()
    assert "a.gov.cn" not in client.get(address, headers={"host": "b.gov.cn"}).content.decode()


def key(number: int) -> Key:
    return Key(f"/{number}", "zh-hans", "standard", "standard")


def stamped(edition: int = 1, day: int = 1, size: int = 1) -> Page:
    return Page.of(Stamp(edition, day), b"x" * size, "text/html")


NOW_KEPT = Stamp(1, 1)


def test_the_store_keeps_to_its_room_and_drops_what_was_not_asked_for_longest() -> None:
    store = Store(10_000)
    for number in range(3):
        store.put(key(number), stamped(size=2500))
    store.get(key(0), NOW_KEPT)
    store.put(key(3), stamped(size=2500))
    assert store.size <= 10_000
    assert [store.get(key(number), NOW_KEPT) is not None for number in range(4)] == [True, False, True, True]


def test_what_is_larger_than_the_whole_room_is_not_kept() -> None:
    store = Store(1000)
    store.put(key(1), stamped(size=2000))
    assert (len(store), store.size) == (0, 0)


@pytest.mark.parametrize("later", [Stamp(2, 1), Stamp(1, 2)])
def test_a_later_edition_or_day_drops_what_was_kept_before(later: Stamp) -> None:
    store = Store(10_000)
    store.put(key(1), stamped())
    assert store.get(key(1), later) is None
    assert (len(store), store.size) == (0, 0)


def test_a_page_made_under_an_earlier_edition_does_not_take_the_place_of_a_later_one() -> None:
    store = Store(10_000)
    store.put(key(1), stamped(edition=5))
    store.put(key(1), stamped(edition=4))
    assert store.get(key(1), Stamp(4, 1)) is None
    assert store.get(key(1), Stamp(5, 1)) is not None


def test_a_page_is_made_anew_after_a_while_although_nothing_was_published(monkeypatch) -> None:
    store = Store(10_000)
    store.put(key(1), stamped())
    clock = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: clock + GOOD_SECONDS)
    assert store.get(key(1), NOW_KEPT) is not None
    monkeypatch.setattr("time.monotonic", lambda: clock + 2 * GOOD_SECONDS + 1)
    assert store.get(key(1), NOW_KEPT) is None
