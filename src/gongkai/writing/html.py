"""The report as one page of HTML that stands alone: as on paper, with what was found beside it and on its cells.

No script, nothing from elsewhere; every text of the report is escaped.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from gongkai.report import AnnualReport, Finding, Source
from gongkai.writing.html_grid import grid, links_to_cells
from gongkai.writing.html_quotes import Quotes
from gongkai.writing.layout import PrintedReport, printable, printed_report
from gongkai.writing.marks import MARKS, by_cell, summary

_STYLE = Path(__file__).with_name("report.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_text(report: AnnualReport) -> str:
    """The page; `report.findings` are listed and marked. Encode as UTF-8, as its head says."""
    printed, quotes = printed_report(report), Quotes(report.findings)
    paper = _paper(printed, report, quotes)
    title = escape("".join(printed.title) or "政府信息公开工作年度报告")
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<div class="desk">
{_findings(report, quotes)}<main>
<article class="paper" id="paper">
{paper}</article>
{_source(report.source)}</main>
</div>
</body>
</html>
"""


def _paper(printed: PrintedReport, report: AnnualReport, quotes: Quotes) -> str:
    found = by_cell(report.findings)
    title = f'<h1 id="title">{"<br>".join(map(escape, printed.title))}</h1>\n' if printed.title else ""
    opening = "".join(quotes.paragraph(text) for text in printed.opening)
    sections = []
    for position, (section, source) in enumerate(zip(printed.sections, report.sections, strict=True), 1):
        texts = "".join(quotes.paragraph(text, source.number) for text in section.paragraphs)
        tables = "".join(grid(table, found) for table in section.tables)
        head = f'<h2 id="s{position}">{escape(section.heading)}</h2>'
        sections.append(f"<section>\n{head}\n{texts}{tables}</section>\n")
    loose = "".join(grid(table, found) for table in printed.loose_tables)
    return f"{title}{opening}{''.join(sections)}{loose}{_signature(printed)}"


def _signature(printed: PrintedReport) -> str:
    lines = [escape(text) for text in (printed.signature, printed.signed_on) if text]
    return f'<p class="signature"><span>{"<br>".join(lines)}</span></p>\n' if lines else ""


def _findings(report: AnnualReport, quotes: Quotes) -> str:
    if not report.findings:
        return ""
    items = "".join(_finding(number, finding, report, quotes) for number, finding in enumerate(report.findings, 1))
    told = f"共 {len(report.findings)} 处：{summary(report.findings)}。" + '<a href="#paper">看报告</a>'
    return (
        f'<aside aria-labelledby="found">\n<h2 id="found">检查结果</h2>\n<p>{told}</p>\n<ol>\n{items}</ol>\n</aside>\n'
    )


def _finding(number: int, finding: Finding, report: AnnualReport, quotes: Quotes) -> str:
    mark = MARKS[finding.severity]
    places = "".join(f"<li>{place}</li>" for place in _places(number, finding, report, quotes))
    return (
        f'<li id="f{number}" class="{finding.severity}">'
        f'<p><strong><span aria-hidden="true">{mark.sign}</span> {mark.word} {number}</strong> '
        f"{escape(printable(finding.message))}</p>"
        f"{f'<ul>{places}</ul>' if places else ''}</li>\n"
    )


def _places(number: int, finding: Finding, report: AnnualReport, quotes: Quotes) -> list[str]:
    """Links to where it is: the words in the text, else the section, and the cells."""
    places = links_to_cells(finding, report)
    if number in quotes.placed:
        return [f'<a href="#q{number}">看原文</a>', *places]
    position = next((p for p, s in enumerate(report.sections, 1) if str(s.number) == finding.section), None)
    return [f'<a href="#s{position}">看第{position}部分</a>', *places] if position else places


def _source(source: Source | None) -> str:
    if source is None:
        return ""
    told = f"原文件：{source.file}　SHA-256：{source.sha256}"
    return f"<footer>{escape(printable(told))}</footer>\n"
