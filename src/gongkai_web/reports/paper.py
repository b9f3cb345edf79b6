"""The report as it reads on paper, with the remarks in their places: on cells, on quoted words, on a section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gongkai.report import AnnualReport
from gongkai.writing.layout import PrintedTable, printed_report
from gongkai_web.reports.remarks import Remark
from gongkai_web.reports.sheets import Sheet


@dataclass(frozen=True)
class Span:
    """A run of text; `remark` where a finding quotes it."""

    text: str
    remark: Remark | None = None


Paragraph = tuple[Span, ...]


@dataclass(frozen=True)
class Part:
    """One section; `heading` is empty for tables that no heading of the file announces."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Paper:
    title: tuple[str, ...]
    opening: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    signature: str
    signed_on: str
    remarks: tuple[Remark, ...]
    """Findings on the report as a whole."""


def paper(report: AnnualReport, remarks: Sequence[Remark], sheet_of: Callable[[PrintedTable], Sheet]) -> Paper:
    printed = printed_report(report)
    parts = [
        Part(
            section.heading,
            _paragraphs(section.paragraphs, here := _on(remarks, str(found.number or ""))),
            tuple(sheet_of(table) for table in section.tables),
            tuple(remark for remark in here if not remark.finding.cells),
        )
        for section, found in zip(printed.sections, report.sections, strict=True)
    ]
    if printed.loose_tables:
        parts.append(Part("", sheets=tuple(sheet_of(table) for table in printed.loose_tables)))
    whole = _whole(remarks, report)
    return Paper(
        printed.title,
        _paragraphs(printed.opening, whole),
        tuple(parts),
        printed.signature or "",
        printed.signed_on or "",
        tuple(whole),
    )


def _on(remarks: Iterable[Remark], section: str) -> list[Remark]:
    return [remark for remark in remarks if section and remark.finding.section == section]


def _whole(remarks: Iterable[Remark], report: AnnualReport) -> list[Remark]:
    """Remarks on no cell and on no section the report has."""
    numbers = {str(section.number) for section in report.sections}
    return [remark for remark in remarks if not remark.finding.cells and remark.finding.section not in numbers]


def _paragraphs(lines: Iterable[str], quoted: Sequence[Remark]) -> tuple[Paragraph, ...]:
    return tuple(spans(line, quoted) for line in lines)


def spans(text: str, quoted: Sequence[Remark]) -> Paragraph:
    """The text cut where findings quote it; of overlapping quotes the first and longest stands."""
    cut, position = [], 0
    for start, end, remark in _found(text, quoted):
        if start >= position:
            cut += [Span(text[position:start]), Span(text[start:end], remark)]
            position = end
    return tuple(span for span in (*cut, Span(text[position:])) if span.text)


def _found(text: str, quoted: Sequence[Remark]) -> list[tuple[int, int, Remark]]:
    places = [(text.find(quote), quote, remark) for remark in quoted if (quote := remark.finding.quote or "")]
    hits = [(start, start + len(quote), remark) for start, quote, remark in places if start >= 0]
    return sorted(hits, key=lambda hit: (hit[0], -hit[1]))
