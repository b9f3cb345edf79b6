"""The office pages of requests and what belongs to them, as a clerk finds them by their links: axe on every kind of page at
two widths, and on a phone nothing to scroll sideways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from tests.journeys.conftest import sign_in, violations

OFFICE = "/office/DEMO-1/"
BEGUN_FROM = ("requests", "letters", "mailbox", "disputes", "complaints", "annual", "corrections", "refusals")
ALSO = ("opinions", "complained-of", "redactions")
FILES = ("preview", "file", "original")
"""Addresses that end so give a file, not a page."""
KINDS_SEVERAL = {"requests/N/": 6, "letters/N/": 4, "disputes/N/": 2}
"""Of other kinds one page is looked at; these differ by their state."""
WANTED = {
    "requests/", "requests/new/", "requests/N/", "requests/N/guide/", "requests/N/dossiers/", "requests/registers/",
    "requests/N/redactions/", "letters/", "letters/N/", "mailbox/", "mailbox/N/", "mailbox/new/", "disputes/",
    "disputes/N/", "disputes/new/", "disputes/risks/", "complaints/", "annual/", "annual/N/", "annual/N/ledgers/",
    "annual/N/facts/", "corrections/", "refusals/",
}  # fmt: skip


def kind_of(path: str) -> str:
    """The address below the office, its numbers and cells left out."""
    below = re.sub(r"(?<=/)\d+(?=/)", "N", path.removeprefix(OFFICE))
    return re.sub(r"(?<=/cells/)[^/]+", "CELL", below)


def links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    paths = [urlsplit(one).path for one in found]
    parts = [(one, one.removeprefix(OFFICE).split("/")) for one in paths if one.endswith("/")]
    return [one for one, below in parts if below[0] in BEGUN_FROM + ALSO and below[-2] not in FILES]


def faults(page: Page, path: str) -> list[str]:
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        return [f"{path}: {answer and answer.status}"]
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{path} at {width}: {one}" for one in violations(page)]
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{path} at {width}: {needed} wide")
    return found


def test_every_kind_of_page_is_for_everyone(
    open_context: Callable[..., BrowserContext], passwords: dict[str, str]
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, "demo-clerk1", passwords["demo-clerk1"])
    waiting, seen, looked, wrong = [f"{OFFICE}{one}/" for one in BEGUN_FROM], set(), Counter(), []
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in seen or looked[kind] >= KINDS_SEVERAL.get(kind, 1):
            continue
        seen.add(path)
        looked[kind] += 1
        wrong += faults(page, path)
        waiting += links(page)
    assert not wrong
    assert set(looked) >= WANTED, sorted(looked)
