"""How findings are shown on a report: a sign and a word for each severity, so that colour alone never says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.report import Finding, Severity


@dataclass(frozen=True, slots=True)
class Mark:
    sign: str
    word: str
    weight: int


MARKS: Mapping[Severity, Mark] = {
    Severity.ERROR: Mark("✕", "错误", 2),
    Severity.WARNING: Mark("▲", "注意", 1),
    Severity.INFO: Mark("●", "提示", 0),
}


def by_cell(findings: Sequence[Finding]) -> dict[str, list[tuple[int, Finding]]]:
    """Path of a cell → the findings on it with their numbers in the list (from 1), the gravest first."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(findings, 1):
        for path in dict.fromkeys(finding.cells):
            found.setdefault(path, []).append((number, finding))
    for entries in found.values():
        entries.sort(key=lambda entry: -MARKS[entry[1].severity].weight)
    return found


def summary(findings: Sequence[Finding]) -> str:
    """错误 2 处，注意 1 处; nothing where there is nothing."""
    counts = {mark.word: sum(f.severity is severity for f in findings) for severity, mark in MARKS.items()}
    return "，".join(f"{word} {count} 处" for word, count in counts.items() if count)
