"""Journeys through the running platform in Debian's Chromium: what a person does, with mouse, keyboard, or no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tools.running import BROWSER_ARGUMENTS, CHROMIUM, demo_passwords, platform

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
AXE = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")
SERIOUS = ("serious", "critical")
PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def base(data: Path) -> Iterator[str]:
    named = {"GONGKAI_OFFICE_NAME": "大峪镇人民政府", "GONGKAI_OFFICE_PHONE": "0391-6000000"}
    named["GONGKAI_CORPUS"] = str(data / "corpus")
    with platform(data, DJANGO_SETTINGS_MODULE="tests.journeys.dated.settings", **named) as address:
        yield address


@pytest.fixture(scope="session")
def passwords(base: str, data: Path) -> dict[str, str]:
    """Of the demonstration accounts: `demo-clerk1` and the others that `make run` lists."""
    return demo_passwords(data)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_context(browser: Browser, base: str) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh browser window; `complaints` of its pages (script errors, refused by the policy) fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _complain(complaints, message))

    def open_it(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=base, locale="zh-CN", accept_downloads=True, **options)
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", listen)
        contexts.append(context)
        return context

    yield open_it
    for context in contexts:
        context.close()
    assert not complaints


def _complain(complaints: list[str], message: object) -> None:
    # A page that answers 404 or 422 on purpose is reported by the browser as a failed load; that is no fault.
    if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
        complaints.append(message.text)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A browser without JavaScript."""
    return open_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False).new_page()


def sign_in(page: Page, account: str, password: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def drop(page: Page, *names: str) -> None:
    """Choose files on 检查年报 and wait for the results."""
    page.goto("/check/")
    page.set_input_files("#files", [SAMPLES / name for name in names])
    page.locator(".file").nth(len(names) - 1).wait_for()
    while page.locator(".files progress").count():
        page.wait_for_timeout(50)


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first place."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"] if v["impact"] in SERIOUS]
