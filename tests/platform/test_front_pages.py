"""Home, privacy, errors, preferences: what everyone meets first."""

import pytest
from django.test import Client, override_settings

from gongkai_web.portal.views import errors
from gongkai_web.reports.demo import load_demo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "最新公开"),
        ("/tools/", "检查和编制"),
        ("/privacy/", "内存"),
        ("/check/", "检查年报"),
        ("/compile/", "机关全称"),
    ],
)
def test_front_pages_answer(client: Client, address: str, words: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_healthz_says_ok_and_touches_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok\n"


def test_the_tools_without_examples_say_how_to_load_them(client: Client) -> None:
    assert "load-demo" in client.get("/tools/").content.decode()


def test_home_leads_to_the_tools(client: Client) -> None:
    page = client.get("/").content.decode()
    assert all(f'href="{address}"' in page for address in ("/check/", "/compile/", "/tools/"))


def test_the_tools_list_the_five_examples(client: Client) -> None:
    load_demo()
    page = client.get("/tools/").content.decode()
    assert page.count("打开看看") == 5
    assert "大峪镇人民政府" in page


@pytest.mark.parametrize("address", ["/nothing/", "/check/examples/nothing/", "/check/download/exe/", "/drafts/wrong/"])
def test_unknown_address_is_a_plain_chinese_404(client: Client, address: str) -> None:
    response = client.post(address) if "download" in address else client.get(address)
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.too_large, 413), (errors.server_error, 500)],
)
def test_error_pages_say_what_to_do_next(rf, view, status: int) -> None:
    response = view(rf.get("/"))
    assert response.status_code == status
    assert "请" in response.content.decode()


def test_a_form_without_its_security_mark_is_refused_in_words(strict_client: Client) -> None:
    response = strict_client.post("/compile/", {"agency": "x"})
    assert response.status_code == 403
    assert "Cookie" in response.content.decode()


@override_settings(MAX_REQUEST_BYTES=1000)
def test_too_large_a_request_is_turned_away_unread(client: Client) -> None:
    response = client.post("/check/", {"files": b"x" * 2000})
    assert response.status_code == 413
    assert "太大" in response.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_large_a_state_is_a_413_too(client: Client) -> None:
    assert client.post("/compile/edit/", {"report": "x" * 2000}).status_code == 413


@pytest.mark.parametrize("address", ["/check/again/", "/compile/edit/", "/compile/live/", "/drafts/save/"])
def test_addresses_that_change_something_do_not_answer_to_get(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405


def test_english_is_a_choice_and_stays(client: Client) -> None:
    client.post("/preferences/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "Check" in page


def test_chinese_comes_first_whatever_the_browser_prefers(client: Client) -> None:
    assert '<html lang="zh-Hans"' in client.get("/", headers={"accept-language": "en"}).content.decode()


def test_elder_view_is_a_choice_and_can_be_left(client: Client) -> None:
    client.post("/preferences/", {"view": "elder", "next": "/"})
    assert 'data-view="elder"' in client.get("/").content.decode()
    client.post("/preferences/", {"view": "standard", "next": "/"})
    assert 'data-view="standard"' in client.get("/").content.decode()


def test_high_contrast_is_a_choice_and_can_be_left(client: Client) -> None:
    client.post("/preferences/", {"contrast": "high", "next": "/"})
    assert 'data-contrast="high"' in client.get("/").content.decode()
    client.post("/preferences/", {"contrast": "standard", "next": "/"})
    assert 'data-contrast="standard"' in client.get("/").content.decode()


def test_one_choice_does_not_undo_the_others(client: Client) -> None:
    client.post("/preferences/", {"view": "elder", "next": "/"})
    client.post("/preferences/", {"contrast": "high", "next": "/"})
    client.post("/preferences/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert 'lang="en"' in page
    assert 'data-view="elder" data-contrast="high"' in page


def test_choosing_needs_no_security_mark_so_that_public_pages_are_the_same_for_everybody(strict_client: Client) -> None:
    assert strict_client.post("/preferences/", {"view": "elder", "next": "/"}).status_code == 302
    assert "csrf" not in strict_client.get("/").content.decode().lower()


def test_preferences_opened_by_address_lead_home(client: Client) -> None:
    assert client.get("/preferences/").headers["Location"] == "/"


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_preferences_lead_nowhere_else(client: Client, target: str) -> None:
    assert client.post("/preferences/", {"view": "elder", "next": target}).headers["Location"] == "/"


def test_the_foot_says_nothing_of_an_office_that_is_not_set(client: Client) -> None:
    assert "联系方式" not in client.get("/").content.decode()


def test_an_invented_preference_is_ignored(client: Client) -> None:
    response = client.post("/preferences/", {"language": "xx", "view": "<script>", "contrast": "x", "next": "/"})
    assert not response.cookies


@override_settings(OFFICE_PHONE="0391-6000000")
def test_elder_view_shows_the_phone_on_top(client: Client) -> None:
    client.post("/preferences/", {"view": "elder", "next": "/"})
    page = client.get("/").content.decode()
    assert page.index("0391-6000000") < page.index("<main")
