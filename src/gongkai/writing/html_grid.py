"""A statutory table in HTML: merged heads as in the form, each marked cell with its signs, in a frame that scrolls."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from gongkai.report import AnnualReport, CellState, Certainty, Finding, Role, cell_name
from gongkai.writing.layout import TYPE_PT, PrintedCell, PrintedTable
from gongkai.writing.marks import MARKS

Found = Mapping[str, list[tuple[int, Finding]]]
_NAMED = 4


def anchor(path: str) -> str:
    return f"c-{path.replace('.', '-')}"


def links_to_cells(finding: Finding, report: AnnualReport) -> list[str]:
    """Links to the first cells of a finding, and how many more there are."""
    known = {path for table in report.printed_tables() for path in table.paths}
    paths = [path for path in finding.cells if path in known]
    shown = paths if len(paths) <= _NAMED else paths[:1]
    links = [f'<a href="#{anchor(path)}">{escape(cell_name(path))}</a>' for path in shown]
    return links if shown == paths else [*links, f"等 {len(paths)} 格"]


def grid(table: PrintedTable, found: Found) -> str:
    cut = table.form.head_rows
    head = "".join(_row(row, table, found) for row in table.rows[:cut])
    body = "".join(_row(row, table, found) for row in table.rows[cut:])
    total = sum(table.columns_mm)
    columns = "".join(f'<col style="width:{width / total:.2%}">' for width in table.columns_mm)
    return (
        f'<div class="frame {table.key}" tabindex="0" role="region" aria-label="{escape(table.form.title)}">'
        f'<table class="{table.key}"><caption>{escape(table.form.title)}</caption><colgroup>{columns}</colgroup>\n'
        f"{f'<thead>{head}</thead>' if head else ''}<tbody>\n{body}</tbody></table></div>\n"
    )


def _row(row: tuple[PrintedCell, ...], table: PrintedTable, found: Found) -> str:
    last_label = max((number for number, cell in enumerate(row) if cell.role is Role.LABEL), default=-1)
    cells = (_cell(cell, table, found, names_row=number == last_label) for number, cell in enumerate(row))
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(cell: PrintedCell, table: PrintedTable, found: Found, *, names_row: bool) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.form.rowspan), ("colspan", cell.form.colspan))
        if count > 1
    )
    if cell.role is Role.VALUE and cell.path:
        return _value(cell, cell.path, spans + _smaller(cell, table), found.get(cell.path, []))
    if cell.role is Role.HEAD:
        corner = (
            ' class="corner"' if table.form.head_rows and cell.row == cell.column == 0 and cell.form.rowspan > 1 else ""
        )
        return f'<th{corner} scope="{"colgroup" if cell.form.colspan > 1 else "col"}"{spans}>{escape(cell.text)}</th>'
    kind = ' class="names-row"' if names_row else ' class="group"'
    return f'<th{kind} scope="{"rowgroup" if cell.form.rowspan > 1 else "row"}"{spans}>{escape(cell.text)}</th>'


def _smaller(cell: PrintedCell, table: PrintedTable) -> str:
    """A long number in smaller type, since one broken in two or cut off is misread."""
    share = max(0.8, table.type_pt(cell) / TYPE_PT[table.key])
    return f' style="font-size:{share:.0%}"' if share < 1 else ""


def _value(cell: PrintedCell, path: str, spans: str, found: list[tuple[int, Finding]]) -> str:
    signs = "".join(_sign(number, finding) for number, finding in found)
    kind = f' class="marked {found[0][1].severity}"' if found else ""
    return f'<td id="{anchor(path)}"{kind}{spans}>{escape(cell.text)}{_doubt(cell)}{signs}</td>'


def _sign(number: int, finding: Finding) -> str:
    mark = MARKS[finding.severity]
    return f'<a class="sign {finding.severity}" href="#f{number}" aria-label="{mark.word} {number}">{mark.sign}{number}</a>'


def _doubt(cell: PrintedCell) -> str:
    """What the printed text alone would hide: a guess, and a cell that the file does not have."""
    if cell.cell is None:
        return ""
    if cell.cell.state is CellState.MISSING:
        return '<small class="doubt">原文无此格</small>'
    unsure = cell.cell.certainty is Certainty.UNCERTAIN or cell.cell.state is CellState.UNREADABLE
    return '<small class="doubt">待核对</small>' if unsure else ""
