"""The rules of the proof and where they are kept: each a small function that yields what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.proofing.case import Case
from gongkai.proofing.model import BODY, ProofFinding, where
from gongkai.reading.blocks import NOWHERE
from gongkai.report import Place, Severity
from gongkai.rulebook import MAIN, Rulebook, RuleWords, wordings

__all__ = ["MAIN", "RULES", "Found", "Function", "Rule", "rule"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw. `quote` must be masked already; `fill` goes into the message `template`.

    `start` is the offset in the case's text; where it is None, `at` and `part` give the place. `also` are further places
    of the same finding. `severity` only where it differs from the rule's.
    """

    quote: str = ""
    start: int | None = None
    at: Place = NOWHERE
    part: str = BODY
    fill: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    template: str = MAIN
    also: tuple[Place, ...] = ()


Function = Callable[[Case], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule(RuleWords):
    function: Function = field(repr=False)

    def findings(self, case: Case) -> Iterator[ProofFinding]:
        for found in self.function(case):
            yield self._finding(found, case)

    def _finding(self, found: Found, case: Case) -> ProofFinding:
        at, part = (found.at, found.part) if found.start is None else case.place(found.start)
        place = where(part, at)
        message = self.messages[found.template].format_map({"quote": found.quote, **found.fill})
        words = f"{place}：{message}" if place else message
        severity = found.severity or self.severity
        return ProofFinding(self.id, severity, words, found.quote, at, part, also=found.also)


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
) -> Callable[[Function], Function]:
    """Enter a function as the rule `id`."""

    def enter(function: Function) -> Function:
        RULES.enter(Rule(id, severity, title, title_en, description, wordings(message), basis, function))
        return function

    return enter
