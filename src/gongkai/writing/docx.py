"""The report as a Word document in the official form: page and fonts of GB/T 9704, tables with their real merged cells."""

from __future__ import annotations

import re
from io import BytesIO

from gongkai.errors import MissingExtraError

try:
    from docx.document import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
except ImportError as error:
    raise MissingExtraError.of("writing .docx", "docx") from error

from gongkai.report import AnnualReport
from gongkai.report.forms import REQUESTS
from gongkai.writing.docx_grid import add_table
from gongkai.writing.docx_page import (
    BODY,
    BODY_PT,
    CHARACTERS,
    HEADING_ONE,
    HEADING_TWO,
    LINE_PT,
    TITLE,
    TITLE_PT,
    add_run,
    indent_characters,
    new_document,
)
from gongkai.writing.layout import PrintedReport, PrintedSection, one_line, printed_report

DATE_INDENT = 4
_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；：]{1,24}(?:。|$)")
"""（一）主动公开。 — the heading that runs into its paragraph; GB/T 9704 sets it in 楷体."""


def to_bytes(report: AnnualReport) -> bytes:
    """The .docx file. Raises MissingExtraError (on import) where python-docx is not installed."""
    printed = printed_report(report)
    document = new_document(printed.title or "", one_line(report.agency or ""))
    _write(document, printed)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(document: Document, printed: PrintedReport) -> None:
    if printed.title:
        _title(document, printed.title)
    for text in printed.opening:
        _body(document, text)
    after_table = False
    for section in printed.sections:
        _section(document, section, after_table=after_table)
        after_table = bool(section.tables)
    for table in printed.loose_tables:
        add_table(document, table)
    _signature(document, printed)


def _section(document: Document, section: PrintedSection, *, after_table: bool) -> None:
    """Table three fills a page, so its section begins one: no group of rows is cut by a page's end."""
    paragraph = document.add_paragraph(style="Heading 1")
    paragraph.paragraph_format.page_break_before = any(table.key == REQUESTS for table in section.tables) or None
    paragraph.paragraph_format.space_before = Pt(LINE_PT / 2) if after_table else None
    indent_characters(paragraph, 2)
    add_run(paragraph, section.heading, HEADING_ONE)
    for text in section.paragraphs:
        _body(document, text)
    for table in section.tables:
        add_table(document, table)


def _title(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(style="Title")
    add_run(paragraph, text, TITLE, TITLE_PT)


def _body(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    indent_characters(paragraph, 2)
    heading = _SECOND_LEVEL.match(text)
    if heading:
        add_run(paragraph, heading.group(), HEADING_TWO)
        text = text[heading.end() :]
    if text:
        add_run(paragraph, text, BODY)


def _signature(document: Document, printed: PrintedReport) -> None:
    lines = [text for text in (printed.signature, printed.signed_on) if text]
    for number, (text, indent) in enumerate(zip(lines, signature_indents(lines), strict=True)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(BODY_PT * indent)
        paragraph.paragraph_format.space_before = Pt(LINE_PT * 2) if number == 0 else None
        paragraph.paragraph_format.keep_with_next = number + 1 < len(lines)
        add_run(paragraph, text, BODY)


def signature_indents(lines: list[str]) -> list[float]:
    """How many characters each line stands from the right: the date four, the office centred over it (GB/T 9704).

    An office whose name is too long to be centred so stands at the edge, and so does the date below it.
    """
    widths = [sum(0.5 if char.isascii() else 1 for char in line) for line in lines]
    if len(widths) < 2:
        return [DATE_INDENT if width <= CHARACTERS - DATE_INDENT else 0 for width in widths]
    half_difference = (widths[0] - widths[1]) / 2
    office = DATE_INDENT - half_difference
    return [office, DATE_INDENT] if office >= 0 else [0, min(half_difference, DATE_INDENT)]
