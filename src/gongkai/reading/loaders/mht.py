"""Saved web pages in one file (mht, and the doc files that are really such pages) → the page's blocks (RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes

from gongkai.reading.blocks import Document
from gongkai.reading.loaders import html
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPE = "multipart/related"


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError where no page is in it."""
    message = message_from_bytes(data)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    content = next((page for part in pages if isinstance(page := part.get_payload(decode=True), bytes)), b"")
    if not content.strip():
        raise ReadingError("文件里没有网页", "请在浏览器中打开，另存为网页（html）后再试", name, "READ_MHT")
    document = html.load(content, name, clock)
    document.reader, document.media_type = "mht", MEDIA_TYPE
    return document
