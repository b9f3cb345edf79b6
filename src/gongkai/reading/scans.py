"""Numbers recognised in pictures: which of them count as read.

A recognised number counts as read where two recognitions agree on it (see `loaders/scan_cells`) and no relation speaks
against it, or where a relation confirms it: one that holds, has a printed number in every place, and whose other numbers are
all certain. Two doubtful numbers never confirm each other: a row of one number prints it twice, and what misreads the one
misreads the other. Everything else is uncertain, with READ-SCAN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.reading.blocks import Document
from gongkai.reading.rules import finding
from gongkai.report import Cell, CellState, Certainty, Finding, Form, Relation, Verdict, judge, relations_of
from gongkai.report.relations import has_collapsed_other


def doubtful_in(form: Form, cells: Mapping[str, Cell], document: Document) -> list[Finding]:
    """What of the cells that were read from pictures a person must look at; each cell is named by one finding at most."""
    seen = {path for path, cell in cells.items() if _is_number_of(cell, document.pictures)}
    if not seen:
        return []
    once = {path for path in seen if _place(cells[path]) in document.once}
    relations = relations_of(form, collapsed_other=has_collapsed_other(form, cells))
    holding = [relation for relation in relations if _holds_fully(relation, cells)]
    unsure = _unconfirmed(once, holding)
    broken = _against(seen, relations, cells, holding) - unsure
    return [*_once_only(unsure), *_broken(broken)]


def _is_number_of(cell: Cell, pages: Sequence[int]) -> bool:
    return cell.state is CellState.NUMBER and cell.at is not None and cell.at.page in pages


def _place(cell: Cell) -> object:
    return cell.at._replace(offset=None) if cell.at else None


def _holds_fully(relation: Relation, cells: Mapping[str, Cell]) -> bool:
    """With a printed number in every place, none of them doubtful for another reason."""
    judged = judge(relation, cells)
    return judged.verdict is Verdict.HOLDS and not judged.blanks and not judged.uncertain


def _unconfirmed(once: set[str], holding: Sequence[Relation]) -> set[str]:
    """What is left of the numbers known once: a relation confirms the only such number in it, and that one may then be the
    support of the next."""
    left = set(once)
    while True:
        confirmed = {one for relation in holding if len(own := left & set(relation.cells)) == 1 for one in own}
        if not confirmed:
            return left
        left -= confirmed


def _against(
    seen: set[str], relations: Sequence[Relation], cells: Mapping[str, Cell], holding: Sequence[Relation]
) -> set[str]:
    """Numbers in a relation that fails, which no other one confirms; all of its numbers where every one is confirmed."""
    supported = {path for relation in holding for path in relation.cells}
    found: set[str] = set()
    for relation in relations:
        if judge(relation, cells).verdict is Verdict.FAILS:
            own = seen & set(relation.cells)
            found |= own - supported or own
    return found


def _once_only(cells: set[str]) -> list[Finding]:
    text = "这些数字是从图像识别的，两次识别不一致或把握不大，请对照图像核对"
    return [finding("READ-SCAN", text, sorted(cells))] if cells else []


def _broken(cells: set[str]) -> list[Finding]:
    text = "这些数字是从图像识别的，与勾稽关系不符，可能认错了，也可能原件如此，请对照图像核对"
    return [finding("READ-SCAN", text, sorted(cells))] if cells else []


def marked(cells: Mapping[str, Cell], findings: Sequence[Finding]) -> dict[str, Cell]:
    """The cells, those that these findings name uncertain."""
    named = {path for found in findings for path in found.cells}
    return {path: cell.marked(Certainty.UNCERTAIN) if path in named else cell for path, cell in cells.items()}
