"""All letters, in the order of a request's life."""

from __future__ import annotations

from gongkai.letters.errors import LetterError
from gongkai.letters.letter import Letter, by_code
from gongkai.letters.texts import (
    charging,
    consulting,
    correcting,
    declining,
    delaying,
    ending,
    granting,
    receiving,
    refusing,
    serving,
    unable,
)

LETTERS = by_code(
    (
        *receiving.LETTERS,
        *delaying.LETTERS,
        *charging.LETTERS,
        *consulting.LETTERS,
        *granting.LETTERS,
        *refusing.LETTERS,
        *unable.LETTERS,
        *declining.LETTERS,
        *ending.LETTERS,
        *correcting.LETTERS,
        *serving.LETTERS,
    )
)
"""Code → letter."""


def letter(code: str) -> Letter:
    """Raises LetterError for an unknown code."""
    if code not in LETTERS:
        raise LetterError(f"没有“{code}”这种文书", f"可以写：{'、'.join(LETTERS)}", code="LETTER_UNKNOWN")
    return LETTERS[code]


def letter_for_reply(reply: str) -> Letter:
    """The letter that gives this kind of reply (code of REPLIES). Raises LetterError."""
    for one in LETTERS.values():
        if reply in one.replies:
            return one
    raise LetterError(f"没有“{reply}”这种答复", "请从答复种类中选择", code="LETTER_REPLY")
