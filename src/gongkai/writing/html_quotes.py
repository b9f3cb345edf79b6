"""Paragraphs of a page in which the words that a finding quotes are marked and lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gongkai.report import Finding
from gongkai.writing.layout import printable
from gongkai.writing.marks import MARKS

Span = tuple[int, int, int]


class Quotes:
    """The findings about text; each is marked once, at the first place of its section that has its words."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = {number: finding for number, finding in enumerate(findings, 1) if finding.quote}
        self.placed: set[int] = set()

    def paragraph(self, text: str, section: int | None = None) -> str:
        spans: list[Span] = []
        for number, finding in self._findings.items():
            span = self._span(text, number, finding, section)
            if span and all(span[1] <= start or span[0] >= end for start, end, _ in spans):
                spans.append(span)
                self.placed.add(number)
        return f"<p>{self._marked(text, sorted(spans))}</p>\n"

    def _span(self, text: str, number: int, finding: Finding, section: int | None) -> Span | None:
        words = printable(finding.quote or "").strip()
        elsewhere = finding.section is not None and finding.section != str(section)
        start = -1 if elsewhere or number in self.placed or not words else text.find(words)
        return (start, start + len(words), number) if start >= 0 else None

    def _marked(self, text: str, spans: list[Span]) -> str:
        parts, at = [], 0
        for start, end, number in spans:
            finding = self._findings[number]
            mark = MARKS[finding.severity]
            parts += [
                escape(text[at:start]),
                f'<mark id="q{number}" class="{finding.severity}">{escape(text[start:end])}'
                f'<a class="sign" href="#f{number}" aria-label="{mark.word} {number}">{mark.sign}{number}</a></mark>',
            ]
            at = end
        return "".join([*parts, escape(text[at:])])
