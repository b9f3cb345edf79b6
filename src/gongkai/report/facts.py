"""`gongkai.facts/1`: what an organ's ledgers say about one year, without names (spec/facts-json).

Bad facts are refused whole, with the record named: a report built from half-right ledgers would look right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.report.forms import APPLICANTS, FORM_2019, OUTCOMES, PROACTIVE, form_for_year
from gongkai.report.ledger import (
    ENDINGS,
    RESULTS,
    UNITS,
    Decisions,
    Dispute,
    DisputeKind,
    Document,
    DocumentKind,
    Facts,
    Letters,
    Organ,
    Procurement,
    Publication,
    Request,
)
from gongkai.report.records import FactsError, Record, parse

__all__ = [
    "Decisions",
    "Dispute",
    "DisputeKind",
    "Document",
    "DocumentKind",
    "Facts",
    "FactsError",
    "Letters",
    "Organ",
    "Procurement",
    "Publication",
    "Request",
    "loads",
    "plain_number",
]

SCHEMA = "gongkai.facts/1"


def loads(text: str | bytes) -> Facts:
    """Read and check the facts. Raises FactsError, which names the record and the field."""
    root = Record.of(parse(text), "")
    if root.optional("schema") != SCHEMA:
        raise FactsError(f"不是 {SCHEMA} 格式的台账数据", f"schema 字段应为“{SCHEMA}”", code="FACTS_SCHEMA")
    facts = _facts(root)
    root.close()
    _whole_includes_the_fee(facts)
    return facts


def _facts(root: Record) -> Facts:
    year = _year(root)
    decisions = _decisions(root.record("decisions", "decisions "))
    documents = _documents(root.records("documents", "文件"))
    form_2019, procurement = _form_2019(root, year)
    return Facts(
        organ=_organ(root.record("organ", "organ ")),
        year=year,
        documents=documents,
        decisions=decisions,
        charges_yuan=root.money("charges_yuan"),
        requests=_requests(root.records("requests", "申请")),
        disputes=_disputes(root.records("disputes", "复议诉讼")),
        information_fee_yuan=root.money("information_fee_yuan"),
        publications=_publications(root),
        letters=_letters(root),
        form_2019=form_2019,
        procurement=procurement,
    )


def _year(root: Record) -> int:
    year = root.count("year")
    if form_for_year(year) is None or year > date.max.year:
        raise root.wrong("year", f"{year} 年没有规定的表格", f"{FORM_2019.first_year} 年起才有统一格式", "FACTS_FORM")
    return year


def _organ(record: Record) -> Organ:
    level = record.text("level") if record.optional("level") is not None else None
    organ = Organ(record.text("name"), level, record.flag("may_issue_rules", False))
    record.close()
    return organ


def _documents(records: list[Record]) -> tuple[Document, ...]:
    documents = tuple(_document(record) for record in records)
    _each_once(records, [(document.kind, plain_number(document.number)) for document in documents], "number", "文件")
    return documents


def _document(record: Record) -> Document:
    document = Document(
        kind=DocumentKind(record.choice("kind", tuple(DocumentKind))),
        number=record.text("number"),
        issued_on=record.day("issued_on"),
        ended_on=record.day_or_none("ended_on"),
        ended_by=record.choice_or_none("ended_by", ENDINGS),
    )
    if document.ended_by and document.ended_on is None:
        raise record.wrong("ended_on", "写了失去效力的方式，却没有日期", "请补上失效或者废止的日期", "FACTS_OUTCOME")
    _in_order(record, ("issued_on", document.issued_on), ("ended_on", document.ended_on))
    record.close()
    return document


def _decisions(record: Record) -> Decisions:
    decisions = Decisions(*(record.count(key) for key in Decisions.__slots__))
    record.close()
    return decisions


def _requests(records: list[Record]) -> tuple[Request, ...]:
    requests = tuple(_request(record) for record in records)
    _each_once(records, [request.id for request in requests], "id", "申请")
    return requests


def _request(record: Record) -> Request:
    request = Request(
        id=record.text("id"),
        applicant=record.choice("applicant", APPLICANTS),
        received_on=record.day("received_on"),
        outcome=record.choice_or_none("outcome", OUTCOMES),
        closed_on=record.day_or_none("closed_on"),
    )
    _closed_as_a_whole(record, "outcome", request.outcome, request.closed_on)
    _in_order(record, ("received_on", request.received_on), ("closed_on", request.closed_on))
    record.close()
    return request


def _disputes(records: list[Record]) -> tuple[Dispute, ...]:
    disputes = tuple(_dispute(record) for record in records)
    _each_once(records, [dispute.id for dispute in disputes], "id", "复议诉讼")
    return disputes


def _dispute(record: Record) -> Dispute:
    dispute = Dispute(
        id=record.text("id"),
        kind=DisputeKind(record.choice("kind", tuple(DisputeKind))),
        filed_on=record.day("filed_on"),
        after_reconsideration=record.flag("after_reconsideration", False),
        result=record.choice_or_none("result", RESULTS),
        closed_on=record.day_or_none("closed_on"),
    )
    if dispute.kind is DisputeKind.RECONSIDERATION and dispute.after_reconsideration:
        raise record.wrong("after_reconsideration", "行政复议不能再写“经过复议”", "请改为 false，或者改正 kind")
    if dispute.kind is DisputeKind.LITIGATION and record.data.get("after_reconsideration") is None:
        raise record.wrong("after_reconsideration", "没有填写", "请写明诉讼前是否经过复议")
    _closed_as_a_whole(record, "result", dispute.result, dispute.closed_on)
    _in_order(record, ("filed_on", dispute.filed_on), ("closed_on", dispute.closed_on))
    record.close()
    return dispute


def _publications(root: Record) -> tuple[Publication, ...] | None:
    if root.optional("publications") is None:
        return None
    return tuple(_publication(record) for record in root.records("publications", "公开"))


def _publication(record: Record) -> Publication:
    publication = Publication(
        record.day("published_on"), record.text("channel"), record.text("column"), record.count("count")
    )
    record.close()
    return publication


def _letters(root: Record) -> Letters | None:
    if root.optional("letters") is None:
        return None
    record = root.record("letters", "letters ")
    letters = Letters(record.count("received"), record.count("answered"))
    record.close()
    return letters


_CELLS_2019 = FORM_2019.table(PROACTIVE).paths
_AMOUNT, _PROJECTS = f"{PROACTIVE}.procurement.amount", f"{PROACTIVE}.procurement.projects"

FROM_LEDGERS = frozenset(
    {
        f"{PROACTIVE}.rules.made",
        f"{PROACTIVE}.normative_documents.made",
        *(f"{PROACTIVE}.{key}.decisions" for key in Decisions.__slots__),
    }
)
"""Cells of the 2019 form's table two that the ledgers give; `form_2019` may repeat them, but not contradict them."""


def _form_2019(root: Record, year: int) -> tuple[Mapping[str, int], Procurement | None]:
    if form_for_year(year) is not FORM_2019:
        root.optional("form_2019")
        return {}, None
    given = root.record("form_2019", "form_2019 ")
    cells: dict[str, int] = {}
    procurement = None
    for item in dict.fromkeys(path.split(".")[1] for path in _CELLS_2019):
        row = given.record(item, f"form_2019.{item} ") if given.optional(item) is not None else _absent(item)
        cells |= _cells_of(row, item)
        if item == "procurement":
            procurement = Procurement(cells.pop(_PROJECTS), row.money("amount"), row.choice_or_none("unit", UNITS))
        row.close()
    given.close()
    return cells, procurement


def _absent(item: str) -> Record:
    """A row that is not there at all: reading its first cell names the cell that is missing."""
    return Record({}, f"form_2019.{item} ")


def _cells_of(row: Record, item: str) -> dict[str, int]:
    paths = [path for path in _CELLS_2019 if path.split(".")[1] == item and path != _AMOUNT]
    wanted = [path for path in paths if path not in FROM_LEDGERS or row.optional(_field(path)) is not None]
    return {path: row.count(_field(path), signed=_field(path) == "change") for path in wanted}


def _field(path: str) -> str:
    return path.rsplit(".", 1)[1]


def _closed_as_a_whole(record: Record, key: str, outcome: str | None, closed_on: date | None) -> None:
    if outcome is not None and closed_on is None:
        raise record.wrong("closed_on", f"写了结果“{outcome}”，却没有日期", "请补上办结日期", "FACTS_OUTCOME")
    if outcome is None and closed_on is not None:
        raise record.wrong(key, f"写了办结日期 {closed_on}，却没有结果", "请补上结果", "FACTS_OUTCOME")


def _in_order(record: Record, first: tuple[str, date], second: tuple[str, date | None]) -> None:
    if second[1] is not None and second[1] < first[1]:
        text = f"{second[1]} 早于 {first[0]} 的 {first[1]}"
        raise record.wrong(second[0], text, "请核对两个日期", "FACTS_ORDER")


def _each_once(records: list[Record], keys: Iterable[object], field: str, name: str) -> None:
    seen: dict[object, int] = {}
    for position, (record, key) in enumerate(zip(records, keys, strict=True), 1):
        if key in seen:
            text = f"与第 {seen[key]} 条重复，同一{name}只能计一次"
            raise record.wrong(field, text, "请删去重复的一条，或者改正编号", "FACTS_DUPLICATE")
        seen[key] = position


def plain_number(number: str) -> str:
    """A document number without the ways of typing it: 大政〔2023〕3号 is 大政[2023] 3 号."""
    folded = unicodedata.normalize("NFKC", number).translate(str.maketrans("〔〕【】（）()", "[][][][]"))
    return re.sub(r"\s+", "", folded)


def _whole_includes_the_fee(facts: Facts) -> None:
    """信息处理费 is part of 行政事业性收费: a larger part means that table two would be wrong."""
    if facts.information_fee_yuan > facts.charges_yuan:
        text = f"信息处理费 {facts.information_fee_yuan} 元大于全部收费 charges_yuan {facts.charges_yuan} 元"
        raise FactsError(text, "charges_yuan 应包含信息处理费", "information_fee_yuan", "FACTS_FEE")
