"""Merge fields in a piece of text: where they are, what is wrong with them, and putting the values in.

One rule for what depends on the case: a paragraph that names an optional field is left out where that field is blank.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from gongkai.letters.errors import LetterError

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{|\}\}|｛｛|｝｝")
_ENDS = "。；，、;,"


def names_in(text: str) -> list[str]:
    """The names of the fields in the text, in their order."""
    return [found.group(1).strip() for found in _FIELD.finditer(text)]


def spans_in(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each field."""
    for found in _FIELD.finditer(text):
        yield found.start(), found.end(), found.group(1).strip()


def problems_in(text: str, known: Collection[str]) -> Iterator[LetterError]:
    """Fields nobody knows, and braces that are not closed."""
    for name in names_in(text):
        if name not in known:
            shown = f"没有“{name}”这个字段" if name else "“{{}}”里没有写字段的名称"
            yield LetterError(shown, "请对照字段清单改正名称", code="LETTER_UNKNOWN_FIELD")
    if _STRAY.search(_FIELD.sub("", text)):
        remedy = "字段要写成“{{申请人}}”，用半角的两个大括号"
        yield LetterError("大括号不成对，或者用了全角的大括号", remedy, code="LETTER_BRACES")


def is_left_out(text: str, values: Mapping[str, str], may_be_blank: Collection[str]) -> bool:
    """Whether this paragraph is left out. Raises LetterError where only some of its optional fields are filled."""
    optional = list(dict.fromkeys(name for name in names_in(text) if name in may_be_blank))
    blank = [name for name in optional if not values.get(name)]
    if not blank:
        return False
    if len(blank) < len(optional):
        filled = "、".join(name for name in optional if name not in blank)
        raise LetterError(
            f"填了“{filled}”，还缺“{'、'.join(blank)}”", "请一并填写，或者都不填", code="LETTER_HALF_FILLED"
        )
    return True


def pieces(text: str, values: Mapping[str, str]) -> list[str]:
    """The text with its values, a piece a line: a value of several lines breaks the paragraph it stands in."""
    return [line for line in merged(text, values).split("\n") if line.strip()]


def merged(text: str, values: Mapping[str, str]) -> str:
    """The text with its values in place of the fields; a full stop is not doubled."""
    spans = [(0, 0, ""), *spans_in(text), (len(text), len(text), "")]
    parts = []
    for (_, before, _), (start, end, name) in pairwise(spans):
        parts.append(text[before:start])
        if name:
            parts.append(before_mark(values[name], text[end:]))
    return "".join(parts)


def before_mark(value: str, following: str) -> str:
    """The value without the mark at its end where the text goes on with one of its own."""
    return value.rstrip(_ENDS) if following[:1] in ("。", "；", "，") else value
