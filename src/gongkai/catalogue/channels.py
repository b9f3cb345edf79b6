"""公开渠道和载体: the checklist of a cell → channels, each with what the sign before it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.catalogue.marks import EMPTY, FILLED, LETTERS_EMPTY, LETTERS_FILLED
from gongkai.catalogue.model import Channel, Choice

_SIGN = re.compile(f"[{FILLED}{EMPTY}]")
_MOUTH = re.compile(r"(?:^|(?<=[\s、；;,，/）)_]))口(?=[一-龥0-9])", re.MULTILINE)
"""口 for □: written by hand or read from a scan."""
_LETTER = re.compile(rf"(?:^|(?<=\s))([{LETTERS_FILLED}{LETTERS_EMPTY}])\s?(?=[一-龥])", re.MULTILINE)
_BETWEEN = re.compile(r"[、，,；;\n]|\s{2,}|(?<=[一-龥）)]) (?=[一-龥])")
_EDGES = " \t\r\n　、，,；;。.:：_＿"
_NOTHING = frozenset({"", "无", "/", "-", "—"})


class Checklist(NamedTuple):
    """`has_boxes`: there are signs that need a legend; `from_letters`: a sign of a lost symbol font was taken for one."""

    channels: tuple[Channel, ...]
    has_boxes: bool = False
    from_letters: bool = False


def channels_in(text: str, *, legend: bool) -> Checklist:
    """`legend`: the catalogue says that ■ is required and □ optional."""
    plain = _MOUTH.sub("□", text)
    has_letters = bool(_LETTER.search(plain)) and len(_SIGN.findall(plain)) > 0
    if has_letters:
        plain = _LETTER.sub(lambda found: "□" if found[1] in LETTERS_EMPTY else "■", plain)
    if not _SIGN.search(plain):
        return Checklist(_once(Channel(name, Choice.LISTED) for name in _names(plain)))
    return Checklist(_once(_signed(plain, legend=legend)), True, has_letters)


def _signed(text: str, *, legend: bool) -> Iterator[Channel]:
    filled, empty = (Choice.REQUIRED, Choice.OPTIONAL) if legend else (Choice.TICKED, Choice.UNTICKED)
    parts = _SIGN.split(text)
    for name in _names(parts[0]):
        yield Channel(name, Choice.LISTED)
    for sign, part in zip(_SIGN.findall(text), parts[1:], strict=True):
        name = " ".join(part.split()).strip(_EDGES)
        if name:
            yield Channel(name, filled if sign in FILLED else empty)


def _names(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        name = " ".join(part.split()).strip(_EDGES)
        if name not in _NOTHING:
            yield name


def _once(channels: Iterator[Channel]) -> tuple[Channel, ...]:
    return tuple(dict.fromkeys(channels))


_QUOTE = r"[\s“”\"'‘’「」()（）]*"
_IS = r"(?:表示|代表|为|是|指|:|：|=|—+)?"
_LEGEND = re.compile(rf"■{_QUOTE}{_IS}{_QUOTE}(?:必选|必须|必需|应选|必公开|规定)")
_LEGEND_EMPTY = re.compile(rf"□{_QUOTE}{_IS}{_QUOTE}(?:可选|选择|自选|选用)")
_TICKED = re.compile(rf"■{_QUOTE}{_IS}{_QUOTE}(?:已选|选中|选定|已勾选|采用)")


def is_legend(text: str) -> bool:
    """“■”为必选项，“□”为可选项."""
    return bool(_LEGEND.search(text) or _LEGEND_EMPTY.search(text))


def is_ticked_legend(text: str) -> bool:
    """A legend that says ■ is what has been chosen."""
    return bool(_TICKED.search(text))
