"""检查年报 as a clerk does it."""

import json
import zipfile
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from gongkai.reading import read
from tests.journeys.conftest import SAMPLES, drop


def saved(page: Page, name: str, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_drop_look_correct_check_again_take_away(page: Page, tmp_path: Path) -> None:
    drop(page, "seed-002.txt")
    expect(page.locator(".bench__title")).to_contain_text("同仁市年都乎乡人民政府")

    finding = page.locator(".finding--reading:has(.finding__act)").first
    finding.get_by_text("看表格").click()
    cell = page.locator("input.figure:focus")
    path = cell.get_attribute("name")
    expect(finding).to_have_class("finding finding--reading finding--chosen")

    words = finding.locator(".finding__text").inner_text()
    for field in page.locator("td.value--reading input.figure").all():
        field.fill("5")
    cell.press("Enter")
    expect(page.get_by_text("已按您填写和确认的数重新检查")).to_be_visible()
    expect(page.locator(f'[name="{path}"]')).to_have_count(0)
    assert words.split("\n")[-1] not in page.locator(".bench__findings").inner_text()

    file = saved(page, "Word", tmp_path)
    assert docx.Document(file).tables
    assert read(file).value(path.removeprefix("cell:")) == 5


def test_from_a_finding_to_the_source_and_back(page: Page) -> None:
    drop(page, "seed-004.txt")
    finding = page.locator(".finding--reading:has([data-to-source])").first
    finding.get_by_text("看原文").click()
    expect(page.locator(".source--docked")).to_be_visible()
    expect(page.locator(".source__line--here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".source--docked")).to_have_count(0)
    expect(finding).to_be_focused()


def test_from_a_cell_to_its_finding(page: Page) -> None:
    drop(page, "word.docx")
    page.locator("td.value--error a.mark--error").first.click()
    expect(page.locator(".finding--error").first).to_be_focused()


def test_several_files_each_with_its_own_result(page: Page, tmp_path: Path) -> None:
    noise = tmp_path / "打包.docx"
    noise.write_bytes(b"Rar!\x1a\x07\x00" + bytes(500))
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    page.goto("/check/")
    page.set_input_files("#files", [SAMPLES / "seed-001.txt", noise, SAMPLES / "word.docx", empty])
    expect(page.locator(".file")).to_have_count(4)
    expect(page.locator(".file--failed")).to_have_count(2)
    expect(page.locator(".file__open:visible")).to_have_count(2)
    page.locator(".file", has_text="word.docx").locator(".file__open").click()
    expect(page.locator(".bench:visible")).to_have_count(1)
    expect(page.locator(".bench:visible .tag--error")).to_be_visible()


def test_a_result_stays_when_another_file_follows(page: Page) -> None:
    drop(page, "seed-001.txt")
    page.set_input_files("#files", SAMPLES / "seed-003.txt")
    expect(page.locator(".file__open:visible")).to_have_count(2)
    page.locator(".file", has_text="seed-003").locator(".file__open").click()
    expect(page.locator(".bench:visible .bench__title")).to_contain_text("兰西县兰河乡人民政府")
    page.locator(".file", has_text="seed-001").locator(".file__open").click()
    expect(page.locator(".bench:visible .bench__title")).to_contain_text("大峪镇人民政府")


def test_a_result_with_its_answers_stays_in_another_view_and_language(page: Page) -> None:
    drop(page, "seed-001.txt", "seed-004.txt")
    page.locator(".file", has_text="seed-004").locator(".file__open").click()
    page.locator('[name="cell:requests.partial.business"]').fill("3")
    page.get_by_role("button", name="长者版").click()
    expect(page.locator("html")).to_have_attribute("data-view", "elder")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".file").first).to_contain_text("Show the result")
    expect(page.locator(".bench:visible")).to_have_count(1)
    expect(page.locator(".bench:visible td#r1001-c-requests-partial-business")).to_contain_text("3")


def test_each_report_of_an_archive_has_its_own_line(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "全县.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("seed-001.txt", "seed-003.txt"):
            archive.write(SAMPLES / name, name)
    page.goto("/check/")
    page.set_input_files("#files", file)
    expect(page.locator(".file__open:visible")).to_have_count(2)
    page.locator(".file__reports li", has_text="兰西").locator(".file__open").click()
    expect(page.locator(".bench:visible .bench__title")).to_contain_text("兰西县兰河乡人民政府")


def test_a_file_dropped_on_the_field(page: Page) -> None:
    page.goto("/check/")
    text = (SAMPLES / "seed-001.txt").read_text(encoding="utf-8")
    transfer = page.evaluate_handle(
        "text => { const t = new DataTransfer(); t.items.add(new File([text], '年报.txt')); return t; }", text
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
    expect(page.locator(".bench__title")).to_contain_text("大峪镇人民政府")


def test_dropping_on_the_page_of_the_tools_opens_the_result(page: Page) -> None:
    page.goto("/tools/")
    page.set_input_files("#files", SAMPLES / "seed-001.txt")
    expect(page.locator(".bench__title")).to_contain_text("大峪镇人民政府")


def test_confirming_what_was_read(page: Page) -> None:
    drop(page, "seed-002.txt")
    before = page.get_by_role("button", name="与原文一致，确认").count()
    page.get_by_role("button", name="与原文一致，确认").first.click()
    expect(page.get_by_role("button", name="与原文一致，确认")).to_have_count(before - 1)


def test_an_answered_cell_leads_to_the_next_open_one_where_one_stands(page: Page) -> None:
    drop(page, "seed-004.txt")
    fields = page.locator('[name^="cell:requests.partial"]')
    path = fields.first.get_attribute("name")
    fields.first.focus()
    page.keyboard.type("0")
    down = page.evaluate("window.scrollY")
    page.keyboard.press("Enter")
    expect(page.locator(f'[name="{path}"]')).to_have_count(0)
    expect(page.locator('[name="cell:requests.partial.business"]')).to_be_focused()
    assert down > 500
    assert abs(page.evaluate("window.scrollY") - down) < 100


def test_what_is_no_number_is_said_at_the_cell(page: Page) -> None:
    drop(page, "seed-004.txt")
    page.locator('[name^="cell:requests.partial"]').nth(1).fill("abc")
    page.keyboard.press("Enter")
    expect(page.locator("input.figure[aria-invalid]")).to_be_focused()
    expect(page.locator(".value__problem")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_contain_text("“abc”")


def test_confirming_one_after_the_other_leaves_no_doubt(page: Page) -> None:
    drop(page, "seed-004.txt")
    doubts = page.locator(".finding__act")
    for left in range(doubts.count(), 0, -1):
        doubts.first.press("Enter")
        expect(doubts).to_have_count(left - 1)
        assert page.evaluate("document.activeElement.closest('.bench') !== null")
    expect(page.locator(".bench__counts")).not_to_contain_text("待核对")


def test_a_download_that_cannot_be_given_says_why_and_loses_nothing(page: Page) -> None:
    drop(page, "seed-001.txt", "seed-004.txt")
    page.locator(".file", has_text="seed-004").locator(".file__open").click()
    page.locator(".bench:visible").get_by_role("button", name="Word").click()
    expect(page.locator(".bench:visible .notice--error")).to_contain_text("没有核对")
    page.locator(".file", has_text="seed-001").locator(".file__open").click()
    expect(page.locator(".bench:visible .bench__title")).to_contain_text("大峪镇人民政府")


def test_last_years_report_beside_it(page: Page, tmp_path: Path) -> None:
    drop(page, "seed-001.txt")
    data = json.loads(page.locator("[name=report]").input_value())
    data["year"] -= 1
    data["tables"]["requests"]["carried_out"]["total"] |= {"value": 9, "raw": "9"}
    before = tmp_path / "上年.json"
    before.write_text(json.dumps(data), encoding="utf-8")
    page.get_by_text("加入上年报告，核对两年衔接").click()
    page.set_input_files("[name=previous_file]", before)
    page.get_by_role("button", name="加入并检查").click()
    expect(page.get_by_text("已对照上年报告")).to_be_visible()
    expect(page.locator(".finding--error")).not_to_have_count(0)


def test_editing_any_cell_and_an_entry_that_is_no_number(page: Page) -> None:
    drop(page, "word.docx")
    page.get_by_role("button", name="逐格改数").click()
    page.fill('[name="cell:requests.granted.total"]', "很多")
    page.get_by_role("button", name="按填写的数重新检查").click()
    expect(page.get_by_text("不是数").first).to_be_visible()
    expect(page.locator('[name="cell:requests.granted.total"]')).to_have_value("很多")
