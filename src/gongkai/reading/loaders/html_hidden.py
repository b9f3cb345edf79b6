"""What a page holds and no reader of it sees: hidden by its own markup, by plain rules of its style sheets, too small, or
white on white.
"""

from __future__ import annotations

import re

from lxml import etree

_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?|white)(?!\w)", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_SHOWING = re.compile(r"(?:^|[;\s])display\s*:\s*(?!none)\w", re.IGNORECASE)
_CONDITIONAL = re.compile(r"@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_WORDS = frozenset({"span", "font", "i", "b", "em", "strong", "sup", "sub", "small", "label"})
_PARTS = _WORDS | {"tr", "td", "th"}
"""Whole panels that a style sheet hides are shown when someone turns to them; single words and cells are not."""
_LONGEST_STYLE_SHEET = 500_000


def is_hidden(element: etree._Element) -> bool:
    """Not shown in a browser, by its own markup."""
    style = element.get("style")
    if element.get("hidden") is not None or (style is not None and _HIDING.search(style) is not None):
        return True
    return element.tag in _WORDS and _is_white(element)


def _is_white(element: etree._Element) -> bool:
    """A white number on no ground of its own; other words may stand on a ground that a style sheet draws."""
    said = _WHITE.search(element.get("style") or "") or (element.get("color") or "").lower() in (
        "#ffffff",
        "#fff",
        "white",
    )
    if not said or not "".join(map(str, element.itertext())).strip().isdigit():
        return False
    around = [element, *element.iterancestors()]
    return not any("background" in (one.get("style") or "") or one.get("bgcolor") for one in around)


class HiddenByClass:
    """The classes that plain rules of the page's style sheets hide (.name {display: none})."""

    def __init__(self, root: etree._Element) -> None:
        sheets = (_CONDITIONAL.sub("", (sheet.text or "")[:_LONGEST_STYLE_SHEET]) for sheet in root.iter("style"))
        rules = [rule for sheet in sheets for rule in _CLASS_RULE.findall(sheet)]
        self._hiding = {name for name, body in rules if _HIDING.search(body)}
        self._showing = {name for name, body in rules if _SHOWING.search(body)}

    def hides(self, element: etree._Element) -> bool:
        if not self._hiding or element.tag not in _PARTS:
            return False
        names = set((element.get("class") or "").split())
        return bool(names & self._hiding) and not names & self._showing
