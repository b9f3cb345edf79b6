"""A letter's text as it is shown before somebody reveals it: the names of persons by their family name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.letters import Block
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.vault import masks

NAMES = ("申请人", "第三方", "受送达人")
"""Fields that hold whom a letter is about or goes to."""
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)+")
"""An organisation's name is longer, and no secret."""


def persons_in(letter: OutgoingLetter) -> list[str]:
    """The longest first, so that a name within another is not masked by halves."""
    given = (str(letter.given.get(name, "")).strip() for name in NAMES)
    return sorted({one for one in given if _PERSON.fullmatch(one)}, key=len, reverse=True)


def hidden_fields(letter: OutgoingLetter) -> dict[str, str]:
    """The fields that name a person, which a form leaves blank until somebody types another name."""
    given = {name: str(letter.given.get(name, "")).strip() for name in NAMES}
    return {name: value for name, value in given.items() if _PERSON.fullmatch(value)}


def names_elsewhere(letter: OutgoingLetter) -> bool:
    """Whether a name stands in another field besides: there it cannot be masked and edited at once."""
    others = [str(value) for name, value in letter.given.items() if name not in NAMES]
    return any(name in text for name in persons_in(letter) for text in others)


def masked(blocks: Sequence[Block], letter: OutgoingLetter) -> list[Block]:
    names = persons_in(letter)
    return [_masked(block, names) for block in blocks] if names else list(blocks)


def _masked(block: Block, names: Sequence[str]) -> Block:
    rows = tuple(tuple(_hidden(cell, names) for cell in row) for row in block.rows)
    return replace(block, text=_hidden(block.text, names), rows=rows)


def _hidden(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, masks.name(name))
    return text
