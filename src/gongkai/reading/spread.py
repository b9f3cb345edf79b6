"""Labels that are broken over several lines: found in the words of all lines together, column by column."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.reading.lines import Geometry, Line

_SHORTEST, _LONGEST_PIECE = 4, 24
_COARSE = 4


WordColumn = tuple[tuple[int, str], ...]
"""The pieces of words that stand below one another, each with its line."""


def spread_labels(columns: Iterable[WordColumn], labels: Mapping[str, str]) -> dict[int, str]:
    """Line where a broken label begins → its key. `labels` maps normalised words to keys."""
    found: dict[int, str] = {}
    for pieces in columns:
        text = "".join(words for _, words in pieces)
        starts = _starts([words for _, words in pieces])
        for words, key in labels.items():
            if len(words) >= _SHORTEST:
                for at in _occurrences(text, words):
                    first, last = (bisect_right(starts, place) - 1 for place in (at, at + len(words) - 1))
                    if first < last and starts[first] == at:
                        found.setdefault(pieces[first][0], key)
    return found


def word_columns(lines: Sequence[Line]) -> list[WordColumn]:
    """Pieces of words by the column they stand in; each in two coarse columns, so that none falls between.

    On laid-out pages the pieces of one label stand below one another, elsewhere they follow one another.
    """
    columns: defaultdict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.geometry in (Geometry.EXACT, Geometry.COUNTED):
            continue
        for token in line.tokens:
            if token.is_label and len(token.text) <= _LONGEST_PIECE and (words := token.words):
                x = token.x if line.geometry is Geometry.LAYOUT else 0
                for phase in (0, 1):
                    columns[phase, (x + phase * _COARSE // 2) // _COARSE].append((i, words))
    return list(dict.fromkeys(tuple(pieces) for pieces in columns.values()))


def _starts(words: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word)
    return starts


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
