"""A catalogue taken in and its gaps shown; from a blank row to a draft; work done becomes a duty of its unit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in, violations
from tests.library.catalogue.making import LEGEND, ROWS, line, standard, xlsx

ADDRESS = "/office/DEMO-4/catalogues/"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """With one row that has no name."""
    made = tmp_path / "社会救助目录.xlsx"
    drawn = standard().rows([*ROWS, line("", "", "", "没有名称的一行")], merged=(1, 4, 6)).add(LEGEND, across=14)
    made.write_bytes(xlsx(drawn))
    return made


def take_in(page: Page, file: Path) -> None:
    page.goto(f"{ADDRESS}import/")
    page.get_by_label("目录文件").set_input_files(file)
    page.get_by_role("button", name="读出来看看").click()
    expect(page.get_by_text("还没有导入")).to_be_visible()
    expect(page.get_by_text("没有名称的一行")).to_be_visible()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", level=1, name="社会救助")).to_be_visible()


def test_a_catalogue_is_taken_in_shared_out_and_leads_to_writing(
    page: Page, passwords: dict[str, str], file: Path, open_context: Callable[..., BrowserContext]
) -> None:
    sign_in(page, "demo-clerk4", passwords["demo-clerk4"])
    take_in(page, file)
    expect(page.locator(".coverage")).to_contain_text("空白 5 项")
    page.get_by_label("选“法律法规”").check()
    page.get_by_label("由哪个站所").select_option(index=1)
    page.get_by_role("button", name="指定").click()
    expect(page.get_by_role("status")).to_contain_text("已把 1 项事项改为")
    page.get_by_label("状态").select_option("空白")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("link", name="去写一条 监督检查").click()
    expect(page.get_by_text("目录事项：政策法规文件 · 监督检查")).to_be_visible()
    page.get_by_label("名称").fill("社会救助监督电话")
    page.get_by_role("button", name="开始起草").click()
    page.wait_for_url("**/edit/")
    page.goto(page.url.removesuffix("edit/"))
    expect(page.get_by_role("link", name="政策法规文件 · 监督检查")).to_be_visible()
    page.goto("/office/DEMO-4/duties/new/?q=审核信息")
    page.get_by_role("link", name="最低生活保障 · 审核信息").click()
    page.get_by_label("完成了什么工作").fill("评议第四季度低保对象")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("怎么算的")).to_be_visible()
    page.goto("/office/")
    expect(page.get_by_role("link", name="评议第四季度低保对象")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_the_pages(
    open_context: Callable[..., BrowserContext], passwords: dict[str, str], width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 900}).new_page()
    sign_in(page, "demo-clerk1", passwords["demo-clerk1"])
    addresses = ["/office/DEMO-1/catalogues/", "/office/DEMO-1/catalogues/import/", "/office/DEMO-1/duties/"]
    page.goto(addresses[0])
    fields = page.locator(".fields th a")
    addresses += [str(fields.first.get_attribute("href")), "/office/DEMO-1/duties/new/"]
    for address in addresses:
        page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_county_looks_at_its_townships(page: Page, passwords: dict[str, str]) -> None:
    sign_in(page, "demo-county", passwords["demo-county"])
    page.get_by_role("navigation", name="办公").get_by_role("link", name="目录").click()
    page.get_by_role("link", name="清源县青石乡人民政府").click()
    expect(page.get_by_text("督查：只看")).to_be_visible()
    expect(page.get_by_role("link", name="导入目录")).to_have_count(0)
