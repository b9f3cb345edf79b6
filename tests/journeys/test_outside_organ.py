"""An organ outside the platform files a PDF through a link; the county calls its registered telephone, then accepts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from gongkai.report import FORM_2021, AnnualReport, Cell, Section
from gongkai.writing import write
from tests.journeys.conftest import sign_in, violations

YEAR = date.today().year - 3
"""Another year than that of the other journeys."""
NAME, TELEPHONE = "青川县气象局", "0391-6221234"
SLOW_MS = 60_000
SENTENCES = {
    1: "主动公开、依申请公开、信息管理、平台建设、监督保障、考核评议和责任追究都已开展。",
    5: "问题：更新不及时。改进：每月核对一次。",
    6: "本年没有收取信息处理费。",
}


def report_on_paper(folder: Path) -> Path:
    cells = dict.fromkeys(FORM_2021.paths, Cell.number(0))
    cells |= {f"requests.{row}.{at}": Cell.number(3) for row in ("new", "carried_out") for at in ("business", "total")}
    sections = [Section(n, title, SENTENCES.get(n, "")) for n, title in enumerate(FORM_2021.sections, 1)]
    title = f"{NAME}{YEAR}年政府信息公开工作年度报告"
    report = AnnualReport(NAME, YEAR, "2021", title, None, sections, NAME, date(YEAR + 1, 1, 12), cells)
    write(replace(report), folder / "年报.pdf")
    return folder / "年报.pdf"


def looked_at(page: Page) -> None:
    assert violations(page) == [], page.url


def invite(county: Page) -> str:
    """Register the organ, call it to file, make its link."""
    county.goto("/office/DEMO/campaigns/new/")
    county.get_by_label("统计年度").fill(str(YEAR))
    for name, day in (("", "01-31"), ("government_", "03-31")):
        for what in ("submit_by", "publish_by"):
            county.locator(f"input[name={name}{what}]").fill(f"{YEAR + 1}-{day}")
    county.locator("textarea[name=wanted]").fill("")
    county.get_by_role("button", name="开始收报").click()
    county.get_by_role("link", name="平台外机关、交换包").click()
    looked_at(county)
    county.get_by_role("link", name="登记平台外机关").click()
    county.get_by_label("机关名称").fill(NAME)
    county.get_by_label("登记电话", exact=True).fill(TELEPHONE)
    county.get_by_label("登记电话从哪里来").fill("县委编办机关通讯录")
    looked_at(county)
    county.get_by_role("button", name="登记", exact=True).click()
    county.get_by_role("link", name=f"{YEAR}年年报").click()
    county.get_by_label(NAME).check()
    county.get_by_role("button", name="列入选中的").click()
    county.get_by_role("link", name=NAME).click()
    county.get_by_role("button", name="生成链接").click()
    looked_at(county)
    return county.get_by_label("报送链接").input_value()


def test_filed_by_a_link_confirmed_by_telephone_accepted(
    open_context: Callable[..., BrowserContext], passwords: dict[str, str], tmp_path: Path
) -> None:
    county = open_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(county, "demo-county", passwords["demo-county"])
    link = invite(county)
    filing = county.url.partition("link/")[0]

    organ = open_context(viewport={"width": 390, "height": 844}).new_page()
    organ.goto(link)
    expect(organ.get_by_role("heading", level=1)).to_contain_text(NAME)
    looked_at(organ)
    organ.get_by_role("button", name="在这台电脑上开始报送").click()
    organ.get_by_label("填报人姓名").fill("孙明")
    organ.locator("input[name=file]").set_input_files(report_on_paper(tmp_path))
    organ.get_by_role("button", name="读取", exact=True).click(timeout=SLOW_MS)
    expect(organ.get_by_role("status")).to_contain_text("已读取", timeout=SLOW_MS)
    expect(organ.get_by_text("每格都有了数")).to_be_visible()
    looked_at(organ)
    organ.get_by_role("button", name="核对完了，交出").click()
    code = organ.get_by_label("确认码").inner_text()
    assert re.fullmatch(r"\d{3} \d{3}", code)
    looked_at(organ)

    other = open_context(viewport={"width": 1280, "height": 900}).new_page()
    other.goto(link)
    expect(other.get_by_text("这个链接不能用")).to_be_visible()
    looked_at(other)

    county.goto("/office/")
    county.get_by_role("link", name=f"打登记电话核对{NAME}的年报").click()
    expect(county.get_by_text(TELEPHONE).first).to_be_visible()
    assert code.replace(" ", "") not in county.content()
    county.get_by_label("对方念的六位确认码").fill("000000" if code != "000 000" else "111111")
    county.locator("#id_spoken_to").fill("孙科长")
    county.get_by_role("button", name="核对一致就算报送").click()
    expect(county.get_by_role("alert")).to_contain_text("确认码不对")
    county.goto(filing)
    county.get_by_label("对方念的六位确认码").fill(code)
    county.locator("#id_spoken_to").fill("孙科长")
    looked_at(county)
    county.get_by_role("button", name="核对一致就算报送").click()
    expect(county.get_by_role("status")).to_contain_text("已算报送")
    organ.reload()
    expect(organ.get_by_text("已报送（第 1 次）")).to_be_visible()

    county.get_by_role("link", name="第 1 次").click()
    county.get_by_role("button", name="接受这一份").click()
    expect(county.get_by_role("status")).to_contain_text("已接受")
    county.goto(filing)
    county.get_by_role("link", name="平台外机关", exact=False).first.click()
    with county.expect_download() as taken:
        county.get_by_role("button", name="导出", exact=True).click()
    assert taken.value.suggested_filename.endswith("年报交换包.zip")
