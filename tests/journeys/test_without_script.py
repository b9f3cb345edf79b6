"""Everything that matters works in a browser without JavaScript."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from gongkai.reading import read
from tests.journeys.conftest import SAMPLES


def test_check_correct_and_take_away(plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/check/")
    page.set_input_files("#files", SAMPLES / "seed-002.txt")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".bench__title")).to_contain_text("同仁市年都乎乡人民政府")

    page.locator(".finding--reading:has(.finding__act)").first.get_by_text("看表格").click()
    expect(page).to_have_url(re.compile("#r1-c-requests-"))
    field = page.locator("td.value--reading input.figure").first
    path = field.get_attribute("name").removeprefix("cell:")
    for other in page.locator("td.value--reading input.figure").all():
        other.fill("5")
    field.press("Enter")
    expect(page.get_by_text("已按您填写和确认的数重新检查")).to_be_visible()
    expect(page.locator(f'[name="cell:{path}"]')).to_have_count(0)

    with page.expect_download() as download:
        page.get_by_role("button", name="Word", exact=True).click()
    file = tmp_path / "x.docx"
    download.value.save_as(file)
    assert read(file).value(path) == 5


def test_after_an_answer_the_page_opens_at_the_next_open_cell(plain_page: Page) -> None:
    page = plain_page
    page.goto("/check/examples/seed-004/")
    fields = page.locator("td.value--reading input.figure")
    following = fields.nth(1).get_attribute("name")
    fields.first.fill("0")
    fields.first.press("Enter")
    expect(page.get_by_text("已按您填写和确认的数重新检查")).to_be_attached()
    expect(page.locator(f'[name="{following}"]')).to_be_focused()
    expect(page.locator(f'[name="{following}"]')).to_be_in_viewport()


def test_after_a_confirmation_the_page_opens_at_the_next_finding(plain_page: Page) -> None:
    page = plain_page
    page.goto("/check/examples/seed-004/")
    finding = page.locator("li.finding:has(.finding__act)").nth(1)
    anchor = finding.get_attribute("id")
    finding.locator(".finding__act").click()
    expect(page).to_have_url(re.compile(f"#{anchor}$"))
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_what_is_no_number_is_said(plain_page: Page) -> None:
    page = plain_page
    page.goto("/check/examples/seed-004/")
    field = page.locator("td.value--reading input.figure").first
    field.fill("abc")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“abc”")


def test_several_files_are_listed_and_open_one_by_one(plain_page: Page) -> None:
    page = plain_page
    page.goto("/check/")
    page.set_input_files("#files", [SAMPLES / "seed-001.txt", SAMPLES / "word.docx"])
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_text("共 2 份文件")).to_be_visible()
    with page.expect_popup() as popup:
        page.get_by_role("row", name="word.docx").get_by_role("button").click()
    expect(popup.value.locator(".bench__title")).to_be_visible()


def test_write_a_report(plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/compile/")
    page.fill("#field-agency", "大峪镇人民政府")
    page.fill("#field-year", "2024")
    page.check("#way-empty")
    page.get_by_role("button", name="开始").click()
    page.fill('[name="cell:requests.new.natural_person"]', "2")
    page.fill('[name="cell:requests.granted.natural_person"]', "2")
    page.get_by_role("button", name="其余空格填 0").click()
    page.get_by_role("button", name="确认都是 0，填入").click()
    page.get_by_role("button", name="采用全部合计").click()
    expect(page.get_by_text("表格已填满")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word", exact=True).click()
    file = tmp_path / "x.docx"
    download.value.save_as(file)
    assert read(file).value("requests.result_total.total") == 2


def test_elder_view_and_language_keep_the_work(plain_page: Page) -> None:
    page = plain_page
    page.goto("/compile/")
    page.fill("#field-agency", "大峪镇人民政府")
    page.fill("#field-year", "2024")
    page.check("#way-empty")
    page.get_by_role("button", name="开始").click()
    page.fill('[name="cell:requests.new.natural_person"]', "2")
    page.get_by_role("button", name="长者版").click()
    expect(page.locator("html")).to_have_attribute("data-view", "elder")
    expect(page.locator('[name="cell:requests.new.natural_person"]')).to_have_value("2")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator('[name="cell:requests.new.natural_person"]')).to_have_value("2")
