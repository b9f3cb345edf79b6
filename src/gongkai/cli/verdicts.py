"""What a check says of each file, with last year's report where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.checks import Settings, checked
from gongkai.errors import GongkaiError
from gongkai.reading import each_its_own_file
from gongkai.reading.jobs import Reading
from gongkai.report import AnnualReport, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file: its reports with all findings, or the error that says why there are none."""

    file: Path
    reports: list[AnnualReport] = field(default_factory=list)
    error: GongkaiError | None = None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for report in self.reports for finding in report.findings)

    @property
    def status(self) -> int:
        """The exit status this file alone would give: 2 not read, 1 findings of severity error, 0 otherwise."""
        if self.error:
            return 2
        return 1 if self.count(Severity.ERROR) else 0


class Predecessors:
    """Reports of earlier years, found by organ and year. A single one serves every report: the rules say if it fits."""

    def __init__(self, readings: Iterable[Reading], *, single: bool) -> None:
        pairs = [(report, reading.file) for reading in readings for report in reading.reports]
        self._single = pairs[0][0] if single and pairs else None
        self._by_key = {_key(report): (report, file) for report, file in pairs}
        self._used: set[tuple[str, int]] = set()
        self._alone: list[str] = []

    def of(self, report: AnnualReport) -> AnnualReport | None:
        if self._single:
            return self._single
        key = _key(report, years_before=1)
        if key not in self._by_key:
            self._alone.append(report.source.file if report.source else report.agency or "")
            return None
        self._used.add(key)
        return self._by_key[key][0]

    def alone(self) -> list[str]:
        """Reports that were asked about and have no earlier one here."""
        return self._alone

    def unpaired(self) -> list[Path]:
        """Files of earlier years that no report asked for."""
        return [] if self._single else [file for key, (_, file) in self._by_key.items() if key not in self._used]


def _key(report: AnnualReport, years_before: int = 0) -> tuple[str, int]:
    """Organs write themselves with and without 人民政府; that must not part a report from its predecessor."""
    name = re.sub(r"\s|人民政府$|政府$", "", report.agency or "")
    return name, (report.year or 0) - years_before


def verdicts(readings: Iterable[Reading], predecessors: Predecessors | None, settings: Settings) -> Iterator[Verdict]:
    for reading in readings:
        reports = [
            checked(report, predecessors.of(report) if predecessors else None, settings=settings)
            for report in each_its_own_file(reading.reports)
        ]
        yield Verdict(reading.file, reports, reading.error)


def exit_status(results: Sequence[Verdict]) -> int:
    """The worst of all: one unreadable file makes it 2, however the others did."""
    return max((verdict.status for verdict in results), default=0)
