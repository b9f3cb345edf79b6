"""The annual report: computed, a cell opened down to its case, a number changed and taken back, signed, published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in, violations
from tests.journeys.test_townships import approve, release

YEAR = date.today().year - 1
OFFICE = "/office/DEMO-4"
REPORT = f"{OFFICE}/annual/{YEAR}/"
NEW = f"{REPORT}cells/requests.new.natural_person/"
SUBJECT = "北坡村安置房分配名册"
LEDGERS = ("licensing", "penalties", "compulsory_measures", "charges")
TEXTS = {
    "opening": "根据《中华人民共和国政府信息公开条例》规定编制本报告。统计期限为{年度}年1月1日至12月31日。",
    "overall": "（一）主动公开。本平台公开{本平台公开}条。（二）依申请公开。全年新收政府信息公开申请{新收}件。"
    "（三）政府信息管理。发布以前逐件审核。（四）政府信息公开平台建设。公开栏按月更新。"
    "（五）监督保障。工作考核、社会评议、责任追究均已开展。",
    "problems": "主要问题：个别目录更新不及时。改进情况：每月核对一次目录，逾期的逐项补发。",
    "other": "本年收取信息处理费{信息处理费}元。",
}
SLOW_MS = 60_000
"""Handing in makes and reads back four files."""
Open = Callable[[str], Page]


@pytest.fixture
def office(open_context: Callable[..., BrowserContext], passwords: dict[str, str]) -> Iterator[Open]:
    windows: dict[str, Page] = {}

    def window(who: str) -> Page:
        if who not in windows:
            windows[who] = open_context(viewport={"width": 1280, "height": 900}).new_page()
            sign_in(windows[who], f"demo-{who}", passwords[f"demo-{who}"])
        return windows[who]

    yield window


def register_in_december(page: Page, year: int = YEAR) -> None:
    page.goto(f"{OFFICE}/requests/new/")
    page.locator("input[value=counter]").check()
    page.get_by_label("收到的日期").fill(f"{year}-12-22")
    page.locator("input[value=natural_person]").check()
    page.get_by_label("姓名或者名称").fill("戚小满")
    page.get_by_label("信息名称").fill(SUBJECT)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已登记")


def fill_in_ledgers(page: Page, report: str = REPORT) -> None:
    """None of it was done, which is said and not left blank."""
    for ledger in LEDGERS:
        page.goto(f"{report}ledgers/new/{ledger}/")
        page.get_by_label("事项").fill("本年没有作出")
        page.locator("input[name=amount]").fill("0")
        page.get_by_label("来源").fill("各站所台账")
        page.get_by_role("button", name="存入台账").click()


def write(page: Page, report: str = REPORT, **other: str) -> None:
    page.goto(f"{report}text/")
    for name, text in (TEXTS | other).items():
        page.locator(f"textarea[name={name}]").fill(text)
    page.get_by_label("成文日期").fill(date.today().isoformat())
    assert violations(page) == []
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")


def test_from_the_records_to_the_published_report(office: Open, plain_page: Page) -> None:
    clerk = office("clerk4")
    register_in_december(clerk)
    clerk.goto(REPORT)
    clerk.get_by_role("button", name="开始编制").click()
    expect(clerk.get_by_text("送签以前还差")).to_be_visible()
    expect(clerk.get_by_role("button", name="送签", exact=True)).to_have_count(0)
    fill_in_ledgers(clerk)
    write(clerk)

    # A cell opens to its case, and back.
    clerk.goto(REPORT)
    assert violations(clerk) == []
    clerk.locator(f"a[href='{NEW}']").click()
    expect(clerk.get_by_text("共 1 条")).to_be_visible()
    assert violations(clerk) == []
    clerk.get_by_role("link", name=SUBJECT).click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text(SUBJECT)

    # A number changed by hand stands beside the counted one and breaks the sums; it is taken back.
    clerk.goto(NEW)
    clerk.get_by_text("手工改这一格").click()
    clerk.get_by_label("改为").fill("3")
    clerk.get_by_label("原因").fill("以为还有两件在纸质台账里")
    clerk.get_by_role("button", name="改这一格").click()
    expect(clerk.locator(".bench__findings")).to_contain_text("按记录算是 1")
    expect(clerk.get_by_text("处错误；确实没有错的")).to_be_visible()
    clerk.goto(NEW)
    clerk.get_by_role("button", name="恢复按记录算出的数").click()
    expect(clerk.locator(".bench__findings")).not_to_contain_text("按记录算是")

    # Signed by its chain, then published.
    clerk.get_by_role("button", name="送签", exact=True).click(timeout=SLOW_MS)
    expect(clerk.get_by_text("已送签，数字固定下来了")).to_be_visible()
    item = clerk.get_by_role("link", name="公开平台上的这一条").get_attribute("href") or ""
    approve(office("secrecy4"), item, secrecy=True)
    approve(office("head4"), item, secrecy=False)
    release(clerk, item)
    clerk.goto(REPORT)
    expect(clerk.get_by_text("已公布", exact=True).first).to_be_visible()
    address = clerk.get_by_role("link", name="公开的页面").get_attribute("href") or ""
    plain_page.goto(address)
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text(f"{YEAR}年政府信息公开工作年度报告")
    expect(plain_page.locator("main")).to_contain_text("全年新收政府信息公开申请1件")
    assert plain_page.locator("main table").count() == 3


def test_a_text_that_is_not_saved_is_not_left_without_being_asked(office: Open) -> None:
    page, asked = office("clerk4"), []
    page.goto(f"{OFFICE}/settings/annual/")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("textarea[name=problems]").press_sequentially("刚写的一句")
    page.get_by_role("link", name="今天").first.click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.locator("textarea[name=problems]")).to_have_value("刚写的一句")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert asked == ["beforeunload"]
