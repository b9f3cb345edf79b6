"""What programs read: feeds, sitemap, robots, open data."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from gongkai_web.portal.open_data import FIELDS
from tests.platform.portal.reading import body, page
from tests.platform.publishing.making import NUMBER, STATES, SUMMARY, TITLE
from tests.platform.publishing.office import published, township

pytestmark = pytest.mark.django_db


def table(client: Client, asked: str = "") -> list[dict[str, str]]:
    content = page(client, f"/open/T1/data/items.csv{asked}")
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content[1:])))


def test_the_list_as_a_table(client: Client) -> None:
    made = STATES["published"](township())
    (row,) = table(client)
    assert list(row) == list(FIELDS.values())
    assert (row["索引号"], row["名称"], row["发文字号"]) == ("T1/2026-00001", TITLE, NUMBER)
    assert (row["成文日期"], row["发布日期"], row["内容概述"]) == ("2026-11-10", "2026-11-20", SUMMARY)
    assert row["网址"] == f"http://testserver/open/items/{made.item.pk}/"


def test_the_list_as_json_says_the_same(client: Client) -> None:
    STATES["published"](township())
    data = json.loads(page(client, "/open/T1/data/items.json"))
    assert data["organ"] == "青山县白云乡人民政府"
    assert [{data["fields"][name]: value for name, value in row.items()} for row in data["items"]] == table(client)


def test_a_list_of_nothing_is_still_json(client: Client) -> None:
    township()
    assert json.loads(page(client, "/open/T1/data/items.json"))["items"] == []


@pytest.mark.parametrize("title", ["=1+1", "+86", "-1", "@SUM(A1)", "  =cmd|' /C calc'!A0", "＝1"])
def test_nothing_in_the_table_is_a_formula(client: Client, title: str) -> None:
    published(township(), title=title)
    cell = table(client)[0]["名称"]
    assert cell == (title if title[0] == "＝" else f"'{title}")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("?year=2026", 1),
        ("?year=2025", 0),
        ("?column=notices", 1),
        ("?column=news", 0),
        ("?category=20_12", 1),
        ("?category=20_01", 0),
        ("?validity=valid", 0),
        ("?validity=x&year=x", 1),
    ],
)
def test_the_filters(client: Client, asked: str, count: int) -> None:
    STATES["published"](township())
    assert len(table(client, asked)) == count


def test_an_ended_list_of_names_is_told_without_its_summary(client: Client) -> None:
    STATES["ended"](township())
    assert table(client)[0]["内容概述"] == ""


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_the_feeds_are_xml_with_the_newest_items(client: Client, form: str) -> None:
    made = STATES["published"](township())
    response = client.get(f"/open/T1/feed.{form}")
    assert form in response.headers["Content-Type"]
    content = body(response)
    ElementTree.fromstring(content)
    assert TITLE in content
    assert f"http://testserver/open/items/{made.item.pk}/" in content


@pytest.mark.parametrize("address", ["/open/T1/feed.xml", "/open/T1/data/items.xlsx", "/sitemap-99.xml"])
def test_another_form_is_not_there(client: Client, address: str) -> None:
    township()
    assert client.get(address).status_code == 404


def test_the_sitemap_leads_to_every_part_and_each_part_to_its_pages(client: Client) -> None:
    made = STATES["published"](township())
    index = ElementTree.fromstring(page(client, "/sitemap.xml"))
    parts = [element.text.removeprefix("http://testserver") for element in index.iter() if element.tag.endswith("loc")]
    pages = "".join(page(client, part) for part in parts)
    assert f"<loc>http://testserver/open/items/{made.item.pk}/</loc><lastmod>2026-11-20</lastmod>" in pages
    assert "<loc>http://testserver/open/T1/</loc>" in pages


def test_robots_are_told_where_the_sitemap_is_and_what_is_not_for_them(client: Client) -> None:
    content = page(client, "/robots.txt")
    assert "Disallow: /office/" in content
    assert "Sitemap: http://testserver/sitemap.xml" in content


def test_the_page_about_the_data_names_every_column(client: Client) -> None:
    township()
    content = page(client, "/open/T1/data/")
    assert all(label in content for label in FIELDS.values())


HUGE = "9" * 30


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/open/%00/", 400),
        ("/open/T1/%00/", 400),
        ("/search/?q=%00", 400),
        ("/open/T1/data/items.csv?column=%00", 400),
        (f"/open/items/{HUGE}/", 404),
        (f"/open/items/{HUGE}/download.txt", 404),
        (f"/sitemap-{HUGE}.xml", 404),
        (f"/open/T1/news/?before=20261101-{HUGE}", 200),
        (f"/open/T1/news/?page={HUGE}", 200),
        ("/open/T1/news/?before=00010101-1&year=9999", 200),
        ("/open/T1/documents/?on=0001-01-01", 200),
        ("/open/T1/documents/?on=9999-12-31", 200),
    ],
)
def test_no_address_breaks_a_page(client: Client, address: str, status: int) -> None:
    township()
    assert client.get(address).status_code == status
