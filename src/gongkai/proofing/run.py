"""Proof a text or a file: read it, look behind it, put the rules to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gongkai.errors import GongkaiError, MissingExtraError
from gongkai.proofing.case import Behind, Case, Passage, Trace
from gongkai.proofing.inspection import inspect
from gongkai.proofing.model import BODY, Metadata, ProofFinding
from gongkai.proofing.options import Options
from gongkai.proofing.registry import RULES
from gongkai.reading import Document, Limits, load
from gongkai.reading.sniff import sniff
from gongkai.report import Place
from gongkai.rulebook import WEIGHT

LIMITS = Limits(lines=2_000_000, cells=5_000_000, seconds=60.0)
"""A proof is of any text, and not only of a report of twenty pages."""

_NO_SETTINGS = Options()
_ONE_BY_ONE = ("PF-ID", "PF-BANKCARD", "PF-PASSPORT")
_PICTURES = ("READ_SCAN", "READ_SLOW", "READ_NO_TEXT", "MISSING_EXTRA")


def proof(
    document: Document | bytes | str,
    metadata: Metadata | None = None,
    settings: Options | None = None,
    *,
    name: str = "",
    limits: Limits = LIMITS,
) -> list[ProofFinding]:
    """What must be seen before release, by place; at one place the worst first.

    `document` is plain text, the bytes of a file of any form the reading knows (`name` is only shown), or a document loaded
    already, of which only the text is proofed. No finding shows a personal number in full. Raises ReadingError for bytes
    that cannot be read, MissingExtraError without the extra `proof`.
    """
    options = settings or _NO_SETTINGS
    case = _case(document, metadata, options, name, limits)
    findings = [finding for rule in RULES.values() for finding in rule.findings(case)]
    return sorted(options.applied(_told_once(findings)), key=_in_place)


def _case(
    document: Document | bytes | str, metadata: Metadata | None, options: Options, name: str, limits: Limits
) -> Case:
    if isinstance(document, str):
        passages = [Passage(line, Place(line=number)) for number, line in enumerate(document.splitlines(), 1)]
        return Case(passages, metadata=metadata, options=options)
    if isinstance(document, bytes):
        loaded, behind = _loaded(document, name, limits)
        return Case.of(loaded, behind, metadata, options)
    return Case.of(document, None, metadata, options)


def _loaded(data: bytes, name: str, limits: Limits) -> tuple[Document, Behind]:
    nothing = Document([], name, "", "")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return nothing, Behind()
    kind = sniff(data, name, limits)
    behind = inspect(kind, data, name, limits)
    try:
        document = load(data, name, limits=limits)
    except GongkaiError as error:
        if kind not in ("pdf", "picture") or error.code not in _PICTURES or _is_needed(error):
            raise
        behind.traces.append(Trace("PF-UNCHECKED", kind="picture"))
        return nothing, behind
    if document.pictures and not document.once:
        behind.traces.append(Trace("PF-UNCHECKED", kind="embedded"))
    return document, behind


def _is_needed(error: GongkaiError) -> bool:
    """A PDF is not read at all without its package; a picture without the recognition is only not read."""
    return isinstance(error, MissingExtraError) and "[ocr]" not in error.text


def _told_once(findings: Iterable[ProofFinding]) -> list[ProofFinding]:
    """Findings of one column of a table are one with their count; a column told as a whole tells its numbers with it."""
    kept: list[ProofFinding] = []
    columns: dict[tuple[object, ...], int] = {}
    findings = list(findings)
    whole = {_column(finding) for finding in findings if finding.rule == "PF-LIST"}
    for finding in findings:
        column = _column(finding)
        if column and column in whole and finding.rule in _ONE_BY_ONE:
            continue
        key = (finding.rule, finding.severity, column)
        if column and key in columns:
            first = kept[columns[key]]
            kept[columns[key]] = replace(first, count=first.count + 1, also=(*first.also, finding.at))
            continue
        columns[key] = len(kept)
        kept.append(finding)
    return [_with_count(finding) for finding in kept]


def _column(finding: ProofFinding) -> tuple[object, ...]:
    at = finding.at
    return (at.page, at.table, at.column) if at.row is not None and finding.part == BODY else ()


def _with_count(finding: ProofFinding) -> ProofFinding:
    if finding.count == 1:
        return finding
    return replace(finding, message=f"{finding.message}（同一列共 {finding.count} 处）")


def _in_place(finding: ProofFinding) -> tuple[object, ...]:
    at = finding.at
    place = (at.page or 0, at.table or 0, at.line or at.row or 0, at.column or 0, at.offset or 0)
    return finding.part != BODY, finding.part, place, -WEIGHT[finding.severity]
