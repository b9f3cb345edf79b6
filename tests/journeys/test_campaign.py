"""Collecting annual reports: a township files, the county returns, the township answers and files again, the county accepts,
both publish, and a number of the county's sum is opened down to a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import sign_in, violations
from tests.journeys.test_annual import SLOW_MS, SUBJECT, fill_in_ledgers, register_in_december, write
from tests.journeys.test_townships import approve, release

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
"""The office's own day, which begins eight hours before that of the machine."""
YEAR = TODAY.year - 2
"""Another year than that of the other journeys, all of whose days have passed."""
REPORT = f"/office/DEMO-4/annual/{YEAR}/"
CELL = "requests.new.total"
SCAN = {"name": "签字盖章.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}
BETTER = "主要问题：目录里三项惠农补贴逾期公开。改进情况：每月二十五日逐项核对目录，逾期的三个工作日内补发。"
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


def looked_at(page: Page, name: str) -> None:
    """Nothing on it that keeps somebody out; `name` says which page it was."""
    assert violations(page) == [], name


def begin(county: Page) -> str:
    """Open the campaign; the address of its board."""
    county.goto("/office/DEMO/campaigns/new/")
    looked_at(county, "new")
    county.get_by_label("统计年度").fill(str(YEAR))
    for name, day in (("", "01-31"), ("government_", "03-31")):
        for what in ("submit_by", "publish_by"):
            county.locator(f"input[name={name}{what}]").fill(f"{YEAR + 1}-{day}")
    county.get_by_role("button", name="开始收报").click()
    expect(county.get_by_role("status")).to_contain_text("已开始收")
    return county.url


def sign(office: Open) -> str:
    """Hand the report in and through its chain; the address of its item."""
    clerk = office("clerk4")
    clerk.goto(REPORT)
    clerk.get_by_role("button", name="送签", exact=True).click(timeout=SLOW_MS)
    expect(clerk.get_by_text("已送签，数字固定下来了")).to_be_visible()
    item = clerk.get_by_role("link", name="公开平台上的这一条").get_attribute("href") or ""
    approve(office("secrecy4"), item, secrecy=True)
    approve(office("head4"), item, secrecy=False)
    return item


def file(clerk: Page, own: str) -> None:
    clerk.goto(own)
    clerk.locator("input[name=file_0]").set_input_files(SCAN)
    clerk.get_by_role("button", name="报送", exact=True).click()
    expect(clerk.get_by_role("status")).to_contain_text("已报送")


def test_filed_returned_answered_accepted_published(office: Open) -> None:
    clerk, county = office("clerk4"), office("county")
    board = begin(county)
    looked_at(county, "board")
    clerk.goto("/office/")
    clerk.get_by_role("link", name=f"{YEAR}年年报：报送").click()
    own = clerk.url
    expect(clerk.get_by_text("年报签发以后才能报送")).to_be_visible()

    # The township signs its report and files a copy of it.
    register_in_december(clerk, YEAR)
    clerk.goto(REPORT)
    clerk.get_by_role("button", name="开始编制").click()
    fill_in_ledgers(clerk, REPORT)
    write(clerk, REPORT)
    sign(office)
    file(clerk, own)
    looked_at(clerk, "own-filed")

    # The county opens it, takes a finding or writes remarks on a sentence and on a cell, and returns it.
    county.goto(f"{board}?tab=submitted")
    county.get_by_role("link", name="第 1 次").click()
    looked_at(county, "copy")
    copy = county.url
    county.get_by_text("自己写一条意见").click()
    county.get_by_label("意见", exact=True).fill("问题写得太空，写出是哪几项")
    county.get_by_label("针对哪一句").fill("主要问题：个别目录更新不及时。")
    county.get_by_role("button", name="列入意见", exact=True).click()
    county.locator(f"a[href*='cell={CELL}']").click()
    county.get_by_label("意见", exact=True).fill("与县里登记的不一致，请核对")
    county.get_by_role("button", name="列入意见", exact=True).click()
    expect(county.get_by_role("heading", name="准备退回的意见，2 条")).to_be_visible()
    looked_at(county, "copy-noted")
    county.get_by_label("改好再报的最后一天").fill((TODAY + timedelta(days=5)).isoformat())
    county.get_by_role("button", name="退回，附 2 条意见").click()
    expect(county.get_by_role("status")).to_contain_text("已退回")

    # The township answers one by one, mends its text, has it signed anew, and files again.
    clerk.goto("/office/")
    clerk.get_by_role("link", name=f"{YEAR}年年报：改好再报").click()
    looked_at(clerk, "own-returned")
    answers = (("已改", "写明了三项补贴"), ("不改，说明", "只收到这一件，已与县里核对"))
    for one, (answer, text) in zip(clerk.locator(".remarks__one").all(), answers, strict=True):
        one.get_by_label(answer, exact=True).check()
        one.get_by_label("怎样改的").fill(text)
    clerk.get_by_role("button", name="保存回复").click()
    expect(clerk.get_by_role("status")).to_contain_text("已保存 2 条回复")
    clerk.goto(REPORT)
    clerk.get_by_text("公布以前还要改").click()
    clerk.get_by_label("为什么要改").fill("县里退回，要求写明是哪几项")
    clerk.get_by_role("button", name="作废已签发的一稿").click()
    write(clerk, REPORT, problems=BETTER)
    item = sign(office)
    file(clerk, own)
    looked_at(clerk, "own-again")

    # The county sees each answer beside its remark, and what changed; it accepts.
    county.goto(f"{board}?tab=submitted")
    county.get_by_role("link", name="第 2 次").click()
    assert county.url != copy
    expect(county.locator("#answers")).to_contain_text("只收到这一件")
    expect(county.locator("#changes ins").first).to_be_visible()
    looked_at(county, "copy-again")
    county.get_by_role("button", name="接受这一份").click()
    expect(county.get_by_role("status")).to_contain_text("已接受")

    # Both publish: the township here, which the board sees by itself; the county elsewhere, which somebody notes.
    release(clerk, item)
    county.goto(board)
    line = county.locator("tr", has=county.get_by_role("link", name="清源县双林乡人民政府"))
    expect(line).to_contain_text("已公布")
    county.get_by_role("link", name="清源县人民政府", exact=True).click()
    county.get_by_text("登记公布情况").click()
    county.get_by_label("公布的日期").fill(TODAY.isoformat())
    county.get_by_label("网址").fill("https://www.qingyuan.example/nb.html")
    county.get_by_role("button", name="登记", exact=True).click()
    expect(county.locator("main")).to_contain_text("www.qingyuan.example/nb.html")
    looked_at(county, "filing")
    county.goto(board)
    county.get_by_label("说什么").fill("请尽快报送")
    county.get_by_role("button", name="催所有逾期的").click()
    expect(county.get_by_role("status")).to_contain_text("已催")
    looked_at(county, "board-end")

    # The county opens a number of its sum into the organs, and the copy it comes from; the township goes on to the case.
    county.get_by_role("link", name="汇总", exact=True).click()
    expect(county.locator("main")).to_contain_text("汇总数不是全数")
    looked_at(county, "sums")
    county.locator(f"a[href*='/sums/cells/{CELL}/']").click()
    looked_at(county, "sums-cell")
    part = county.locator("tr", has=county.get_by_role("rowheader", name="清源县双林乡人民政府"))
    expect(part).to_contain_text("100.0%")
    part.get_by_role("link", name="第 2 次").click()
    expect(county.locator("h1")).to_contain_text("清源县双林乡人民政府")
    clerk.goto(f"{REPORT}cells/{CELL}/")
    clerk.get_by_role("link", name=SUBJECT).click()
    expect(clerk.locator("h1")).to_contain_text(SUBJECT)
