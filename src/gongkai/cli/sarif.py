"""Findings as SARIF 2.1.0 (OASIS), which code hosts, editors and CI systems show beside the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gongkai import __version__
from gongkai.checks import RULES
from gongkai.cli.verdicts import Verdict
from gongkai.report import AnnualReport, Finding, Severity
from gongkai.rulebook import RuleWords

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Json = dict[str, Any]


def to_sarif(verdicts: Iterable[Verdict]) -> Json:
    verdicts = list(verdicts)
    results = [
        _result(verdict, report, f) for verdict in verdicts for report in verdict.reports for f in report.findings
    ]
    broken = [notification(verdict.file, verdict.error) for verdict in verdicts if verdict.error]
    return log(results, broken, RULES)


def log(results: list[Json], broken: list[Json], rules: Mapping[str, RuleWords]) -> Json:
    """The whole of a run: its results, the files that could not be read, and the rules that are named."""
    driver = {"name": "gongkai", "version": __version__, "language": "zh-CN", "rules": _rules(results, rules)}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": not broken, "toolExecutionNotifications": broken}],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rules(results: list[Json], rules: Mapping[str, RuleWords]) -> list[Json]:
    used = dict.fromkeys(result["ruleId"] for result in results)
    return [_rule(name, rules.get(name)) for name in used]


def _rule(name: str, rule: RuleWords | None) -> Json:
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.description},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"basis": rule.basis},
    }


def _result(verdict: Verdict, report: AnnualReport, finding: Finding) -> Json:
    location: Json = {"physicalLocation": {"artifactLocation": {"uri": verdict.file.as_posix()}}}
    line = next((at.line for path in finding.cells if (at := report.cell(path).at) and at.line), None)
    if line:
        location["physicalLocation"]["region"] = {"startLine": line}
    if finding.cells:
        location["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "member"} for path in finding.cells]
    return result(finding.rule, finding.severity, finding.message, location)


def result(rule: str, severity: Severity, message: str, location: Json) -> Json:
    return {
        "ruleId": rule,
        "level": LEVELS[severity],
        "kind": "fail" if severity is not Severity.INFO else "informational",
        "message": {"text": message},
        "locations": [location],
    }


def notification(file: Path, error: Exception) -> Json:
    location = {"physicalLocation": {"artifactLocation": {"uri": file.as_posix()}}}
    return {"level": "error", "message": {"text": str(error)}, "locations": [location]}
