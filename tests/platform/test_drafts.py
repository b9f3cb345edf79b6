"""暂存: kept only when asked, opened only by its link, gone after its time."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gongkai_web.reports import drafts
from gongkai_web.reports.models import SavedReport
from tests.platform.pages import begun, edited, hidden, text

pytestmark = pytest.mark.django_db


def saved(client: Client, page=None) -> tuple[str, object]:
    """A draft's link as shown, and the page that showed it."""
    page = edited(client, page or begun(client), "/drafts/save/", requests__new__total="3")
    link = text(page).split("notice__link", 1)[1].split('href="', 1)[1].split('"', 1)[0]
    return link.replace("http://testserver", ""), page


def test_writing_keeps_nothing_until_asked(client: Client) -> None:
    edited(client, begun(client), requests__new__total="3")
    assert not SavedReport.objects.exists()


def test_a_draft_opens_by_its_link(client: Client) -> None:
    link, _ = saved(client)
    page = Client().get(link)
    assert page.status_code == 200
    assert 'name="cell:requests.new.total" value="3"' in text(page)


def test_the_token_is_long_and_kept_only_as_a_hash(client: Client) -> None:
    link, _ = saved(client)
    token = link.removeprefix("/drafts/").strip("/")
    draft = SavedReport.objects.get()
    assert len(token) >= 32
    assert token not in f"{draft.token_hash} {draft.content}"


@pytest.mark.parametrize("token", ["x", "0" * 32, "..", "a/b"])
def test_a_wrong_token_is_a_404(client: Client, token: str) -> None:
    saved(client)
    assert client.get(f"/drafts/{token}/").status_code == 404


def test_a_token_no_database_takes_is_turned_away(client: Client) -> None:
    saved(client)
    assert client.get("/drafts/%00/").status_code == 400


def test_the_link_is_shown_once(client: Client) -> None:
    link, page = saved(client)
    again = edited(client, page, "/drafts/save/", requests__new__total="4")
    assert "notice__link" not in text(again)
    assert "草稿已更新" in text(again)
    assert 'value="4"' in text(Client().get(link))
    assert SavedReport.objects.count() == 1


def test_a_draft_expires(client: Client) -> None:
    link, _ = saved(client)
    SavedReport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 404
    assert drafts.purge(now=timezone.now()) == 1


def test_saving_another_purges_the_expired(client: Client) -> None:
    saved(client)
    SavedReport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    saved(client)
    assert SavedReport.objects.count() == 1


def test_an_expired_draft_that_is_saved_again_becomes_a_new_one(client: Client) -> None:
    _, page = saved(client)
    SavedReport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    again = edited(client, page, "/drafts/save/")
    assert "notice__link" in text(again)


def test_a_draft_can_be_deleted_and_the_page_stays(client: Client) -> None:
    link, page = saved(client)
    deleted = edited(client, page, "/drafts/delete/", requests__new__total="5")
    assert not SavedReport.objects.exists()
    assert client.get(link).status_code == 404
    assert 'value="5"' in text(deleted)
    assert hidden(deleted)["token"] == ""


def test_two_drafts_live_side_by_side(client: Client) -> None:
    one, _ = saved(client)
    other, _ = saved(client, begun(client, agency="白营镇人民政府"))
    assert one != other
    assert "大峪镇人民政府" in text(client.get(one))
    assert "白营镇人民政府" in text(client.get(other))


def test_a_second_window_does_not_overwrite_the_first(client: Client) -> None:
    link, first = saved(client)
    second = client.get(link)
    edited(client, second, "/drafts/save/", requests__new__total="7")
    conflict = edited(client, first, "/drafts/save/", requests__new__total="8")
    assert conflict.status_code == 409
    assert 'value="8"' in text(conflict)
    assert 'value="7"' in text(client.get(link))


def test_after_a_conflict_the_work_can_be_kept_apart(client: Client) -> None:
    link, first = saved(client)
    edited(client, client.get(link), "/drafts/save/", requests__new__total="7")
    conflict = edited(client, first, "/drafts/save/", requests__new__total="8")
    apart = edited(client, conflict, "/drafts/save/", as_new="yes")
    assert "notice__link" in text(apart)
    assert SavedReport.objects.count() == 2


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 20])
def test_a_forged_revision_overwrites_nothing(client: Client, revision: str) -> None:
    link, page = saved(client)
    response = client.post("/drafts/save/", hidden(page) | {"revision": revision, "cell:requests.new.total": "9"})
    assert response.status_code == 409
    assert 'value="3"' in text(client.get(link))


def test_saving_keeps_a_day_that_was_not_understood(client: Client) -> None:
    page = edited(client, begun(client), "/drafts/save/", signed_on="明天")
    link = text(page).split("notice__link", 1)[1].split('href="', 1)[1].split('"', 1)[0]
    assert 'value="明天"' in text(client.get(link.replace("http://testserver", "")))


@pytest.mark.parametrize("address", ["/drafts/save/", "/drafts/delete/"])
def test_a_tampered_state_is_refused(client: Client, address: str) -> None:
    assert client.post(address, {"report": "{"}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_exactly_one_wins() -> None:
    now = timezone.now()
    token, draft = drafts.save_new(content="0", now=now)
    results: list[str] = []

    def save(content: str) -> None:
        try:
            drafts.save_again(token=token, revision=draft.revision, content=content, now=now)
            results.append(content)
        except drafts.DraftConflictError:
            results.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(str(number),)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count("conflict") == 3
    assert drafts.find(token=token, now=now).content in results
