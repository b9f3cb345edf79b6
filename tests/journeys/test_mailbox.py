"""A letter from the form to the published reply: written without an account, taken up, answered, approved, sent, judged."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in, violations

TEXT = "镇东头的健身器材坏了两处，有钉子露在外面，孩子容易碰伤。"


def written(page: Page) -> tuple[str, str]:
    page.goto("/open/DEMO-2/mailbox/")
    page.get_by_role("link", name="写信", exact=True).click()
    page.get_by_label("求助").check()
    page.get_by_label("标题").fill("健身器材坏了")
    page.get_by_label("内容").fill(TEXT)
    page.get_by_label("您的姓名").fill("寿小年")
    page.get_by_role("button", name="寄出").click()
    expect(page.get_by_text("电话、电子邮箱请至少写一样").first).to_be_visible()
    page.get_by_label("电话", exact=True).fill("00006008899")
    page.get_by_label("同意公开，去掉姓名").check()
    assert violations(page) == []
    page.get_by_role("button", name="寄出").click()
    slip = page.locator(".slip dd")
    return slip.nth(0).inner_text(), slip.nth(1).inner_text()


def answered(page: Page) -> None:
    """The only clerk of a small township takes it up and writes; whoever heads it approves elsewhere."""
    page.get_by_role("link", name="健身器材坏了").first.click()
    expect(page.get_by_text("寿**")).to_be_visible()
    page.get_by_role("button", name="受理并交办").click()
    page.get_by_label("答复", exact=True).fill("您好！器材已于今天修好，钉子已经取掉。")
    page.get_by_role("button", name="保存答复").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("status")).to_contain_text("已提交审核")


def test_from_the_form_to_the_published_reply(
    page: Page, open_context: Callable[..., BrowserContext], passwords: dict[str, str]
) -> None:
    number, code = written(page)
    office = open_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(office, "demo-clerk2", passwords["demo-clerk2"])
    office.goto("/office/DEMO-2/mailbox/")
    answered(office)
    head = open_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(head, "demo-head2", passwords["demo-head2"])
    head.get_by_role("link", name="答复来信：健身器材坏了").click()
    head.locator("form.decide button[value=approve]").click()
    office.reload()
    office.get_by_role("button", name="发出答复").click()
    page.goto("/open/DEMO-2/mailbox/query/")
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code.lower())
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text("钉子已经取掉")).to_be_visible()
    page.get_by_label("非常满意").check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("您的评价：非常满意")).to_be_visible()
    office.get_by_role("link", name="公开来信和答复").click()
    office.get_by_role("button", name="保存并检查").click()
    office.get_by_role("button", name="公开", exact=True).click()
    page.goto("/open/DEMO-2/mailbox/")
    page.get_by_role("link", name="健身器材坏了").click()
    expect(page.get_by_text("容易碰伤")).to_be_visible()
    assert "寿小年" not in page.content()
