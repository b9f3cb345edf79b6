"""Everyone can use it: axe on every page at two widths, the keyboard alone, 200 per cent, a phone without sideways scroll."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SAMPLES, drop, violations
from tests.journeys.test_compile import begin


def at(address: str) -> Callable[[Page], None]:
    return lambda page: page.goto(address) and None


def results(page: Page) -> None:
    drop(page, "seed-002.txt", "word.docx")


def source(page: Page) -> None:
    page.goto("/check/examples/seed-004/")
    page.locator("[data-to-source]").first.click()


def all_cells(page: Page) -> None:
    page.goto("/check/examples/seed-004/")
    page.get_by_role("button", name="逐格改数").click()
    page.get_by_role("button", name="按填写的数重新检查").wait_for()


def mistakes(page: Page) -> None:
    page.goto("/compile/")
    page.get_by_role("button", name="开始").click()


def wrong_figures(page: Page) -> None:
    begin(page)
    for path, text in {"new.total": "两", "granted.total": "5"}.items():
        page.fill(f'[name="cell:requests.{path}"]', text)
    page.locator(".value__problem").wait_for()


def zero_dialog(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="其余空格填 0").click()
    page.get_by_role("dialog").wait_for()


def in_elder_view(page: Page) -> None:
    page.goto("/check/examples/seed-004/")
    page.get_by_role("button", name="长者版").click()


def in_english(page: Page) -> None:
    page.goto("/check/examples/seed-002/")
    page.get_by_role("button", name="English").click()


PAGES: dict[str, Callable[[Page], None]] = {
    "home": at("/"),
    "tools": at("/tools/"),
    "privacy": at("/privacy/"),
    "not found": at("/nothing/"),
    "check": at("/check/"),
    "results": results,
    "example": at("/check/examples/seed-004/"),
    "older form": at("/check/examples/seed-003/"),
    "source": source,
    "all cells": all_cells,
    "elder": in_elder_view,
    "english": in_english,
    "compile": at("/compile/"),
    "mistakes": mistakes,
    "desk": begin,
    "wrong figures": wrong_figures,
    "zero dialog": zero_dialog,
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


@pytest.mark.parametrize("visit", [PAGES["example"], PAGES["desk"], PAGES["home"]], ids=["example", "desk", "home"])
def test_at_200_per_cent_nothing_scrolls_sideways(open_context, visit: Callable[[Page], None]) -> None:
    # 1280 wide at 200 per cent is 640 wide at twice the density.
    page = open_context(viewport={"width": 640, "height": 450}, device_scale_factor=2).new_page()
    visit(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent + document.activeElement.className")


def test_the_first_stop_of_the_keyboard_skips_to_the_text(page: Page) -> None:
    page.goto("/check/examples/seed-004/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_from_finding_to_cell_and_back_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/check/examples/seed-004/")
    link = page.locator(".finding--reading:has(.finding__act) [data-to-cell]").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("input.figure:focus")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("li.finding:focus")).to_be_visible()


def test_choosing_a_file_with_the_keyboard_alone(page: Page) -> None:
    # Listening from the start: the browser must know of it before the key is pressed.
    page.on("filechooser", lambda chooser: chooser.set_files(SAMPLES / "seed-001.txt"))
    page.goto("/check/", wait_until="networkidle")
    page.locator("#files").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bench__title")).to_be_focused()


def test_the_labels_stay_while_table_three_scrolls_on_a_phone(open_context) -> None:
    page = open_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto("/check/examples/seed-001/")
    frame = page.locator(".frame--sheet", has=page.locator(".sheet--requests"))
    label = frame.get_by_role("rowheader", name="1.属于国家秘密")
    before = label.bounding_box()["x"]
    frame.evaluate("frame => { frame.scrollLeft = 200; }")
    assert abs(label.bounding_box()["x"] - before) < 2
    assert label.bounding_box()["x"] + label.bounding_box()["width"] < 300
