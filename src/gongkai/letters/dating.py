"""成文日期 is the day of the last signature: while a letter is decided on, a mark stands in its place, and gives way to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.letters.docx_fields import each, opened, replace_text, saved
from gongkai.letters.filling import FilledLetter
from gongkai.letters.letter import Block, Part

UNDATED = "（签发之日）"
_DATE = "日期"


def undated(filled: FilledLetter) -> FilledLetter:
    """The letter with the mark instead of its day."""
    blocks = tuple(replace(one, text=UNDATED) if one.part is Part.DATE else one for one in filled.blocks)
    return replace(filled, values={**filled.values, _DATE: UNDATED}, blocks=blocks)


def dated_blocks(blocks: Sequence[Block], day: date) -> tuple[Block, ...]:
    return tuple(replace(one, text=one.text.replace(UNDATED, chinese_date(day))) for one in blocks)


def dated_docx(data: bytes, day: date) -> bytes:
    """The same file but for the mark. Raises LetterError where it is no Word file."""
    document = opened(data)
    each(document, lambda paragraph, _: replace_text(paragraph, UNDATED, chinese_date(day)))
    return saved(document)
