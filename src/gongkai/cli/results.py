"""The results of a check in each form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from gongkai.checks import Settings
from gongkai.cli.delivery import Json, TextOut
from gongkai.cli.verdicts import Verdict
from gongkai.report.wire import finding_to_json


@dataclass(frozen=True, slots=True)
class CheckForms:
    """See `delivery.Forms`."""

    settings: Settings

    def text(self, stream: IO[str]) -> TextOut[Verdict]:
        from gongkai.cli.text import TextWriter

        return TextWriter(stream, self.settings)

    def lines(self, verdict: Verdict) -> Iterator[Json]:
        file = str(verdict.file)
        if verdict.error:
            yield {"file": file, "error": {"code": verdict.error.code, "text": str(verdict.error)}}
        for report in verdict.reports:
            yield {
                "file": file,
                "agency": report.agency,
                "year": report.year,
                "format": report.format,
                "findings": [finding_to_json(finding) for finding in report.findings],
            }

    def sarif(self, verdicts: list[Verdict]) -> Json:
        from gongkai.cli.sarif import to_sarif

        return to_sarif(verdicts)

    def workbook(self, verdicts: list[Verdict], stream: IO[bytes]) -> None:
        from gongkai.cli.workbook import workbook

        workbook(verdicts, self.settings, stream)
