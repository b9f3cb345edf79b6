"""年报数据 in a browser: the chart is drawn of what the table shows, the download is the table, and all of it fits a phone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gongkai.corpus.extract import make_extract
from gongkai.corpus.store import manifest_of
from tests.journeys.conftest import violations
from tests.library.corpus.making import corpus_of
from tests.platform.research.many import BLANK, many

KEY = quote("甲县小河镇")
PAGES = (
    "/research/",
    f"/research/organ/?organ={KEY}",
    f"/research/compare/?organ={KEY}&organ={quote('甲县高山乡')}",
    f"/research/spread/?year=2022&organ={KEY}",
    "/research/outcomes/",
    "/research/rates/",
    "/research/carry/?year=2022",
    "/research/alike/",
    "/research/data/",
)


@pytest.fixture(scope="module")
def corpus(base: str, data: Path) -> None:
    """The office's corpus, extracted as the worker would."""
    corpus = corpus_of(data, *many())
    folder = data / "research"
    folder.mkdir(exist_ok=True)
    make_extract(corpus, folder / "extract-0")
    at = {"corpus": "extract-0", "generation": manifest_of(corpus)["generation"]}
    (folder / "current.json").write_text(json.dumps(at), encoding="utf-8")


def table(page: Page) -> list[list[str]]:
    return page.locator("table.figures").first.evaluate(
        "t => [...t.rows].map(r => [...r.cells].map(c => c.innerText.trim()))"
    )


def test_the_chart_the_table_and_the_download_say_the_same(page: Page, corpus: None) -> None:
    page.goto("/research/")
    page.get_by_label("按名称查找机关").fill("小河")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=BLANK[0]).click()
    expect(page.locator("[data-drawn='line']")).to_be_visible()
    shown = table(page)
    told = json.loads(page.locator("figure script").text_content() or "")
    first = [None if cell.startswith("空白") else int(cell.split()[0].replace(",", "")) for cell in shown[1][1:]]
    assert [p["value"] if isinstance(p, dict) else p for p in told["series"][0]["points"]] == first
    assert None in first, "a blank breaks the line, it is no nought"
    with page.expect_download() as download:
        page.get_by_role("link", name="下载表格（CSV）").click()
    taken = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    numbers = [
        [cell.split("（")[0].replace("\n", " ").split(" ")[0].replace(",", "") for cell in row] for row in shown[1:-1]
    ]
    assert numbers == [[cell.split("（")[0] for cell in row] for row in taken[1 : len(shown) - 1]]


@pytest.mark.parametrize("view", ["standard", "elder"])
def test_every_page_fits_a_phone_and_is_accessible(
    open_context: Callable[..., BrowserContext], base: str, corpus: None, view: str
) -> None:
    context = open_context(viewport={"width": 390, "height": 800})
    context.add_cookies([{"name": "gongkai_view", "value": view, "url": base}])
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        if page.locator("[data-chart]").count():
            page.wait_for_selector("[data-drawn]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        assert violations(page) == [], address


def test_without_a_script_the_tables_are_there(plain_page: Page, corpus: None) -> None:
    plain_page.goto(PAGES[1])
    assert len(table(plain_page)) > 4
    expect(plain_page.locator("[data-chart]")).to_be_hidden()
    plain_page.get_by_label("看哪些数").select_option("disputes")
    plain_page.get_by_role("button", name="查看").click()
    expect(plain_page.get_by_role("row", name="行政复议，总计")).to_be_visible()
