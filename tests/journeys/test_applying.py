"""A citizen applies on a phone, without JavaScript, and comes back with number and code; clean at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in, violations

APPLY = "/open/DEMO-1/apply/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d"
    "49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport={"width": 390, "height": 800}).new_page()


def next_page(page: Page) -> None:
    page.get_by_role("button", name="保存并继续").click()


def looked_at(page: Page) -> None:
    """By axe on the phone and on a desk."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 390, "height": 800})


def fill(page: Page) -> None:
    page.get_by_label("公民（自然人）").check()
    page.get_by_label("本人、本单位申请").check()
    next_page(page)
    page.get_by_label("姓名").fill("张三丰")
    expect(page.get_by_label("居民身份证")).to_be_checked()
    page.get_by_label("证件号码").fill("110105194912310021")
    next_page(page)
    expect(page.get_by_role("alert")).to_contain_text("身份证号码不对")
    looked_at(page)
    page.get_by_label("证件号码").fill("11010519491231002X")
    next_page(page)
    page.get_by_label("联系电话").fill("13812345678")
    page.get_by_role("button", name="长者版").click()
    expect(page.get_by_label("联系电话")).to_have_value("13812345678")
    page.get_by_role("button", name="标准版").click()
    next_page(page)
    page.get_by_label("要什么信息").fill("2025年农村公路养护资金使用明细")
    looked_at(page)
    next_page(page)
    for choice in ("电子数据", "在这个网站下载", "不需要"):
        page.get_by_label(choice, exact=True).check()
    looked_at(page)
    next_page(page)


def test_a_citizen_applies_and_comes_back(phone: Page) -> None:
    phone.goto(APPLY)
    looked_at(phone)
    phone.get_by_role("link", name="开始填写").click()
    fill(phone)
    expect(phone.locator("main")).to_contain_text("2025年农村公路养护资金使用明细")
    phone.get_by_label("身份证明").set_input_files({"name": "证件.png", "mimeType": "image/png", "buffer": PNG})
    phone.get_by_label("以上内容属实").check()
    looked_at(phone)
    phone.get_by_role("button", name="提交申请").click()
    number, code = phone.locator(".receipt__sign").all_inner_texts()
    looked_at(phone)
    phone.get_by_role("link", name="查询我的申请").click()
    phone.get_by_label("登记编号").fill(number)
    phone.get_by_label("查询码").fill(code)
    phone.get_by_role("button", name="查看").click()
    expect(phone.locator("main")).to_contain_text("等机关与您确认收到")
    looked_at(phone)
    phone.get_by_label("给机关留言").fill("请尽快确认")
    phone.get_by_role("button", name="发出留言").click()
    expect(phone.locator("main")).to_contain_text("请尽快确认")
    phone.get_by_text("撤回这件申请", exact=True).click()
    phone.get_by_label("我要撤回这件申请").check()
    phone.get_by_role("button", name="撤回申请").click()
    expect(phone.locator("main")).to_contain_text("您撤回了申请")


def test_the_reply_is_downloaded_and_thereby_served(page: Page, phone: Page, passwords: dict[str, str]) -> None:
    """A letter that went out electronically: the clerk gives a code at the counter, the citizen takes the reply with it."""
    sign_in(page, "demo-clerk1", passwords["demo-clerk1"])
    page.goto("/office/DEMO-1/letters/?state=sent")
    page.get_by_role("link", name="予以公开答复书").first.click()
    expect(page.locator("main")).to_contain_text("电子送达")
    page.locator(".facts a").first.click()
    number = page.locator(".facts").inner_text().split("登记编号")[1].split()[0]
    page.get_by_text("给新的查询码", exact=True).click()
    page.get_by_role("button", name="核对过身份，给新的查询码").click()
    code = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page.locator("main").inner_text())
    assert code
    phone.goto("/open/DEMO-1/my-request/")
    phone.get_by_label("登记编号").fill(number)
    phone.get_by_label("查询码").fill(code[0])
    phone.get_by_role("button", name="查看").click()
    expect(phone.locator("main")).to_contain_text("网上申请行政复议")
    looked_at(phone)
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="下载文书（PDF）").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="2025年种粮补贴分村汇总").click()
    assert "东沟村" in taken.value.path().read_text(encoding="utf-8")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("第一次下载")
    page.goto("/office/DEMO-1/letters/?state=served")
    expect(page.locator("main")).to_contain_text(number)
