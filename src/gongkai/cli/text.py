"""The results of a check as text: per report what is wrong, where, and a picture of the place; a summary at the end."""

from __future__ import annotations

from typing import IO

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from gongkai.checks import SEVERITY_NAMES, Settings
from gongkai.cli.picture import picture, where
from gongkai.cli.verdicts import Verdict
from gongkai.report import AnnualReport, Finding, Severity

SIGNS = {
    Severity.ERROR: ("✗", SEVERITY_NAMES[Severity.ERROR], "red"),
    Severity.WARNING: ("!", SEVERITY_NAMES[Severity.WARNING], "yellow"),
    Severity.INFO: ("·", SEVERITY_NAMES[Severity.INFO], "blue"),
}


class TextWriter:
    """Writes verdicts as they come; `close` adds the sum over all files and which rules were not applied."""

    def __init__(self, stream: IO[str], settings: Settings) -> None:
        self._console = Console(file=stream, soft_wrap=True, highlight=False)
        self._settings = settings
        self._done: list[Verdict] = []
        self._shown: list[str] = []

    def write(self, verdict: Verdict) -> None:
        self._done.append(verdict)
        for report in verdict.reports:
            self._report(verdict, report)

    def _report(self, verdict: Verdict, report: AnnualReport) -> None:
        year = f"{report.year} 年" if report.year else "年度不明"
        form = {"2021": "2021 年版格式", "2019": "2019 年版格式"}.get(report.format or "", "无统一表格")
        self._shown = []
        self._console.print(
            f"[bold]{escape(str(verdict.file))}[/]  {escape(report.agency or '机关不明')}  {year}  {form}"
        )
        for finding in sorted(report.findings, key=lambda finding: list(Severity).index(finding.severity)):
            self._finding(report, finding)
        if not report.findings:
            self._console.print("  [green]✓ 没有发现问题[/]")
        self._console.print()

    def _finding(self, report: AnnualReport, finding: Finding) -> None:
        sign, word, colour = SIGNS[finding.severity]
        place = where(report, finding)
        head = Text.assemble((f"  {sign} {word}", colour), f" {finding.rule}  ", finding.message)
        if place:
            head.append(f"（{place}）", "dim")
        self._console.print(head)
        self._picture(picture(report, finding))
        if finding.quote:
            self._console.print(Text(f"      原文：{finding.quote}", "dim"))

    def _picture(self, lines: list[str]) -> None:
        """Several findings of one row stand under one picture of it."""
        for line in lines if lines != self._shown else ():
            self._console.print(Text(f"      {line}", "dim"))
        self._shown = lines

    def close(self) -> None:
        for note in self._settings.notes():
            self._console.print(Text(note, "dim"))
        if len(self._done) > 1:
            self._console.print(self._summary())

    def _summary(self) -> str:
        read = [verdict for verdict in self._done if not verdict.error]
        clean = sum(verdict.status == 0 for verdict in read)
        errors, warnings = (sum(verdict.count(s) for verdict in read) for s in (Severity.ERROR, Severity.WARNING))
        failed = len(self._done) - len(read)
        lost = f"，[red]{failed} 个文件未能读取[/]" if failed else ""
        return f"共 {len(self._done)} 个文件：{clean} 个没有错误；错误 {errors} 处，疑点 {warnings} 处{lost}。"
