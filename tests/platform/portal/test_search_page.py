"""检索: what was typed is found and marked; filters; order; what cannot be found, and when it cannot be asked."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from gongkai_web.affairs.services import hide, place, set_up, show
from gongkai_web.search import shelf
from gongkai_web.search.errors import NotReadyError
from tests.platform.portal.reading import body, page
from tests.platform.publishing.making import STATES, TITLE
from tests.platform.publishing.office import NOW, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path) -> Iterator[None]:
    settings.SEARCH_DIR = tmp_path
    shelf.index.cache_clear()
    yield
    shelf.index.cache_clear()


def ask(client: Client, words: str, **filters: object) -> str:
    more = "".join(f"&{name}={value}" for name, value in filters.items())
    return page(client, f"/search/?q={quote(words)}{more}")


def test_two_characters_are_enough_and_are_marked(client: Client) -> None:
    STATES["published"](township())
    assert "<mark>水库</mark>" in ask(client, "水库")


def test_a_document_number_however_it_is_written(client: Client) -> None:
    STATES["published"](township())
    assert "找到 1 条" in ask(client, "白政发[2026]77号")


def test_words_of_a_file_are_found_and_shown(client: Client) -> None:
    STATES["published"](township())
    assert "<mark>停机检修</mark>" in ask(client, "停机检修")


def test_an_item_is_found_by_its_keywords_and_subject_which_are_named_and_its_text_begins_the_snippet(
    client: Client,
) -> None:
    published(township(), keywords="银杏坞,防火", subject="林业\\森林防火", summary="")
    for words, said in (
        ("银杏坞", "关键词：<mark>银杏坞</mark>"),
        ("森林防火", "主题分类：林业\\<mark>森林防火</mark>"),
    ):
        content = ask(client, words)
        assert said in content
        assert '<p class="hit__text">各村民委员会' in content


def test_an_item_is_found_by_the_name_of_its_affair_as_long_as_the_public_sees_that(client: Client) -> None:
    office = township()
    item = published(office)
    affair = set_up(
        by=office.clerk, organ=office.organ, name="梧桐岭水库除险加固", kind="project", begun_on=NOW.date(), now=NOW
    )
    place(by=office.clerk, affair=affair, item=item, stage="decision", now=NOW)
    assert "没有找到" in ask(client, "梧桐岭")
    show(by=office.clerk, affair=affair, now=NOW)
    assert "所属事项：<mark>梧桐岭</mark>水库除险加固" in ask(client, "梧桐岭")
    hide(by=office.clerk, affair=affair, now=NOW)
    assert "没有找到" in ask(client, "梧桐岭")


def test_what_the_filters_offer_is_asked_once_an_edition(client: Client, django_assert_max_num_queries) -> None:
    office = township()
    published(office)
    page(client, "/search/?organ=T1")
    with django_assert_max_num_queries(8):
        page(client, "/search/?organ=T1")
    published(office, first_published_on=date(2021, 5, 1), formed_on=date(2021, 4, 1))
    assert "<option>2021</option>" in page(client, "/search/?organ=T1")


def test_the_filters_narrow_and_stay_chosen(client: Client) -> None:
    STATES["published"](township())
    township("T2", "青山县大河镇人民政府")
    assert "找到 1 条" in ask(client, "水库", organ="T1", year=2026, column="notices", category="20_12")
    for filters in ({"organ": "T2"}, {"year": 2025}, {"column": "news"}, {"category": "20_01"}, {"validity": "valid"}):
        assert "没有找到" in ask(client, "水库", **filters), filters
    assert '<option value="T1" selected>' in ask(client, "水库", organ="T1")


def test_the_newest_first_if_one_wishes(client: Client) -> None:
    office = township()
    for year in (2019, 2021, 2020):
        published(
            office, title=f"{year}年水库检修公告", first_published_on=date(year, 5, 1), formed_on=date(year, 4, 1)
        )
    content = ask(client, "水库", sort="date")
    places = [content.index(f"{year}年<mark>水库</mark>") for year in (2021, 2020, 2019)]
    assert places == sorted(places)


def test_nothing_typed_shows_the_form_alone(client: Client) -> None:
    STATES["published"](township())
    content = page(client, "/search/")
    assert TITLE not in content
    assert 'role="search"' in content


def test_nothing_found_says_what_to_do(client: Client) -> None:
    STATES["published"](township())
    content = ask(client, "光伏扶贫电站")
    assert "没有找到" in content
    assert "依申请公开" in content


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    township()
    assert "<script>alert" not in ask(client, '"><script>alert(1)</script>')


@pytest.mark.parametrize("asked", ["page=0", "page=99999", "year=x", "organ=NOWHERE", "sort=x", "validity=x"])
def test_an_address_somebody_made_up_is_answered(client: Client, asked: str) -> None:
    STATES["published"](township())
    assert client.get(f"/search/?q=x&{asked}").status_code == 200


def test_an_index_that_is_being_built_is_said(client: Client, monkeypatch) -> None:
    def none(query: object) -> None:
        raise NotReadyError.at(None)

    monkeypatch.setattr("gongkai_web.portal.searching.find", none)
    response = client.get("/search/?q=水库")
    assert response.status_code == 503
    assert "正在重建索引" in body(response)
