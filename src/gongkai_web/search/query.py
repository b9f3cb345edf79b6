"""What somebody typed, understood: words that must all be there, phrases in quotes, document numbers however written.

There is no query language: an operator is a mark like any other, and nothing that is typed can be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai_web.search.folding import fold
from gongkai_web.search.units import HAN, SEPARATOR, is_han, units_of_folded
from gongkai_web.search.words import plain_words

MOST_CHARACTERS = 200
MOST_TERMS = 12
MOST_HITS = 1000
"""Counted exactly, and reachable page by page; whoever has more of them narrows the search."""

RELEVANCE, DATE = "relevance", "date"
Units = tuple[str, ...]

_OPEN, _CLOSE = '〔\\[［(（﹝【{｛<＜《〈「『"“', '〕\\]］)）﹞】}｝>＞》〉」』"”'
_NUMBER = re.compile(rf"[{_OPEN}]\s*([12][0-9]{{3}})\s*年?\s*[{_CLOSE}]\s*第?\s*([0-9]{{1,6}})\s*(号?)")
_AFTER_SPACE = re.compile(rf"(?<=[{HAN}][发办函字规令告通文议复批电审党厅])\s+(?=〔)")
_PIECE = re.compile(r"[“\"]([^“”\"]*)[”\"]|([^\s“”\",，、;；。!！?？]+)")
_ONE_NUMBER = re.compile(r"〔([0-9]{4})〕([0-9]+)(号?)")
_LONG_ENOUGH_TO_PART = 4


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; an empty filter lets everything through. Days are `date.toordinal()`."""

    text: str = ""
    organs: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    validities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sort: str = RELEVANCE
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Term:
    """Found where any of its spellings stands in the text."""

    spellings: tuple[Units, ...]
    words: Units = ()
    """What it is made of; empty for one that is taken as it stands (a phrase in quotes, a number, a short word)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    terms: tuple[Term, ...]
    shortened: bool
    """The end of what was typed was left out."""

    @property
    def loosened(self) -> Wanted:
        """The same with long words taken apart; itself where there is nothing to take apart."""
        parted = (Term((tuple(units_of_folded(word)),)) for term in self.terms for word in term.words)
        kept = (term for term in self.terms if not term.words)
        terms = tuple(dict.fromkeys([*kept, *parted]))
        return Wanted(terms[:MOST_TERMS], self.shortened) if any(term.words for term in self.terms) else self


@lru_cache(maxsize=512)
def understood(text: str) -> Wanted:
    folded = fold(text[: MOST_CHARACTERS + 1])
    numbered = _NUMBER.sub(r"〔\1〕\2\3 ", folded[:MOST_CHARACTERS])
    joined = _AFTER_SPACE.sub("", numbered)
    terms = tuple(dict.fromkeys(_terms(joined)))
    return Wanted(terms[:MOST_TERMS], len(text) > MOST_CHARACTERS or len(terms) > MOST_TERMS)


def _terms(folded: str) -> Iterator[Term]:
    for quoted, plain in _PIECE.findall(folded):
        piece = quoted or plain
        number = _ONE_NUMBER.search(piece)
        units = tuple(units_of_folded(piece))
        if not units:
            continue
        if number:
            yield Term(tuple(dict.fromkeys(_spellings(piece, number))))
        elif plain and len(units) >= _LONG_ENOUGH_TO_PART and any(map(is_han, units)):
            yield Term((units,), tuple(plain_words(plain)))
        else:
            yield Term((units,))


def _spellings(piece: str, number: re.Match[str]) -> Iterator[Units]:
    """〔2026〕3号, 〔2026〕第3号, 〔2026〕03号; and the year between marks that a text loses."""
    year, given, end = number.groups()
    before, after = units_of_folded(piece[: number.start()]), units_of_folded(piece[number.end() :])
    bare = given.lstrip("0") or "0"
    for gap in ([SEPARATOR], []):
        for first in ([], ["第"]):
            for figure in dict.fromkeys((bare, bare.zfill(2), bare.zfill(3), given)):
                middle = [year, *gap, *first, figure, *end]
                yield (*before, *(gap if before else []), *middle, *after)
