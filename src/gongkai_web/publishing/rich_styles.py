"""What style attributes say that is more than looks. Word, WPS and spreadsheets put bold, lists and hidden text there."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LONGEST = 4000
_LEVEL = re.compile(r"\blevel(\d)\b")
_ZERO = re.compile(r"0(?:\.0*)?(?:pt|px|cm|mm|in|em|%)?")
_ALIGNED = {"center": "center", "-webkit-center": "center", "right": "right", "end": "right"}

Styles = dict[str, str]


def parsed(style: str | None) -> Styles:
    """Property to value, both in small letters; the last of several holds."""
    if not style:
        return {}
    parts = (part.partition(":") for part in style[:_LONGEST].lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in parts}


def is_hidden(tag: str, attributes: Mapping[str, str], styles: Styles) -> bool:
    """What nobody saw when it was copied; also the rows without height by which Word keeps the widths of columns."""
    if styles.get("display") == "none" or styles.get("mso-hide") == "all" or styles.get("visibility") == "hidden":
        return True
    if "hidden" in attributes:
        return True
    height = attributes.get("height", styles.get("height", "")).strip()
    return tag == "tr" and bool(height) and _ZERO.fullmatch(height) is not None


def marks(styles: Styles) -> tuple[set[str], set[str]]:
    """The marks that these styles set, and those they end."""
    weight, slant = styles.get("font-weight", ""), styles.get("font-style", "")
    lines, height = styles.get("text-decoration", styles.get("text-decoration-line", "")), styles.get("vertical-align")
    on, off = set(), set()
    if weight:
        (on if weight in ("bold", "bolder") or weight[:1] in "6789" else off).add("strong")
    if slant:
        (on if slant in ("italic", "oblique") else off).add("em")
    on |= {mark for word, mark in (("underline", "u"), ("line-through", "s")) if word in lines}
    off |= {"u", "s"} if lines == "none" else set()
    on |= {mark for word, mark in (("super", "sup"), ("sub", "sub")) if height == word}
    return on, off


def alignment(attributes: Mapping[str, str], styles: Styles) -> str | None:
    """center, right, "" for everything else that is said, None where nothing is."""
    said = styles.get("text-align") or attributes.get("align", "").lower()
    return _ALIGNED.get(said, "") if said else None


def list_level(styles: Styles) -> int:
    """The level of a paragraph that Word shows as an item of a list; 0 for others."""
    found = _LEVEL.search(styles.get("mso-list", ""))
    return int(found[1]) if found else 0


def is_list_marker(styles: Styles) -> bool:
    return styles.get("mso-list") == "ignore"
