"""Findings as SARIF 2.1.0 (OASIS), which code hosts, editors and CI systems show beside the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai import __version__
from gongkai.checks import RULES
from gongkai.cli.verdicts import Verdict
from gongkai.report import AnnualReport, Finding, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Json = dict[str, Any]


def to_sarif(verdicts: Iterable[Verdict]) -> Json:
    verdicts = list(verdicts)
    results = [
        _result(verdict, report, f) for verdict in verdicts for report in verdict.reports for f in report.findings
    ]
    broken = [_notification(verdict) for verdict in verdicts if verdict.error]
    driver = {"name": "gongkai", "version": __version__, "language": "zh-CN", "rules": _rules(results)}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": not broken, "toolExecutionNotifications": broken}],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rules(results: list[Json]) -> list[Json]:
    used = dict.fromkeys(result["ruleId"] for result in results)
    return [_rule(name) for name in used]


def _rule(name: str) -> Json:
    rule = RULES.get(name)
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
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "kind": "fail" if finding.severity is not Severity.INFO else "informational",
        "message": {"text": finding.message},
        "locations": [location],
    }


def _notification(verdict: Verdict) -> Json:
    location = {"physicalLocation": {"artifactLocation": {"uri": verdict.file.as_posix()}}}
    return {"level": "error", "message": {"text": str(verdict.error)}, "locations": [location]}
