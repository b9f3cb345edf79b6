"""Official prose made even enough to search, without losing where each character stood in the original.

White space inside a paragraph, full-width digits and half-width punctuation differ from file to file and mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.cells import Number
from gongkai.report.script import simplified

_PUNCTUATION = str.maketrans(",;:()?!", "，；：（）？！")
_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)} | {ord("．"): ord("."), ord("％"): ord("%")}
_EVEN = _FULL_WIDTH | _PUNCTUATION
_RUNS = re.compile("\n|[^\\s\u200b\u200c\u200d\ufeff\u2060]+")
"""A line feed, or characters without white space and without what cannot be seen."""
_COMMA = re.compile(",")
_ENDS, _CONTINUES = "。！？；：", "，、"
_ENUMERATION = re.compile(
    r"\s*(?:[#>*-]+\s*)?(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[一二三四五六]是)"
)
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_LONGEST_SENTENCE = 2000
"""What runs on for longer without a full stop is no prose but the rubble of a table."""
_SHORTEST_WRAPPED_LINE = 18
"""A line shorter than this that ends without punctuation is a heading; a longer one was wrapped by the page."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
"""A number as official prose writes it; read it with `number_of`."""

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Prose:
    """`text` is the even text, paragraphs parted by a line feed; `places[i]` is where its i-th character was."""

    text: str
    places: tuple[int, ...]
    original: str

    def quote(self, start: int, end: int) -> str:
        """The words as printed, on one line."""
        printed = self.original[self.places[start] : self.places[end - 1] + 1]
        return re.sub(r"\s*\n\s*", "", printed).strip()

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Each paragraph with where it starts in `text`."""
        return _pieces(self.text, "\n")


def _pieces(text: str, ends: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in re.finditer(f"[{ends}]|$", text):
        if match.start() > start:
            yield start, text[start : match.start()]
        start = match.end()


def sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a paragraph with where it starts in it; what is too long to be one is left out."""
    for start, sentence in _pieces(paragraph, "。！？"):
        if len(sentence) <= _LONGEST_SENTENCE:
            yield start, sentence


def even(original: str) -> Prose:
    """Make prose even: simplified characters, ASCII digits, Chinese punctuation, no white space but the line feeds between
    paragraphs."""
    pieces: list[str] = []
    places: list[int] = []
    plain = simplified(original)
    marked = _with_even_marks(plain)
    for run in _RUNS.finditer(plain):
        start, end = run.span()
        if plain[start] != "\n":
            pieces.append(marked[start:end])
        elif pieces and pieces[-1] != "\n" and not _wrapped(plain, start):
            pieces.append("\n")
        else:
            continue
        places.extend(range(start, end))
    return Prose("".join(pieces), tuple(places), original)


def _with_even_marks(plain: str) -> str:
    """The same text, character for character, with ASCII digits and Chinese punctuation; 1,234 keeps its comma."""
    marked = plain.translate(_EVEN)
    for at in (comma.start() for comma in _COMMA.finditer(plain)):
        if plain[at - 1 : at].isdigit() and _THREE_DIGITS.match(plain, at + 1):
            marked = f"{marked[:at]},{marked[at + 1 :]}"
    return marked


def _wrapped(original: str, line_feed: int) -> bool:
    """Whether the line was cut by the page and not by its author."""
    line = re.sub(r"\s", "", original[original.rfind("\n", 0, line_feed) + 1 : line_feed]).translate(_PUNCTUATION)
    end = original.find("\n", line_feed + 1)
    following = original[line_feed + 1 : end if end >= 0 else None]
    if not following.strip() or _ENUMERATION.match(following):
        return False
    if not line or line[-1] in _ENDS:
        return False
    return line[-1] in _CONTINUES or len(line) >= _SHORTEST_WRAPPED_LINE


def number_of(text: str) -> Number:
    """3119, 3,119, 十二 and 两 as numbers; 52.15 as a decimal."""
    if text[0] in _CHINESE_DIGITS or text[0] in _CHINESE_UNITS:
        return _chinese(text)
    plain = text.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + _CHINESE_DIGITS[char]
    return total + digit
