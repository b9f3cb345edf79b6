"""Which elements of HTML are kept as what, and which of their attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai_web.publishing import rich_styles
from gongkai_web.publishing.rich_styles import Styles

DROPPED = frozenset(
    {
        *(
            "script",
            "style",
            "title",
            "xml",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "noscript",
            "audio",
        ),
        *(
            "video",
            "canvas",
            "select",
            "textarea",
            "input",
            "button",
            "noembed",
            "noframes",
            "xmp",
            "plaintext",
            "frameset",
        ),
        *(
            "v:shape",
            "v:shapetype",
            "v:imagedata",
            "v:textbox",
            "w:worddocument",
            "applet",
            "map",
            "datalist",
            "dialog",
        ),
    }
)
"""Elements that go with all they hold."""

BLOCKS = {"p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
"""The title of the page is its h1."""
BREAKS = frozenset(
    {
        *(
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "address",
            "center",
            "form",
            "fieldset",
        ),
        *("figure", "figcaption", "dl", "dt", "dd", "hr", "details", "summary", "legend", "body", "pre", "w:sdt"),
    }
)
BOXES = frozenset({"ul", "ol", "li", "table", "caption", "tr", "td", "th", "blockquote"})
MARKS = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "ins": "u", "sub": "sub", "sup": "sup"},
    **{"s": "s", "strike": "s", "del": "s"},
}
ORDER = ("strong", "em", "u", "s", "sub", "sup")
WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
OWN_PICTURE = re.compile(r"/files/\d+/[^/?#\s<>\"\\]+")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_MOST_SPAN = 200
BULLETS = frozenset(
    "·•●○■□◆◇▪▫★☆►▶➢➤✓√-–—−*lnquvoØ§ü¨\uf06c\uf06e\uf071\uf075\uf076\uf0b2\uf0b7\uf0d8\uf0a7\uf0fc\uf0a8"
)
"""What Word prints before an item; the letters are signs of its symbol fonts."""


def kept(tag: str, attributes: Mapping[str, str], styles: Styles) -> dict[str, str]:
    if tag in ("td", "th"):
        spans = {name: _span(attributes.get(name)) for name in ("rowspan", "colspan")}
        return spans | {"align": rich_styles.alignment(attributes, styles) or ""}
    if tag == "ol":
        start, kind = attributes.get("start", ""), attributes.get("type", "")
        return {"start": start if _SPAN.fullmatch(start) else "", "type": kind if kind in "aAiI" else ""}
    return {}


def _span(said: str | None) -> str:
    """1 is what is without it."""
    if not said or not _SPAN.fullmatch(said.strip()) or said.strip() == "1":
        return ""
    return str(min(int(said), _MOST_SPAN))
