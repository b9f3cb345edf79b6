"""The bytes of a web page → text. What a page declares is often wrong; what its bytes are is not."""

from __future__ import annotations

import re

from gongkai.reading.encoding import decode
from gongkai.reading.problem import ReadingError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FREQUENT = (
    "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可主發发年動动公開开政府"
)
_FREQUENT += "資资訊信息本其他總总計计項项目行件無无"
_MOST_DAMAGE = 0.002


def page_text(data: bytes, name: str) -> tuple[str, list[str]]:
    """The text and what should be known about it. UTF-8 strictly, then GB18030 whatever is declared; Big5 where a page
    says so and makes sense that way; a few broken bytes in a whole page are replaced and told."""
    traditional = _as_big5(data)
    if traditional is not None:
        return traditional, ["网页是繁体编码（Big5）"]
    try:
        return decode(data, name), []
    except ReadingError as error:
        mended = _mended(data) if error.code == "READ_BINARY" else None
        if mended is None:
            raise
        return mended, ["网页里有少量损坏的字节，已用“\ufffd”代替"]


def _as_big5(data: bytes) -> str | None:
    """Nearly all Big5 is also formally valid GB18030, so that only the words tell them apart."""
    declared = _DECLARED.search(data[:4096])
    if not declared or not declared[1].lower().startswith((b"big5", b"x-x-big5")) or _strictly(data, "utf-8"):
        return None
    text = _strictly(data, "big5hkscs")
    other = _strictly(data, "gb18030") or ""
    return text if text and _frequent(text) > _frequent(other) else None


def _frequent(text: str) -> int:
    return sum(text.count(char) for char in _FREQUENT)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mended(data: bytes) -> str | None:
    """Pages cut and glued by programs have single broken characters; digits are never among the replaced ones."""
    if b"\x00" in data:
        return None
    texts = [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    return best if best.count("\ufffd") <= _MOST_DAMAGE * len(best) else None
