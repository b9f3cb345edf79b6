"""Writing the text of an item: pasting from Word and WPS, tables, the keyboard alone, and no script at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from gongkai_web.publishing.rich_text import clean
from tests.journeys.conftest import sign_in, violations

CLIPBOARD = Path(__file__).resolve().parent.parent / "platform" / "publishing" / "clipboard"

PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


def drafting(page: Page, passwords: dict[str, str], title: str = "关于做好森林防火工作的通知") -> None:
    """The page of a new item."""
    sign_in(page, "demo-clerk1", passwords["demo-clerk1"])
    page.wait_for_url("**/office/**")
    page.goto("/office/DEMO-1/items/new/")
    page.get_by_label("名称").first.fill(title)
    page.locator("select[name=column]").select_option(index=1)
    page.get_by_role("button", name="开始起草").click()
    page.wait_for_url("**/edit/")


def text_of(page: Page) -> Locator:
    return page.locator(".ProseMirror")


def write(page: Page, words: str = "") -> Locator:
    """The editor with the caret in it, and these words."""
    text = text_of(page)
    text.click()
    if words:
        page.keyboard.type(words)
    return text


def written(page: Page) -> str:
    """What would be sent, as the server keeps it."""
    page.wait_for_timeout(500)
    return clean(page.locator("textarea[name=body]").input_value())


def paste(page: Page, name: str) -> None:
    page.evaluate(PASTE, [(CLIPBOARD / name).read_text(encoding="utf-8"), ""])


@pytest.mark.parametrize("name", ["word.html", "wps.html", "excel.html"])
def test_what_is_pasted_is_what_the_server_keeps(page: Page, passwords: dict[str, str], name: str) -> None:
    drafting(page, passwords)
    write(page)
    paste(page, name)
    kept = clean((CLIPBOARD / name).read_text(encoding="utf-8"))
    assert written(page) == kept
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator(".ProseMirror table").first).to_be_visible()
    write(page, "。")
    page.keyboard.press("Control+z")
    assert written(page) == kept


def test_nothing_hostile_comes_in_by_pasting(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page)
    hostile = (
        "<p onclick='alert(1)' style='color:red'>一<img src=x onerror=alert(1)><script>alert(1)</script></p>"
        "<a href='javascript:alert(1)'>二</a><svg onload=alert(1)></svg><style>*{display:none}</style>"
    )
    page.evaluate(PASTE, [hostile, ""])
    assert page.locator("textarea[name=body]").input_value() == "" or "alert" not in written(page)
    expect(text_of(page)).to_have_text("一二")


def test_a_table_with_the_mouse(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page, "名单：")
    page.get_by_role("button", name="插入表格").click()
    page.get_by_label("行数（含表头）").fill("2")
    page.get_by_label("列数").fill("2")
    page.get_by_role("button", name="插入", exact=True).click()
    page.keyboard.type("村名")
    page.get_by_role("button", name="下方插入行").click()
    page.get_by_role("button", name="右侧插入列").click()
    head = text_of(page).locator("th")
    expect(head).to_have_count(3)
    expect(text_of(page).locator("tr")).to_have_count(3)
    head.nth(0).drag_to(head.nth(1))
    page.get_by_role("button", name="合并单元格").click()
    empty = "<tr><td></td><td></td><td></td></tr>"
    assert written(page) == (
        f'<p>名单：</p><table><tbody><tr><th colspan="2">村名</th><th></th></tr>{empty}{empty}</tbody></table>'
    )
    page.get_by_role("button", name="拆分单元格").click()
    head.nth(0).click()
    page.get_by_role("button", name="删除列").click()
    page.get_by_role("button", name="删除行").click()
    expect(text_of(page).locator("td")).to_have_count(4)
    page.get_by_role("button", name="删除表格").click()
    expect(page.get_by_role("button", name="删除表格")).to_be_hidden()
    assert written(page) == "<p>名单：</p>"


def test_with_the_keyboard_alone(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    text = write(page)
    for keys in (
        "Control+b",
        "一",
        "Control+b",
        "二",
        "Enter",
        "Control+Shift+Digit7",
        "三",
        "Enter",
        "四",
        "Enter",
        "Enter",
    ):
        page.keyboard.press(keys) if keys.isascii() else page.keyboard.insert_text(keys)
    page.keyboard.insert_text("五")
    assert written(page) == "<p><strong>一</strong>二</p><ol><li>三</li><li>四</li></ol><p>五</p>"

    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("combobox", name="段落样式")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="居右")).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(page.get_by_role("button", name="居右")).to_have_attribute("aria-pressed", "true")
    assert written(page).endswith('<p align="right">五</p>')

    page.keyboard.press("Control+z")
    assert written(page).endswith("<p>五</p>")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="居右")).to_be_focused()
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    assert not page.evaluate("document.activeElement.closest('.editor')")


def test_a_link(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page, "见原文")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.get_by_label("链接地址").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_text("地址应以 http:// 或 https:// 开头")).to_be_visible()
    page.get_by_label("链接地址").fill("www.example.gov.cn/zc")
    page.keyboard.press("Enter")
    assert written(page) == '<p><a href="https://www.example.gov.cn/zc" rel="noopener noreferrer">见原文</a></p>'
    page.get_by_role("button", name="链接", exact=True).click()
    page.get_by_role("button", name="去掉链接").click()
    assert written(page) == "<p>见原文</p>"


def test_headings_and_clearing(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page, "总则")
    page.get_by_role("combobox", name="段落样式").select_option("一级标题")
    page.get_by_role("button", name="加粗").click()
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="加粗").click()
    assert written(page).startswith("<h2>")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="清除格式").click()
    assert written(page) == "<p>总则</p>"


def test_what_is_typed_is_sent_even_at_once(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page, "刚写的字")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(text_of(page)).to_have_text("刚写的字")
    page.reload()
    expect(text_of(page)).to_have_text("刚写的字")


def test_what_is_typed_is_heard_by_what_saves_by_itself(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    page.evaluate("""() => {
      window.heard = [];
      for (const name of ["input", "editor:changed"])
        document.querySelector("form[data-autosave]").addEventListener(name, (event) => {
          if (event.target.name) heard.push([name, event.target.name]);
        });
    }""")
    write(page, "字")
    page.wait_for_timeout(600)
    assert page.evaluate("heard") == [["input", "body"], ["editor:changed", "body"]]


def test_nothing_is_changed_by_looking(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    before = page.locator("textarea[name=body]").input_value()
    write(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    assert page.locator("textarea[name=body]").input_value() == before


def test_a_picture_alone_is_told_where_to_go(page: Page, passwords: dict[str, str]) -> None:
    drafting(page, passwords)
    write(page)
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(8)], "截图.png", { type: "image/png" }));
      document.querySelector(".ProseMirror").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    expect(page.get_by_text("图片不能放进正文，请作为附件上传。")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_it(
    open_context: Callable[..., BrowserContext], passwords: dict[str, str], width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 900}).new_page()
    drafting(page, passwords)
    write(page)
    paste(page, "word.html")
    text_of(page).locator("td").first.click()
    expect(page.get_by_role("textbox", name="正文")).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_field_is_there(plain_page: Page, passwords: dict[str, str]) -> None:
    drafting(plain_page, passwords)
    field = plain_page.get_by_role("textbox", name="正文")
    field.fill("第一段\n第二段")
    plain_page.get_by_role("button", name="保存", exact=True).last.click()
    expect(field).to_have_value("<p>第一段</p><p>第二段</p>")
