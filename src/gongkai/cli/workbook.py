"""The results of a check as a workbook: one row a finding, one row a file that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from gongkai.checks import Settings
from gongkai.cli.picture import where
from gongkai.cli.text import SIGNS
from gongkai.cli.verdicts import Verdict
from gongkai.report import AnnualReport, Finding, Number, cell_name
from gongkai.writing.xlsx import neutral, open_workbook

HEADS = ("文件", "机关", "年度", "级别", "规则", "说明", "单元格", "应为", "实为", "位置")
WIDTHS = (28, 24, 8, 8, 16, 70, 40, 10, 10, 20)
Row = tuple[str | int | float | None, ...]


def workbook(done: list[Verdict], settings: Settings, stream: IO[bytes]) -> None:
    rows = [row for verdict in done for row in _rows(verdict)] + [(note,) for note in settings.notes()]
    write_rows(stream, "检查结果", HEADS, WIDTHS, rows)


def write_rows(stream: IO[bytes], title: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Row]) -> None:
    """One sheet with a head that stays in sight and can be filtered by; no text can become a formula."""
    with open_workbook(stream) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width, wrap)
            sheet.write_string(0, column, head, bold)
        sheet.freeze_panes(1, 1)
        for y, row in enumerate(rows, start=1):
            for x, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(y, x, neutral(value))
                elif value is not None:
                    sheet.write_number(y, x, value)
        sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)


def _rows(verdict: Verdict) -> Iterator[Row]:
    if verdict.error:
        yield (verdict.file.name, None, None, "未读取", verdict.error.code, str(verdict.error))
    for report in verdict.reports:
        if not report.findings:
            yield (verdict.file.name, report.agency, report.year, "通过", None, "没有发现问题")
        for finding in report.findings:
            yield _row(verdict, report, finding)


def _row(verdict: Verdict, report: AnnualReport, finding: Finding) -> Row:
    cells = "、".join(cell_name(path) for path in finding.cells[:8]) + ("等" if len(finding.cells) > 8 else "")
    return (
        verdict.file.name,
        report.agency,
        report.year,
        SIGNS[finding.severity][1],
        finding.rule,
        finding.message,
        cells,
        _plain(finding.expected),
        _plain(finding.actual),
        where(report, finding),
    )


def _plain(value: Number | None) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(value)
