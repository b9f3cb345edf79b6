"""The public pages in the browser: found, read, printed; with a keyboard alone, in large type, in high contrast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import violations

ORGAN = "/open/DEMO-1/"


def at(address: str) -> Callable[[Page], None]:
    return lambda page: page.goto(address)


def opened(title: str) -> Callable[[Page], None]:
    def visit(page: Page) -> None:
        page.goto(f"{ORGAN}content/")
        page.get_by_role("link", name=title).first.click()
        page.locator(".facts-table").wait_for()

    return visit


PAGES: dict[str, Callable[[Page], None]] = {
    "home": at("/"),
    "organs": at("/open/"),
    "organ": at(ORGAN),
    "content": at(f"{ORGAN}content/"),
    "column": at(f"{ORGAN}policies/"),
    "empty column": at(f"{ORGAN}charges/"),
    "documents": at(f"{ORGAN}documents/"),
    "guide": at(f"{ORGAN}guide/"),
    "rules": at(f"{ORGAN}rules/"),
    "reports": at(f"{ORGAN}reports/"),
    "requests": at(f"{ORGAN}requests/"),
    "form": at(f"{ORGAN}requests/form/"),
    "data": at(f"{ORGAN}data/"),
    "item with a table": opened("部门预算"),
    "document": opened("筹资筹劳管理办法》的通知"),
    "search": at("/search/?q=公示&organ=DEMO-1"),
    "nothing found": at("/search/?q=光伏电站并网"),
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("visit", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(
    open_context, visit: Callable[[Page], None], width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 900}).new_page()
    visit(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("chosen", ["长者版", "高对比度", "English"])
@pytest.mark.parametrize("name", ["organ", "document", "search", "requests"])
def test_the_three_switches_leave_every_page_readable(open_context, name: str, chosen: str) -> None:
    page = open_context(viewport={"width": 390, "height": 900}).new_page()
    PAGES[name](page)
    page.get_by_role("button", name=chosen).click()
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_citizen_finds_a_document_by_its_words_and_reads_it(page: Page) -> None:
    page.goto(ORGAN)
    page.get_by_role("searchbox").fill("筹资筹劳")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("筹资筹劳")
    page.locator(".hit__title", has_text="管理办法》的通知").click()
    expect(page.locator(".validity")).to_contain_text("有效")
    expect(page.get_by_role("heading", name="政策解读")).to_be_visible()
    page.locator(".linked").get_by_role("link", name="解读").click()
    expect(page.get_by_role("heading", name="解读的文件")).to_be_visible()


def test_with_the_keyboard_alone_from_the_first_page_to_an_item(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "items__title":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".facts-table")).to_be_visible()


def test_everything_works_without_script(plain_page: Page) -> None:
    plain_page.goto(ORGAN)
    plain_page.get_by_role("link", name="法定主动公开内容").first.click()
    plain_page.locator(".items__title").first.click()
    expect(plain_page.locator(".facts-table")).to_be_visible()
    expect(plain_page.get_by_role("link", name="下载文字")).to_be_visible()
    plain_page.get_by_role("button", name="长者版").click()
    expect(plain_page.locator("html")).to_have_attribute("data-view", "elder")
    expect(plain_page.locator(".facts-table")).to_be_visible()


def test_on_paper_there_is_the_item_and_nothing_to_click(page: Page) -> None:
    opened("部门预算")(page)
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".entries")).to_be_hidden()
    expect(page.locator(".item__acts")).to_be_hidden()
    expect(page.locator(".facts-table")).to_be_visible()


def test_documents_of_a_day_gone_by(page: Page) -> None:
    page.goto(f"{ORGAN}documents/")
    expect(page.locator(".documents tbody tr")).not_to_have_count(0)
    page.get_by_label("看哪一天的效力").fill("2020-01-01")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("到这一天为止，这个机关没有发布")).to_be_visible()


def test_the_list_is_taken_home_as_a_table(page: Page) -> None:
    page.goto(f"{ORGAN}data/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载表格（CSV）").click()
    assert taken.value.suggested_filename == "DEMO-1-items.csv"
