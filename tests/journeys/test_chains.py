"""审核流程 in the browser: a head draws up the township's own chain, looks at it, saves it and takes it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in, violations

LIST = "/office/DEMO-2/chains/"


def begin(page: Page, passwords: dict[str, str], example: str) -> None:
    """The chain drawn up like an example, on its own page."""
    sign_in(page, "demo-head2", passwords["demo-head2"])
    page.goto(LIST)
    page.get_by_role("button", name=f"照“{example}”建立本机关的流程").click()
    expect(page.get_by_role("status")).to_contain_text("已建立流程")


def add_group(page: Page) -> None:
    page.get_by_role("button", name="加一个环节").click()
    new = page.locator("details[open].chain-stage")
    new.get_by_label("环节名称").fill("领导小组审议")
    new.get_by_label("主要负责人").check()


def test_a_stage_is_added_looked_at_saved_and_undone(page: Page, passwords: dict[str, str]) -> None:
    begin(page, passwords, "四步审批")
    add_group(page)
    page.get_by_role("button", name="预览").last.click()
    expect(page.locator(".chain-preview")).to_contain_text("领导小组审议")
    expect(page.locator(".chain-preview")).to_be_focused()
    page.get_by_role("button", name="保存流程").click()
    expect(page.get_by_role("status")).to_contain_text("流程已保存")
    expect(page.locator(".chain").first).to_contain_text("领导小组审议")
    page.get_by_role("button", name="撤销上一次改动").click()
    expect(page.locator(".chain").first).not_to_contain_text("领导小组审议")


def test_the_same_without_a_script(plain_page: Page, passwords: dict[str, str]) -> None:
    begin(plain_page, passwords, "分级审核")
    add_group(plain_page)
    plain_page.get_by_role("button", name="环节 5 上移").click()
    plain_page.get_by_role("button", name="保存流程").click()
    expect(plain_page.locator(".chain__name").nth(3)).to_have_text("领导小组审议")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_are_accessible_and_fit(page: Page, passwords: dict[str, str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    begin(page, passwords, "两步审批")
    page.locator("details.chain-stage").first.locator("summary").click()
    for address in (page.url, LIST):
        if page.url != address:
            page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
