"""What an organ's ledgers hold about one year, as objects: documents, requests, disputes, without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.report.forms import DISPUTE_RESULTS
from gongkai.statute import DisputeKind as DisputeKind

ENDINGS = ("repealed", "expired", "replaced")
RESULTS = tuple(result for result in DISPUTE_RESULTS if result not in ("pending", "total"))
UNITS = ("元", "万元")


class DocumentKind(StrEnum):
    """规章 and 行政规范性文件; the values are those of the JSON."""

    RULES = "rules"
    NORMATIVE = "normative_document"


@dataclass(frozen=True, slots=True)
class Organ:
    name: str
    level: str | None = None
    may_issue_rules: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    kind: DocumentKind
    number: str
    issued_on: date
    ended_on: date | None = None
    ended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """处理决定 made in the year: 行政许可、行政处罚、行政强制."""

    licensing: int
    penalties: int
    compulsory_measures: int


@dataclass(frozen=True, slots=True)
class Request:
    """One application. `outcome` and `closed_on` (day of dispatch of the first reply) are both None while it is open."""

    id: str
    applicant: str
    received_on: date
    outcome: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A 行政复议 or 行政诉讼 over openness; `result` and `closed_on` are both None while it is pending."""

    id: str
    kind: DisputeKind
    filed_on: date
    after_reconsideration: bool = False
    result: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    published_on: date
    channel: str
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class Letters:
    received: int
    answered: int


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府集中采购 of the 2019 form; `unit` is "元", "万元" or None where the office does not say."""

    projects: int
    amount: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One year of one organ. Amounts are yuan. `publications` and `letters` feed the text only and may be unknown (None).

    `form_2019` holds the cells of table two that the ledgers do not give, by path; empty where the year's form has none.
    """

    organ: Organ
    year: int
    documents: tuple[Document, ...]
    decisions: Decisions
    charges_yuan: Decimal
    requests: tuple[Request, ...]
    disputes: tuple[Dispute, ...]
    information_fee_yuan: Decimal
    publications: tuple[Publication, ...] | None = None
    letters: Letters | None = None
    form_2019: Mapping[str, int] = field(default_factory=dict)
    procurement: Procurement | None = None
