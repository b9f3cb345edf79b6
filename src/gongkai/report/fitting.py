"""A ledger made to fit a report's tables: one case a count, its dates inside the year, as data of `gongkai.facts/1`.

Nobody's real cases: it serves to try a printed report against the counting, and to show a year of a made-up office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from gongkai.report.build import WAN_DIGITS
from gongkai.report.cells import Cell
from gongkai.report.forms import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTES,
    FORM_2019,
    OTHER_OUTCOMES,
    OUTCOMES,
    PROACTIVE,
    REQUESTS,
)
from gongkai.report.ledger import RESULTS, Decisions, DocumentKind
from gongkai.report.model import AnnualReport
from gongkai.report.records import FactsError

Data = dict[str, Any]
_SCHEMA = "gongkai.facts/1"
_CARRIED, _NEW = "carried_in", "new"
_TO_REPLY = timedelta(days=14)


def fitted(report: AnnualReport) -> Data:
    """The facts whose report has these tables. A cell without a number is taken as no case; totals are not looked at.

    Where the print does not balance, no ledger fits: then the longer side of the balance is followed, and building from
    these facts gives other numbers in cells of the rows and columns that are wrong (`differing`). Raises FactsError for a
    report without its year.
    """
    if report.year is None:
        raise FactsError("报告没有年份", "请先填写年份", "year")
    year, tables = report.year, report.tables
    facts: Data = {
        "schema": _SCHEMA,
        "organ": {"name": report.agency, "may_issue_rules": any(_count(tables, path) for path in _rules(tables))},
        "year": year,
        "documents": [one for kind in DocumentKind for one in _documents(tables, kind, year)],
        "decisions": {key: _decisions(tables, key) for key in Decisions.__slots__},
        "charges_yuan": _yuan(tables),
        "requests": list(_requests(tables, year)),
        "disputes": list(_disputes(tables, year)),
        "information_fee_yuan": "0",
    }
    return facts | ({"form_2019": _form_2019(tables)} if report.format == FORM_2019.code else {})


def differing(printed: AnnualReport, counted: AnnualReport) -> list[str]:
    """Cells of the counted report that the print has otherwise, or does not have as a number."""
    return [path for path in counted.tables if printed.cell(path).value != counted.value(path)]


def _count(tables: Mapping[str, Cell], path: str) -> int:
    value = tables[path].value if path in tables else None
    return 0 if value is None else int(value)


def _rules(tables: Mapping[str, Cell]) -> list[str]:
    return [path for path in tables if path.startswith(f"{PROACTIVE}.rules.")]


def _decisions(tables: Mapping[str, Cell], key: str) -> int:
    return _count(tables, f"{PROACTIVE}.{key}") or _count(tables, f"{PROACTIVE}.{key}.decisions")


def _yuan(tables: Mapping[str, Cell]) -> str:
    cell = tables.get(f"{PROACTIVE}.charges")
    return f"{Decimal(cell.value).scaleb(WAN_DIGITS):f}" if cell and cell.value is not None else "0"


def _documents(tables: Mapping[str, Cell], kind: DocumentKind, year: int) -> Iterator[Data]:
    """Those of the year, and as many older ones as are in force or ended in it besides; the older end first."""
    row = f"{PROACTIVE}.{'rules' if kind is DocumentKind.RULES else 'normative_documents'}"
    issued = _count(tables, f"{row}.issued") or _count(tables, f"{row}.made")
    ended, in_force = (_count(tables, f"{row}.{key}") for key in ("repealed", "in_force"))
    older = max(in_force + ended - issued, 0)
    days = [date(year - 1 - at % 5, 1 + at % 12, 1 + at % 28) for at in range(older)]
    days += _spread(issued, date(year, 1, 4), date(year, 11, 15))
    for at, day in enumerate(days):
        end = date(year, 12, 1).isoformat() if at < ended else None
        by = "repealed" if end else None
        number = f"公〔{day.year}〕{at + 1}号"
        yield {"kind": kind, "number": number, "issued_on": day.isoformat(), "ended_on": end, "ended_by": by}


def _requests(tables: Mapping[str, Cell], year: int) -> Iterator[Data]:
    """Of each kind of applicant as many as came, with the outcomes there were; those that came first are answered first."""
    number = 0
    for applicant in APPLICANTS:
        began = [row for row in (_CARRIED, _NEW) for _ in range(_count(tables, f"{REQUESTS}.{row}.{applicant}"))]
        outcomes = [one for one in OUTCOMES for _ in range(_outcome(tables, one, applicant))]
        open_ = _count(tables, f"{REQUESTS}.carried_out.{applicant}")
        ends: list[str | None] = [*outcomes, *(None for _ in range(max(open_, len(began) - len(outcomes))))]
        cases = list(zip_longest(began, ends, fillvalue=_NEW))
        for (row, outcome), day in zip(cases, _spread(len(cases), date(year, 1, 4), date(year, 12, 10)), strict=True):
            number += 1
            yield _request(f"{year}-{number:04}", applicant, row, outcome, day)


def _outcome(tables: Mapping[str, Cell], outcome: str, applicant: str) -> int:
    """One row 其他处理, of the form of 2019 and of some who collapse it, is 其他."""
    count = _count(tables, f"{REQUESTS}.{outcome}.{applicant}")
    return count + (_count(tables, f"{REQUESTS}.other.{applicant}") if outcome == OTHER_OUTCOMES[-1] else 0)


def _request(number: str, applicant: str, row: str | None, outcome: str | None, day: date) -> Data:
    """What is carried over came in the last days of a year; what is open at its end too."""
    year = day.year
    received = date(year - 1, 12, 10 + day.day % 20) if row == _CARRIED else day
    if outcome is None and row == _NEW:
        received = date(year, 12, 10 + day.day % 20)
    closed = None if outcome is None else _working(received + _TO_REPLY if row == _NEW else date(year, 1, 10))
    if closed is not None and closed.year > year:
        closed = date(year, 12, 31)
    return {
        "id": number,
        "applicant": applicant,
        "received_on": _working(received).isoformat(),
        "outcome": outcome,
        "closed_on": closed.isoformat() if closed else None,
    }


def _disputes(tables: Mapping[str, Cell], year: int) -> Iterator[Data]:
    number = 0
    for group in DISPUTE_GROUPS:
        results = [one for one in (*RESULTS, None) for _ in range(_dispute(tables, group, one))]
        for result, filed in zip(results, _spread(len(results), date(year, 1, 20), date(year, 8, 20)), strict=True):
            number += 1
            closed = _working(filed + timedelta(days=80)).isoformat() if result else None
            yield {
                "id": f"F-{number}",
                "kind": "reconsideration" if group == "reconsideration" else "litigation",
                "after_reconsideration": group == "litigation_after_reconsideration",
                "filed_on": filed.isoformat(),
                "result": result,
                "closed_on": closed,
            }


def _dispute(tables: Mapping[str, Cell], group: str, result: str | None) -> int:
    return _count(tables, f"{DISPUTES}.{group}.{result or 'pending'}")


def _spread(count: int, first: date, last: date) -> list[date]:
    """So many days one after another, evenly over a part of the year."""
    days = (last - first).days
    return [_working(first + timedelta(days=at * days // max(count - 1, 1))) for at in range(count)]


def _working(day: date) -> date:
    """Saturday and Sunday become the Friday before; holidays are not looked at, since a fitted case has no clock."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _form_2019(tables: Mapping[str, Cell]) -> Data:
    """The cells of table two that no ledger gives."""
    given: Data = {}
    for path in FORM_2019.table(PROACTIVE).paths:
        _, item, key = path.split(".")
        cell = tables.get(path, Cell.number(0))
        if path == f"{PROACTIVE}.procurement.amount":
            given.setdefault(item, {})["amount"] = f"{Decimal(cell.value or 0):f}"
            given[item] |= {"unit": cell.unit} if cell.unit else {}
        else:
            given.setdefault(item, {})[key] = _count(tables, path)
    return given
