"""What went out on other channels: one recorded by hand, a year's table taken over, and both seen by year."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gongkai.writing.xlsx import open_workbook
from tests.journeys.conftest import sign_in

ADDRESS = "/office/DEMO-4/channels/"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """It calls the accounts by a word that is the name of neither."""
    stream = io.BytesIO()
    with open_workbook(stream) as book:
        sheet = book.add_worksheet("2019年")
        for y, line in enumerate((("日期", "渠道", "名称", "次数"), ("2019年", "我们的号", "全年推送", "356"))):
            sheet.write_row(y, 0, line)
    made = tmp_path / "2019年.xlsx"
    made.write_bytes(stream.getvalue())
    return made


def test_a_record_by_hand_and_a_table_of_old_ones_are_one_look_by_year(
    page: Page, passwords: dict[str, str], table: Path
) -> None:
    sign_in(page, "demo-clerk4", passwords["demo-clerk4"])
    page.goto("/office/DEMO-4/settings/channels/")
    page.get_by_label("种类").select_option(label="微信公众号")
    page.get_by_label("名称").fill("柳泉先锋")
    page.get_by_role("button", name="添加", exact=True).click()
    page.goto(f"{ADDRESS}records/new/")
    page.get_by_label("日期", exact=True).fill("2019-03-05")
    page.get_by_label("渠道").select_option(label="柳泉先锋")
    page.get_by_label("名称").fill("春耕补贴公示")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已登记：春耕补贴公示")
    page.goto(f"{ADDRESS}imports/")
    page.get_by_label("表格文件").set_input_files(table)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_label("表里写“我们的号”的 1 行，是").select_option(label="柳泉先锋（微信公众号）")
    page.get_by_role("button", name="就是这些渠道，重新看").click()
    expect(page.get_by_text("表里写“我们的号”")).to_be_visible()
    page.get_by_role("button", name="登记这 1 行").click()
    expect(page.get_by_role("status")).to_contain_text("已登记 1 条")
    page.goto(f"{ADDRESS}?way=year&year=2019")
    row = page.get_by_role("row").filter(has_text="柳泉先锋")
    expect(row.get_by_role("cell").first).to_have_text("357")
    expect(page.get_by_role("columnheader")).to_have_text(["渠道", "2019年", "合计"])
    page.get_by_role("link", name="列出历年").click()
    expect(page.get_by_label("统计方式")).to_have_value("year")
    assert page.get_by_role("columnheader").count() >= 3
