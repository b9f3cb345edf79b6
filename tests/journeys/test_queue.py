"""Files that take long, in the browser: the queue, the way back from a fall, two people at once."""

import os
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gongkai.reading.loaders import office
from tests.journeys.conftest import SAMPLES, violations

pytestmark = pytest.mark.skipif(
    office.soffice() is None and not os.environ.get("CI"),
    reason="LibreOffice is not here: apt install libreoffice-writer-nogui",
)
OLD_WORD = SAMPLES / "word-97.doc"
LONG_MS = 60_000


def reading_program(base: str) -> int:
    """The process that reads waiting files for the platform at this address."""
    port = base.rsplit(":", 1)[1]
    for folder in Path("/proc").glob("[0-9]*"):
        words = _command(folder)
        if "work" in words and "--parent" in words:
            parent = words[words.index("--parent") + 1]
            # What it forks to read a file has the same command, and another parent.
            if port in _command(Path("/proc") / parent) and _parent(folder) == parent:
                return int(folder.name)
    return 0


def _parent(folder: Path) -> str:
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def reads(program: int) -> bool:
    """Whether it has a process of its own open for a file. The page asks too seldom to show every moment of this."""
    children = Path(f"/proc/{program}/task/{program}/children")
    return bool(program and children.exists() and children.read_text().strip())


def _command(folder: Path) -> list[str]:
    try:
        return (folder / "cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []


def test_old_word_goes_through_the_queue_and_nothing_stays_on_the_server(page: Page) -> None:
    page.goto("/check/")
    page.set_input_files("#files", OLD_WORD)
    expect(page.locator(".file__drop")).to_be_visible()
    expect(page.locator(".bench__title")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".file__drop")).to_be_hidden()
    expect(page.locator(".file .tag").first).to_be_visible()


def test_the_queue_without_script(plain_page: Page) -> None:
    page = plain_page
    page.goto("/check/")
    page.set_input_files("#files", [OLD_WORD, SAMPLES / "seed-001.txt"])
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_role("heading", name="正在读取")).to_be_visible()
    expect(page.get_by_text("共 2 份文件")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="现在就删除").click()
    expect(page.get_by_text("结果已从服务器删除")).to_be_visible()


def test_the_waiting_page_turns_into_the_result_by_itself(page: Page) -> None:
    page.goto("/tools/")
    page.set_input_files("#files", OLD_WORD)
    expect(page.get_by_role("heading", name="正在读取")).to_be_visible()
    assert violations(page) == []
    expect(page.locator(".bench__title")).to_be_visible(timeout=LONG_MS)


def test_a_file_out_of_the_queue(page: Page) -> None:
    page.goto("/check/")
    page.set_input_files("#files", OLD_WORD)
    page.locator(".file__drop").click()
    expect(page.locator(".file--failed")).to_contain_text("已取消，文件已从服务器删除")


def test_the_reading_program_killed_in_the_middle_loses_nothing(page: Page, base: str) -> None:
    page.goto("/check/")
    page.set_input_files("#files", OLD_WORD)
    patience = time.monotonic() + LONG_MS / 1000
    while not reads(killed := reading_program(base)) and time.monotonic() < patience:
        time.sleep(0.02)
    assert reads(killed)
    os.kill(killed, signal.SIGKILL)
    expect(page.locator(".bench__title")).to_be_visible(timeout=LONG_MS)
    assert reading_program(base) not in (0, killed)


def test_two_people_at_once_each_get_their_own(open_context, base: str) -> None:
    pages = [open_context(viewport={"width": 1280, "height": 900}).new_page() for _ in range(2)]
    for page in pages:
        page.goto("/tools/")
    for page in pages:
        page.set_input_files("#files", OLD_WORD)
    addresses = []
    for page in pages:
        expect(page.get_by_role("heading", name="正在读取")).to_be_visible()
        addresses.append(page.url)
    expect(pages[1].locator(".file__state")).to_contain_text("排队")
    assert pages[0].request.get(addresses[1]).status == 404
    for page in pages:
        expect(page.locator(".bench__title")).to_be_visible(timeout=LONG_MS)
    assert pages[1].request.get(addresses[0]).status == 404
