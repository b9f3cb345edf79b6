"""A year's facts become the annual report: every cell counted from the ledgers, the text ready to be edited.

The counting rules are those of spec/facts-json. Years are calendar years: the 统计期 is 1 January to 31 December.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gongkai.report.cells import Cell, Number
from gongkai.report.forms import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    DISPUTES,
    FORM_2019,
    OTHER_OUTCOMES,
    PROACTIVE,
    REQUESTS,
    Form,
    form_for_year,
)
from gongkai.report.ledger import Dispute, DisputeKind, Document, DocumentKind, Facts, Request
from gongkai.report.model import AnnualReport
from gongkai.report.narrative import statements
from gongkai.report.records import FactsError
from gongkai.report.wording import opening_of, sections_of, title_of

WAN_DIGITS = 4
"""万元 with four decimals is whole yuan."""

_DOCUMENT_ROWS = {DocumentKind.RULES: "rules", DocumentKind.NORMATIVE: "normative_documents"}


def build(facts: Facts) -> AnnualReport:
    """The report of the facts' year on that year's form: counts as integers, charges in 万元.

    Raises FactsError where `form_2019` contradicts the ledgers. The day of signing is left open.
    """
    form = form_for_year(facts.year)
    if form is None:
        raise FactsError(f"{facts.year} 年没有规定的表格", where="year", code="FACTS_FORM")
    numbers = _numbers(facts, form)
    opening, sections = opening_of(facts.year, form), sections_of(facts, form, numbers)
    return AnnualReport(
        agency=facts.organ.name,
        year=facts.year,
        format=form.code,
        title=title_of(facts.organ.name, facts.year),
        opening=opening,
        sections=sections,
        signature=facts.organ.name,
        tables={path: Cell.number(numbers[path], unit=_unit(facts, path)) for path in form.paths},
        narrative=statements(opening, sections),
    )


def _numbers(facts: Facts, form: Form) -> dict[str, Number]:
    proactive = _proactive_2019(facts) if form is FORM_2019 else _proactive_2021(facts)
    return {
        **{f"{PROACTIVE}.{key}": value for key, value in proactive.items()},
        **_request_cells(facts.requests, facts.year, form),
        **_dispute_cells(facts.disputes, facts.year),
    }


def _unit(facts: Facts, path: str) -> str | None:
    is_amount = path == f"{PROACTIVE}.procurement.amount"
    return facts.procurement.unit if is_amount and facts.procurement else None


def in_wan(yuan: Decimal) -> Decimal:
    """Yuan as 万元: half up to four decimals, no trailing zeros (charges of table two)."""
    wan = yuan.scaleb(-WAN_DIGITS).quantize(Decimal(1).scaleb(-WAN_DIGITS), ROUND_HALF_UP)
    return Decimal(f"{wan:f}".rstrip("0").rstrip("."))


def document_counts(documents: Iterable[Document], kind: DocumentKind, year: int) -> tuple[int, int, int]:
    """(issued in the year, ended in the year, in force on 31 December); issued and ended in one year counts in both."""
    of_kind = [document for document in documents if document.kind is kind]
    issued = sum(document.issued_on.year == year for document in of_kind)
    ended = sum(document.ended_on is not None and document.ended_on.year == year for document in of_kind)
    in_force = sum(document.issued_on.year <= year and not _by_end_of(document.ended_on, year) for document in of_kind)
    return issued, ended, in_force


def _by_end_of(day: date | None, year: int) -> bool:
    return day is not None and day.year <= year


def _proactive_2021(facts: Facts) -> dict[str, Number]:
    cells: dict[str, Number] = {}
    for kind, row in _DOCUMENT_ROWS.items():
        counts = document_counts(facts.documents, kind, facts.year)
        cells |= {f"{row}.{key}": n for key, n in zip(("issued", "repealed", "in_force"), counts, strict=True)}
    return cells | _decisions(facts) | {"charges": in_wan(facts.charges_yuan)}


def _decisions(facts: Facts) -> dict[str, Number]:
    return {key: getattr(facts.decisions, key) for key in facts.decisions.__slots__}


def _proactive_2019(facts: Facts) -> dict[str, Number]:
    """The ledgers' cells and those of `form_2019`; 本年新制作数量 is what was issued in the year."""
    cells: dict[str, Number] = {}
    for kind, row in _DOCUMENT_ROWS.items():
        cells[f"{row}.made"] = document_counts(facts.documents, kind, facts.year)[0]
    cells |= {f"{key}.decisions": n for key, n in _decisions(facts).items()}
    for path, given in facts.form_2019.items():
        key = path.removeprefix(f"{PROACTIVE}.")
        if cells.setdefault(key, given) != given:
            text = f"写的是 {given}，台账是 {cells[key]}"
            raise FactsError(text, "台账能给出的格不必再写，或者改成一致", f"form_2019.{key}", "FACTS_FORM")
    if facts.procurement:
        cells |= {"procurement.projects": facts.procurement.projects, "procurement.amount": facts.procurement.amount}
    return cells


def request_rows(request: Request, year: int) -> Iterator[str]:
    """The rows of table three in which a request stands in this year; none if it was closed before or came later."""
    received, closed = request.received_on.year, request.closed_on.year if request.closed_on else None
    if received > year or (closed is not None and closed < year):
        return
    yield "new" if received == year else "carried_in"
    if request.outcome is not None and closed == year:
        yield from (request.outcome, "result_total")
    else:
        yield "carried_out"


def _request_cells(requests: Iterable[Request], year: int, form: Form) -> dict[str, Number]:
    counted = Counter((row, request.applicant) for request in requests for row in request_rows(request, year))
    cells: dict[str, Number] = {}
    for row in form.request_rows:
        from_rows = OTHER_OUTCOMES if row == "other" else (row,)
        counts = {applicant: sum(counted[name, applicant] for name in from_rows) for applicant in APPLICANTS}
        counts["total"] = sum(counts.values())
        cells |= {f"{REQUESTS}.{row}.{column}": count for column, count in counts.items()}
    return cells


def dispute_cell(dispute: Dispute, year: int) -> tuple[str, str] | None:
    """Group and result under which a dispute counts in this year, or None; 尚未审结 unless it was closed in the year."""
    closed = dispute.closed_on.year if dispute.closed_on else None
    if dispute.filed_on.year > year or (closed is not None and closed < year):
        return None
    result = dispute.result if closed == year else None
    return _dispute_group(dispute), result or "pending"


def _dispute_group(dispute: Dispute) -> str:
    if dispute.kind is DisputeKind.RECONSIDERATION:
        return "reconsideration"
    return "litigation_after_reconsideration" if dispute.after_reconsideration else "litigation_direct"


def _dispute_cells(disputes: Iterable[Dispute], year: int) -> Mapping[str, Number]:
    counted = Counter(dispute_cell(dispute, year) for dispute in disputes)
    cells: dict[str, Number] = {}
    for group in DISPUTE_GROUPS:
        counts = {result: counted[group, result] for result in DISPUTE_RESULTS if result != "total"}
        counts["total"] = sum(counts.values())
        cells |= {f"{DISPUTES}.{group}.{result}": count for result, count in counts.items()}
    return cells
