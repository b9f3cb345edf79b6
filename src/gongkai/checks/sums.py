"""From the judgement of a relation to what a rule found: the same words and the same severity for every sum.

Spec ("A finding"): a blank part counts as 0 and then a failing relation is only a warning; a total without a number, or
a part that is missing or unreadable, leaves the relation undecided; an uncertain cell makes it a matter of the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.checks.registry import Found
from gongkai.report import (
    PREVIOUS,
    AnnualReport,
    Cell,
    CellState,
    Judgement,
    Kind,
    Relation,
    Severity,
    Verdict,
    cell_name,
    judge,
)
from gongkai.report.cells import Number

UNDECIDED, ALL_UNDECIDED = "undecided", "all_undecided"
_SHOWN = 3
_STATES = {
    CellState.BLANK: "空白",
    CellState.NOT_APPLICABLE: "没有填数字",
    CellState.MISSING: "没有读到",
    CellState.UNREADABLE: "认不出数字",
    CellState.NUMBER: "有数字",
}
Describe = Callable[[Relation, Judgement], Found]


def broken_sums(report: AnnualReport, rule: str, describe: Describe) -> Iterator[Found]:
    """What this report's relations of one rule are to a reader."""
    relations = [relation for relation in report.relations() if relation.rule == rule]
    return broken(relations, report.tables, describe)


def broken(relations: Sequence[Relation], cells: Mapping[str, Cell], describe: Describe) -> Iterator[Found]:
    """One find for each row, column or group whose relation fails or cannot be decided; one in all if none can."""
    judged = [(relation, judge(relation, cells)) for relation in relations]
    if judged and all(judgement.verdict is Verdict.UNDECIDED for _, judgement in judged):
        paths = tuple(dict.fromkeys(path for relation in relations for path in own_cells(relation.cells)))
        yield Found(cells=paths, severity=Severity.INFO, template=ALL_UNDECIDED)
        return
    for relation, judgement in judged:
        yield from found_of(relation, judgement, cells, describe)


def found_of(
    relation: Relation, judgement: Judgement, cells: Mapping[str, Cell], describe: Describe
) -> Iterator[Found]:
    """What one judged relation is to a reader: nothing while it holds."""
    if judgement.verdict is Verdict.HOLDS:
        return
    found = replace(describe(relation, judgement), cells=own_cells(relation.cells))
    if judgement.verdict is Verdict.UNDECIDED:
        reason = why_undecided(relation, cells)
        fill = {**found.fill, "reason": reason}
        yield replace(found, fill=fill, severity=Severity.INFO, template=UNDECIDED, expected=None, actual=None)
        return
    yield _doubted(found, judgement, cells)


def _doubted(found: Found, judgement: Judgement, cells: Mapping[str, Cell]) -> Found:
    """A failing relation with blanks or uncertain cells: less severe, and it says why."""
    note = ""
    if judgement.blanks:
        note += f"其中{named(judgement.blanks)}没有填数字，按 0 计算，请先补填。"
    if judgement.uncertain:
        note += f"其中{named(judgement.uncertain)}读得没有把握，请先对照原文看。"
    if not note:
        return found
    kind = Kind.READING if judgement.uncertain else found.kind
    severity = Severity.INFO if found.severity is Severity.INFO else Severity.WARNING
    return replace(found, severity=severity, kind=kind, note=note)


def own_cells(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Without the cells of last year's report: a path in a finding is one of this report."""
    return tuple(path for path in paths if not path.startswith(PREVIOUS))


def named(paths: tuple[str, ...]) -> str:
    """The first few cells by name, and how many there are."""
    shown = "、".join(_name(path) for path in paths[:_SHOWN])
    return shown if len(paths) <= _SHOWN else f"{shown}等 {len(paths)} 格"


def _name(path: str) -> str:
    return f"上年{cell_name(path.removeprefix(PREVIOUS))}" if path.startswith(PREVIOUS) else cell_name(path)


def why_undecided(relation: Relation, cells: Mapping[str, Cell]) -> str:
    """Which cells keep the relation open, and what is the matter with them."""
    total = relation.totals[0]
    states = {path: cells[path].state if path in cells else CellState.MISSING for path in relation.cells}
    if states[total] is not CellState.NUMBER:
        return f"{_name(total)}{_STATES[states[total]]}"
    gaps = [path for path, state in states.items() if state in (CellState.MISSING, CellState.UNREADABLE)]
    return f"{named(tuple(gaps))}{_STATES[states[gaps[0]]]}"


def difference(judgement: Judgement) -> Number:
    """By how much the printed number is off; 0 where it is undecided."""
    return magnitude((judgement.expected or 0) - (judgement.actual or 0))


def magnitude(value: Number) -> Number:
    """`abs` for a count or an amount."""
    return -value if value < 0 else value
