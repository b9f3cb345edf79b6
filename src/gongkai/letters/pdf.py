"""A letter's blocks as PDF, set by typst with the fonts that come along; in the archival form PDF/A-2b."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gongkai.letters.letter import Block, Part
from gongkai.writing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "letter.typ"


def blocks_pdf(blocks: Sequence[Block], title: str, *, author: str = "", signed_on: date | None = None) -> bytes:
    """The .pdf file. A character the fonts lack is looked for among those of the system."""
    data = {
        "title": title,
        "author": author,
        "signed": [signed_on.year, signed_on.month, signed_on.day] if signed_on else None,
        "blocks": [_block(blocks, place) for place in range(len(blocks))],
    }
    archival = signed_on is not None
    return typeset(_TEMPLATE, {"letter": json.dumps(data, ensure_ascii=False)}, archival=archival, borrow_fonts=True)


def _block(blocks: Sequence[Block], place: int) -> dict[str, object]:
    block = blocks[place]
    after = blocks[place + 1].part if place + 1 < len(blocks) else None
    return {
        "part": block.part.value,
        "text": block.text,
        "rows": [list(row) for row in block.rows],
        "last": after not in (Part.TITLE, Part.NUMBER),
        "sticky": after is Part.SIGNATURE,
        "noted": after is Part.NOTE,
    }
