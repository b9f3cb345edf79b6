"""The rules and where they are kept. A rule is a small function that yields what it found; this gives it its name,
severity and words, so that screen, JSON, manual and tests agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.checks.case import Case
from gongkai.report import Finding, Kind, Number, Severity
from gongkai.rulebook import MAIN, Rulebook, RuleWords, wordings

__all__ = ["FORM_NOTICES", "MAIN", "RULES", "Found", "Function", "Needs", "Rule", "rule"]

FORM_NOTICES = "国办公开办函〔2019〕60号、〔2021〕30号"


class Needs(StrEnum):
    """What a rule must be given: the report alone, also its predecessor, or the roll-up of its parts."""

    REPORT = "report"
    PAIR = "pair"
    ROLLUP = "rollup"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw: `fill` goes into the rule's message `template`, `note` follows it.

    `severity` only where it differs from the rule's.
    """

    fill: Mapping[str, object] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    expected: Number | None = None
    actual: Number | None = None
    severity: Severity | None = None
    kind: Kind = Kind.FILING
    quote: str | None = None
    section: str | None = None
    template: str = MAIN
    note: str = ""


Function = Callable[[Case], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule(RuleWords):
    needs: Needs
    function: Function = field(repr=False)

    def findings(self, case: Case) -> Iterator[Finding]:
        """What the rule finds in this case; nothing where it needs a predecessor, or a roll-up, and there is none."""
        if self.needs is Needs.PAIR and case.previous is None:
            return
        if self.needs is Needs.ROLLUP and case.sums is None:
            return
        for found in self.function(case):
            yield self._finding(found)

    def _finding(self, found: Found) -> Finding:
        return Finding(
            rule=self.id,
            severity=found.severity or self.severity,
            message=self.messages[found.template].format_map(found.fill) + found.note,
            cells=found.cells,
            expected=found.expected,
            actual=found.actual,
            kind=found.kind,
            quote=found.quote,
            section=found.section,
        )


RULES: Rulebook[Rule] = Rulebook()
"""Every rule by its name, in the order in which the families were imported."""


def rule(
    id: str,
    severity: Severity,
    *,
    title: str,
    title_en: str,
    description: str,
    message: str | Mapping[str, str],
    basis: str,
    needs: Needs = Needs.REPORT,
) -> Callable[[Function], Function]:
    """Enter a function as the rule `id`."""

    def enter(function: Function) -> Function:
        RULES.enter(Rule(id, severity, title, title_en, description, wordings(message), basis, needs, function))
        return function

    return enter
