"""Pictures of every page in its states, at 1280 and 390 wide: python -m tools.screenshots [OUT] [--readme] [--only NAME].

Starts the platform on a free port with a data folder of its own. --readme writes the pictures of docs/images instead.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tools.running import BROWSER_ARGUMENTS, CHROMIUM, demo_passwords, platform
from tools.shown_pages import OFFICE, PUBLIC, README, Shown

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "samples"
WIDTHS = (1280, 390)


def home(page: Page, base: str) -> None:
    page.goto(base)


def tools(page: Page, base: str) -> None:
    page.goto(f"{base}/tools/")


def home_english(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("button", name="English").click()


def home_elder(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("button", name="长者版").click()


def privacy(page: Page, base: str) -> None:
    page.goto(f"{base}/privacy/")


def missing(page: Page, base: str) -> None:
    page.goto(f"{base}/nothing-here/")


def portal(address: str) -> Callable[[Page, str], None]:
    """A public page of the demonstration's first township, or of all."""

    def visit(page: Page, base: str) -> None:
        page.goto(f"{base}{address}")

    return visit


def portal_item(title: str) -> Callable[[Page, str], None]:
    def visit(page: Page, base: str) -> None:
        page.goto(f"{base}/open/DEMO-1/content/")
        page.get_by_role("link", name=title).first.click()
        page.wait_for_selector(".facts-table")

    return visit


def portal_elder(page: Page, base: str) -> None:
    page.goto(f"{base}/open/DEMO-1/")
    page.get_by_role("button", name="长者版").click()


def portal_contrast(page: Page, base: str) -> None:
    page.goto(f"{base}/open/DEMO-1/")
    page.get_by_role("button", name="高对比度").click()


PORTAL = {
    "organ": "",
    "content": "content/",
    "column": "policies/",
    "documents": "documents/",
    "guide": "guide/",
    "rules": "rules/",
    "reports": "reports/",
    "requests": "requests/",
    "form": "requests/form/",
    "data": "data/",
    "empty": "charges/",
}


def check_empty(page: Page, base: str) -> None:
    page.goto(f"{base}/check/")


def dropped(*names: str) -> Callable[[Page, str], None]:
    def visit(page: Page, base: str) -> None:
        page.goto(f"{base}/check/")
        page.set_input_files("#files", [SAMPLES / name for name in names])
        page.locator(".file").nth(len(names) - 1).wait_for()
        while page.locator(".files progress").count():
            page.wait_for_timeout(100)

    return visit


def example(slug: str) -> Callable[[Page, str], None]:
    def visit(page: Page, base: str) -> None:
        page.goto(f"{base}/check/examples/{slug}/")

    return visit


def example_source(page: Page, base: str) -> None:
    page.goto(f"{base}/check/examples/seed-004/")
    page.locator("[data-to-source]").first.click()


def example_edit_all(page: Page, base: str) -> None:
    page.goto(f"{base}/check/examples/seed-002/")
    page.get_by_role("button", name="逐格改数").click()
    page.wait_for_selector("text=按填写的数重新检查")


def example_english(page: Page, base: str) -> None:
    page.goto(f"{base}/check/examples/seed-004/")
    page.get_by_role("button", name="English").click()


def example_elder(page: Page, base: str) -> None:
    page.goto(f"{base}/check/examples/seed-004/")
    page.get_by_role("button", name="长者版").click()


def bad_file(page: Page, base: str) -> None:
    page.goto(f"{base}/check/")
    page.set_input_files(
        "#files", [{"name": "照片.docx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n" + b"x" * 99}]
    )
    page.wait_for_selector(".file--failed")


def compile_start(page: Page, base: str) -> None:
    page.goto(f"{base}/compile/")


def compile_errors(page: Page, base: str) -> None:
    page.goto(f"{base}/compile/")
    page.get_by_role("button", name="开始").click()


def begun(page: Page, base: str) -> None:
    page.goto(f"{base}/compile/")
    page.set_input_files("#field-file", SAMPLES / "seed-001.txt")
    page.get_by_role("button", name="开始").click()
    page.wait_for_selector("#desk")


def compile_begun(page: Page, base: str) -> None:
    begun(page, base)
    page.wait_for_timeout(800)


def compile_half(page: Page, base: str) -> None:
    begun(page, base)
    for path, text in {
        "requests.new.natural_person": "3",
        "requests.new.business": "1",
        "requests.new.total": "5",
        "requests.granted.natural_person": "两",
        "proactive.penalties": "3985758",
        "proactive.charges": "59237.2449",
    }.items():
        page.fill(f'[name="cell:{path}"]', text)
    page.get_by_role("button", name="其余空格填 0").click()
    page.get_by_role("button", name="确认都是 0，填入").click()
    page.wait_for_timeout(1200)


def compile_zero_dialog(page: Page, base: str) -> None:
    begun(page, base)
    page.get_by_role("button", name="其余空格填 0").click()
    page.wait_for_selector("dialog[open]")


def compile_saved(page: Page, base: str) -> None:
    begun(page, base)
    page.get_by_role("button", name="暂存草稿").click()
    page.wait_for_selector("text=请现在就记下")


VISITS: dict[str, Callable[[Page, str], None]] = {
    "home": home,
    "tools": tools,
    "home-english": home_english,
    "home-elder": home_elder,
    "privacy": privacy,
    "missing": missing,
    "portal-organs": portal("/open/"),
    **{f"portal-{name}": portal(f"/open/DEMO-1/{page}") for name, page in PORTAL.items()},
    "portal-search": portal("/search/?q=公示"),
    "portal-document": portal_item("筹资筹劳管理办法》的通知"),
    "portal-table": portal_item("部门预算"),
    "portal-elder": portal_elder,
    "portal-contrast": portal_contrast,
    "check-empty": check_empty,
    "check-several": dropped("seed-002.txt", "word.docx", "seed-004.txt"),
    "check-bad-file": bad_file,
    **{f"check-{slug}": example(slug) for slug in ("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")},
    "check-source": example_source,
    "check-edit-all": example_edit_all,
    "check-english": example_english,
    "check-elder": example_elder,
    "compile-start": compile_start,
    "compile-errors": compile_errors,
    "compile-begun": compile_begun,
    "compile-half": compile_half,
    "compile-zero-dialog": compile_zero_dialog,
    "compile-saved": compile_saved,
}


def take_all(browser: Browser, base: str, out: Path, only: str) -> None:
    for name, visit in VISITS.items():
        if only and only not in name:
            continue
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
            page = context.new_page()
            page.on("console", lambda message, name=name: print(f"{name}: console {message.type}: {message.text}"))
            visit(page, base)
            page.wait_for_timeout(300)
            view = name in ("check-source", "compile-zero-dialog")
            page.screenshot(path=out / f"{name}-{width}.png", full_page=not view)
            if name in ("check-seed-004", "compile-half") and width == WIDTHS[0]:
                page.pdf(path=out / f"{name}.pdf", format="A4")
            context.close()


def open_shown(browser: Browser, base: str, shown: Shown, passwords: dict[str, str], width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 860}, locale="zh-CN").new_page()
    if shown.account:
        page.goto(f"{base}/account/login/")
        page.get_by_label("账号").fill(shown.account)
        page.get_by_label("密码").fill(passwords[shown.account])
        page.get_by_role("button", name="登录").click()
    page.goto(f"{base}{shown.path}")
    for link in shown.links:
        page.locator("main").get_by_role("link", name=link).first.click()
    page.wait_for_timeout(300)
    return page


def take_shown(browser: Browser, base: str, out: Path, only: str, passwords: dict[str, str]) -> None:
    for name, shown in (PUBLIC | OFFICE).items():
        for width in WIDTHS if not only or only in name else ():
            page = open_shown(browser, base, shown, passwords, width)
            page.screenshot(path=out / f"{name}-{width}.png", full_page=True)
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            print(f"{name} {width}: {page.title()}" + (f" – {wider} px too wide" if wider > 0 else ""))
            page.context.close()


def take_for_readme(browser: Browser, base: str, passwords: dict[str, str]) -> None:
    for name, shown in README.items():
        page = open_shown(browser, base, shown, passwords, WIDTHS[0])
        page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
        page.context.close()
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    example("seed-004")(page, base)
    page.locator("[data-to-source]").first.click()
    page.locator(".bench__findings").evaluate("findings => { findings.scrollTop = 0; }")
    page.wait_for_timeout(500)
    target = ROOT / "docs" / "images" / "check.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "var" / "screenshots")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--only", default="", help="part of a picture's name")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp())
    with platform(data, whole=True, GONGKAI_OFFICE_PHONE="0391-6000000") as base, sync_playwright() as playwright:
        passwords = demo_passwords(data)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
        if options.readme:
            take_for_readme(browser, base, passwords)
        else:
            take_shown(browser, base, options.out, options.only, passwords)
            take_all(browser, base, options.out, options.only)
        browser.close()
    shutil.rmtree(data)


if __name__ == "__main__":
    main()
