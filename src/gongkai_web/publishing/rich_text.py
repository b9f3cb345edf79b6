"""Rich text as it may be kept: paragraphs, headings, lists, tables and links, and nothing that looks or acts.

What comes in is heard element by element, so that no depth and no length takes more than its share of time, and written
anew well-formed; nh3 then has the last word over what is kept.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from lxml import etree

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.rich_docx import docx_html
from gongkai_web.publishing.rich_plain import Plain
from gongkai_web.publishing.rich_reader import Reader, TooManyElementsError

MOST_CHARACTERS = 6_000_000
"""Of the markup as it comes in: what Word puts around a text is many times the text."""

_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#\d|#x|[A-Za-z]+;)")
_TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "a", "img"),
    *("table", "caption", "tbody", "tr", "th", "td", "strong", "em", "u", "s", "sub", "sup"),
}
_ALIGNED = {"p", "h2", "h3", "h4", "td", "th"}
_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: {"align"} for tag in _ALIGNED},
    **{cell: {"align", "rowspan", "colspan"} for cell in ("td", "th")},
    **{"ol": {"start", "type"}, "a": {"href"}, "img": {"src", "alt"}},
}


def clean(html: str) -> str:
    """Well-formed HTML without styles, classes, scripts, remote pictures; cleaning it again changes nothing.

    Words without any markup are as somebody typed them where the editor does not run: each line is a paragraph.
    Raises PublishingError for what is too long.
    """
    if len(html) > MOST_CHARACTERS:
        raise _too_long()
    if not _MARKUP.search(html):
        html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in html.splitlines())
    return nh3.clean(
        _heard(html, Reader()),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def text_of(html: str) -> str:
    """The words: paragraphs, items and rows by line, cells by tab; in a cell all is one line."""
    return _heard(html, Plain())


def from_docx(content: bytes) -> str:
    """The text of a Word document, cleaned, with the numbers that Word counts. Raises PublishingError."""
    return clean(docx_html(content))


def _heard(html: str, target: Reader | Plain) -> str:
    if not html.strip():
        return ""
    parser = etree.HTMLParser(target=target, huge_tree=True)
    try:
        parser.feed(html.replace("\x00", ""))
        return str(parser.close())
    except TooManyElementsError as error:
        raise _too_long() from error


def _too_long() -> PublishingError:
    return PublishingError("正文太长，没有存入", "请把长的表格和附录作为附件上传，正文里只留要点")
