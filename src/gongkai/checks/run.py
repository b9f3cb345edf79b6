"""Put the rules to a report."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.checks.case import Case
from gongkai.checks.doubts import with_doubts
from gongkai.checks.gaps import TABLE_SECTIONS
from gongkai.checks.registry import RULES, Needs
from gongkai.checks.settings import Settings
from gongkai.checks.years import misfit
from gongkai.report import AnnualReport, Finding
from gongkai.report.rollup import RollUp
from gongkai.rulebook import WEIGHT

_NO_SETTINGS = Settings()


def check(
    report: AnnualReport,
    previous: AnnualReport | None = None,
    *,
    settings: Settings = _NO_SETTINGS,
    usual: Collection[str] = (),
) -> list[Finding]:
    """What the rules find, by place in the form; without READ-*, which are the reading's own.

    `previous` is what the user takes for last year's report; where it does not fit, one finding says so and the
    relations over two years are left out. A report of the years before 2019, when the layout was free, has none.
    `usual`: sentences the report was begun with for everybody, as `wording.repeated` takes them.
    """
    if report.format == "2008":
        return []
    fits = previous is not None and misfit(report, previous) is None
    case = Case(with_doubts(report), previous if fits else None, previous, settings.thresholds, usual=frozenset(usual))
    findings = [finding for rule in RULES.values() for finding in rule.findings(case)]
    return _in_place(report, settings.applied(findings))


def check_roll_up(
    sums: RollUp, typed: AnnualReport | None = None, *, settings: Settings = _NO_SETTINGS
) -> list[Finding]:
    """What the ROLLUP-* rules find: of the sum alone, or also of the typed report that is held against it."""
    report = sums.report if typed is None else with_doubts(typed)
    case = Case(report, thresholds=settings.thresholds, sums=sums, compared=typed is not None)
    rules = [rule for rule in RULES.values() if rule.needs is Needs.ROLLUP]
    findings = [finding for rule in rules for finding in rule.findings(case)]
    return _in_place(sums.report, settings.applied(findings))


def checked(
    report: AnnualReport,
    previous: AnnualReport | None = None,
    *,
    settings: Settings = _NO_SETTINGS,
    usual: Collection[str] = (),
) -> AnnualReport:
    """The report with its READ-* findings and everything `check` finds, by place in the form."""
    findings = [*report.reading_findings(), *check(report, previous, settings=settings, usual=usual)]
    return report.with_findings(_in_place(report, findings))


def _in_place(report: AnnualReport, findings: list[Finding]) -> list[Finding]:
    """Title, opening and the form as a whole first, then section by section, in a table from top to bottom; at one place the worst."""
    order = {path: at for at, path in enumerate(report.paths())}
    return sorted(findings, key=lambda finding: (*_place(finding, order), -WEIGHT[finding.severity]))


def _place(finding: Finding, order: dict[str, int]) -> tuple[int, int]:
    if finding.section and finding.section.isdigit():
        return int(finding.section), -1
    if not finding.cells:
        return 0, 0
    first = min(order.get(path, len(order)) for path in finding.cells)
    return TABLE_SECTIONS.get(finding.cells[0].split(".")[0], 0), first
