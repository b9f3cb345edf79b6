"""Five invented townships, set up to work as five real ones say they do: each publishes one item in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in

Open = Callable[[str], Page]


@dataclass(frozen=True)
class Township:
    """Who drafts for which unit, who approves in which order (True: fills in the 保密审查表), who releases."""

    code: str
    drafter: str
    unit: str
    stages: tuple[tuple[str, bool], ...]
    releaser: str


FIVE = (
    Township(
        "DEMO-1",
        "farm1",
        "农业站",
        (("farmhead1", False), ("secrecy1", True), ("deputy1", False), ("head1", False), ("clerk1", False)),
        "clerk1",
    ),
    Township("DEMO-2", "clerk2", "", (("head2", True), ("head2", False)), ""),
    Township(
        "DEMO-3",
        "writer3",
        "党政办",
        (("deputy3", False), ("proof3", False), ("clerk3", False), ("secrecy3", True)),
        "clerk3",
    ),
    Township("DEMO-4", "clerk4", "综合办", (("secrecy4", True), ("head4", False)), "clerk4"),
    Township("DEMO-5", "rural5", "农业农村办", (("reviewer5", True), ("head5", False)), "clerk5"),
)


@pytest.fixture
def office(open_context: Callable[..., BrowserContext], passwords: dict[str, str]) -> Iterator[Open]:
    """The window of a demonstration account, signed in once. Without a script: what works so works everywhere."""
    windows: dict[str, Page] = {}

    def window(who: str) -> Page:
        if who not in windows:
            context = open_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
            windows[who] = context.new_page()
            sign_in(windows[who], f"demo-{who}", passwords[f"demo-{who}"])
        return windows[who]

    yield window


def draft(page: Page, township: Township, title: str) -> str:
    """Begin, write and hand in; the address of the item."""
    page.goto(f"/office/{township.code}/items/new/")
    page.get_by_label("名称").fill(title)
    page.get_by_label("栏目").select_option(label="通知公告和公示")
    if township.unit and page.locator("select[name=unit]").count():
        page.locator("select[name=unit]").select_option(label=township.unit)
    page.get_by_role("button", name="开始起草").click()
    address = page.url.split("?")[0].removesuffix("edit/")
    page.locator("textarea[name=body]").fill("<p>现将有关事项公布如下。</p><p>请相互转告。</p>")
    page.locator("select[name=genre]").select_option(label="公告、通告")
    page.locator("input[name=formed_on]").fill("2026-11-20")
    page.locator("input[name=subject]").fill("综合政务")
    if not page.locator("input[name=categories]:checked").count():
        page.locator("summary", has_text="法定类别").click()
        page.locator("input[name=categories]").last.check()
    page.get_by_role("button", name="保存，去").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("body")).to_contain_text("正在办理")
    return address


def fill_in_secrecy(page: Page, address: str) -> None:
    page.goto(f"{address}secrecy/")
    for question in page.locator("fieldset.question").all():
        wanted = "是" if "都看过" in question.inner_text() else "否"
        question.get_by_label(wanted, exact=True).check()
    page.get_by_label("可以公开", exact=True).check()
    page.get_by_role("button", name="存入保密审查表").click()


def approve(page: Page, address: str, *, secrecy: bool) -> None:
    if secrecy:
        fill_in_secrecy(page, address)
    page.goto(address)
    # “同意并发布” where the last approval publishes.
    page.get_by_role("button", name="同意").click()


def release(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="现在发布").click()


def seen_in_public(page: Page, code: str, title: str) -> bool:
    page.goto(f"/open/{code}/")
    return page.get_by_role("link", name=title).count() > 0


@pytest.mark.parametrize("township", FIVE, ids=lambda one: one.code)
def test_each_township_publishes_in_its_own_way(township: Township, office: Open, plain_page: Page) -> None:
    title = f"关于{township.code}冬季供水管网检修的公告"
    address = draft(office(township.drafter), township, title)
    for who, secrecy in township.stages:
        assert not seen_in_public(plain_page, township.code, title)
        approve(office(who), address, secrecy=secrecy)
    if township.releaser:
        assert not seen_in_public(plain_page, township.code, title)
        release(office(township.releaser), address)
    assert seen_in_public(plain_page, township.code, title)
    plain_page.get_by_role("link", name=title).first.click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text(title)


def test_returned_mended_corrected_and_recalled(office: Open, plain_page: Page) -> None:
    township = FIVE[3]
    clerk, secrecy, head = office("clerk4"), office("secrecy4"), office("head4")
    title = "关于冬季道路除雪安排的公告"
    address = draft(clerk, township, title)

    approve(secrecy, address, secrecy=True)
    head.goto(address)
    head.get_by_label("意见").fill("请写明负责除雪的站所")
    head.get_by_role("button", name="退回并说明").click()
    clerk.goto("/office/")
    clerk.get_by_role("link", name=title).click()
    expect(clerk.locator("body")).to_contain_text("请写明负责除雪的站所")
    hand_in_again(clerk, address, "<p>由农业服务中心负责除雪。</p>")
    approve(secrecy, address, secrecy=True)
    approve(head, address, secrecy=False)
    release(clerk, address)
    assert seen_in_public(plain_page, township.code, title)

    clerk.goto(address)
    clerk.get_by_role("button", name="更正").click()
    hand_in_again(clerk, address, "<p>由综合办负责除雪。</p>", note="更正负责单位")
    approve(secrecy, address, secrecy=True)
    approve(head, address, secrecy=False)
    show(plain_page, township.code, title)
    expect(plain_page.locator("main")).to_contain_text("由农业服务中心负责除雪")
    release(clerk, address)
    show(plain_page, township.code, title)
    expect(plain_page.locator("main")).to_contain_text("由综合办负责除雪")
    expect(plain_page.locator("main")).to_contain_text("更正负责单位")

    public = plain_page.url
    clerk.goto(address)
    clerk.get_by_role("link", name="撤回信息").click()
    clerk.get_by_label("原因").fill("安排有变")
    clerk.get_by_role("button", name="撤回").last.click()
    answer = plain_page.goto(public)
    assert answer is not None
    assert answer.status == 410
    assert "除雪" not in plain_page.locator("main").inner_text()
    assert not seen_in_public(plain_page, township.code, title)


def hand_in_again(page: Page, address: str, body: str, note: str = "") -> None:
    page.goto(f"{address}edit/")
    page.locator("textarea[name=body]").fill(body)
    if note:
        page.locator("textarea[name=correction_note]").fill(note)
    page.get_by_role("button", name="保存，去").click()
    page.get_by_role("button", name="提交审核").click()


def show(page: Page, code: str, title: str) -> None:
    page.goto(f"/open/{code}/")
    page.get_by_role("link", name=title).first.click()
