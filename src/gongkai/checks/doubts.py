"""What the reading doubts, before any rule looks: no office is accused of what the reading may have got wrong.

A rule that finds a doubtful cell among its own speaks of the reading and is no error (`sums`, `text`, `counts`). Doubtful is
what the reading calls uncertain or names in a warning, and every cell of a table of which a large share is doubtful or
missing: where so much could not be placed, the rest may stand in the wrong place as well.
"""

from __future__ import annotations

from dataclasses import replace

from gongkai.report import AnnualReport, CellState, Certainty, Severity

_TORN_SHARE = 0.25
_NOT_READ = (CellState.MISSING, CellState.UNREADABLE)
_LEFT_OVER = frozenset({"READ-EXTRA", "READ-LOST", "READ-ORDER", "READ-ROW", "READ-SEVERAL", "READ-UNREAD"})


def with_doubts(report: AnnualReport) -> AnnualReport:
    """The report with every number that the reading has reason to doubt marked uncertain."""
    named = {path for found in report.reading_findings() if found.severity is not Severity.INFO for path in found.cells}
    doubtful = {path for path, cell in report.tables.items() if path in named or cell.certainty is Certainty.UNCERTAIN}
    not_read = {path for path, cell in report.tables.items() if cell.state in _NOT_READ}
    for table in report.printed_tables():
        if len((doubtful | not_read).intersection(table.paths)) >= _TORN_SHARE * len(table.paths):
            doubtful.update(table.paths)
    numbers = {path for path in doubtful if report.cell(path).state is CellState.NUMBER}
    return replace(
        report, tables={p: c.marked(Certainty.UNCERTAIN) if p in numbers else c for p, c in report.tables.items()}
    )


def has_left_over(report: AnnualReport) -> bool:
    """The reading says that numbers or rows of this file found no place: what is missing elsewhere may be among them."""
    return any(f.rule in _LEFT_OVER and f.severity is not Severity.INFO for f in report.reading_findings())
