"""A letter with its values: the blocks that are printed, without a field left in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.letters.errors import LetterError
from gongkai.letters.fragments import is_left_out, merged, names_in, pieces
from gongkai.letters.letter import Block, Letter, Part
from gongkai.letters.occasion import Occasion, remedies_of, reply_of
from gongkai.letters.several import is_of_grounds, numbered, paragraphs, several_grounds
from gongkai.letters.values import checked
from gongkai.statute import Remedies


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """`values`: what every field prints. `outcome`: the row of table three, empty for a letter that is no reply."""

    letter: Letter
    values: Mapping[str, str]
    blocks: tuple[Block, ...]
    outcome: str
    remedies: Remedies | None

    @property
    def text(self) -> str:
        """All that is printed, a paragraph or cell a line."""
        return "\n".join(text for block in self.blocks for text in block.texts if text)


def fill(letter: Letter, values: Mapping[str, object], occasion: Occasion) -> FilledLetter:
    """The letter with these values. Raises LetterError naming what is missing, unknown or malformed, and RemedyError."""
    printed = checked(letter, values, occasion)
    grounds = several_grounds(letter, occasion)
    blocks = tuple(_blocks(letter, occasion, printed, grounds))
    reply = reply_of(letter, occasion)
    if grounds:
        printed = printed | numbered(printed, grounds)
    return FilledLetter(letter, printed, blocks, reply.outcome if reply else "", remedies_of(letter, occasion))


def _blocks(letter: Letter, occasion: Occasion, values: Mapping[str, str], grounds: tuple[str, ...]) -> Iterator[Block]:
    """On several grounds the paragraphs about them give way to one for each."""
    said = False
    for unfilled in letter.blocks:
        if not (grounds and is_of_grounds(unfilled)):
            yield from _filled(letter, unfilled, values)
        elif not said:
            yield from paragraphs(letter, occasion, values, grounds)
            said = True


def _filled(letter: Letter, block: Block, values: Mapping[str, str]) -> Iterator[Block]:
    if block.rows:
        rows = tuple(tuple(merged(cell, values) for cell in row) for row in block.rows)
        yield Block(block.part, rows=rows)
        return
    try:
        if is_left_out(block.text, values, letter.may_be_blank):
            return
    except LetterError as error:
        error.where = error.where or letter.name
        raise
    if block.part is Part.NEW_PAGE or not names_in(block.text):
        yield block
        return
    for piece in pieces(block.text, values):
        yield Block(block.part, piece)
