"""What kind of text a file is: a page, a table in Markdown, data of a program, or lines of words."""

from __future__ import annotations

import codecs
import re

from gongkai.reading.encoding import wide_without_mark

_HEAD = 8192
_OWN = re.compile(rb'\s*\{\s*"schema"\s*:\s*"gongkai\.report/')
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|script"
    rb"|table|tbody|tr|td|div|span|section|article|center|font|strong|b|p|br|h[1-6]|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|style|script)\b", re.IGNORECASE)
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package|office:document)\b|progid=[\"']Word\.Document")
_MAIL = re.compile(rb"\s*(?:[A-Za-z-]{3,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n)*){0,12}?MIME-Version:", re.IGNORECASE)
_DATA = re.compile(rb"\s*[\[{]\s*[\"'\[{\]}]|\s*\{\s*[A-Za-z_$][\w$]{0,40}\s*:")
_NAME = rb"[A-Za-z_$][\w$.\[\]\"']{0,80}"
_SCRIPT = re.compile(
    rb"\s*(?:/\*.{0,2000}?\*/\s*|//[^\n]{0,500}\n\s*|[\"']use strict[\"'];?\s*)*"
    rb"(?:(?:var|let|const)\s+%(name)s\s*[=,;]|(?:export\s+default|return)\b|[!(;]?\s*(?:async\s+)?function\b"
    rb"|%(name)s\s*=(?!=)|%(name)s\(\s*(?:[\[{\"'`(]|function\b|document\b|window\b))" % {b"name": _NAME},
    re.DOTALL,
)
_SOME = rb"[ \t]{0,80}"  # bounded: a line of nothing but blanks must not cost the square of its length
_DELIMITER = re.compile(
    rb"^%(s)s\|?%(s)s:?-{2,}:?%(s)s(?:\|%(s)s:?-{1,}:?%(s)s)+\|?%(s)s\r?$|^%(s)s\+(?:[-=]{2,}\+){2,}%(s)s\r?$"
    % {b"s": _SOME},
    re.MULTILINE,
)
_ESCAPED = re.compile(rb"\\[-.()\[\]+#|]")
_INNER_TABLE = re.compile(rb"<t[dr][\s>]", re.IGNORECASE)


def text_kind(data: bytes) -> str:
    """`report` (our own JSON), `html`, `mht`, `wordml`, `json`, `markdown` or `text`."""
    data = _as_utf8(data)
    head = data[:_HEAD]
    if _OWN.match(head) or (_DATA.match(head) and b'"gongkai.report/' in data):
        return "report"
    if _WORD_XML.search(head):
        return "wordml"
    if _MARKUP.match(head):
        return "html" if _WHOLE_PAGE.search(head) or not _DELIMITER.search(data) else "markdown"
    if _MAIL.match(head) and b"text/html" in data[:20_000].lower():
        return "mht"
    if _DATA.match(head) or (_SCRIPT.match(head) and data.rstrip()[-1:] in (b";", b")", b"}", b"]")):
        return "json"
    return "markdown" if _is_markdown(data) else "text"


def _is_markdown(data: bytes) -> bool:
    """The plain signs first: most texts have none of them, and a pattern takes its time with every line."""
    if (b"--" in data or b"==" in data) and _DELIMITER.search(data):
        return True
    if (b"<t" in data or b"<T" in data) and _INNER_TABLE.search(data):
        return True
    return data.count(b"\\") > 2 and len(_ESCAPED.findall(data)) > 2


def _as_utf8(data: bytes) -> bytes:
    """Without its byte order mark; UTF-16 and 32 made comparable."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode()
    for encoding in wide_without_mark(data):
        return data.decode(encoding, "replace").replace("\x00", "").encode()
    return data.removeprefix(codecs.BOM_UTF8)
