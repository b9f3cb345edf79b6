"""A report's tables as they stand on paper: the form's grid, with this report's cells in it.

Every form of output draws from this one layout, so that docx, PDF, xlsx, HTML and the platform's pages cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.report import AnnualReport, Cell, FormCell, FormTable, Role


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell: `text` is what is read on paper; `row` and `column` are its place in the grid, from 0."""

    form: FormCell
    text: str
    row: int
    column: int
    cell: Cell | None = None

    @property
    def path(self) -> str | None:
        return self.form.path

    @property
    def role(self) -> Role:
        return self.form.role


@dataclass(frozen=True, slots=True)
class PrintedTable:
    form: FormTable
    rows: tuple[tuple[PrintedCell, ...], ...]

    @property
    def key(self) -> str:
        return self.form.key


def printed_tables(report: AnnualReport) -> tuple[PrintedTable, ...]:
    """The statutory tables of the report with what they print; empty for a report of text only."""
    return tuple(_printed(table, report) for table in report.printed_tables())


def _printed(table: FormTable, report: AnnualReport) -> PrintedTable:
    taken: set[tuple[int, int]] = set()
    rows = []
    for y, row in enumerate(table.rows):
        printed, x = [], 0
        for form in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + dy, x + dx) for dy in range(form.rowspan) for dx in range(form.colspan)}
            cell = report.cell(form.path) if form.path else None
            printed.append(PrintedCell(form, cell.printed if cell else form.text, y, x, cell))
        rows.append(tuple(printed))
    return PrintedTable(table, tuple(rows))
