"""What a part adds to a cell of the sum: through the series where its report is on the other form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gongkai.report import series
from gongkai.report.cells import Cell, CellState, Certainty, Number
from gongkai.report.forms import COLLAPSED_OTHER, FORMS, OTHER_OUTCOMES, PROACTIVE, REQUESTS
from gongkai.report.model import AnnualReport
from gongkai.report.rollup.parts import LeftOut, Part, PartKind, Share

YUAN, WAN = "元", "万元"
_WAN_IN_YUAN = Decimal("0.0001")
_PRINTED_UNIT = {f"{PROACTIVE}.charges": WAN}
"""Cells whose unit the form prints in its head."""
_NO_NUMBER = (CellState.BLANK, CellState.NOT_APPLICABLE)


def is_one_row(report: AnnualReport) -> bool:
    """Whether the report has one row 其他处理 that cannot be told apart: one of nothing but 0 can."""
    if report.format != "2019" and not report.collapsed_other:
        return False
    return any(report.value(path) != 0 for path in COLLAPSED_OTHER)


def cells_in(report: AnnualReport, path: str) -> tuple[str, ...]:
    """The cells of this report whose sum is this cell of the sum; none where its form has nothing comparable."""
    form = report.format or ""
    table, row, *column = path.split(".")
    if table == REQUESTS and row in OTHER_OUTCOMES and (form == "2019" or report.collapsed_other):
        return () if is_one_row(report) else (f"{REQUESTS}.other.{column[0]}",)
    return series.members(path, form, collapsed_other=report.collapsed_other)


def paths_of(form: str, reports: Sequence[AnnualReport]) -> tuple[tuple[str, ...], bool]:
    """The cells of the sum; on the form of 2021 with one row 其他处理 where a part has no more, and whether that is so."""
    own = FORMS[form].paths
    if form != "2021" or not any(map(is_one_row, reports)):
        return own, False
    at = own.index(COLLAPSED_OTHER[0].replace(".other.", f".{OTHER_OUTCOMES[0]}."))
    rest = [path for path in own if path.split(".")[1] not in OTHER_OUTCOMES]
    return (*rest[:at], *COLLAPSED_OTHER, *rest[at:]), True


def likeness(report: AnnualReport) -> tuple[str | None, bool, bool]:
    """Reports that are alike in this have their cells at the same places."""
    return report.format, report.collapsed_other, is_one_row(report)


def share_of(part: Part, cells: tuple[str, ...], *, only_own: bool) -> Share:
    """What the part adds to a cell of the sum from these of its cells."""
    if part.report is None:
        raise ValueError(f"{part.name} has no report")
    if not cells:
        return Share(part, None, (), left_out=LeftOut.OTHER_FORM)
    tables = part.report.tables
    if len(cells) == 1:
        share = _of_one(part, tables.get(cells[0]), cells)
    else:
        share = _of_several(part, [part.report.cell(cell) for cell in cells], cells)
    if only_own and part.kind is not PartKind.OWN:
        return share._replace(value=None, left_out=LeftOut.ONLY_OWN, told=share.value)
    return share


def _of_one(part: Part, cell: Cell | None, cells: tuple[str, ...]) -> Share:
    if cell is None:
        return Share(part, None, cells, unread=True)
    if cell.value is None:
        return Share(part, None, cells, blank=cell.state in _NO_NUMBER, unread=cell.state not in _NO_NUMBER)
    return Share(part, cell.value, cells, uncertain=cell.certainty is Certainty.UNCERTAIN)


def _of_several(part: Part, found: list[Cell], cells: tuple[str, ...]) -> Share:
    values = [cell.value for cell in found if cell.value is not None]
    return Share(
        part,
        added(values),
        cells,
        blank=any(cell.state in _NO_NUMBER for cell in found),
        unread=any(cell.state in (CellState.MISSING, CellState.UNREADABLE) for cell in found),
        uncertain=any(cell.certainty is Certainty.UNCERTAIN for cell in found),
    )


def added(values: Sequence[Number]) -> Number | None:
    """Their exact sum; None of nothing, for the sum of no number is not 0."""
    return sum(values[1:], start=values[0]) if values else None


def in_one_unit(path: str, shares: Sequence[Share]) -> tuple[list[Share], str | None]:
    """Amounts in the unit they share, 万元 where 元 and 万元 meet; an amount whose unit nobody states is not added to others
    that state theirs, and doubtful where none does. Also the unit to show beside the number, where the form prints none."""
    units = [_unit(share, path) for share in shares]
    stated = {unit for unit, share in zip(units, shares, strict=True) if unit and share.value is not None}
    unit = stated.pop() if len(stated) == 1 else (WAN if stated else None)
    shown = None if path in _PRINTED_UNIT else unit
    return [_as(share, its, unit) for share, its in zip(shares, units, strict=True)], shown


def _unit(share: Share, path: str) -> str | None:
    report = share.part.report
    cell = report.cell(share.cells[0]) if report and share.cells else None
    return (cell.unit if cell else None) or _PRINTED_UNIT.get(path)


def _as(share: Share, its: str | None, unit: str | None) -> Share:
    if share.value is None or its == unit:
        return share._replace(uncertain=True) if share.value is not None and unit is None else share
    if (its, unit) == (YUAN, WAN):
        return share._replace(value=share.value * _WAN_IN_YUAN)
    return share._replace(value=None, left_out=LeftOut.UNIT, told=share.value)
