"""A township's year in ledgers: the shortest way to a request, a figure or a document that counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from gongkai_web.annual import work
from gongkai_web.annual.collecting import Collected, collect
from gongkai_web.annual.figures import DocumentEntry, Entry, add_document, state
from gongkai_web.annual.keeping import begin
from gongkai_web.annual.kinds import DocumentKind, Ledger, Work
from gongkai_web.annual.models import Figure, OtherDocument, Report, WorkRecord
from gongkai_web.requests.models import Request
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import registered, somebody, take_step

YEAR = NOW.year


def entry(ledger: Ledger = Ledger.LICENSING, amount: object = 3, **other: Any) -> Entry:
    given = {"label": "林木采伐许可", "source": "政务平台办件库", "vouched_by": "王芳"}
    return Entry(ledger=ledger, amount=Decimal(str(amount)), **given | other)


def figure(
    office: Office, ledger: Ledger = Ledger.LICENSING, amount: object = 3, year: int = YEAR, **other: Any
) -> Figure:
    return state(by=office.clerk, organ=office.organ, year=year, entry=entry(ledger, amount, **other), now=NOW)


def all_figures(office: Office, year: int = YEAR, **amounts: object) -> None:
    """Every ledger filled in, with 0 where nothing is said."""
    for ledger in Ledger:
        figure(office, ledger, amounts.get(ledger.value, 0), year, label=f"{ledger.label}合计")


def document_entry(**other: Any) -> DocumentEntry:
    given = {
        "kind": DocumentKind.NORMATIVE,
        "title": "白云乡封山育林办法",
        "number": "白政〔2021〕3号",
        "issued_on": date(2021, 3, 1),
        "source": "2021年清理目录",
        "vouched_by": "王芳",
    }
    return DocumentEntry(**given | other)


def document(office: Office, **other: Any) -> OtherDocument:
    return add_document(by=office.clerk, organ=office.organ, entry=document_entry(**other), now=NOW)


def replied(office: Office, arrived: date, on: date, reply: str, category: str = "natural_person") -> Request:
    request = registered(office, arrived=arrived, applicant=somebody(category=category))
    take_step(office, request, "reply", on, reply=reply)
    return request


def collected(office: Office, year: int = YEAR) -> Collected:
    return collect(office.organ, year, NOW)


def report(office: Office, year: int = YEAR) -> Report:
    return begin(by=office.clerk, organ=office.organ, year=year, now=NOW)


def noted(office: Office, kind: Work = Work.TRAINING, **other) -> WorkRecord:
    given = {"kind": kind, "on": date(2026, 5, 6), "title": "政务公开业务培训", "people": 30}
    return work.note(by=office.clerk, organ=office.organ, entry=work.WorkEntry(**given | other), now=NOW)
