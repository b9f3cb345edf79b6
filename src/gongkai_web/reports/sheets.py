"""The statutory tables as a page shows them: the printed cells, the remarks on each, and an input where one may type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.report import Cell, CellState, Certainty, Number, Role, cell_name
from gongkai.writing.layout import PrintedCell, PrintedTable
from gongkai_web.reports.remarks import Group, Remark, cell_anchor

TABLE_NAMES = {"proactive": "表二", "requests": "表三", "disputes": "表四"}


@dataclass(frozen=True)
class Input:
    """Where a person types: `value` is in it, `guess` is what was read without certainty, `offer` what can be
    computed; `is_next`: a new page opens here."""

    name: str
    value: str
    guess: str = ""
    offer: str = ""
    problem: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class SheetCell:
    printed: PrintedCell
    anchor: str = ""
    name: str = ""
    remarks: tuple[Remark, ...] = ()
    involved: Group | None = None
    input: Input | None = None
    source: str = ""
    href: str = ""
    """Where the records behind the number open."""

    beside: str = ""
    """What the records give, where a person has set another number."""

    @property
    def tag(self) -> str:
        return "td" if self.printed.role is Role.VALUE else "th"

    @property
    def scope(self) -> str:
        if self.printed.role is Role.LABEL:
            return "rowgroup" if self.printed.form.rowspan > 1 else "row"
        return "colgroup" if self.printed.form.colspan > 1 else "col"

    @property
    def lines(self) -> list[str]:
        """A group's label breaks after its number: （三） / 不予公开."""
        text = self.printed.text
        number, bracket, rest = text.partition("）")
        is_group = self.scope == "rowgroup" and text.startswith("（") and rest
        return [f"{number}{bracket}", rest] if is_group else [text]

    @property
    def group(self) -> Group | None:
        return self.remarks[0].group if self.remarks else None

    @property
    def is_missing(self) -> bool:
        return self.printed.cell is not None and self.printed.cell.state is CellState.MISSING

    @property
    def is_total(self) -> bool:
        path = self.printed.path or ""
        return path.endswith(".total") or ".result_total." in path

    @property
    def stands_still(self) -> bool:
        """Labels stay in view while the numbers scroll, and so does the block above them."""
        is_corner = self.printed.role is Role.HEAD and self.printed.form.rowspan > 2
        return self.printed.role is Role.LABEL or is_corner


@dataclass(frozen=True)
class Sheet:
    key: str
    name: str
    title: str
    columns: int
    rows: tuple[tuple[SheetCell, ...], ...]

    @property
    def column_numbers(self) -> range:
        return range(self.columns)


@dataclass(frozen=True)
class SheetMaker:
    """Draws the tables of one report; `key` is that of the report on the page."""

    key: str
    remarks: Sequence[Remark]
    input_for: Callable[[str, Cell], Input | None]
    source_for: Callable[[Cell], str] = lambda cell: ""
    href_for: Callable[[str], str] = lambda path: ""
    beside_for: Callable[[str], str] = lambda path: ""

    def __call__(self, table: PrintedTable) -> Sheet:
        on_cell, involved = _on_cells(self.remarks), _involved(self.remarks)
        rows = tuple(tuple(self._cell(printed, on_cell, involved) for printed in row) for row in table.rows)
        return Sheet(table.key, TABLE_NAMES[table.key], table.form.title, table.form.columns, rows)

    def _cell(self, printed: PrintedCell, on_cell: dict[str, list[Remark]], involved: dict[str, Group]) -> SheetCell:
        path, cell = printed.path, printed.cell
        if path is None or cell is None:
            return SheetCell(printed)
        return SheetCell(
            printed,
            anchor=cell_anchor(self.key, path),
            name=cell_name(path),
            remarks=_weighty(on_cell.get(path, [])),
            involved=involved.get(path),
            input=self.input_for(path, cell),
            source=self.source_for(cell),
            href=self.href_for(path),
            beside=self.beside_for(path),
        )


def _on_cells(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    """Remarks that stand on a cell, the worst first."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        for path in remark.principal:
            found.setdefault(path, []).append(remark)
    return found


def _weighty(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """A note says nothing new on a cell that has something worse."""
    return tuple(remark for remark in remarks if remark.group is not Group.NOTE) or tuple(remarks)


def _involved(remarks: Sequence[Remark]) -> dict[str, Group]:
    """For cells that take part in a finding: how bad the worst is."""
    found: dict[str, Group] = {}
    for remark in remarks:
        for path in remark.finding.cells:
            if remark.group is not Group.NOTE:
                found.setdefault(path, remark.group)
    return found


def needs_a_person(cell: Cell) -> bool:
    """Read without certainty, or not readable at all: a person may answer it."""
    return cell.certainty is Certainty.UNCERTAIN or cell.state is CellState.UNREADABLE


def figure(number: Number) -> str:
    return str(number) if isinstance(number, int) else f"{number:f}"
