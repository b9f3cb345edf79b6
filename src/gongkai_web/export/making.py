"""One pass over the column of an organ: draw what may have changed, keep what has not, leave nothing that may not be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from gongkai_web.export import addresses
from gongkai_web.export.addresses import Addresses, item_page
from gongkai_web.export.contexts import Page, Surroundings, fixed, listed
from gongkai_web.export.drawing import Drawer, Drawn
from gongkai_web.export.feeds import MOST, feeds
from gongkai_web.export.folder import Folder
from gongkai_web.export.items import GONE
from gongkai_web.export.models import Site
from gongkai_web.export.rendering import Renderer
from gongkai_web.export.source import Rows, rows_of
from gongkai_web.export.state import State
from gongkai_web.export.steady import steady
from gongkai_web.export.styling import style
from gongkai_web.export.theme import Theme
from gongkai_web.portal import request_form


@dataclass
class Making:
    """An export at work. What it learns grows while it runs: whose names have ended, what went wrong, what is visible."""

    site: Site
    theme: Theme
    folder: Folder
    state: State
    public_key: bytes
    ended: set[int] = field(default_factory=set)
    problems: dict[str, None] = field(default_factory=dict)
    visible: frozenset[int] = frozenset()

    def run(self, changed: set[int], now: datetime) -> None:
        """`changed` are the items whose pages may read differently."""
        around, rows = Surroundings(self.site, now), rows_of(self.site.organ, now)
        known = Addresses(around.organ, around.columns, rows.keys)
        renderer = Renderer(known, self.theme)
        self.folder.begin()
        self._gone(around, rows, renderer)
        self._items(around, rows, renderer, changed)
        self._pages(around, rows, renderer)
        self.visible = rows.keys

    def _gone(self, around: Surroundings, rows: Rows, renderer: Renderer) -> None:
        """First of all: what was recalled since goes, page and files, before anything new is made."""
        for key in self.state.items.keys() - rows.keys:
            for path in self.state.items.pop(key):
                self.folder.drop(path)
            self.ended.discard(key)
        context = around.around("")
        context["tags"] = [*context["tags"], ("robots", "noindex")]
        for key in rows.recalled:
            self.folder.write(item_page(key), renderer.page(item_page(key), GONE, context))

    def _items(self, around: Surroundings, rows: Rows, renderer: Renderer, changed: set[int]) -> None:
        """Those acted upon, those that are new, those of which something does not lie there, and what failed last time."""
        state, anew = self.state, changed | set(self.state.again)
        for key in rows.keys - anew:
            if key not in state.items or not self.folder.keep(state.items[key]):
                anew.add(key)
        state.again = []
        for one in Drawer(around, renderer, self.folder, self.site.address).all(anew & rows.keys):
            self._take(one)

    def _take(self, one: Drawn) -> None:
        for path in set(self.state.items.get(one.key, ())) - set(one.files):
            self.folder.drop(path)
        self.state.items[one.key] = list(one.files)
        (self.ended.add if one.ended else self.ended.discard)(one.key)
        if one.problems:
            self.state.again.append(one.key)
        self.problems |= dict.fromkeys(one.problems)

    def _pages(self, around: Surroundings, rows: Rows, renderer: Renderer) -> None:
        self.folder.write(addresses.STYLE, style())
        if self.theme.style:
            self.folder.write(addresses.THEME_STYLE, self.theme.style)
        self.folder.write(addresses.PUBLIC_KEY, self.public_key)
        self.folder.write(addresses.FORM_FILE, steady(request_form.as_docx(around.frame.name, around.frame.contact)))
        lists = {}
        for page in listed(around, rows):
            self._list(page, renderer)
            if page.inputs:
                lists[page.path] = page.inputs
        self.state.lists = lists
        for page in fixed(around, rows):
            self.folder.write(page.path, renderer.page(page.path, page.template, page.context))
        newest = [line.pk for line in reversed(rows.lines[-MOST:])]
        for path, made in feeds(around, newest, self.site.address):
            self.folder.write(path, made)

    def _list(self, page: Page, renderer: Renderer) -> None:
        same = page.inputs and self.state.lists.get(page.path) == page.inputs
        if not (same and self.folder.keep([page.path])):
            self.folder.write(page.path, renderer.page(page.path, page.template, page.context))
