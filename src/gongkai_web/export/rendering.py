"""Pages drawn with the portal's own templates, in a frame that fits into somebody else's site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.backends.django import DjangoTemplates

from gongkai_web.export.addresses import STYLE, THEME_STYLE, Addresses, relative
from gongkai_web.export.folder import digest_of
from gongkai_web.export.theme import Theme

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
OVERRIDES = TEMPLATES / "export" / "instead"
"""What lies here stands in the place of the portal's template of the same name."""
HEAD, FOOT = "<!--gongkai:head-->", "<!--gongkai:foot-->"


@lru_cache(maxsize=1)
def _engine() -> DjangoTemplates:
    options = {"builtins": list(settings.TEMPLATES[0]["OPTIONS"]["builtins"])}
    return DjangoTemplates({"NAME": "export", "DIRS": [OVERRIDES, TEMPLATES], "APP_DIRS": True, "OPTIONS": options})


@lru_cache(maxsize=1)
def templates_digest() -> str:
    """Of every template a page may be drawn with."""
    files = [*TEMPLATES.glob("portal/*.html"), *OVERRIDES.rglob("*.html"), *TEMPLATES.glob("affairs/public_*.html")]
    return digest_of(b"\0".join(file.read_bytes() for file in sorted(files)))


class Renderer:
    """Draws the pages of one folder."""

    def __init__(self, addresses: Addresses, theme: Theme) -> None:
        self.addresses, self.theme = addresses, theme
        self._entries: dict[str, str] = {}

    def page(
        self, path: str, template: str, context: Mapping[str, Any], files: Mapping[int, str] | None = None
    ) -> bytes:
        """`files` are the paths of the files this page links to, by their number."""
        styles = [STYLE, *([THEME_STYLE] if self.theme.style else [])]
        plain = not (self.theme.head or self.theme.foot or self.theme.style)
        context = {**context, "entries_drawn": self._drawn_entries(context)}
        ours = {"styles": [relative(path, one) for one in styles], "exported": True, "plain": plain}
        html = _engine().get_template(template).render({**context, **ours})
        html = self.addresses.rewritten(html, path, files)
        # The county's own links are its own: they are put in when ours have been made relative.
        return html.replace(HEAD, self.theme.head, 1).replace(FOOT, self.theme.foot, 1).encode()

    def _drawn_entries(self, context: Mapping[str, Any]) -> str:
        """The same above every page of a column: drawn once."""
        current = str(context.get("current", ""))
        if current not in self._entries:
            given = {"entries": context["entries"], "current": current}
            self._entries[current] = _engine().get_template("portal/_entries.html").render(given)
        return self._entries[current]
