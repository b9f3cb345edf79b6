"""The pages of items with their files, drawn one after the other, or where there are many by several processes at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from django.db import connections

from gongkai_web.export.contexts import Surroundings
from gongkai_web.export.folder import Folder
from gongkai_web.export.items import TEMPLATE, page_of
from gongkai_web.export.rendering import Renderer
from gongkai_web.export.source import linked_keys, whole_items
from gongkai_web.files.errors import FileError
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content
from gongkai_web.publishing.models import Item

MANY, SOME, MOST_PROCESSES = 1000, 250, 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of an item: its paths with their SM3, the page first; what could not be read is told in `problems`."""

    key: int
    files: dict[str, str]
    ended: bool
    problems: tuple[str, ...]
    written: int


@dataclass
class Drawer:
    """Draws items into a folder. `address` is where the host shows it."""

    around: Surroundings
    renderer: Renderer
    folder: Folder
    address: str

    def all(self, keys: Iterable[int]) -> Iterator[Drawn]:
        """Those of these items that the gate still lets out."""
        wanted = sorted(keys)
        processes = min(MOST_PROCESSES, len(os.sched_getaffinity(0)))
        if len(wanted) < MANY or processes < 2:
            yield from self.some(wanted)
            return
        parts = [wanted[begin : begin + SOME] for begin in range(0, len(wanted), SOME)]
        yield from _at_once(self, parts, processes)

    def some(self, keys: Sequence[int]) -> Iterator[Drawn]:
        links = linked_keys(keys)
        for item in whole_items(self.around.organ, keys, self.around.now):
            yield self._one(item, item.pk in links)

    def _one(self, item: Item, has_links: bool) -> Drawn:
        before, problems = self.folder.written, []
        page = page_of(item, self.around, self.address, has_links)
        there: dict[int, str] = {}
        for path, file in page.files.items():
            problem = self._file(path, file)
            problems += [problem] if problem else []
            there |= {} if problem else {file.pk: path}
        self.folder.write(page.path, self.renderer.page(page.path, TEMPLATE, page.context, there))
        files = {path: self.folder.files[path] for path in (page.path, *sorted(there.values()))}
        return Drawn(item.pk, files, page.ended, tuple(problems), self.folder.written - before)

    def _file(self, path: str, file: StoredFile) -> str:
        """Read only where it does not lie there already; what cannot be read holds up nothing else. What is wrong, or ""."""
        if self.folder.disk.get(path) == file.sm3 and self.folder.keep([path]):
            return ""
        try:
            self.folder.write(path, content(file), file.sm3)
        except FileError as error:
            return str(error)
        return ""


_drawer: Drawer | None = None
"""What a process drew from its parent when it was forked."""


def _at_once(drawer: Drawer, parts: Sequence[Sequence[int]], processes: int) -> Iterator[Drawn]:
    """Each process writes its pages itself, and tells what they are; no connection is shared."""
    global _drawer
    _drawer = drawer
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for drawn in pool.map(_some, parts):
            for one in drawn:
                drawer.folder.adopt(one.files, one.written)
                yield one
    _drawer = None


def _some(keys: Sequence[int]) -> list[Drawn]:
    if _drawer is None:
        raise RuntimeError("only in a process forked for drawing")
    return list(_drawer.some(keys))
