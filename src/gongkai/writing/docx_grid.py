"""A statutory table in Word: merged cells as in the form, ruled, as wide as the text, its head on every page."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from gongkai.report import Role
from gongkai.writing.docx_page import BODY, HEADING_ONE, add_run, element, off_grid
from gongkai.writing.layout import CELL_MARGIN_MM, LABEL_INDENT_MM, PrintedCell, PrintedTable

ROW_MM = {"proactive": 8, "requests": 6.2, "disputes": 8}
_PAIRING_MM = 0.6
"""Room taken from a narrow head, so that only two characters fit into a line."""


def add_table(document: Document, printed: PrintedTable) -> Table:
    table: Table = document.add_table(len(printed.rows), printed.form.columns, "Table Grid")
    _shape(table, printed)
    cells = [list(row.cells) for row in table.rows]
    for row in printed.rows:
        for cell in row:
            _fill(_merged(cells, cell), cell, printed)
    for number, row in enumerate(table.rows):
        _row(row, printed, repeated=number < printed.form.head_rows, last=number == len(printed.rows) - 1)
    return table


def _shape(table: Table, printed: PrintedTable) -> None:
    """Fixed widths, so that Word and WPS do not stretch a column over the edge of the page."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _margins(table, CELL_MARGIN_MM[printed.key])
    for column, width in zip(table.columns, printed.columns_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, printed.columns_mm, strict=True):
            cell.width = Mm(width)
    total: Any = table._tbl.tblPr.find(qn("w:tblW"))
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(Mm(sum(printed.columns_mm)).twips))


def _margins(table: Table, millimetres: float) -> None:
    margins = element("tblCellMar")
    margins.extend(element(side, w=Mm(millimetres).twips, type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _merged(cells: list[list[_Cell]], cell: PrintedCell) -> _Cell:
    first = cells[cell.row][cell.column]
    last = cells[cell.row + cell.form.rowspan - 1][cell.column + cell.form.colspan - 1]
    return first if first is last else first.merge(last)


def _fill(target: _Cell, cell: PrintedCell, printed: PrintedTable) -> None:
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = target.paragraphs[0]
    _compact(paragraph)
    is_label = cell.role is Role.LABEL and cell.form.rowspan == 1
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_label else WD_ALIGN_PARAGRAPH.CENTER
    if printed.is_narrow_head(cell):
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(_PAIRING_MM)
    if printed.has_room(cell):
        paragraph.paragraph_format.left_indent = Mm(LABEL_INDENT_MM)
    font = HEADING_ONE if cell.role is Role.HEAD else BODY
    add_run(paragraph, cell.text, font, printed.type_pt(cell))


def _compact(paragraph: Paragraph) -> None:
    off_grid(paragraph)
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.keep_with_next = True


def _row(row: _Row, printed: PrintedTable, *, repeated: bool, last: bool) -> None:
    row.height, row.height_rule = Mm(ROW_MM[printed.key]), WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if repeated:
        properties.append(element("tblHeader"))
    if last:
        _let_go(row)


def _let_go(row: _Row) -> None:
    """The last row does not hold on to what follows the table."""
    for keep in row._tr.iter(qn("w:keepNext")):
        keep.set(qn("w:val"), "0")
