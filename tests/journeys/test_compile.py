"""编制年报 as a clerk does it in January."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gongkai.reading import read
from tests.journeys.conftest import SAMPLES

ROW = ("natural_person", "business", "research", "social_organization", "legal_service", "other")


def begin(page: Page) -> None:
    page.goto("/compile/")
    page.set_input_files("#field-file", SAMPLES / "seed-001.txt")
    page.get_by_role("button", name="开始").click()
    expect(page.locator("#desk")).to_be_visible()


def cell(page: Page, path: str):
    return page.locator(f'[name="cell:{path}"]')


def paste(page: Page, path: str, text: str) -> None:
    """What copying from a spreadsheet and pasting into a cell does."""
    cell(page, path).evaluate(
        """(field, text) => {
            field.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            field.dispatchEvent(event);
        }""",
        text,
    )


def fill_zeros(page: Page) -> None:
    page.get_by_role("button", name="其余空格填 0").click()
    page.get_by_role("button", name="确认都是 0，填入").click()
    expect(cell(page, "disputes.reconsideration.upheld")).to_have_value("0")


def test_from_last_years_report_to_the_finished_docx(page: Page, tmp_path: Path) -> None:
    begin(page)
    expect(page.locator(".bench__title")).to_contain_text("2024年")
    expect(cell(page, "requests.carried_in.total")).to_have_value("0")

    paste(page, "requests.new.natural_person", "3\t1")
    paste(page, "requests.granted.natural_person", "3\t1")
    fill_zeros(page)
    expect(cell(page, "requests.new.total")).to_have_value("")
    page.get_by_role("button", name="采用全部合计").click()
    expect(cell(page, "requests.result_total.total")).to_have_value("4")
    expect(page.get_by_text("表格已填满")).to_be_visible()
    expect(page.locator(".finding--error")).to_have_count(0)

    page.get_by_role("button", name="加到文字末尾").nth(1).click()
    expect(page.locator("#e-p1")).to_have_value(re.compile("新收政府信息公开申请4件"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Word", exact=True).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "大峪镇人民政府2024年政府信息公开工作年度报告.docx"
    assert read(file).value("requests.new.total") == 4
    assert "新收政府信息公开申请4件" in read(file).sections[0].text


def test_relations_are_checked_while_typing(page: Page) -> None:
    begin(page)
    for column, figure in zip((*ROW, "total"), "3100005", strict=True):
        cell(page, f"requests.new.{column}").fill(figure)
    mark = page.locator("#e-c-requests-new-total .mark--error")
    expect(mark).to_be_visible()
    page.locator("#e-c-requests-new-total .offer").click()
    expect(cell(page, "requests.new.total")).to_have_value("4")
    expect(mark).to_have_count(0)


def test_the_text_is_compared_with_the_tables_while_typing(page: Page) -> None:
    begin(page)
    fill_zeros(page)
    page.get_by_role("button", name="采用全部合计").click()
    page.locator("#e-p1").fill("2024年，共收到政府信息公开申请7件，办结8件。")
    expect(page.locator(".bench__findings")).to_contain_text("“办结8件”")


def test_nothing_is_filled_in_without_being_asked(page: Page) -> None:
    begin(page)
    for column in ROW:
        cell(page, f"requests.new.{column}").fill("1")
    expect(page.locator("#e-c-requests-new-total .offer")).to_be_visible()
    expect(cell(page, "requests.new.total")).to_have_value("")


def test_zeros_can_be_declined(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="其余空格填 0").click()
    expect(page.get_by_role("dialog")).to_contain_text("将把")
    page.get_by_role("button", name="不填").click()
    expect(cell(page, "disputes.reconsideration.upheld")).to_have_value("")


def test_undo_takes_back_a_whole_fill_and_a_single_figure(page: Page) -> None:
    begin(page)
    cell(page, "requests.new.business").fill("8")
    cell(page, "requests.new.business").press("Tab")
    fill_zeros(page)
    page.get_by_role("button", name="撤销").click()
    expect(cell(page, "disputes.reconsideration.upheld")).to_have_value("")
    expect(cell(page, "requests.new.business")).to_have_value("8")
    page.get_by_role("button", name="撤销").click()
    expect(cell(page, "requests.new.business")).to_have_value("")
    expect(page.get_by_role("button", name="撤销")).to_be_disabled()


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("Enter", "new.natural_person", "carried_in.natural_person"),
        ("Shift+Enter", "granted.research", "carried_in.research"),
        ("ArrowDown", "carried_in.total", "granted.total"),
        ("ArrowUp", "partial.other", "granted.other"),
        ("ArrowRight", "new.natural_person", "new.business"),
        ("ArrowLeft", "new.business", "new.natural_person"),
        ("Tab", "new.natural_person", "new.business"),
    ],
)
def test_the_keyboard_moves_in_the_table(page: Page, key: str, start: str, end: str) -> None:
    begin(page)
    cell(page, f"requests.{start}").focus()
    page.keyboard.press(key)
    expect(cell(page, f"requests.{end}")).to_be_focused()


def test_a_block_from_a_spreadsheet(page: Page) -> None:
    begin(page)
    paste(page, "requests.granted.natural_person", "1\t2\t3\t0\t0\t0\t6\r\n4\t5\t6\t0\t0\t0\t15\r\n")
    expect(cell(page, "requests.granted.total")).to_have_value("6")
    expect(cell(page, "requests.partial.business")).to_have_value("5")
    expect(cell(page, "requests.partial.total")).to_have_value("15")


def test_leaving_with_unsaved_work_is_asked_about(page: Page) -> None:
    begin(page)
    cell(page, "requests.new.business").fill("8")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="检查年报").click()
    page.wait_for_url("**/check/")
    assert asked == ["beforeunload"]


def test_a_draft_is_kept_and_opened_by_its_link(page: Page) -> None:
    begin(page)
    cell(page, "requests.new.business").fill("8")
    page.get_by_role("button", name="暂存草稿").click()
    expect(page.locator(".notice__link")).to_be_in_viewport()
    link = page.locator(".notice__link").get_attribute("href")
    page.goto(link)
    expect(cell(page, "requests.new.business")).to_have_value("8")


def test_only_the_numbers_go_into_the_offices_own_document(page: Page, tmp_path: Path) -> None:
    begin(page)
    fill_zeros(page)
    page.set_input_files("#template", SAMPLES / "word.docx")
    page.get_by_role("button", name="填数并下载").click()
    expect(page.get_by_role("alert")).to_contain_text("机关是“淮安市人民政府”，本报告是“大峪镇人民政府”")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    page.get_by_label("这些地方我自己在 Word 里改").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="填数并下载").click()
    file = tmp_path / "own.docx"
    download.value.save_as(file)
    assert read(file).value("requests.granted.natural_person") == 0


def test_on_a_phone_no_cell_hides_behind_the_labels(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(viewport={"width": 390, "height": 800}).new_page()
    begin(page)
    cell(page, "requests.granted.total").focus()
    cell(page, "requests.granted.natural_person").focus()
    label = page.locator("th.sheet__label", has_text="予以公开").first.bounding_box()
    assert cell(page, "requests.granted.natural_person").bounding_box()["x"] >= label["x"] + label["width"]
