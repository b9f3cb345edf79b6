"""Words looked for on the pages, while somebody waits."""

from __future__ import annotations

from datetime import datetime

from gongkai.reading import Limits
from gongkai.redaction import Source, Spot, find
from gongkai_web.organs.models import Person
from gongkai_web.redactions.errors import RedactingError
from gongkai_web.redactions.models import Redaction
from gongkai_web.redactions.services import open_original

LIMITS = Limits(quick=True, seconds=10.0)
_MOST_LETTERS = 100


def spots_with(words: str, redaction: Redaction, by: Person, now: datetime) -> list[Spot]:
    """Every place. Raises RedactingError where there is none, or no text layer to look in."""
    sought = "".join(words.split())
    if not sought or len(sought) > _MOST_LETTERS:
        raise RedactingError("没有写要遮盖的字，或者太长", "请写要遮盖的姓名、号码，例如“张三”")
    if not redaction.has_text:
        raise RedactingError("这份文件是图片，没有可以查找的文字", "请逐页看，用画框的办法遮盖")
    data = open_original(by=by, redaction=redaction, now=now, what="pages")
    source = Source(data, redaction.original.name, redaction.page_count, is_picture=False)
    found = [spot for place in find(source.letters(LIMITS), sought) for spot in place]
    if not found:
        raise RedactingError(f"没有找到“{sought}”", "图片里的字、手写的字找不到，请逐页看")
    return found
