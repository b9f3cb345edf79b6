"""No side door: an item that the public may not see is nowhere, whatever address is opened; every route there is, is tried.

A route that is not in the table below fails the test: whoever adds one says how it would be asked for an item. The back
office is tried as a whole, by everybody and by a clerk of another organ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from gongkai_web.affairs.models import Affair, Placement
from gongkai_web.mailbox.models import Consultation
from gongkai_web.research.pages import PAGES
from gongkai_web.search import shelf
from tests.platform.publishing.making import (
    BODY,
    CORRECTED,
    FILE,
    HIDDEN,
    INSIDE,
    KEYWORD,
    NUMBER,
    STATES,
    SUMMARY,
    TITLE,
    WORDS,
    Made,
)
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db

Addresses = Callable[[Office, Made], list[str]]


def at(*addresses: str) -> Addresses:
    return lambda office, made: [one.format(code=office.organ.code, pk=made.item.pk) for one in addresses]


def searches(office: Office, made: Made) -> list[str]:
    """Each word by itself, with and without filters, in both orders."""
    asked = [f"/search/?q={quote(word)}" for word in (*WORDS, made.item.index_number or "T1/2026-00001")]
    code = office.organ.code
    return [
        *asked,
        *(f"{one}&organ={code}&year=2026&column=notices&sort=date" for one in asked),
        f"/search/?organ={code}",
        "/search/?category=20_12",
        "/search/",
    ]


def sitemaps(office: Office, made: Made) -> list[str]:
    return [f"/sitemap-{part}.xml" for part in (0, 1, made.item.pk // 10_000 + 1)]


def files(office: Office, made: Made) -> list[str]:
    address = made.file.get_absolute_url()
    return [address, f"{address}?inline=1", f"/files/{made.file.pk}/other.txt"]


def my_files(office: Office, made: Made) -> list[str]:
    """The item's own file, as if it had been handed out to an applicant."""
    here = f"/open/{office.organ.code}/my-request"
    return [f"{here}/{of}1/files/{made.file.pk}/" for of in ("", "corrections/")]


def research(office: Office, made: Made) -> list[str]:
    """Each page of the figures of published reports, asked for each of the words."""
    asked = ["", *(f"?q={quote(word)}" for word in WORDS)]
    return [f"/research/{name}{query}" for name in ("", *(f"{one}/" for one in PAGES)) for query in asked]


def research_files(office: Office, made: Made) -> list[str]:
    return [
        *(f"/research/{name}.{form}" for name in PAGES for form in ("csv", "xlsx")),
        "/research/data/",
        "/research/data/platform/README.md",
        "/research/data/platform/texts.parquet",
    ]


def affairs(office: Office, made: Made) -> list[str]:
    """In an affair whose name everybody may see, which the item is a part of, as a draft may be already."""
    kept, new = Affair.objects.get_or_create(
        organ=office.organ,
        name="水库除险",
        defaults={"begun_on": NOW.date(), "shown_at": NOW, "by": office.clerk, "at": NOW},
    )
    if new:
        Placement.objects.create(affair=kept, item=made.item, stage="decision", by=office.clerk, at=NOW)
    return [f"/open/{office.organ.code}/affairs/", f"/open/{office.organ.code}/affairs/{kept.pk}/"]


def opinions(office: Office, made: Made) -> list[str]:
    """On the item as a draft that opinions are taken of, as if somebody had opened it for them before it was out."""
    wanted, _ = Consultation.objects.get_or_create(
        item=made.item,
        defaults={
            "organ": office.organ,
            "title": "征求意见",
            "opens_on": NOW.date() - timedelta(days=300),
            "closes_on": NOW.date() + timedelta(days=3000),
            "set_up_by": office.clerk,
            "set_up_at": NOW,
        },
    )
    here = f"/open/{office.organ.code}/opinions/"
    return [here, f"{here}{wanted.pk}/", f"{here}{wanted.pk}/say/"]


LISTS = (
    "?year=2026",
    "?page=1",
    "?page=2",
    "?before=20991231-99999",
    "?before=20000101-1",
    "?on=2026-11-20&state=valid",
)
NOTHING = at()
"""Routes that answer to what is sent to them; there is nothing of an item to ask them for."""

DOORS: dict[str, Addresses] = {
    "": at("/"),
    "tools/": at("/tools/"),
    "privacy/": at("/privacy/"),
    "preferences/": at("/preferences/"),
    "healthz": at("/healthz"),
    "robots.txt": at("/robots.txt"),
    "apply/": at("/apply/", *(f"/apply/?q={word}" for word in WORDS)),
    "progress/": at("/progress/"),
    "research/": research,
    "research/<slug:name>/": research,
    "research/<slug:name>.<slug:form>": research_files,
    "research/data/": research_files,
    "research/data/<slug:part>/README.md": research_files,
    "research/data/<slug:part>/<slug:name>.parquet": research_files,
    "search/": searches,
    "sitemap.xml": at("/sitemap.xml"),
    "sitemap-<int:part>.xml": sitemaps,
    "open/": at("/open/"),
    "open/items/<int:pk>/": at("/open/items/{pk}/"),
    "open/items/<int:pk>/download.<str:form>": at("/open/items/{pk}/download.html", "/open/items/{pk}/download.txt"),
    "open/<str:code>/": at("/open/{code}/"),
    "open/<str:code>/feed.<str:form>": at("/open/{code}/feed.rss", "/open/{code}/feed.atom"),
    "open/<str:code>/data/": at("/open/{code}/data/"),
    "open/<str:code>/data/items.<str:form>": at(
        *(f"/open/{{code}}/data/items.{form}{asked}" for form in ("csv", "json") for asked in ("", "?year=2026"))
    ),
    "open/<str:code>/guide/": at("/open/{code}/guide/"),
    "open/<str:code>/rules/": at("/open/{code}/rules/"),
    "open/<str:code>/content/": at("/open/{code}/content/", *(f"/open/{{code}}/content/{asked}" for asked in LISTS)),
    "open/<str:code>/reports/": at("/open/{code}/reports/"),
    "open/<str:code>/documents/": at(
        "/open/{code}/documents/", *(f"/open/{{code}}/documents/{asked}" for asked in LISTS)
    ),
    "open/<str:code>/requests/": at("/open/{code}/requests/"),
    "open/<str:code>/requests/form/": at("/open/{code}/requests/form/"),
    "open/<str:code>/requests/form.docx": at("/open/{code}/requests/form.docx"),
    "open/<str:code>/<str:column>/": at(
        "/open/{code}/notices/", *(f"/open/{{code}}/notices/{asked}" for asked in LISTS)
    ),
    "open/<str:code>/affairs/": affairs,
    "open/<str:code>/affairs/<int:pk>/": affairs,
    "open/<str:code>/opinions/": opinions,
    "open/<str:code>/opinions/<int:pk>/": opinions,
    "open/<str:code>/opinions/<int:pk>/say/": opinions,
    "open/<str:code>/requests/answered/": at("/open/{code}/requests/answered/"),
    "open/<str:code>/requests/answered/<int:pk>/": at("/open/{code}/requests/answered/{pk}/"),
    "open/<str:code>/apply/": at("/open/{code}/apply/"),
    "open/<str:code>/apply/discard/": NOTHING,
    "open/<str:code>/apply/<slug:page>/": at("/open/{code}/apply/who/", "/open/{code}/apply/what/"),
    "open/<str:code>/complaints/": at("/open/{code}/complaints/"),
    "open/<str:code>/correct/": at("/open/{code}/correct/"),
    "open/<str:code>/my-request/corrections/<int:pk>/withdraw/": NOTHING,
    "open/<str:code>/my-request/": at("/open/{code}/my-request/"),
    "open/<str:code>/my-request/status/": at("/open/{code}/my-request/status/"),
    "open/<str:code>/my-request/close/": NOTHING,
    "open/<str:code>/my-request/<int:pk>/message/": NOTHING,
    "open/<str:code>/my-request/<int:pk>/correct/": NOTHING,
    "open/<str:code>/my-request/<int:pk>/withdraw/": NOTHING,
    "open/<str:code>/my-request/<int:pk>/files/<int:file>/": my_files,
    "open/<str:code>/my-request/<int:pk>/follow/": NOTHING,
    "open/<str:code>/my-request/<int:pk>/suggest/": NOTHING,
    "open/<str:code>/my-request/corrections/<int:pk>/files/<int:file>/": my_files,
    "open/<str:code>/my-request/corrections/<int:pk>/message/": NOTHING,
    "open/<str:code>/mailbox/": at("/open/{code}/mailbox/"),
    "open/<str:code>/mailbox/write/": at("/open/{code}/mailbox/write/"),
    "open/<str:code>/mailbox/query/": at("/open/{code}/mailbox/query/"),
    "open/<str:code>/mailbox/mine/": at("/open/{code}/mailbox/mine/"),
    "open/<str:code>/mailbox/mine/consent/": NOTHING,
    "open/<str:code>/mailbox/mine/judge/": NOTHING,
    "open/<str:code>/mailbox/letters/": at("/open/{code}/mailbox/letters/"),
    "open/<str:code>/mailbox/letters/<int:pk>/": at("/open/{code}/mailbox/letters/{pk}/"),
    "open/<str:code>/mailbox/mine/close/": NOTHING,
    "hand-in/": at("/hand-in/"),
    "hand-in/<str:token>/": at("/hand-in/x/"),
    "files/<int:pk>/<str:name>": files,
    "check/": at("/check/"),
    "check/again/": NOTHING,
    "check/download/<slug:suffix>/": NOTHING,
    "check/queue/<slug:batch>/": at("/check/queue/{pk}/"),
    "check/examples/<slug:slug>/": at("/check/examples/{pk}/"),
    "compile/": at("/compile/"),
    "compile/edit/": NOTHING,
    "compile/live/": NOTHING,
    "compile/download/<slug:suffix>/": NOTHING,
    "compile/fill/": NOTHING,
    "drafts/save/": NOTHING,
    "drafts/delete/": NOTHING,
    "drafts/<str:token>/": at("/drafts/{pk}/"),
}
INSIDE_ROUTES = ("office/", "account/")
"""The back office and the accounts: closed to everybody here, and tried with whatever their addresses take."""

SHOWN_BY = (
    "",
    "search/",
    "sitemap-<int:part>.xml",
    "open/items/<int:pk>/",
    "open/items/<int:pk>/download.<str:form>",
    "open/<str:code>/",
    "open/<str:code>/feed.<str:form>",
    "open/<str:code>/data/items.<str:form>",
    "open/<str:code>/content/",
    "open/<str:code>/<str:column>/",
    "open/<str:code>/affairs/<int:pk>/",
    "open/<str:code>/opinions/<int:pk>/",
)
"""Where a published item is to be found; without this, a test that finds nothing anywhere would prove nothing."""


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path) -> Iterator[None]:
    settings.SEARCH_DIR = tmp_path
    shelf.index.cache_clear()
    yield
    shelf.index.cache_clear()


def routes(patterns: list[object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every route of the platform, with the names and kinds of what it takes."""
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


ALL = sorted(set(routes(get_resolver().url_patterns)))


def content_of(response: HttpResponse) -> str:
    found = b"".join(response.streaming_content) if response.streaming else response.content
    return found.decode(errors="replace")


def without_what_was_asked(address: str, content: str) -> tuple[str, list[str]]:
    """A search page repeats what was typed; the other words must still not be there."""
    asked = unquote(address.partition("q=")[2].partition("&")[0])
    return content, [word for word in WORDS if not asked or (word not in asked and asked not in word)]


def leaks(client: Client, address: str, made: Made, allowed: tuple[str, ...] = ()) -> list[str]:
    content, words = without_what_was_asked(address, content_of(client.get(address)))
    found = [f"{address}: {word}" for word in words if word in content and word not in allowed]
    named = f"/open/items/{made.item.pk}/" in content and not allowed
    return [*found, f"{address}: links to it"] if named and not address.startswith("/open/items/") else found


def opened(office: Office, made: Made) -> Iterator[str]:
    for door in DOORS.values():
        yield from door(office, made)


def test_every_route_is_in_the_table() -> None:
    unknown = [route for route in ALL if route not in DOORS and not route.startswith(INSIDE_ROUTES)]
    unknown = [route for route in unknown if not route.startswith("^account/")]
    assert unknown == [], "say in DOORS how these routes would be asked for an item"
    assert [route for route in DOORS if route not in ALL] == []


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_public_is_nowhere(client: Client, state: str) -> None:
    office = township()
    made = STATES[state](office)
    found = [leak for address in opened(office, made) for leak in leaks(client, address, made)]
    assert found == []
    for address in (f"/open/items/{made.item.pk}/", made.file.get_absolute_url()):
        assert client.get(address).status_code == 404


def test_what_is_published_is_found_where_it_should_be(client: Client) -> None:
    office = township()
    made = STATES["published"](office)
    for route in SHOWN_BY:
        pages = [content_of(client.get(address)) for address in DOORS[route](office, made)]
        assert any(f"/open/items/{made.item.pk}/" in page or TITLE in page for page in pages), route
    for word in (TITLE, NUMBER, BODY, INSIDE, KEYWORD, FILE):
        assert f"/open/items/{made.item.pk}/" in content_of(client.get(f"/search/?q={quote(word)}")), word
    assert INSIDE in content_of(client.get(made.file.get_absolute_url()))


def test_a_correction_is_not_seen_before_its_release(client: Client) -> None:
    office = township()
    made = STATES["being corrected"](office)
    seen = (TITLE, NUMBER, BODY, SUMMARY, KEYWORD, FILE, INSIDE)
    assert [leak for address in opened(office, made) for leak in leaks(client, address, made, seen)] == []
    assert f"/open/items/{made.item.pk}/" not in content_of(client.get(f"/search/?q={quote(CORRECTED)}"))


def test_a_correction_takes_the_place_of_what_it_corrects(client: Client) -> None:
    office = township()
    made = STATES["corrected"](office)
    page = content_of(client.get(f"/open/items/{made.item.pk}/"))
    assert CORRECTED in page
    assert BODY not in page
    seen = (TITLE, NUMBER, KEYWORD, FILE, INSIDE, CORRECTED)
    assert [leak for address in opened(office, made) for leak in leaks(client, address, made, seen)] == []


def test_of_what_was_recalled_the_page_says_only_that(client: Client) -> None:
    office = township()
    made = STATES["recalled"](office)
    assert [leak for address in opened(office, made) for leak in leaks(client, address, made)] == []
    response = client.get(f"/open/items/{made.item.pk}/")
    assert response.status_code == 410
    assert "本信息已撤回" in content_of(response)
    assert "附件有误" not in content_of(response)
    assert client.get(made.file.get_absolute_url()).status_code == 404


def test_of_an_ended_list_of_names_title_and_number_are_left(client: Client) -> None:
    office = township()
    made = STATES["ended"](office)
    left = (TITLE, NUMBER)
    assert [leak for address in opened(office, made) for leak in leaks(client, address, made, left)] == []
    assert "公示期已满，名单已不再显示" in content_of(client.get(f"/open/items/{made.item.pk}/"))
    assert client.get(made.file.get_absolute_url()).status_code == 404
    for word in (BODY, SUMMARY, KEYWORD, FILE, INSIDE):
        assert f"/open/items/{made.item.pk}/" not in content_of(client.get(f"/search/?q={quote(word)}")), word
    assert f"/open/items/{made.item.pk}/" in content_of(client.get(f"/search/?q={quote(TITLE)}"))


def test_a_sealed_file_is_not_named_and_not_found(client: Client) -> None:
    office = township()
    made = STATES["published"](office)
    made.file.sealed = True
    made.file.save()
    seen = (TITLE, NUMBER, BODY, SUMMARY, KEYWORD)
    assert [leak for address in opened(office, made) for leak in leaks(client, address, made, seen)] == []


def filled(route: str, office: Office, made: Made) -> str:
    """An address of the back office with this item's numbers wherever it takes a number."""
    values = {"int": str(made.item.pk), "str": "txt", "slug": "txt"}
    route = route.replace("<str:code>", office.organ.code)
    return "/" + re.sub(r"<(int|str|slug):\w+>", lambda found: values[found[1]], route)


@pytest.mark.parametrize("who", ["everybody", "a clerk of another organ"])
def test_the_back_office_shows_nothing_to_who_does_not_belong_there(client: Client, who: str) -> None:
    office = township()
    if who != "everybody":
        client.force_login(township("T2", "青山县柳河乡人民政府").clerk)
    everything = [STATES[state](office) for state in ("draft", "in review", "published", "recalled")]
    inside = [route for route in ALL if route.startswith("office/")]
    assert len(inside) > 100
    found = []
    for route in inside:
        for made in everything if "<int:" in route else everything[:1]:
            content = content_of(client.get(filled(route, office, made)))
            found += [f"{route}: {word}" for word in WORDS if word in content]
    assert found == []


def test_a_release_at_a_later_hour_is_not_seen_before(client: Client) -> None:
    office = township()
    made = STATES["scheduled"](office)
    assert made.item.revisions.get().release_at > NOW + timedelta(days=1)
    assert client.get(f"/open/items/{made.item.pk}/").status_code == 404
