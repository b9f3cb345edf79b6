"""A township's column exported into a folder, and ways to look at what lies there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gongkai_web.export.models import Run, Site
from gongkai_web.export.running import export
from gongkai_web.export.services import site_in
from gongkai_web.files.services import store
from gongkai_web.publishing.drafting import attach, begin_correction, save
from gongkai_web.publishing.models import Column, Item
from gongkai_web.publishing.releasing import release
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, published

LINK = re.compile(r' (?:href|src)="([^"]*)"')
MAIN = re.compile(r"<main.*?>(.*)</main>", re.S)
TAG = re.compile(r"<[^>]+>")


def exported(office: Office, folder: Path, *, everything: bool = False, **site: Any) -> Run:
    return export(site_in(office.organ, folder, **site), by=None, everything=everything)


def site_of(office: Office) -> Site:
    return Site.objects.get(organ=office.organ)


def tree(folder: Path) -> dict[str, bytes]:
    """Everything that lies there, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def times(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in tree(folder)}


def changed(folder: Path, before: dict[str, int]) -> set[str]:
    """The paths that were written since, and those that are new."""
    return {path for path, at in times(folder).items() if before.get(path) != at}


def page(folder: Path, item: Item) -> str:
    return (folder / f"items/0/{item.pk}.html").read_text(encoding="utf-8")


def words(text: str) -> str:
    """What a reader reads, without the spaces between."""
    return "".join(html.unescape(TAG.sub(" ", text)).split())


def main_words(text: str) -> str:
    found = MAIN.search(text)
    return words(found[1] if found else text)


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """Every link of every page, with the page."""
    for path, content in tree(folder).items():
        if path.endswith(".html"):
            yield from ((path, html.unescape(link)) for link in LINK.findall(content.decode()))


def with_file(office: Office, name: str = "名单.txt", words_: bytes = "第一份".encode(), **other: Any) -> Item:
    """Published with one attachment."""
    item = draft(office, **other)
    file = store(by=office.clerk, organ=office.organ, name=name, content=words_, now=NOW)
    attach(by=office.clerk, item=item, file=file, now=NOW)
    hand_in(office, item)
    approve(office, item)
    return release(by=office.clerk, item=item, now=NOW)


def corrected(office: Office, item: Item, **content: Any) -> Item:
    """Through another review, and out."""
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, correction_note="有误", **content)
    hand_in(office, item)
    approve(office, item)
    return release(by=office.clerk, item=item, now=NOW)


def rule(office: Office, title: str = "白云乡村民自治管理办法") -> Item:
    column = Column.objects.get(organ=None, code="policies")
    return published(
        office, title=title, column=column, categories=["20_01"], normative="document", expires_on=date(2031, 1, 1)
    )
