"""Words, by which hits are ranked: what is exact is decided by pairs of characters (`units`), never by a dictionary."""

from __future__ import annotations

import rjieba

_LEAST = 2
_GUESSING = False
"""Words that the dictionary does not know take twice the time to guess, and rank nothing better."""


def ranking_words(folded: str) -> list[str]:
    """Long words and the shorter words within them; single characters rank nothing."""
    return [word for word in rjieba.cut_for_search(_cuttable(folded), _GUESSING) if len(word) >= _LEAST]


def plain_words(folded: str) -> list[str]:
    """The words of a query one after the other, single characters among them."""
    return [word for word in rjieba.cut(_cuttable(folded), _GUESSING) if word.isalnum()]


def _cuttable(folded: str) -> str:
    """Half a character (a surrogate without its other half) cannot leave Python."""
    return folded.encode("utf-8", "replace").decode("utf-8")
