"""What stands behind a number: every record that was counted into a cell, each with where it opens for this person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from gongkai.report.build import dispute_cell, request_rows
from gongkai.report.forms import DISPUTES, OUTCOME_LABELS, REQUESTS
from gongkai.report.ledger import Document as CountedDocument
from gongkai.report.ledger import Facts
from gongkai_web.annual import sources
from gongkai_web.annual.collecting import Collected
from gongkai_web.annual.documents import Document, address_of
from gongkai_web.annual.kinds import Ledger
from gongkai_web.organs.models import Person
from gongkai_web.publishing.rules import may_see as may_see_item
from gongkai_web.requests.counting import Counted
from gongkai_web.requests.rules import seen_by

_NUMBERING = re.compile(r"^(?:（[一二三四五六七]）|\d+\.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record. `amount` is how much of the cell it is, 1 but for ledgers; `url` "" where it has no page. Of what this person
    may not see there is no title, and nothing else is told."""

    title: str
    detail: str
    url: str
    amount: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Behind:
    """`hidden`: how many were counted that this person may not see. The sum of all is the number the records give."""

    entries: tuple[Entry, ...]
    hidden: int
    sum: Decimal
    unit: str = "件"

    @property
    def count(self) -> int:
        return len(self.entries) + self.hidden


def behind(collected: Collected, path: str, person: Person, day: date) -> Behind:
    table, row, *column = path.split(".")
    if collected.facts is None or path in collected.blank:
        return Behind((), 0, Decimal(0))
    if table == REQUESTS:
        return _told(_requests(collected, collected.facts, row, column[0], person, day))
    if table == DISPUTES:
        return _told(_disputes(collected, collected.facts, row, column[0], person, day))
    if column:
        return _told(_documents(collected, row, column[0], person, day))
    return _told(_figures(collected, Ledger(row), person, day), Ledger(row).unit)


def _told(found: Iterator[Entry], unit: str = "件") -> Behind:
    entries = list(found)
    shown = tuple(one for one in entries if one.title)
    return Behind(shown, len(entries) - len(shown), sum((one.amount for one in entries), start=Decimal(0)), unit)


def _requests(collected: Collected, facts: Facts, row: str, column: str, person: Person, day: date) -> Iterator[Entry]:
    seen = _seen(collected, person, day)
    for one in facts.requests:
        if row in request_rows(one, collected.year) and column in ("total", one.applicant):
            counted = collected.requests[one.id]
            visible = counted.request.pk in seen
            yield _request(counted) if visible else Entry("", "", "")


def _request(counted: Counted) -> Entry:
    request, ending = counted.request, counted.ending
    result = "没有办结"
    if ending and ending.outcome:
        result = f"{_day(ending.on)}办结，{_NUMBERING.sub('', OUTCOME_LABELS[ending.outcome])}"
    detail = f"{request.number}，{request.applicant.get_category_display()}，{_day(counted.received_on)}收到，{result}"
    url = reverse("request", args=[request.organ.code, request.pk])
    return Entry(request.subject or request.number, detail, url)


def _disputes(
    collected: Collected, facts: Facts, group: str, result: str, person: Person, day: date
) -> Iterator[Entry]:
    addresses = sources.dispute_addresses(collected.organ, person, day)
    for one in facts.disputes:
        found = dispute_cell(one, collected.year)
        if found and found[0] == group and result in ("total", found[1]):
            seen = one.id in addresses
            yield Entry(one.id, f"{_day(one.filed_on)}提起", addresses[one.id]) if seen else Entry("", "", "")


def _documents(collected: Collected, row: str, column: str, person: Person, day: date) -> Iterator[Entry]:
    kind = {"rules": "rules", "normative_documents": "normative_document"}[row]
    for one in collected.documents.values():
        if one.kind == kind and column in _columns(one, collected.year):
            yield _document(one, person, day)


def _columns(one: Document | CountedDocument, year: int) -> set[str]:
    ended = one.ended_on is not None and one.ended_on.year <= year
    found = {"issued"} if one.issued_on.year == year else set()
    found |= {"repealed"} if one.ended_on is not None and one.ended_on.year == year else set()
    return found | ({"in_force"} if not ended else set())


def _document(one: Document, person: Person, day: date) -> Entry:
    ended = f"，{_day(one.ended_on)}起{dict(_ENDED)[one.ended_by]}" if one.ended_on and one.ended_by else ""
    url = address_of(one)
    if one.item is not None and not may_see_item(person, one.item, day):
        # The public sees it: so does whoever works here.
        url = reverse("open_item", args=[one.item.pk])
    return Entry(one.title, f"{one.number}，{_day(one.issued_on)}成文{ended}", url)


_ENDED = (("repealed", "废止"), ("expired", "失效"), ("replaced", "被取代"))


def _figures(collected: Collected, ledger: Ledger, person: Person, day: date) -> Iterator[Entry]:
    code = collected.organ.code
    for one in collected.figures:
        if one.ledger == ledger:
            amount = one.yuan if one.yuan is not None else Decimal(one.count or 0)
            unit = f"，{one.unit}" if one.unit else ""
            said = f"{one.amount}{unit}；来源：{one.source}；核实：{one.vouched_by}"
            yield Entry(one.label, said, reverse("annual_figure", args=[code, one.pk]), amount)
    if ledger is Ledger.CHARGES:
        seen = _seen(collected, person, day)
        for fee in collected.fees:
            url = reverse("request", args=[code, fee.request_id])
            title = "信息处理费" if fee.request_id in seen else ""
            yield Entry(title, f"{fee.amount} 元，申请 {fee.request.number}", url, Decimal(fee.amount))


def _seen(collected: Collected, person: Person, day: date) -> set[int]:
    return set(seen_by(person, collected.organ, day).values_list("pk", flat=True))


def _day(day: date) -> str:
    return f"{day:%Y年%-m月%-d日}"
