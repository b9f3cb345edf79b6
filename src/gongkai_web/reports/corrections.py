"""A person answers what was not read for certain: types the figure, or confirms the one that was read.

An answered cell is a number that was read, and the READ-* findings no longer name it; one that names no cell any more
is gone. Nothing else of the report changes, and everything is checked again afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from gongkai.report import AnnualReport, Cell, CellState, Certainty, Finding, Severity
from gongkai_web.reports.typed import shown, typed_cell


@dataclass(frozen=True, slots=True)
class Corrected:
    """The report with the answers in it. `slips`: what was typed and is not a number, by cell; it changes nothing.
    `settled`: how many doubts that name no cell a person has looked into."""

    report: AnnualReport
    answered: frozenset[str]
    slips: Mapping[str, str]
    settled: int = 0


def correct(
    report: AnnualReport, typed: Mapping[str, str], confirmed: Iterable[str] = (), settled: Collection[str] = ()
) -> Corrected:
    """`typed` holds the text of inputs by cell path, `confirmed` the cells whose reading a person found right, `settled`
    the doubts on no cell, as `doubt_of` names them, that a person found to be none."""
    form_paths = set(report.paths())
    changed = {
        path: typed_cell(text, money=_is_money(report, path), at=report.cell(path).at)
        for path, text in typed.items()
        if path in form_paths and text.strip() and text.strip() != shown(report.cell(path))
    }
    slips = {path: typed[path] for path, cell in changed.items() if cell.state is CellState.UNREADABLE}
    answers = {path: cell for path, cell in changed.items() if path not in slips}
    answers |= {path: cell for path in confirmed if path in form_paths and (cell := _confirmed(report.cell(path)))}
    open_still = [finding for finding in report.findings if not (doubt_of(finding) and doubt_of(finding) in settled)]
    findings = without_answered(open_still, answers)
    after = replace(report, tables=report.tables | answers, findings=findings)
    return Corrected(after, frozenset(answers), slips, len(report.findings) - len(open_still))


def doubt_of(finding: Finding) -> str:
    """The name of a doubt of the reading that no cell can answer; empty for any other finding."""
    is_doubt = finding.rule.startswith("READ-") and not finding.cells and finding.severity is not Severity.ERROR
    return f"{finding.rule} {finding.message}" if is_doubt else ""


def without_answered(findings: Iterable[Finding], answered: Collection[str]) -> list[Finding]:
    """The findings with the answered cells taken out of the reading's ones; those that name no cell any more are gone."""
    return [left for finding in findings if (left := _without(finding, answered))]


def _is_money(report: AnnualReport, path: str) -> bool:
    return report.form is not None and path in report.form.money


def _confirmed(cell: Cell) -> Cell | None:
    """The reading as it is, now certain; None where there is nothing to confirm."""
    if cell.certainty is not Certainty.UNCERTAIN or cell.state is CellState.UNREADABLE:
        return None
    return cell.marked(Certainty.READ)


def _without(finding: Finding, answered: Collection[str]) -> Finding | None:
    if not finding.rule.startswith("READ-") or not finding.cells:
        return finding
    left = tuple(path for path in finding.cells if path not in answered)
    return replace(finding, cells=left) if left else None
