"""Numbers that a narrow column without ruled lines broke: their pieces stand below one another in lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from gongkai.proofing.case import Case, Passage, folded

_PIECE = re.compile(r"(?<!\S)[0-9]{1,17}[Xx]?(?!\S)")
_SHORTEST_FIRST = 4
_MOST_PIECES = 5
_WIDEST = 300
_SLACK = 5
"""Columns, as the text lays them out, drift by so many places."""

Line = tuple[int, Passage]


def stacked_numbers(case: Case, length: int) -> Iterator[tuple[int, str]]:
    """Offset of the first piece, and the pieces put together to this many signs. Most of what is put together belongs to
    different things: only a number that proves itself by a check digit may be believed."""
    lines = case.lines
    for index, (start, passage) in enumerate(lines):
        for piece in _pieces(passage):
            if _SHORTEST_FIRST <= len(piece[0]) < length:
                whole = _put_together(piece, passage.text, lines[index + 1 : index + _MOST_PIECES], length)
                if whole:
                    yield start + piece.start(), whole


def _put_together(first: re.Match[str], text: str, below: Sequence[Line], length: int) -> str:
    """ "" where the pieces below do not add up to the length."""
    whole, column = first[0], _column(text, first.start())
    for _, passage in below:
        near = [piece for piece in _pieces(passage) if abs(_column(passage.text, piece.start()) - column) <= _SLACK]
        if not near or not whole.isdigit():
            return ""
        whole += min(near, key=lambda piece: abs(_column(passage.text, piece.start()) - column))[0]
        if len(whole) >= length:
            break
    return whole if len(whole) == length else ""


def _pieces(passage: Passage) -> Iterator[re.Match[str]]:
    """None of a cell, whose lines are one already, and of a line longer than any page is wide."""
    if not passage.is_cell and len(passage.text) <= _WIDEST:
        yield from _PIECE.finditer(folded(passage.text))


def _column(text: str, at: int) -> int:
    """Where a sign stands on the line; a Chinese one takes two places."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text[:at])
