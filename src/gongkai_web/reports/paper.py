"""The report as it reads on paper, with the remarks in their places: on cells, on quoted words, on a section."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from gongkai.report import AnnualReport
from gongkai.writing.layout import PrintedSection, PrintedTable, printed_report
from gongkai_web.reports.remarks import Remark, text_anchor
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
    anchor: str = ""


@dataclass(frozen=True)
class Paper:
    title: tuple[str, ...]
    opening: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    signature: str
    signed_on: str
    remarks: tuple[Remark, ...]
    """Findings on the report as a whole."""
    anchor: str


def paper(
    report: AnnualReport, remarks: Sequence[Remark], key: str, sheet_of: Callable[[PrintedTable], Sheet]
) -> Paper:
    """The paper of the report that is `key` on the page."""
    printed = printed_report(report)
    numbers = section_numbers(report)
    parts = [
        _part(section, number, remarks, key, sheet_of)
        for section, number in zip(printed.sections, numbers, strict=True)
    ]
    if printed.loose_tables:
        parts.append(Part("", sheets=tuple(sheet_of(table) for table in printed.loose_tables)))
    whole = remarks_on_whole(remarks, numbers)
    return Paper(
        title=printed.title,
        opening=_paragraphs(printed.opening, whole),
        parts=tuple(parts),
        signature=printed.signature or "",
        signed_on=printed.signed_on or "",
        remarks=tuple(whole),
        anchor=text_anchor(key, ""),
    )


def _part(
    section: PrintedSection,
    number: str,
    remarks: Iterable[Remark],
    key: str,
    sheet_of: Callable[[PrintedTable], Sheet],
) -> Part:
    here = [remark for remark in remarks if remark.finding.section == number]
    return Part(
        heading=section.heading,
        paragraphs=_paragraphs(section.paragraphs, here),
        sheets=tuple(sheet_of(table) for table in section.tables),
        remarks=tuple(remark for remark in here if not remark.finding.cells),
        anchor=text_anchor(key, number),
    )


def section_numbers(report: AnnualReport) -> list[str]:
    """What findings call each section: its number, or its place where it has none."""
    return [str(section.number or place) for place, section in enumerate(report.sections, 1)]


def remarks_on_whole(remarks: Iterable[Remark], numbers: Collection[str]) -> list[Remark]:
    """Remarks on no cell and on no section the report has."""
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
