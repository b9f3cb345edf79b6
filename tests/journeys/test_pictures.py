"""The piece of the page beside a doubt: there at a glance, large at a click, and in view while one types."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gongkai.reading import page_image, read, read_with_source
from gongkai.report import Cell
from gongkai.writing import pdf
from tests.journeys.conftest import SAMPLES, violations
from tests.library.reading.test_picture_pages import png

TOTAL = "requests.new.total"


@pytest.fixture(scope="module")
def wrong_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report whose total of one row is 10 too large."""
    report = read(SAMPLES / "seed-001.txt")
    total = Cell.number((report.value(TOTAL) or 0) + 10)
    file = tmp_path_factory.mktemp("pdf") / "年报.pdf"
    file.write_bytes(pdf.to_bytes(replace(report, tables=report.tables | {TOTAL: total})))
    return file


@pytest.mark.parametrize("width", [1280, 390])
def test_the_piece_of_the_page_beside_the_doubt(open_context, wrong_pdf: Path, width: int) -> None:
    page: Page = open_context(viewport={"width": width, "height": 900}).new_page()
    page.goto("/check/")
    page.set_input_files("#files", wrong_pdf)
    image = page.locator(".finding--error .piece__image").first
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth === 540", arg=image.element_handle())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    small = image.bounding_box()["width"]
    image.click()
    assert image.bounding_box()["width"] > small
    page.keyboard.press("Escape")
    assert image.bounding_box()["width"] == small

    page.get_by_role("button", name="逐格改数").click()
    page.locator(f'[name="cell:{TOTAL}"]').focus()
    docked = page.locator(".piece__body--docked .piece__image")
    expect(docked).to_be_in_viewport()
    box = docked.bounding_box()
    top = page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", [box["x"] + 9, box["y"] + 9])
    assert top == "piece__image", "nothing of the tables lies over it"


def test_without_script_it_opens_too(plain_page: Page, wrong_pdf: Path) -> None:
    page = plain_page
    page.goto("/check/")
    page.set_input_files("#files", wrong_pdf)
    page.get_by_role("button", name="检查", exact=True).click()
    image = page.locator(".finding--error .piece__image").first
    small = image.bounding_box()["width"]
    image.click()
    assert image.bounding_box()["width"] > small


def test_several_pictures_are_asked_about(page: Page) -> None:
    files = [{"name": f"第{n}页.png", "mimeType": "image/png", "buffer": png(30, 40)} for n in (10, 2)]
    page.goto("/check/")
    page.set_input_files("#files", files)
    dialog = page.get_by_role("dialog", name="这几张图片是同一份报告的各页吗？")
    assert dialog.get_by_role("listitem").all_inner_texts() == ["第2页.png", "第10页.png"]
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".file")).to_have_count(0)
    page.set_input_files("#files", files)
    dialog.get_by_role("button", name="是，按这个顺序合成一份读").click()
    expect(page.locator(".file")).to_have_count(1)
    expect(page.locator(".file__name")).to_have_text("第2页.png 等 2 张图片")
    page.set_input_files("#files", files)
    dialog.get_by_role("button", name="不是，各读各的").click()
    expect(page.locator(".file")).to_have_count(3)


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="no extra ocr: pip install 'gongkai[ocr]'")
def test_a_scan_with_a_doubtful_figure_shows_where_it_stands(page: Page, wrong_pdf: Path) -> None:
    data = wrong_pdf.read_bytes()
    reports, _ = read_with_source(data, "年报.pdf")
    number = reports[0].cell(TOTAL).at.page
    scan = page_image(data, "年报.pdf", number, dpi=110).png
    page.goto("/check/")
    page.set_input_files("#files", {"name": "扫描.png", "mimeType": "image/png", "buffer": scan})
    expect(page.locator(".file__drop")).to_be_visible()
    finding = page.locator(".finding--reading:has(.piece__image)").first
    expect(finding).to_be_visible(timeout=180_000)
    expect(finding).to_contain_text("对照图像")
    page.locator(f'[name="cell:{TOTAL}"]').focus()
    expect(page.locator(".piece__body--docked .piece__image")).to_be_in_viewport()
    assert violations(page) == []
