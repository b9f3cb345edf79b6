"""The column for the county's site: made, taken home, and a recall that stays open until the county has confirmed it."""

from __future__ import annotations

import json
import zipfile

from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in

ADDRESS = "/office/DEMO-5/export/"


def exported(page: Page, button: str) -> zipfile.ZipFile:
    """The program beside the web server does it within seconds."""
    page.goto(ADDRESS)
    done = page.get_by_role("row").filter(has_text="完成").count()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("已经开始，几秒钟以后")).to_be_visible()
    for _ in range(160):
        page.wait_for_timeout(250)
        page.reload()
        if page.get_by_role("row").filter(has_text="完成").count() > done:
            break
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载全部（zip）").click()
    return zipfile.ZipFile(taken.value.path())


def test_a_recall_is_open_until_the_county_has_confirmed_it(page: Page, passwords: dict[str, str]) -> None:
    page.goto("/open/DEMO-5/content/")
    link = page.locator(".items__title").last
    title, item = link.inner_text(), str(link.get_attribute("href")).strip("/").split("/")[-1]
    sign_in(page, "demo-clerk5", passwords["demo-clerk5"])
    before = exported(page, "开始导出")
    path = next(name for name in before.namelist() if name.endswith(f"/{item}.html") and "/items/" in f"/{name}")
    assert title in before.read(path).decode()
    page.goto(f"/office/DEMO-5/items/{item}/recall/")
    page.get_by_label("原因").fill("附件有误")
    page.get_by_role("button", name="撤回").click()
    page.goto("/office/")
    expect(page.get_by_text(f"请县网站撤下：{title}")).to_be_visible()
    after = exported(page, "更新导出")
    name = next(one for one in after.namelist() if one.endswith("deletions.json"))
    assert [path.endswith(one["path"]) for one in json.loads(after.read(name))["replace"]] == [True]
    assert title not in after.read(path).decode()
    page.goto(ADDRESS)
    page.get_by_label("县网站谁确认的").fill("县融媒体中心 张工")
    page.get_by_role("button", name="记下确认").click()
    page.goto("/office/")
    expect(page.get_by_text(f"请县网站撤下：{title}")).to_have_count(0)
