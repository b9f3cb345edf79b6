"""The report as PDF, set by typst with the fonts that come along: offline, without a system font, always the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.report import AnnualReport, Role
from gongkai.writing.layout import (
    CELL_MARGIN_MM,
    LABEL_INDENT_MM,
    PrintedCell,
    PrintedSection,
    PrintedTable,
    one_line,
    printed_report,
    run_in_heading,
    signature_indents,
)
from gongkai.writing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "report.typ"
PADDING_MM = {"proactive": 1.8, "requests": 1.45, "disputes": 2.2}


def to_bytes(report: AnnualReport) -> bytes:
    """The .pdf file; once the report is signed and dated, in the archival form PDF/A-2b, which needs a date.

    A rare character that the fonts lack is printed as a box. Raises MissingExtraError (on import) where typst is not
    installed.
    """
    data = json.dumps(_data(report), ensure_ascii=False)
    return typeset(_TEMPLATE, {"report": data}, archival=report.signed_on is not None)


def _data(report: AnnualReport) -> dict[str, Any]:
    printed, day = printed_report(report), report.signed_on
    lines = [text for text in (printed.signature, printed.signed_on) if text]
    return {
        "title": list(printed.title),
        "agency": one_line(report.agency or ""),
        "signed": [day.year, day.month, day.day] if day else None,
        "opening": [_paragraph(text) for text in printed.opening],
        "sections": [_section(section) for section in printed.sections],
        "loose_tables": [_table(table) for table in printed.loose_tables],
        "signature": [
            {"text": text, "indent": indent} for text, indent in zip(lines, signature_indents(lines), strict=True)
        ],
    }


def _section(section: PrintedSection) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "new_page": section.begins_page,
        "paragraphs": [_paragraph(text) for text in section.paragraphs],
        "tables": [_table(table) for table in section.tables],
    }


def _paragraph(text: str) -> dict[str, str]:
    head, rest = run_in_heading(text)
    return {"head": head, "text": rest}


def _table(table: PrintedTable) -> dict[str, Any]:
    cut = table.form.head_rows
    return {
        "columns": list(table.columns_mm),
        "margin": CELL_MARGIN_MM[table.key],
        "padding": PADDING_MM[table.key],
        "breakable": table.fills_page,
        "head": [_cell(table, cell) for row in table.rows[:cut] for cell in row],
        "rows": [_cell(table, cell) for row in table.rows[cut:] for cell in row],
    }


def _cell(table: PrintedTable, cell: PrintedCell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "head": cell.role is Role.HEAD,
        "left": cell.role is Role.LABEL and cell.form.rowspan == 1,
        "narrow": table.is_narrow_head(cell),
        "indent": LABEL_INDENT_MM if table.has_room(cell) else 0,
        "size": table.type_pt(cell),
        "rowspan": cell.form.rowspan,
        "colspan": cell.form.colspan,
    }
