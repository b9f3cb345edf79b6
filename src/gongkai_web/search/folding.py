"""One form for what reads the same: full and half width, upper and lower case, traditional and simplified characters.

The index and the query are folded by the same table, so that neither can miss what the other has. Punctuation stays as it
is: to a search every mark is alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

_SPACES = " \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
SKIPPED = f"{_SPACES}《》〈〉“”‘’「」『』〝〞〟\"'"
"""Spaces and quotation marks: not even marks to a search (`units`)."""

_KEPT_CONTROLS = frozenset("\t\n\v\f\r\x85")
_CIRCLES = {"○": "〇", "◯": "〇"}
"""二○二六年: what keyboards give for the zero of a year."""

_LOOKED_AT = (range(0x3400), range(0xA000, 0xAC00), range(0xD7A4, 0xD800), range(0xF900, 0x10000))
"""Left out: Chinese characters, of which the table of simplified ones knows all that change, Hangul and private use."""


def fold(text: str) -> str:
    return _changing().sub(_replaced, text)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where in `text` it comes from; one place more for the end."""
    places: list[int] = []
    at = 0
    for match in _changing().finditer(text):
        places += range(at, match.start())
        places += [match.start()] * len(_replaced(match))
        at = match.end()
    return fold(text), [*places, *range(at, len(text) + 1)]


@cache
def _changing() -> re.Pattern[str]:
    """The characters that become others. Most of a text does not, which is why they are looked for."""
    looked_at = (chr(point) for part in _LOOKED_AT for point in part)
    known = {*filter(_is_changed, looked_at), *_TABLE.simplified}
    return re.compile(f"[{''.join(map(re.escape, sorted(known)))}\U00010000-\U0010ffff]")


def _is_changed(character: str) -> bool:
    becomes = _TABLE[ord(character)]
    return becomes != character and not (_are_marks(character) and becomes and _are_marks(becomes))


def _are_marks(characters: str) -> bool:
    return all(unicodedata.category(c)[0] in "PS" and c not in SKIPPED for c in characters)


def _replaced(match: re.Match[str]) -> str:
    return _TABLE[ord(match[0])]


def _simplified() -> dict[str, str]:
    lines = (resources.files(__package__) / "data" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True)) | _CIRCLES


class _Table(dict[int, str]):
    """What a character becomes; worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.simplified = _simplified()

    def __missing__(self, point: int) -> str:
        self[point] = "".join(self.simplified.get(part, part) for part in _plain(chr(point)))
        return self[point]


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    if category == "Cc" and character not in _KEPT_CONTROLS:
        return ""
    taken_apart = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in taken_apart if not "\u0300" <= part <= "\u036f")
    return unicodedata.normalize("NFKC", bare).lower()


_TABLE = _Table()
