"""A letter's blocks as a Word document: page, fonts and page number of an official document, no red head.

Unfilled, the same document is the template an office may download and change.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from gongkai.errors import MissingExtraError

try:
    from docx.document import Document
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt
    from docx.text.paragraph import Paragraph
except ImportError as error:
    raise MissingExtraError.of("writing .docx", "docx") from error

from gongkai.letters.letter import Block, Letter, Part
from gongkai.writing.docx_page import (
    BODY,
    BODY_PT,
    LINE_PT,
    TITLE,
    TITLE_PT,
    add_run,
    indent_characters,
    new_document,
    off_grid,
)

SIGNATURE_FROM_LEFT = 13
"""Characters left of the place where office and date stand, one centred over the other (GB/T 9704: the date four
characters from the right). Centred in a place of their own they need no rule that knows how long they are."""
LABEL_MM, ROW_MM, TABLE_PT = 50, 12, 14
WIDTH_MM = 156


def template_bytes(letter: Letter) -> bytes:
    """The default template: the letter with its fields written as {{申请人}}."""
    return blocks_bytes(letter.blocks, letter.title)


def blocks_bytes(blocks: Iterable[Block], title: str, author: str = "") -> bytes:
    document = new_document(title, author, keywords="政府信息公开")
    ordered = list(blocks)
    for place, block in enumerate(ordered):
        after = ordered[place + 1].part if place + 1 < len(ordered) else None
        before = ordered[place - 1].part if place else None
        _add(document, block, before, after)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Document, block: Block, before: Part | None, after: Part | None) -> None:
    if block.part is Part.TABLE:
        _table(document, block)
        return
    if block.part is Part.NEW_PAGE:
        return
    paragraph = document.add_paragraph(style="Title" if block.part is Part.TITLE else None)
    paragraph.paragraph_format.page_break_before = before is Part.NEW_PAGE or None
    _shape(paragraph, block.part, before, after)
    title = block.part is Part.TITLE
    add_run(paragraph, block.text, TITLE if title else BODY, TITLE_PT if title else None)


def _shape(paragraph: Paragraph, part: Part, before: Part | None, after: Part | None) -> None:
    form = paragraph.paragraph_format
    if part is Part.TITLE:
        off_grid(paragraph)
        form.space_after = Pt(0 if after in (Part.TITLE, Part.NUMBER) else LINE_PT)
    elif part is Part.NUMBER:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.space_before, form.space_after = Pt(LINE_PT / 4), Pt(LINE_PT)
    elif part in (Part.SIGNATURE, Part.DATE):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.left_indent = Pt(BODY_PT * SIGNATURE_FROM_LEFT)
        form.space_before = Pt(LINE_PT * 2) if part is Part.SIGNATURE else None
        form.keep_with_next = part is Part.SIGNATURE or after is Part.NOTE
    elif part in (Part.TEXT, Part.NOTE):
        indent_characters(paragraph, 2)
        form.keep_with_next = part is Part.TEXT and after is Part.SIGNATURE
        form.space_before = Pt(LINE_PT / 2) if part is Part.NOTE else None


def _table(document: Document, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Mm(LABEL_MM), Mm(WIDTH_MM * 2 / len(block.rows[0]) - LABEL_MM)] * (len(block.rows[0]) // 2)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for texts in block.rows:
        row = table.add_row()
        row.height, row.height_rule = Mm(ROW_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            add_run(cell.paragraphs[0], text, BODY, TABLE_PT)
