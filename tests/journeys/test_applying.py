"""A citizen applies on a phone, without JavaScript, and comes back with number and code; clean at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import violations

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
    page.get_by_label("居民身份证").check()
    page.get_by_label("证件号码").fill("110105194912310021")
    next_page(page)
    expect(page.get_by_role("alert")).to_contain_text("身份证号码不对")
    looked_at(page)
    page.get_by_label("证件号码").fill("11010519491231002X")
    next_page(page)
    page.get_by_label("联系电话").fill("13812345678")
    page.get_by_label("不用，我自己来查").check()
    page.get_by_role("button", name="长者版").click()
    expect(page.get_by_label("联系电话")).to_have_value("13812345678")
    page.get_by_role("button", name="标准版").click()
    next_page(page)
    page.get_by_label("要什么信息").fill("2025年农村公路养护资金使用明细")
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
