"""The piece of a text in which a query is found, with what was found marked.

The text is handed in by whoever may show it: nothing of it comes from the index. Pieces are plain text, to be escaped
by the page like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from gongkai_web.search.folding import SKIPPED, fold, fold_with_places
from gongkai_web.search.query import Query, Term, Units, understood
from gongkai_web.search.units import HAN, LETTER, MARK, SEPARATOR

Pieces = list[tuple[str, bool]]
WIDTH = 120
_BEFORE = 24
_MOST_MATCHES = 300
_ELLIPSIS = "……"
_SENTENCE_ENDS = "。！？；\n"
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def snippet(text: str, query: Query | str, width: int = WIDTH) -> Pieces:
    """The window of about `width` characters with the most different words of the query; the beginning without any."""
    spans = _spans(text, _typed(query))
    begin, end = _window(text, spans, width)
    within = [(max(a, begin), min(b, end)) for a, b, _ in spans if b > begin and a < end]
    pieces = _cut(text, begin, end, within)
    if begin > 0:
        pieces.insert(0, (_ELLIPSIS, False))
    return [*pieces, (_ELLIPSIS, False)] if end < len(text) else pieces


def marked(text: str, query: Query | str) -> Pieces:
    """All of a short text, such as a title."""
    return _cut(text, 0, len(text), [(a, b) for a, b, _ in _spans(text, _typed(query))])


def holds(text: str, query: Query | str) -> bool:
    """Whether a short text has every word of the query: as they were typed, or else with the long ones taken apart."""
    wanted, folded = understood(_typed(query)), fold(text)
    ways = (wanted.terms, wanted.loosened.terms)
    return any(all(any(_matches(folded, term)) for term in terms) for terms in ways)


def _typed(query: Query | str) -> str:
    return query if isinstance(query, str) else query.text


Span = tuple[int, int, int]
"""From, to, and which word of the query."""


def _spans(text: str, typed: str) -> list[Span]:
    """In order and without overlaps; the words of a long word only where the word itself is nowhere."""
    wanted = understood(typed)
    folded, places = fold_with_places(text)
    for terms in (wanted.terms, wanted.loosened.terms):
        found = [(*span, which) for which, term in enumerate(terms) for span in _matches(folded, term)]
        if found:
            return _apart(sorted((places[a], places[b - 1] + 1, which) for a, b, which in found))
    return []


def _matches(folded: str, term: Term) -> Iterator[tuple[int, int]]:
    for count, match in enumerate(_pattern(term).finditer(folded)):
        if count == _MOST_MATCHES:
            return
        yield match.span()


def _apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for begin, end, which in spans:
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end, which))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end, kept[-1][2])
    return kept


@lru_cache(maxsize=512)
def _pattern(term: Term) -> re.Pattern[str]:
    spellings = sorted(term.spellings, key=len, reverse=True)
    return re.compile("|".join(map(_written, spellings)))


def _written(units: Units) -> str:
    """How a row of units may stand in a folded text."""
    gap = f"[{SKIPPED}]*"
    return gap.join(map(_one, units))


def _one(unit: str) -> str:
    if unit == SEPARATOR:
        return rf"{MARK}(?:[{SKIPPED}]|{MARK})*"
    if re.fullmatch(rf"[{HAN}]", unit):
        return re.escape(unit)
    kind = "[0-9]" if unit[0] in "0123456789" else LETTER
    return rf"(?<!{kind}){re.escape(unit)}(?!{kind})"


def _window(text: str, spans: list[Span], width: int) -> tuple[int, int]:
    if not spans:
        return 0, min(len(text), width)
    starts = [begin for begin, _, _ in spans]
    best = max(range(len(spans)), key=lambda i: (*_worth(spans, starts, i, width), -i))
    begin = min(_sentence_start(text, starts[best]), max(0, len(text) - width))
    return begin, min(len(text), max(begin + width, spans[best][1]))


def _worth(spans: list[Span], starts: list[int], first: int, width: int) -> tuple[int, int]:
    """Different words, then places, in the window that begins here."""
    inside = spans[first : bisect_left(starts, starts[first] + width - _BEFORE)]
    return len({which for _, _, which in inside}), len(inside)


def _sentence_start(text: str, found: int) -> int:
    least = max(0, found - _BEFORE)
    ends = [i + 1 for i in range(least, found) if text[i] in _SENTENCE_ENDS]
    return ends[-1] if ends else least


def _cut(text: str, begin: int, end: int, spans: list[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    at = begin
    for a, b in spans:
        pieces += [(text[at:a], False), (text[a:b], True)]
        at = b
    pieces.append((text[at:end], False))
    clean = ((BLANK.sub(" ", part), hit) for part, hit in pieces)
    return [(part, hit) for part, hit in clean if part]
