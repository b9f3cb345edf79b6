"""Cells without a number, put together so that one finding speaks of one place: a table, a row, a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report import AnnualReport, CellState, FormTable
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTES, REQUESTS, cell_name, row_name

TABLE_NAMES = {"proactive": "表二", "requests": "表三", "disputes": "表四"}
TABLE_SECTIONS = {"proactive": 2, "requests": 3, "disputes": 4}


@dataclass(frozen=True, slots=True)
class Gap:
    """`where` is how one says the place; `whole`: every cell of the table is in it."""

    where: str
    cells: tuple[str, ...]
    whole: bool = False


def gaps(report: AnnualReport, states: Sequence[CellState], most_rows: int) -> Iterator[Gap]:
    """Row by row; the table as one where all of it, or more than `most_rows` of its rows, have such cells."""
    for table in report.printed_tables():
        cells = tuple(path for path in table.paths if report.cell(path).state in states)
        rows: dict[str, list[str]] = {}
        for path in cells:
            rows.setdefault(path.split(".")[1], []).append(path)
        if cells == table.paths or len(rows) > most_rows:
            yield _in_table(table, cells, len(rows))
        else:
            yield from (Gap(_row(table, row, tuple(paths)), tuple(paths)) for row, paths in rows.items())


def _in_table(table: FormTable, cells: tuple[str, ...], rows: int) -> Gap:
    name = TABLE_NAMES[table.key]
    if cells == table.paths:
        return Gap(f"{name}全表", cells, whole=True)
    return Gap(f"{name}有 {rows} 行共", cells)


def _row(table: FormTable, row: str, cells: tuple[str, ...]) -> str:
    name = TABLE_NAMES[table.key]
    if len(cells) == 1:
        return cell_name(cells[0])
    if table.key == REQUESTS:
        return f"{name}“{row_name(row)}”一行"
    if table.key == DISPUTES:
        return f"{name}“{DISPUTE_GROUPS[row]}”"
    return cell_name(cells[0]).rsplit("”", 1)[0] + "”一行"
