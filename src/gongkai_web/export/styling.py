"""Our style for pages that stand in somebody else's site: every rule holds within our part of the page alone."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

SHEETS = ("tokens", "elements", "components", "portal", "affairs", "applicants")
STATIC = Path(__file__).resolve().parent.parent / "static" / "gongkai"
OURS = ".gongkai"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_ROOTS = ("html", "body", ":root")


@lru_cache(maxsize=1)
def style() -> bytes:
    """The portal's sheets one after the other, each selector held to what lies in .gongkai."""
    own = (STATIC / "export.css").read_text(encoding="utf-8")
    sheets = (STATIC / f"{name}.css" for name in SHEETS)
    return "\n".join((*(scoped(sheet.read_text(encoding="utf-8")) for sheet in sheets), own)).encode()


def scoped(css: str) -> str:
    """Rules, and rules within @media; other at-rules stay as they are."""
    out, at = [], 0
    text = _COMMENT.sub("", css)
    while True:
        brace = text.find("{", at)
        if brace < 0:
            return "".join(out)
        head, end = text[at:brace].strip(), _end(text, brace)
        body = text[brace + 1 : end]
        if head.startswith(("@media", "@supports")):
            out.append(f"{head} {{\n{scoped(body)}}}\n")
        elif head.startswith("@"):
            out.append(f"{head} {{{body}}}\n")
        else:
            out.append(f"{_selectors(head)} {{{body}}}\n")
        at = end + 1


def _end(text: str, brace: int) -> int:
    depth = 0
    for place in range(brace, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError("a brace of the style sheet is never closed")


def _selectors(head: str) -> str:
    return ", ".join(dict.fromkeys(_selector(one.strip()) for one in _split(head)))


def _split(head: str) -> list[str]:
    """At commas that are not inside brackets."""
    parts, depth, begin = [], 0, 0
    for place, char in enumerate(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == "," and depth == 0:
            parts.append(head[begin:place])
            begin = place + 1
    return [*parts, head[begin:]]


def _selector(one: str) -> str:
    root = next((root for root in _ROOTS if one == root or one.startswith((f"{root}[", f"{root}:", f"{root} "))), "")
    return OURS + one.removeprefix(root) if root else f"{OURS} {one}"
