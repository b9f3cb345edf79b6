"""The report as a Word document in the official form: page and fonts of GB/T 9704, tables with their real merged cells."""

from __future__ import annotations

from io import BytesIO

from gongkai.errors import MissingExtraError

try:
    from docx.document import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
except ImportError as error:
    raise MissingExtraError.of("writing .docx", "docx") from error

from gongkai.report import AnnualReport
from gongkai.writing.docx_grid import add_table
from gongkai.writing.docx_page import (
    BODY,
    BODY_PT,
    HEADING_ONE,
    HEADING_TWO,
    LINE_PT,
    TITLE,
    TITLE_PT,
    add_run,
    indent_characters,
    new_document,
    off_grid,
)
from gongkai.writing.layout import (
    PrintedReport,
    PrintedSection,
    printed_report,
    run_in_heading,
    signature_indents,
)


def to_bytes(report: AnnualReport) -> bytes:
    """The .docx file. Raises MissingExtraError (on import) where python-docx is not installed."""
    printed = printed_report(report)
    document = new_document("".join(printed.title), "")
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
    paragraph = document.add_paragraph(style="Heading 1")
    paragraph.paragraph_format.page_break_before = section.begins_page or None
    paragraph.paragraph_format.space_before = Pt(LINE_PT / 2) if after_table and not section.begins_page else None
    indent_characters(paragraph, 2)
    add_run(paragraph, section.heading, HEADING_ONE)
    for text in section.paragraphs:
        _body(document, text)
    for table in section.tables:
        add_table(document, table)


def _title(document: Document, lines: tuple[str, ...]) -> None:
    paragraph = document.add_paragraph(style="Title")
    off_grid(paragraph)
    for number, text in enumerate(lines, 1):
        run = add_run(paragraph, text, TITLE, TITLE_PT)
        if number < len(lines):
            run.add_break()


def _body(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    indent_characters(paragraph, 2)
    for part, font in zip(run_in_heading(text), (HEADING_TWO, BODY), strict=True):
        if part:
            add_run(paragraph, part, font)


def _signature(document: Document, printed: PrintedReport) -> None:
    lines = [text for text in (printed.signature, printed.signed_on) if text]
    for number, (text, indent) in enumerate(zip(lines, signature_indents(lines), strict=True)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(BODY_PT * indent)
        paragraph.paragraph_format.space_before = Pt(LINE_PT * 2) if number == 0 else None
        paragraph.paragraph_format.keep_with_next = number + 1 < len(lines)
        add_run(paragraph, text, BODY)
